import type { Happening } from './types.ts';

/** 2026-W19, 2026-05-04 to 2026-05-10: what comes next. */
export const WEEK_10: readonly Happening[] = [];
