import { describe, expect, it } from 'vitest';
import { conditionalLogit, logistic, sigmoid } from '../../../src/loop/cluster/regression.ts';

/** Numbers in 0..1 that look random and are always the same (Park and Miller, 1988). */
function* numbers(): Generator<number, never> {
  let state = 20_240_101;
  while (true) {
    state = (state * 48_271) % 2_147_483_647;
    yield state / 2_147_483_647;
  }
}

describe('logistic', () => {
  it('finds the coefficients that made the data', () => {
    const random = numbers();
    const next = () => random.next().value;
    const rows = Array.from({ length: 4_000 }, () => [4 * next() - 2, 10 * next()]);
    const right = rows.map(([a = 0, b = 0]) => next() < sigmoid(1.5 * a - 0.4 * b + 1));
    const { intercept, weights } = logistic(
      rows,
      right,
      rows.map(() => 1),
      2,
      0.01,
    );
    expect(intercept).toBeCloseTo(1, 0);
    expect(weights[0]).toBeCloseTo(1.5, 0);
    expect(weights[1]).toBeCloseTo(-0.4, 1);
  });

  it('stays finite where one feature separates all, and where one never changes', () => {
    const rows = [
      [0, 3],
      [0, 3],
      [1, 3],
      [1, 3],
    ];
    const { intercept, weights } = logistic(rows, [false, false, true, true], [1, 1, 1, 1], 2, 0.1);
    expect(sigmoid(intercept + (weights[0] ?? 0) + 3 * (weights[1] ?? 0))).toBeGreaterThan(0.8);
    expect([intercept, ...weights].every(Number.isFinite)).toBe(true);
  });

  it('counts a row by its weight', () => {
    const rows = [[0], [0]];
    const interceptAt = (weight: number) => logistic(rows, [true, false], [1, weight], 1, 0.1).intercept;
    expect(sigmoid(interceptAt(1))).toBeCloseTo(0.5, 5);
    expect(sigmoid(interceptAt(0.1))).toBeCloseTo(1 / 1.1, 3);
  });
});

describe('conditionalLogit', () => {
  it('prefers what the right candidates had, whatever the level of the query', () => {
    const random = numbers();
    const next = () => random.next().value;
    const queries = Array.from({ length: 200 }, () => {
      const level = 3 * next();
      const rows = Array.from({ length: 5 }, () => [level + next(), next()]);
      const best = rows.reduce((most, [value = 0], at) => (value > (rows[most]?.[0] ?? 0) ? at : most), 0);
      return { rows, right: rows.map((_, at) => at === best) };
    });
    const [first = 0, second = 0] = conditionalLogit(queries, 2, 0.001);
    expect(first).toBeGreaterThan(5 * Math.abs(second));
    expect(first).toBeGreaterThan(0);
  });

  it('learns nothing from queries without a right candidate', () => {
    const none = [{ rows: [[1], [2]], right: [false, false] }];
    const one = [{ rows: [[1], [2]], right: [false, true] }];
    expect(conditionalLogit([...one, ...none], 1, 0.01)).toEqual(conditionalLogit(one, 1, 0.01));
  });
});
