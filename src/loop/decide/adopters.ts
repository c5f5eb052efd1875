import { adopterNames } from '../adopters.ts';
import type { PushEvent } from '../event.ts';
import type { Facts } from '../facts.ts';
import type { AdoptersSeen } from '../outside.ts';

/** What GitHub tells in the place of a commit that is none. */
const NO_COMMIT = /^0+$/;

/**
 * Who stands in the adopters' file after a push to the default branch that touches it, and whom the push has brought.
 * A push tells for itself alone, so pushes may be told in any order. A list that begins says nothing of when its first
 * entries came: they count as having been there before. Null: nothing to be read.
 */
export function adoptersSeen(event: PushEvent, facts: Facts): AdoptersSeen | null {
  const { repository, ref, before, after, at } = event;
  if (ref !== `refs/heads/${repository.defaultBranch}` || NO_COMMIT.test(after)) return null;
  const known = facts.get({ kind: 'repository', repositoryId: repository.id });
  const path = known?.settings.signals.adoptersFile ?? null;
  if (known === null || path === null || !event.paths.includes(path)) return null;
  const { id: repositoryId, owner, name } = known;
  const file = (commit: string) =>
    ({ kind: 'textFile', repositoryId, owner, name, path, ref: commit }) as const;
  const isFirst = before === null || NO_COMMIT.test(before);
  facts.require([file(after), ...(isFirst ? [] : [file(before)])]);
  const now = facts.get(file(after));
  if (now === null) return null;
  const then = isFirst ? null : facts.get(file(before));
  const listed = then === null ? null : new Set(adopterNames(then).map((each) => each.toLowerCase()));
  const entries = adopterNames(now).map((each) => ({
    name: each,
    added: listed !== null && !listed.has(each.toLowerCase()),
  }));
  return entries.length === 0 ? null : { repositoryId, entries, at };
}
