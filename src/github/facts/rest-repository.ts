import { z } from 'zod';
import type { Repository } from '../../loop/vocabulary.ts';

/** A repository as REST tells of it. */
export const restRepository = z.looseObject({
  id: z.number(),
  node_id: z.string(),
  name: z.string(),
  owner: z.looseObject({ login: z.string() }),
  private: z.boolean(),
  archived: z.boolean().optional(),
  default_branch: z.string().nullish(),
});

export function repositoryOf(found: z.output<typeof restRepository>): Repository {
  return {
    id: found.id,
    nodeId: found.node_id,
    owner: found.owner.login,
    name: found.name,
    private: found.private,
    archived: found.archived ?? false,
    defaultBranch: found.default_branch ?? null,
  };
}
