import type { Plan } from './plan.ts';

/** Runs that shrinking may cost: each takes about a second. */
const TRIES_MAX = 40;

/**
 * The same plan with as little in it as still fails: one line after the other is left out, as long as that helps.
 * @param fails whether a plan still goes wrong
 */
export async function shrunk(plan: Plan, fails: (plan: Plan) => Promise<boolean>): Promise<Plan> {
  let best = plan;
  let tries = 0;
  for (const part of ['troubles', 'acts'] as const) {
    for (let index = best[part].length - 1; index >= 0 && tries < TRIES_MAX; index -= 1) {
      tries += 1;
      const less: Plan = { ...best, [part]: best[part].filter((_, at) => at !== index) };
      if (await fails(less)) best = less;
    }
  }
  return best;
}
