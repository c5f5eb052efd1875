import { expect, it } from 'vitest';
import type { Loop } from '../../../../src/loop/triage/loops.ts';
import { renderLoops } from '../../../../src/loop/triage/sections/loops.ts';
import { ago } from '../../record/project.ts';

const loop: Loop = {
  clusterId: 4,
  step: 'released',
  at: ago(2),
  url: null,
  eligible: 3,
  told: 3,
  verified: 0,
  stillBroken: 0,
};

it.each<[Partial<Loop>, string]>([
  [{ eligible: 0, told: 0 }, 'nobody to tell'],
  [{ told: 0 }, 'told 0 of 3'],
  [{}, 'told 3 of 3, who have not answered yet'],
  [{ verified: 1 }, 'told 3 of 3, 1 says it is gone'],
  [{ verified: 2, stillBroken: 1 }, 'told 3 of 3, 2 say it is gone, **1 that it is not**'],
])('says of %j who knows and who answered: %s', (more, expected) => {
  const day = ago(2).toISOString().slice(0, 10);
  expect(renderLoops([{ ...loop, ...more }], () => 'Worker crashes')).toBe(
    `- c4 Worker crashes: released ${day}; ${expected}`,
  );
});
