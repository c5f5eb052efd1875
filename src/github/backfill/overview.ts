import { z } from 'zod';
import type { Repository, ThreadType } from '../../loop/vocabulary.ts';
import { THREAD_TYPES } from '../../loop/vocabulary.ts';
import type { GitHub } from '../github.ts';
import { queryPartly } from '../partial-answer.ts';
import { OVERVIEW } from './documents.ts';

/** GitHub takes as many ids at once. */
export const OVERVIEW_REPOSITORIES_MAX = 100;

/** What there is of one kind of thread. `total` counts all, however old. */
type KindOverview = { total: number; newestAt: Date | null } | 'refused';

/** What there is to read in a repository. */
export interface RepositoryOverview {
  /** whether the default branch has a config file; null where that is not for us to see */
  hasConfig: boolean | null;
  /** only the kinds that were asked for */
  kinds: Partial<Record<ThreadType, KindOverview>>;
}

const kindSchema = z
  .looseObject({
    totalCount: z.number(),
    nodes: z.array(z.looseObject({ updatedAt: z.string() }).nullable()).nullish(),
  })
  .nullish();
const schema = z.looseObject({
  nodes: z.array(
    z
      .looseObject({
        id: z.string().optional(),
        config: z.unknown(),
        issue: kindSchema,
        pull_request: kindSchema,
        discussion: kindSchema,
      })
      .nullable(),
  ),
});

/**
 * Looks at up to 100 repositories in one call, or few: where a kind is refused, GitHub gives nothing of the whole
 * repository, so it is asked again without that kind.
 * @returns by repository id; repositories that are gone are missing
 */
export async function readOverview(
  github: GitHub,
  repositories: readonly Pick<Repository, 'id' | 'nodeId'>[],
  types: readonly ThreadType[],
): Promise<Map<number, RepositoryOverview>> {
  const { data, errors } = await queryPartly(github, OVERVIEW, {
    ids: repositories.map(({ nodeId }) => nodeId),
    issues: types.includes('issue'),
    pulls: types.includes('pull_request'),
    discussions: types.includes('discussion'),
  });
  const refused = new Set(errors.filter(({ type }) => type === 'FORBIDDEN').map(({ path }) => path[2]));
  const refusedTypes = types.filter((type) => refused.has(type));
  if (refusedTypes.length > 0) {
    const others = await readOverview(
      github,
      repositories,
      types.filter((type) => !refused.has(type)),
    );
    for (const overview of others.values()) {
      for (const type of refusedTypes) overview.kinds[type] = 'refused';
    }
    return others;
  }
  const { nodes } = schema.parse(data);
  const found = new Map<number, RepositoryOverview>();
  for (const [index, repository] of repositories.entries()) {
    const node = nodes[index];
    if (node === null || node === undefined) continue;
    const kinds: RepositoryOverview['kinds'] = {};
    for (const type of THREAD_TYPES) {
      const kind = node[type];
      if (!types.includes(type) || !kind) continue;
      const newest = kind.nodes?.[0]?.updatedAt;
      kinds[type] = { total: kind.totalCount, newestAt: newest === undefined ? null : new Date(newest) };
    }
    found.set(repository.id, { hasConfig: refused.has('config') ? null : node.config !== null, kinds });
  }
  return found;
}
