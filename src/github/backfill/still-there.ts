import { z } from 'zod';
import type { GitHub } from '../github.ts';
import { queryPartly } from '../partial-answer.ts';
import { STILL_THERE } from './documents.ts';

/** GitHub takes as many ids at once. */
export const STILL_THERE_MAX = 100;

const schema = z.looseObject({ nodes: z.array(z.looseObject({ id: z.string() }).nullable()) });

/**
 * Which of these threads GitHub does not have any more. Only those that it names as not found count: what it merely
 * refuses to show may be there.
 */
export async function readGone(github: GitHub, nodeIds: readonly string[]): Promise<Set<string>> {
  const { data, errors } = await queryPartly(github, STILL_THERE, { ids: nodeIds });
  const { nodes } = schema.parse(data);
  const notFound = new Set(errors.filter(({ type }) => type === 'NOT_FOUND').map(({ path }) => path[1]));
  return new Set(nodeIds.filter((_, index) => nodes[index] === null && notFound.has(index)));
}
