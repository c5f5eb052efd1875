import type { Repository } from '../loop/vocabulary.ts';
import type { InstallationStore } from '../store/interface/installation.ts';
import type { FactSource } from './fact-source.ts';

/**
 * Reads the whole list of the installation's repositories from GitHub and takes it in. Where a webhook hid or added one
 * while the list was being read, the webhook counts, and the list is read again later.
 * @returns false where there is no list to be had: nothing changes
 */
export async function takeInRepositories(
  tenant: InstallationStore,
  source: Pick<FactSource, 'repositories'>,
  now: Date,
): Promise<boolean> {
  const before = await tenant.repositories();
  const listed = await source.repositories(tenant.installationId);
  if (listed === null) return false;
  await tenant.decide(
    null,
    async (reader) => {
      const stored = await reader.repositories();
      const overtaken = overtakenBy(before, listed, stored);
      const repositories = [
        ...listed.filter(({ id }) => !overtaken.has(id)),
        ...stored.filter(({ id }) => overtaken.has(id)),
      ];
      return {
        changes: [
          { type: 'repositories.put', repositories, at: now },
          ...(overtaken.size > 0 ? [{ type: 'repositories.stale', at: now } as const] : []),
        ],
        effects: [],
        ignored: null,
      };
    },
    now,
  );
  return true;
}

type Shown = readonly Pick<Repository, 'id' | 'private'>[];

/** The repositories of which something was told while the list was being read that the list does not say. */
function overtakenBy(before: Shown, listed: Shown, stored: Shown): Set<number> {
  const [then, there, now] = [before, listed, stored].map(
    (all) => new Map(all.map((each) => [each.id, each.private])),
  ) as [Map<number, boolean>, Map<number, boolean>, Map<number, boolean>];
  const ids = [...then.keys(), ...there.keys(), ...now.keys()];
  return new Set(ids.filter((id) => then.get(id) !== now.get(id) && there.get(id) !== now.get(id)));
}
