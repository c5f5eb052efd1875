import { describe, expect, it } from 'vitest';
import type { Teachable } from '../../../src/loop/teach/backlog.ts';
import { contentBacklog } from '../../../src/loop/teach/backlog.ts';
import { renderOutline } from '../../../src/loop/teach/outline.ts';
import { NO_HUMAN_PART } from '../../../src/loop/triage/human.ts';
import { renderDrafts } from '../../../src/loop/triage/sections/teach.ts';

const THREAD = { host: 'github.com', owner: 'acme', name: 'core', number: 4, type: 'issue' as const };
const SOLUTION = { text: 'Name each worker in its config, then start both.', thread: THREAD };

function teachable(more: Partial<Teachable> = {}): Teachable {
  return {
    clusterId: 4,
    title: 'How do I run two workers?',
    kind: 'question',
    stage: 'onboarding',
    asksHow: true,
    reporters: 3,
    taught: false,
    error: '',
    quotes: [{ text: 'I want to start several workers.', thread: THREAD }],
    solution: null,
    ...more,
  };
}

describe('what to write next', () => {
  it.each([
    ['a better error message', 'error message', { kind: 'bug', error: 'Error: E_GATE' }],
    [
      'a troubleshooting entry of a solved error',
      'troubleshooting',
      { kind: 'bug', error: 'Error: E_GATE', solution: SOLUTION },
    ],
    ['a post before people try', 'post', { stage: 'awareness' }],
    ['an example where people build', 'example', { stage: 'adoption' }],
    ['a guide where people ask how', 'guide', {}],
    ['an entry of what was solved', 'troubleshooting', { kind: 'bug', asksHow: false, solution: SOLUTION }],
    ['a guide of what is asked again and again', 'guide', { asksHow: false }],
  ] as const)('is %s', (_, format, more) => {
    expect(contentBacklog([teachable(more)])).toMatchObject([{ format }]);
  });

  it.each([
    ['what one person asked', { reporters: 1 }],
    ['what was written already', { taught: true }],
    ['a bug that nobody has solved', { kind: 'bug', asksHow: false }],
  ] as const)('is not %s', (_, more) => {
    expect(contentBacklog([teachable(more)])).toEqual([]);
  });

  it('claims nothing of a message that nobody judged', () => {
    const [draft] = contentBacklog([teachable({ kind: 'bug', error: 'Error: E_GATE: shut' })]);
    expect(draft?.because).toBe('people report it with this error, and it is not solved yet');
    const shown = renderDrafts(draft === undefined ? [] : [draft], 'github.com', NO_HUMAN_PART, null);
    expect(shown).toContain('The error: Error: E\\_GATE: shut');
  });

  it('is no more than somebody writes', () => {
    expect(contentBacklog(Array.from({ length: 9 }, () => teachable()))).toHaveLength(5);
  });
});

describe('the prepared issue', () => {
  it.each([
    ['guide', {}],
    ['troubleshooting', { kind: 'bug', error: 'Error: E_GATE: shut', solution: SOLUTION }],
    ['message', { kind: 'bug', error: 'Error: E_GATE: shut', quotes: [] }],
  ] as const)('%s', async (name, more) => {
    const [draft] = contentBacklog([teachable(more)]);
    if (draft === undefined) throw new Error('no draft');
    const { title, body } = renderOutline(draft, 'github.com');
    await expect(`# ${title}\n\n${body}\n`).toMatchFileSnapshot(`snapshots/outline-${name}.md`);
  });
});
