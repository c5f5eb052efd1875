import type { Happening } from './types.ts';

/** Every day at 05:17 UTC the starter is built from nothing and runs its first job. */
const FIRST_RUN = Date.UTC(2026, 2, 2, 5, 17);
const RUNS = 70;
const DAY_MS = 86_400_000;

/** Durations of a clean run, seconds: a calm fortnight, repeated. */
const DURATIONS_S = [212, 198, 205, 231, 219, 190, 244, 208, 201, 226, 215, 187, 262, 210] as const;

/** The one bad morning: a base image moved, see `starter-red` in week 17. */
const RED_RUN = 51;

/** The scheduled runs of the starter's workflow over the ten weeks. */
export const STARTER_RUNS: readonly Happening[] = Array.from({ length: RUNS }, (_, day): Happening => {
  const durationS = day === RED_RUN ? 71 : (DURATIONS_S[day % DURATIONS_S.length] ?? 210);
  return {
    kind: 'workflow.completed',
    at: new Date(FIRST_RUN + day * DAY_MS + durationS * 1000).toISOString().replace('.000Z', 'Z'),
    actor: 'rasmus-ekdahl',
    repo: 'starter-ts',
    workflow: 'ci.yml',
    event: 'schedule',
    conclusion: day === RED_RUN ? 'failure' : 'success',
    durationS,
  };
});
