import { z } from 'zod';
import { Gone, PermissionMissing } from './errors.ts';
import type { GitHub } from './github.ts';

const causeSchema = z.looseObject({
  data: z.unknown(),
  errors: z.array(
    z.looseObject({
      type: z.string().optional().catch(undefined),
      path: z
        .array(z.union([z.string(), z.number()]))
        .optional()
        .catch(undefined),
    }),
  ),
});

/** Errors that say something lasting of one part of the answer. */
const EXPECTED: ReadonlySet<string> = new Set(['NOT_FOUND', 'FORBIDDEN']);

/** An answer of GraphQL, with what it could not give. */
export interface PartialAnswer {
  data: unknown;
  errors: { type: string; path: readonly (string | number)[] }[];
}

/**
 * Asks for several things at once, some of which may be gone or not for us: GitHub then answers with errors and with
 * everything else. Rejects with a `GitHubError` where nothing came at all.
 */
export async function queryPartly(
  github: GitHub,
  document: string,
  variables: Record<string, unknown>,
): Promise<PartialAnswer> {
  try {
    return { data: await github.query(document, variables), errors: [] };
  } catch (error) {
    const cause =
      error instanceof Gone || error instanceof PermissionMissing ? causeSchema.safeParse(error.cause) : null;
    if (!cause?.success || typeof cause.data.data !== 'object' || cause.data.data === null) throw error;
    const errors = cause.data.errors.map(({ type, path }) => ({ type: type ?? '', path: path ?? [] }));
    // Anything else may have hidden something that is there.
    if (!errors.every(({ type }) => EXPECTED.has(type))) throw error;
    return { data: cause.data.data, errors };
  }
}
