import type { Happening } from './types.ts';

/** 2026-W17, 2026-04-20 to 2026-04-26: still broken for one, a red starter. */
export const WEEK_08: readonly Happening[] = [];
