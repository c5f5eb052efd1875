import type { Happening } from './types.ts';

/** 2026-W15, 2026-04-06 to 2026-04-12: a broken config, Docker is documented. */
export const WEEK_06: readonly Happening[] = [];
