import { describe, expect, it } from 'vitest';
import { contextOf } from '../../../src/loop/observe/context.ts';
import { threadWords } from '../../../src/loop/observe/features.ts';
import type { ObservationInput } from '../../../src/loop/observe/observe.ts';
import { readThread } from '../../../src/loop/observe/read.ts';
import { input, SETTINGS } from './observed.ts';

function context(change: Partial<ObservationInput>) {
  const thread = input({ type: 'discussion', title: 'x', ...change });
  return contextOf(thread, SETTINGS, threadWords(readThread(thread.title, thread.body)), null);
}

describe('what a category says', () => {
  it.each([
    ['Show and tell', { advocacy: 4, none: -1 }, 'advocacy'],
    ['Announcements', { none: 4 }, null],
    ['Polls', { none: 2 }, null],
  ])('%s', (category, shifts, stage) => {
    const { reasons, ...seen } = context({ category });
    expect(seen.shifts).toEqual(shifts);
    expect(reasons).toEqual([expect.objectContaining({ signal: 'category', quote: category, stage })]);
  });

  it.each([
    ['Q&A', { none: -2, advocacy: -0.5 }],
    ['Ideas', { none: -1.5 }],
    ['Kitchen', { none: -1 }],
    [null, { none: -1 }],
  ])('%s: only what it is not', (category, shifts) => {
    expect(context({ category })).toEqual({ shifts, reasons: [] });
  });

  it('nothing of an issue', () => {
    expect(context({ type: 'issue', category: 'Polls' })).toEqual({ shifts: {}, reasons: [] });
  });
});

describe('what the history of the author says', () => {
  it.each([
    [2, 0, {}, []],
    [3, 0, { awareness: -1, onboarding: -0.5 }, []],
    [0, 1, { awareness: -1, onboarding: -0.5, advocacy: 0.5 }, ['history']],
  ])('%d threads, %d merged pull requests', (threads, merged, shifts, signals) => {
    const seen = context({ type: 'issue', authorPriorThreads: threads, authorPriorMergedPulls: merged });
    expect(seen.shifts).toEqual(shifts);
    expect(seen.reasons.map(({ signal }) => signal)).toEqual(signals);
  });
});
