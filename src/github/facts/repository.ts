import type { Repository } from '../../loop/vocabulary.ts';
import { Gone } from '../errors.ts';
import type { GitHub } from '../github.ts';
import { repositoryOf, restRepository } from './rest-repository.ts';

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
  return answer === null ? null : repositoryOf(restRepository.parse(answer.data));
}
