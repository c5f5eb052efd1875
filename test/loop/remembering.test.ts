import { expect, it } from 'vitest';
import { remembering } from '../../src/loop/remembering.ts';

it('works out each object once, and an equal one anew', () => {
  let worked = 0;
  const sizeOf = remembering(({ words }: { words: readonly string[] }) => {
    worked += 1;
    return words.length;
  });
  const one = { words: ['a', 'b'] };
  expect([sizeOf(one), sizeOf(one), worked]).toEqual([2, 2, 1]);
  expect([sizeOf({ words: ['a'] }), worked]).toEqual([1, 2]);
});

it('remembers also that there is nothing', () => {
  let worked = 0;
  const nothing = remembering((_: object) => {
    worked += 1;
    return undefined;
  });
  const one = {};
  nothing(one);
  nothing(one);
  expect(worked).toBe(1);
});
