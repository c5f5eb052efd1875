import { describe, expect, it } from 'vitest';
import type { Comparison } from '../../../src/loop/fix/containment.ts';
import {
  firstQuestions,
  furtherQuestions,
  namedInNotes,
  readAnswer,
} from '../../../src/loop/fix/containment.ts';
import { landing, release, sha } from './records.ts';

const RELEASE = release('v1.4.0', 30);
const one = landing(45, 10);
const two = landing(46, 20);
const compared = (changes: Partial<Comparison> = {}): Comparison => ({
  status: 'ahead',
  commits: [],
  complete: true,
  ...changes,
});
const commit = (message: string, n = 999) => ({ sha: sha(n), message });

describe('what is asked', () => {
  it('is nothing where nothing waits', () => expect(firstQuestions([], 'v1.3.0')).toEqual([]));
  it('is one question for one landing', () =>
    expect(firstQuestions([one], 'v1.3.0')).toEqual([{ base: sha(45), of: 'landing', key: one.key }]));
  it('is one question for all', () =>
    expect(firstQuestions([one, two], 'v1.3.0')).toEqual([{ base: 'v1.3.0', of: 'release' }]));
  it('begins at the oldest where there is no release before', () =>
    expect(firstQuestions([two, one], null)).toEqual([{ base: sha(45), of: 'landing', key: one.key }]));
  it('is bounded one by one', () =>
    expect(furtherQuestions(Array.from({ length: 40 }, (_, n) => landing(n, n)))).toHaveLength(10));
});

describe('what the answer says', () => {
  const all = { base: 'v1.3.0', of: 'release' } as const;
  const single = { base: sha(45), of: 'landing', key: one.key } as const;
  const read = (comparison: Comparison | null, question: typeof all | typeof single = all, by = RELEASE) =>
    Object.fromEntries(readAnswer(question, comparison, [one, two], by));

  it.each([
    ['a merge, squash or rebase on the branch', compared({ commits: [commit('Fix', 45)] }), 'commit'],
    ['a squash that was picked', compared({ commits: [commit('[1.x] Fix (#45)')] }), 'subject'],
    [
      'a merge that was merged elsewhere',
      compared({ commits: [commit('Merge pull request #45 from a/b')] }),
      'subject',
    ],
    [
      'a pick with its trailer',
      compared({ commits: [commit(`Fix\n\n(cherry picked from commit ${sha(45)})`)] }),
      'picked',
    ],
    ['a revert alone', compared({ commits: [commit('Revert "Fix (#45)" (#50)')] }), null],
    ['nothing', compared(), null],
  ])('%s', (_, comparison, witness) =>
    expect(read(comparison)).toEqual({ [one.key]: witness, [two.key]: null }),
  );

  it('an ancestor of the tag', () =>
    expect(read(compared({ complete: false }), single)).toEqual({ [one.key]: 'commit' }));
  it('no ancestor', () =>
    expect(read(compared({ status: 'diverged' }), single)).toEqual({ [one.key]: null, [two.key]: null }));
  it('what was cut decides only what it shows', () =>
    expect(read(compared({ complete: false, commits: [commit('', 46)] }))).toEqual({ [two.key]: 'commit' }));
  it('a tag that is not there decides nothing', () => expect(read(null)).toEqual({}));
  it('notes speak where commits do not', () => {
    expect(read(compared(), all, { ...RELEASE, named: [45] })).toEqual({
      [one.key]: 'notes',
      [two.key]: null,
    });
    const earlier = release('v1.4.0', 5, { named: [45] });
    expect(read(compared(), all, earlier)).toEqual({ [one.key]: null, [two.key]: null });
  });
});

describe('notes', () => {
  it('name pull requests', () => {
    const notes =
      '* Fix the crash (#45)\n* By ada in https://github.com/acme/widgets/pull/46\n* Elsewhere: acme/docs#47\n* Revert #48\n* Known issue: #49';
    expect(namedInNotes(notes, { owner: 'acme', name: 'widgets' })).toEqual([45, 46]);
  });
});
