import type { Member } from '../cluster-record.ts';
import type { Facts } from '../facts.ts';
import type { KnownRepository } from '../known-repository.ts';
import { isForgotten } from '../redact.ts';
import { roleOf, roleRequests } from '../roles.ts';
import { mayShow } from '../visibility.ts';
import { byRef } from '../vocabulary.ts';
import { concernRequests } from './concerned.ts';
import { standingWords } from './story.ts';

/**
 * Accounts of the community whose last word on whether they want to be told, on whichever thread of a cluster, is
 * `/notify-me`. They have the problem, too, and said so without a report of their own.
 * @param surface where it is told: what was said where it may not be shown there is as if nobody had said it
 */
export function askersOf(
  all: readonly Member[],
  repositories: ReadonlyMap<number, KnownRepository>,
  surface: KnownRepository,
  facts: Facts,
): number[] {
  const members = all.filter(({ item }) => {
    const repository = repositories.get(item.snapshot.repository.id);
    return repository !== undefined && mayShow(repository, surface);
  });
  if (!members.some(({ commands }) => commands.some(({ verb }) => verb === 'notify-me'))) return [];
  const spoken = members.filter(({ commands }) => commands.some(isWish));
  facts.require(concernRequests(spoken));
  const wishes = spoken.flatMap((member) => {
    const { snapshot } = member.item;
    const repository = repositories.get(snapshot.repository.id);
    if (repository === undefined) return [];
    const ref = { repositoryId: repository.id, number: snapshot.number };
    return standingWords(member, repository, facts)
      .filter(isWish)
      .map((word) => ({ ...word, repository, ref }));
  });
  const last = new Map(
    wishes
      .toSorted((a, b) => a.at.getTime() - b.at.getTime() || byRef(a.ref, b.ref))
      .map((wish) => [wish.actor.id, wish]),
  );
  const asked = [...last.values()].filter(({ verb, actor }) => verb === 'notify-me' && !isForgotten(actor));
  facts.require(asked.flatMap(({ actor, repository }) => roleRequests([actor], repository)));
  return asked
    .filter(({ actor, repository }) => roleOf(actor, repository, facts).role === 'community')
    .map(({ actor }) => actor.id);
}

function isWish({ verb }: { verb: string }): boolean {
  return verb === 'notify-me' || verb === 'mute';
}
