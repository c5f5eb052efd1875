import { standing } from '../cluster/entry.ts';
import type { LoggedEntry } from '../cluster-record.ts';
import type { Facts } from '../facts.ts';
import type { KnownRepository } from '../known-repository.ts';
import { isForgotten } from '../redact.ts';
import { roleOf } from '../roles.ts';
import type { Account } from '../vocabulary.ts';

/**
 * The repositories on whose threads a pinned item stands for its cluster: its own, and those where whoever pinned it may
 * triage, too. Staff by the config may everywhere.
 * @param home repository of the pinned item
 */
export function pinnedIn(
  pinned: number,
  home: number,
  repositories: readonly KnownRepository[],
  entries: readonly LoggedEntry[],
  facts: Facts,
): Set<number> {
  const stands = new Set(standing(entries).map(({ seq }) => seq));
  const pin = entries.findLast(
    (entry) => entry.verb === 'pin' && entry.itemId === pinned && stands.has(entry.seq),
  );
  const actor = pin?.cause.by === 'human' ? pin.cause.actor : null;
  return new Set(
    repositories.flatMap((repository) =>
      repository.id === home || (actor !== null && mayPin(actor, repository, facts)) ? [repository.id] : [],
    ),
  );
}

function mayPin(actor: Account, repository: KnownRepository, facts: Facts): boolean {
  // Nobody can be asked what they may.
  if (isForgotten(actor)) return true;
  if (roleOf(actor, repository, facts).role === 'staff') return true;
  const { id, owner, name } = repository;
  // Asked when it was said, and not for the deed itself: an hour's memory will do.
  const request = {
    kind: 'permission',
    repositoryId: id,
    owner,
    name,
    login: actor.login,
    fresh: false,
  } as const;
  return facts.get(request).triage;
}
