import type { Happening } from './types.ts';

/** 2026-W16, 2026-04-13 to 2026-04-19: 1.4.0. */
export const WEEK_07: readonly Happening[] = [];
