import type { Facts } from '../facts.ts';
import type { KnownRepository } from '../known-repository.ts';

/** Those of these repositories that are in the installation, asked for all at once. */
export function repositoriesById(ids: readonly number[], facts: Facts): Map<number, KnownRepository> {
  const requests = [...new Set(ids)].map((repositoryId) => ({ kind: 'repository', repositoryId }) as const);
  facts.require(requests);
  return new Map(
    requests.flatMap((request) => {
      const repository = facts.get(request);
      return repository === null ? [] : [[repository.id, repository] as const];
    }),
  );
}
