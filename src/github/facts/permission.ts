import { z } from 'zod';
import type { Permission } from '../../loop/github-facts.ts';
import { Gone } from '../errors.ts';
import type { GitHub } from '../github.ts';

const ROUTE = 'GET /repos/{owner}/{repo}/collaborators/{username}/permission';

const answerSchema = z.looseObject({
  permission: z.string(),
  role_name: z.string().optional().catch(undefined),
  user: z
    .looseObject({
      permissions: z
        .looseObject({ triage: z.boolean().optional(), push: z.boolean().optional() })
        .optional()
        .catch(undefined),
    })
    .nullish()
    .catch(null),
});

const WRITERS = new Set(['write', 'maintain', 'admin']);

/**
 * What somebody may do in a repository. Custom roles have names of their own: then the flags of the user and the
 * base role (`permission`) tell. Who is not known there may do nothing.
 */
export async function readPermission(
  github: GitHub,
  where: { owner: string; name: string; login: string },
): Promise<Permission> {
  try {
    const answer = await github.read(ROUTE, { owner: where.owner, repo: where.name, username: where.login });
    const { permission, role_name: role, user } = answerSchema.parse(answer.data);
    const write =
      user?.permissions?.push === true ||
      WRITERS.has(permission) ||
      (role !== undefined && WRITERS.has(role));
    const triage = write || user?.permissions?.triage === true || role === 'triage';
    return { triage, write };
  } catch (error) {
    if (error instanceof Gone) return { triage: false, write: false };
    throw error;
  }
}
