import { expect, test } from 'vitest';
import { openSimulated } from './engine.ts';
import { busyPlan, type Plan } from './plan.ts';
import { simulate, type Variant } from './simulation.ts';

/**
 * Simulated hours of a busy organisation, a trouble every few minutes: 6,000 deliveries where changes are checked.
 *
 *     FULLCIRCLE_DELIVERIES=60000 npx vitest run test/simulator/busy.test.ts -t lost
 *     FULLCIRCLE_MEMORY_DELIVERIES=6000 npx vitest run test/simulator/busy.test.ts -t holds
 */
const DELIVERIES = Number(process.env.FULLCIRCLE_DELIVERIES ?? (process.env.CI ? 6_000 : 150));
const SEED = Number(process.env.FULLCIRCLE_SEED ?? 1);
/** Far more than one takes, where the machine has much else to do. */
const DELIVERY_MS = 2_000;
const TRACE_LINES = 300;

/** Of a process that lives through all of it, and of one that sees the first tenth. */
const MEMORY_DELIVERIES = Number(process.env.FULLCIRCLE_MEMORY_DELIVERIES ?? (process.env.CI ? 1_500 : 300));
/** What the caches of a process, each with a limit, may differ by. */
const CACHES_MIB = 3;
const BYTES_KEPT = 65_536;

async function played(plan: Plan, variant?: Variant) {
  const store = await openSimulated();
  try {
    return await simulate(plan, store, variant);
  } finally {
    await store.close();
  }
}

/** What the processes hold in the end that no kill ends before. */
async function heldAfter(deliveries: number, variant?: Variant): Promise<number> {
  const plan = busyPlan(SEED, deliveries);
  const troubles = plan.troubles.filter(({ kind }) => kind !== 'kill');
  const { heldMib } = await played({ ...plan, troubles }, { ...variant, weigh: true });
  return heldMib ?? Number.NaN;
}

/** Keeps some bytes whenever it turns to an installation, as a memory without a limit would. */
function keeping(bytes: number): Variant {
  return {
    store: (store) => {
      const kept: number[][] = [];
      return {
        ...store,
        forInstallation(id) {
          kept.push(new Array(bytes / 8).fill(0.5));
          return store.forInstallation(id);
        },
      };
    },
  };
}

test(
  `${DELIVERIES} deliveries: none lost, nothing double, nothing shown to whom it is not for`,
  async () => {
    const { wrong, trace, deliveries } = await played(busyPlan(SEED, DELIVERIES));
    const told = wrong.length === 0 ? '' : [...wrong, ...trace.slice(-TRACE_LINES)].join('\n');
    expect(told).toBe('');
    expect(deliveries).toBeGreaterThan(DELIVERIES * 0.7);
  },
  60_000 + DELIVERIES * DELIVERY_MS,
);

test(
  `a process that lives through ${MEMORY_DELIVERIES} deliveries holds no more than after the first tenth of them`,
  async () => {
    const few = await heldAfter(MEMORY_DELIVERIES / 10);
    expect(few).toBeGreaterThan(0);
    expect(await heldAfter(MEMORY_DELIVERIES)).toBeLessThan(few + CACHES_MIB);
    expect(await heldAfter(MEMORY_DELIVERIES / 10, keeping(BYTES_KEPT))).toBeGreaterThan(few + CACHES_MIB);
  },
  60_000 + MEMORY_DELIVERIES * DELIVERY_MS,
);
