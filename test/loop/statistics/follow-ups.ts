import fc from 'fast-check';
import type { Duration } from '../../../src/loop/statistics/kaplan-meier.ts';
import type { FollowUp } from '../../../src/loop/statistics/risk-table.ts';

/** Durations as books print them: `6* 7 9*`, the star marks the censored. */
export function durations(printed: string): Duration[] {
  return printed.split(' ').map((one) => ({ time: Number.parseFloat(one), ended: !one.endsWith('*') }));
}

export type Who = 'staff' | 'community';

// Few distinct times, so that ties of events and censorings are common.
const time = fc.integer({ min: 0, max: 15 });

export const someDurations = fc.array(fc.record({ time, ended: fc.boolean() }), {
  minLength: 1,
  maxLength: 40,
});

export const someFollowUps: fc.Arbitrary<FollowUp<Who>[]> = fc.array(
  fc.record({ time, cause: fc.constantFrom<Who | null>('staff', 'community', null) }),
  { minLength: 1, maxLength: 40 },
);

export const completeFollowUps: fc.Arbitrary<FollowUp<Who>[]> = fc.array(
  fc.record({ time, cause: fc.constantFrom<Who>('staff', 'community') }),
  { minLength: 1, maxLength: 40 },
);
