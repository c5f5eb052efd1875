import type { Happening } from './types.ts';

/** 2026-W14, 2026-03-30 to 2026-04-05: 1.4.0-beta.1, and the jobs that did not run. */
export const WEEK_05: readonly Happening[] = [];
