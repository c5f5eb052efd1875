import { z } from 'zod';
import type { Store } from '../store/store.ts';
import { UserError } from '../user-error.ts';
import type { Operation } from './operation.ts';

const request = z.object({
  /** `owner/name`, whatever the case */
  repository: z.string(),
});
const result = z.object({
  /** installations that have it: one, or none any more */
  installations: z.array(z.number()),
});

/** Forgets all that was learnt from the people of a repository. What they say from now on teaches again. */
export const unlearn: Operation<z.infer<typeof request>, z.infer<typeof result>> = {
  name: 'unlearn',
  request,
  result,
  async run({ repository }, { store, clock }) {
    return { installations: await unlearnRepository(store, repository, clock.now()) };
  },
};

/** @returns the installations that have it. Rejects with `UserError` where none has. */
export async function unlearnRepository(
  store: Pick<Store, 'operator' | 'forInstallation'>,
  repository: string,
  now: Date,
): Promise<number[]> {
  const [owner = '', name = '', ...more] = repository.split('/');
  if (owner === '' || name === '' || more.length > 0) {
    throw new UserError(`"${repository}" names no repository: it takes OWNER/REPO.`);
  }
  const found: number[] = [];
  for (const { id } of await store.operator.installations()) {
    const tenant = store.forInstallation(id);
    const repositoryId = await tenant.repositoryNamed(owner, name);
    if (repositoryId === null) continue;
    await tenant.lessons.reset(repositoryId, now);
    found.push(id);
  }
  if (found.length === 0) throw new UserError(`No installation has a repository ${repository}.`);
  return found;
}
