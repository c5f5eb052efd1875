import { z } from 'zod';
import type { GitHub } from '../github.ts';

const limitSchema = z.looseObject({
  resources: z.looseObject({
    core: z.looseObject({ limit: z.number(), remaining: z.number(), reset: z.number() }),
  }),
});

/** Requests of an hour that an installation may make, and how many are left. */
export interface RateLimit {
  limit: number;
  remaining: number;
  /** when all of them are back */
  resetAt: Date;
}

/** How much of the hour's requests is left. Costs none of them: https://docs.github.com/rest/rate-limit/rate-limit */
export async function readRateLimit(github: GitHub): Promise<RateLimit> {
  const { core } = limitSchema.parse((await github.read('GET /rate_limit', {})).data).resources;
  return { limit: core.limit, remaining: core.remaining, resetAt: new Date(core.reset * 1000) };
}
