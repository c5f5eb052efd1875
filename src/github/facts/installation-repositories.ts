import { z } from 'zod';
import type { Repository } from '../../loop/vocabulary.ts';
import type { GitHub } from '../github.ts';
import { collect, inOrder } from '../pages.ts';
import { repositoryOf, restRepository } from './rest-repository.ts';

const repositorySchema = restRepository.extend({
  has_issues: z.boolean().optional(),
  has_discussions: z.boolean().optional(),
});
/** 20,000 repositories: the largest organisations stay below it. */
const PAGES_MAX = 200;

/** Every repository this installation covers, as it is now. */
export async function readInstallationRepositories(
  github: GitHub,
): Promise<(Repository & { hasIssues: boolean; hasDiscussions: boolean })[]> {
  const repositories = await collect(
    inOrder(github, {
      route: 'GET /installation/repositories',
      parameters: {},
      item: repositorySchema,
      key: 'repositories',
      pagesMax: PAGES_MAX,
    }),
  );
  return repositories.map((repository) => ({
    ...repositoryOf(repository),
    hasIssues: repository.has_issues ?? true,
    hasDiscussions: repository.has_discussions ?? false,
  }));
}
