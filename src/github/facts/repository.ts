import { z } from 'zod';
import type { Repository } from '../../loop/vocabulary.ts';
import { Gone } from '../errors.ts';
import type { GitHub } from '../github.ts';

const schema = z.looseObject({
  id: z.number(),
  node_id: z.string(),
  name: z.string(),
  owner: z.looseObject({ login: z.string() }),
  private: z.boolean(),
  archived: z.boolean().optional(),
  default_branch: z.string().nullish(),
});

/** A repository by its name; null where there is none, or none that may be seen. */
export async function readRepository(
  github: GitHub,
  owner: string,
  name: string,
): Promise<Repository | null> {
  const answer = await github
    .read('GET /repos/{owner}/{repo}', { owner, repo: name })
    .catch((error: unknown) => {
      if (error instanceof Gone) return null;
      throw error;
    });
  if (answer === null) return null;
  const found = schema.parse(answer.data);
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
