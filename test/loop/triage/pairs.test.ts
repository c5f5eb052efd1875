import { describe, expect, it } from 'vitest';
import { NO_HUMAN_PART } from '../../../src/loop/triage/human.ts';
import { pairsAsked } from '../../../src/loop/triage/pairs.ts';
import { renderDuplicates } from '../../../src/loop/triage/sections/duplicates.ts';
import { renderTopics } from '../../../src/loop/triage/sections/topics.ts';
import type { PossiblePair, ThreadText } from '../../../src/loop/week-record.ts';
import { ago, cluster } from '../record/project.ts';
import { agenda, basis, topic } from './agendas.ts';

const text = (number: number): ThreadText => ({
  repositoryId: 12,
  number,
  type: 'issue',
  title: `Title ${number}`,
  body: '',
  answer: null,
});

/** Two threads by their numbers, each in the cluster of its number. */
function pair(thread: number, other: number, changes: Partial<PossiblePair> = {}): PossiblePair {
  return {
    itemId: thread,
    otherItemId: other,
    thread: text(thread),
    other: text(other),
    clusters: [thread, other],
    isNew: true,
    probability: 0.5,
    evidence: [{ kind: 'error', error: 'TypeError: cannot read the hinge', frame: null }],
    ...changes,
  };
}

/** Clusters 1 and 2 are fixed. */
const FIXED = [cluster(1, { fixedAt: ago(3) }), cluster(2, { releasedAt: ago(2) }), cluster(3), cluster(4)];

function asked(...pairs: PossiblePair[]): string[] {
  const { record, ...rest } = basis();
  return pairsAsked(pairs, { ...rest, record: { ...record, clusters: FIXED } }).map(
    ({ thread, other, fixed }) => `${thread.number} ${other.number} ${fixed ?? 'neither'}`,
  );
}

describe('pairs that are asked about', () => {
  it.each([
    ['likeliest first', [pair(4, 3), pair(6, 5)], ['4 3 neither', '6 5 neither']],
    ['those with a fixed side before them', [pair(4, 3), pair(5, 1)], ['5 1 other', '4 3 neither']],
    ['whichever side is fixed', [pair(2, 3)], ['2 3 thread']],
    ['both are fixed', [pair(2, 1)], ['2 1 neither']],
    [
      'old ones only where one side is fixed',
      [pair(4, 3, { isNew: false }), pair(5, 1, { isNew: false })],
      ['5 1 other'],
    ],
    ['a thread once, for commands name a pair by it', [pair(4, 1), pair(4, 2), pair(5, 4)], ['4 1 other']],
  ])('%s', (_, pairs, expected) => expect(asked(...pairs)).toEqual(expected));

  it('ask of a fixed one whether the other is fixed with it', () => {
    const { record, ...rest } = basis();
    const pairs = pairsAsked([pair(5, 1)], { ...rest, record: { ...record, clusters: FIXED } });
    const body = renderDuplicates(pairs, 'github.com', NO_HUMAN_PART);
    expect(body).toMatch(/#1`?\S* Title 1 is fixed\. Is .*#5.* Title 5 fixed with it\?/);
    expect(body).toContain(
      'yes, the same problem: who reported it is told, too <!-- fullcircle:box:confirm:12-5 -->',
    );
  });
});

describe('people who gave a thumbs-up', () => {
  it('are counted beside the reporters', () => {
    const shown = (thumbs?: number) => {
      const one = topic(7, thumbs === undefined ? {} : { thumbs });
      return renderTopics(agenda({ topics: [one] }), new Map(), NO_HUMAN_PART, false);
    };
    expect(shown(6)).toContain('3 people in 28 days, at least 6 more with 👍;');
    expect(shown()).not.toContain('👍');
  });
});
