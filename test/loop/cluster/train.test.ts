import { describe, expect, it } from 'vitest';
import type { Features } from '../../../src/loop/cluster/features.ts';
import { matchProbability, matchScore, parseMatchModel } from '../../../src/loop/cluster/match-model.ts';
import { type MatchExample, trainMatchModel } from '../../../src/loop/cluster/train.ts';

const NOTHING: Features = {
  rank: 0, titleFound: 0, titleOf: 0, title: 0, code: 0, all: 0, best: 0, beyond: 0, titleBeyond: 0,
  error: 0, frames: 0, errorCode: 0, errorNear: 0, errorInformation: 0, errorRarest: 0, api: 0, version: 0,
  gap: 0, candidateLength: 0, sameAuthor: 0, batch: 0, duplicates: 0, mention: 0,
}; // biome-ignore format: one row of nothing

const like = (all: number, rank: number): Features => ({
  ...NOTHING,
  all,
  best: all,
  rank: Math.log1p(rank),
});

/** A report whose target shares most of its words, though another one stands first in the index. */
const linked = (at: number): MatchExample => ({
  duplicate: true,
  candidates: [
    { features: like(0.1 + (at % 3) / 100, 0), right: false },
    { features: like(0.6 + (at % 5) / 100, 1), right: true },
    { features: like(0.2, 2), right: false },
  ],
});
/** Nobody linked it, and hardly anything is like it. */
const unlinked = (at: number): MatchExample => ({
  duplicate: false,
  candidates: [{ features: like((at % 7) / 50, 0), right: false }],
});
const EXAMPLES = [
  ...Array.from({ length: 20 }, (_, at) => linked(at)),
  ...Array.from({ length: 200 }, (_, at) => unlinked(at)),
];
const fitted = (examples: readonly MatchExample[]) => trainMatchModel(examples, 'test', { data: 'invented' });

describe('trainMatchModel', () => {
  it('puts what the right candidates had first, and finds it more probable', () => {
    const model = fitted(EXAMPLES);
    expect(matchScore(like(0.6, 1), model)).toBeGreaterThan(matchScore(like(0.1, 0), model));
    expect(matchProbability(like(0.6, 1), model)).toBeGreaterThan(0.5);
    expect(matchProbability(like(0.05, 0), model)).toBeLessThan(0.5);
  });

  it('is a complete model that says where it comes from, with few digits', () => {
    const model = fitted(EXAMPLES);
    expect(parseMatchModel(JSON.parse(JSON.stringify(model)))).toEqual(model);
    expect(model).toMatchObject({ version: 'test', provenance: { data: 'invented' } });
    expect(model.ranking.all).toBe(Number(model.ranking.all.toPrecision(6)));
  });

  it('learns nothing from a report without candidates', () => {
    const alone: MatchExample = { duplicate: false, candidates: [] };
    expect(fitted([alone, ...EXAMPLES, alone])).toEqual(fitted(EXAMPLES));
  });

  it('takes a report that nobody linked for a weak sign only', () => {
    const bold = (duplicate: boolean) =>
      fitted([...EXAMPLES.map((one) => ({ ...one, duplicate: one.duplicate || duplicate }))]);
    expect(matchProbability(like(0.3, 0), fitted(EXAMPLES))).toBeGreaterThan(
      matchProbability(like(0.3, 0), bold(true)),
    );
  });

  it('gives the same coefficients again', () => {
    expect(fitted(EXAMPLES)).toEqual(fitted(EXAMPLES));
  });
});
