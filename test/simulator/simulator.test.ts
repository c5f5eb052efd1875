import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OpenStore } from '../../src/store/open-store.ts';
import { seedsOf } from '../seeds.ts';
import { openSimulated } from './engine.ts';
import { type Plan, planOf, stubbornPlan, told } from './plan.ts';
import { shrunk } from './shrink.ts';
import { simulate } from './simulation.ts';

/**
 * The whole app with everything that can go wrong around it, seed by seed: 40 of them, and 200 where changes are checked;
 * for every tenth also a longer history of few threads.
 * And 1537: a permission is taken and given back while GitHub cannot be asked how the installation stands.
 *
 *     FULLCIRCLE_SEEDS=1..5000 npx vitest run test/simulator/simulator.test.ts
 */
const SEEDS = seedsOf(process.env.FULLCIRCLE_SEEDS ?? (process.env.CI ? '1..200,1537' : '1..40,1537'));

/** Far more than a seed takes, where the machine has much else to do. */
const SEED_MS = 30_000;
/** To look for the least history that fails still, which plays it many times. */
const EXPLAINED_MS = 600_000;
/** These take several times as long. */
const STUBBORN_SHARE = 0.1;
/** Further ones most likely fail alike. */
const FAILURES_MAX = 5;

let store: OpenStore;
beforeAll(async () => {
  store = await openSimulated();
});
afterAll(() => store.close());

async function explained(plan: Plan): Promise<string> {
  const least = await shrunk(plan, async (less) => (await simulate(less, store)).wrong.length > 0);
  const { wrong, trace } = await simulate(least, store);
  return [
    `seed ${plan.seed}: ${wrong.join('; ')}`,
    `repeat: FULLCIRCLE_SEEDS=${plan.seed} npx vitest run test/simulator/simulator.test.ts`,
    told(least),
    ...trace,
  ].join('\n');
}

const HISTORIES = [
  { of: 'short histories', planned: planOf, seeds: SEEDS },
  {
    of: 'few threads to which people come back again and again',
    planned: stubbornPlan,
    seeds: SEEDS.slice(0, Math.ceil(SEEDS.length * STUBBORN_SHARE)),
  },
];

test.each(HISTORIES)(
  `nothing is lost, double, out of order or shown to whom it is not for: $of ($seeds.length seeds)`,
  async ({ planned, seeds }) => {
    const failures: string[] = [];
    for (const seed of seeds) {
      const plan = planned(seed);
      const { wrong } = await simulate(plan, store);
      if (wrong.length > 0) failures.push(await explained(plan));
      if (failures.length >= FAILURES_MAX) break;
    }
    expect(failures.join('\n\n')).toBe('');
  },
  SEEDS.length * SEED_MS + EXPLAINED_MS,
);
