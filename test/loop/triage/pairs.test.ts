import { expect, it } from 'vitest';
import type { Evidence } from '../../../src/loop/cluster/evidence.ts';
import { pairsAsked } from '../../../src/loop/triage/pairs.ts';
import type { PossiblePair, ThreadText } from '../../../src/loop/week-record.ts';
import { cluster, project } from '../record/project.ts';
import { repository, settings, weekFacts } from '../situations.ts';
import { basis, RECORD, weekOf } from './agendas.ts';

const VERSION: Evidence = { kind: 'version', version: '1.4' };
const API: Evidence = { kind: 'api', api: 'Login' };
const CODE: Evidence = { kind: 'errorCode', code: 'E_LEASE' };

function text(number: number): ThreadText {
  return { repositoryId: 12, number, type: 'issue', title: `Thread ${number}`, body: '', answer: null };
}

function pair(itemId: number, otherItemId: number, more: Partial<PossiblePair> = {}): PossiblePair {
  return {
    itemId,
    otherItemId,
    thread: text(itemId),
    other: text(otherItemId),
    clusters: [itemId, otherItemId],
    isNew: true,
    probability: 0.4,
    evidence: [CODE],
    ...more,
  };
}

const asked = (pairs: PossiblePair[], more: Parameters<typeof basis>[0] = {}) =>
  pairsAsked(pairs, basis(more)).map(({ itemId, otherItemId, because }) => [itemId, otherItemId, because]);

it('asks with a reason that a person can judge by, or not at all', () => {
  expect(asked([pair(5, 1, { evidence: [VERSION, CODE] })])).toEqual([
    [5, 1, expect.stringMatching(/1\.4.*E_LEASE/)],
  ]);
  for (const evidence of [
    [],
    [VERSION],
    [API],
    [{ kind: 'words', words: ['login'], overlap: 0.2 }],
    [VERSION, API],
    [{ kind: 'sameAuthor' }],
    [VERSION, { kind: 'batch' }],
  ] as Evidence[][])
    expect(asked([pair(5, 1, { evidence })])).toEqual([]);
});

it('names a thread in one pair, and three pairs at most', () => {
  const pairs = [pair(9, 1), pair(9, 2), pair(8, 1), pair(7, 2), pair(6, 3), pair(5, 4)];
  expect(asked(pairs).map(([itemId]) => itemId)).toEqual([9, 7, 6]);
});

it('asks first where one of the two is fixed, and about old ones only then', () => {
  const record = project({
    clusters: [1, 2, 3, 4].map((id) => cluster(id, id === 2 ? { fixedAt: new Date(0) } : {})),
  });
  const old = { isNew: false };
  expect(asked([pair(9, 1), pair(4, 3, old), pair(8, 2, old)], { record }).map(([itemId]) => itemId)).toEqual(
    [8, 9],
  );
});

it('counts in a short issue only what that asks about', () => {
  const place = repository({ name: 'core' });
  const short = { ...place, settings: settings({ triage: { ...settings().triage, length: 'short' } }) };
  const record = project({
    ...RECORD,
    clusters: [1, 2, 4].map((id) => cluster(id, id === 2 ? { fixedAt: new Date(0) } : {})),
  });
  const pairs = [pair(4, 1), pair(7, 2)];
  const counted = (more: Parameters<typeof basis>[0]) => weekOf({ record, ...more }, { pairs }).summary.pairs;
  expect(counted({})?.map(({ itemId }) => itemId)).toEqual([7, 4]);
  expect(counted({ place: short })?.map(({ itemId }) => itemId)).toEqual([7]);
});

it('asks nothing of that kind where both are fixed, and whichever side is', () => {
  const record = project({ clusters: [1, 2].map((id) => cluster(id, { releasedAt: new Date(0) })) });
  const sides = pairsAsked([pair(2, 1), pair(4, 1), pair(2, 5)], basis({ record }));
  expect(sides.map(({ itemId, otherItemId, fixed }) => [itemId, otherItemId, fixed])).toEqual([
    [4, 1, 'other'],
    [2, 5, 'thread'],
  ]);
});

it('asks nothing of that kind of a fix that somebody doubts', () => {
  const doubted = { fixedAt: new Date(0), disputedSince: new Date(1) };
  const record = project({ clusters: [1, 2].map((id) => cluster(id, id === 2 ? doubted : {})) });
  expect(asked([pair(8, 2, { isNew: false })], { record })).toEqual([]);
});

it('asks no third time, whatever week it is', () => {
  const issue = (week: string, pairs?: { itemId: number; otherItemId: number }[]) => ({
    week,
    repositoryId: 12,
    asOf: new Date(0),
    summary: { topics: [], signals: {}, ...(pairs === undefined ? {} : { pairs }) },
    agenda: null,
    number: 1,
    closedAt: new Date(0),
  });
  const both = [pair(5, 1), pair(6, 2)];
  const [first, second] = both.map(({ itemId, otherItemId }) => ({ itemId, otherItemId }));
  if (first === undefined || second === undefined) throw new Error('no pairs');
  const after = (...recentWeeks: ReturnType<typeof issue>[]) =>
    asked(both, { figures: weekFacts({ recentWeeks }) }).map(([itemId]) => itemId);
  expect(after(issue('2026-W48', [first, second]), issue('2026-W47'), issue('2026-W44', [first]))).toEqual([
    6,
  ]);
  // The issue that is made anew does not count against itself.
  expect(after(issue('2026-W49', [first]), issue('2026-W48', [first]))).toEqual([5, 6]);
  expect(weekOf({}, { pairs: both }).summary.pairs).toEqual([first, second]);
});
