import { expect, test } from 'vitest';
import { openSimulated } from './engine.ts';
import { busyPlan } from './plan.ts';
import { simulate } from './simulation.ts';

/**
 * Simulated hours of a busy organisation, a trouble every few minutes.
 *
 *     FULLCIRCLE_DELIVERIES=6000 npx vitest run test/simulator/busy.test.ts
 */
const DELIVERIES = Number(process.env.FULLCIRCLE_DELIVERIES ?? 150);
const SEED = Number(process.env.FULLCIRCLE_SEED ?? 1);
/** Far more than one takes, where the machine has much else to do. */
const DELIVERY_MS = 2_000;
const TRACE_LINES = 300;

test(
  `${DELIVERIES} deliveries: none lost, nothing double, nothing shown to whom it is not for`,
  async () => {
    const store = await openSimulated();
    const { wrong, trace, deliveries } = await simulate(busyPlan(SEED, DELIVERIES), store);
    await store.close();
    const told = wrong.length === 0 ? '' : [...wrong, ...trace.slice(-TRACE_LINES)].join('\n');
    expect(told).toBe('');
    expect(deliveries).toBeGreaterThan(DELIVERIES * 0.7);
  },
  60_000 + DELIVERIES * DELIVERY_MS,
);
