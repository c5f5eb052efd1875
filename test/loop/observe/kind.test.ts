import { describe, expect, it } from 'vitest';
import { kindOfLabels } from '../../../src/loop/observe/kind-label.ts';
import { type ObservationInput, observe } from '../../../src/loop/observe/observe.ts';
import { input, SETTINGS } from './observed.ts';

function kind(change: Partial<ObservationInput>): string {
  return observe(input(change), SETTINGS).kind;
}

describe('kindOfLabels', () => {
  it.each([
    [['bug'], 'bug'],
    [['type: bug', 'P1'], 'bug'],
    [['kind/feature'], 'feature'],
    [['T-bug'], 'bug'],
    [['🐛'], null],
    [['🐛 Bug'], 'bug'],
    [['Feature Request'], 'feature'],
    [['documentation'], 'docs'],
    [['help wanted'], null],
    [['good first issue'], null],
    [['bug', 'question'], null],
    [[], null],
  ])('reads %j as %j', (labels, expected) => expect(kindOfLabels(labels)).toBe(expected));
});

describe('kinds', () => {
  it('are no bugs in a category for something else, unless a label says so', () => {
    const report = {
      title: 'Crash when saving an empty file',
      body: 'Steps to reproduce: save.\n\nExpected: saved.\n\nActual: TypeError is thrown, it crashes.',
    };
    const of = (category: string | null, labels: string[] = []) =>
      kind({ ...report, type: 'discussion', category, labels });
    expect(of('General')).toBe('bug');
    expect(of('Show and tell')).not.toBe('bug');
    expect(of('💡 Ideas')).not.toBe('bug');
    expect(of('Ideas', ['bug'])).toBe('bug');
    expect(kind({ ...report, category: 'Ideas' })).toBe('bug');
    for (const category of ['Idea', 'Feature requests', 'Proposals', 'RFCs', 'Announcements', '🗳️ Polls'])
      expect(of(category), category).not.toBe('bug');
    for (const category of ['Polling & sync', 'Ideation board', 'Showers', 'Featured app'])
      expect(of(category), category).toBe('bug');
  });

  it.each([
    [
      'bug',
      {
        title: 'Crash when saving an empty file',
        body: 'Steps to reproduce: save.\n\nExpected: saved.\n\nActual: TypeError is thrown, it crashes.',
      },
    ],
    [
      'feature',
      {
        title: 'Feature request: support for dark mode',
        body: 'It would be nice to have an option for a dark theme. Please add support.',
      },
    ],
    [
      'question',
      { title: 'How do I group rows by two columns?', body: 'Is there a way to do it? Thanks for any help.' },
    ],
    [
      'docs',
      {
        title: 'Typo in the tutorial documentation',
        body: 'The documentation page says "teh". The docs should be corrected.',
      },
    ],
    ['docs', { type: 'pull_request' as const, title: 'Small fix', paths: ['README.md', 'docs/a.txt'] }],
    ['question', { title: 'Crash', body: 'It crashes with an error.', labels: ['question'] }],
  ])('tells a %s: %j', (expected, change) => expect(kind(change)).toBe(expected));

  it('does not take code with a README for documentation', () => {
    const paths = ['src/a.ts', 'README.md'];
    expect(kind({ type: 'pull_request', title: 'Fix crash on save', body: 'It crashed.', paths })).not.toBe(
      'docs',
    );
  });
});
