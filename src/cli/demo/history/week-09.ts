import type { Happening } from './types.ts';

/** 2026-W18, 2026-04-27 to 2026-05-03: 1.4.1. */
export const WEEK_09: readonly Happening[] = [];
