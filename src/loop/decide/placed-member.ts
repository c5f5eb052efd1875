import type { Member } from '../cluster-record.ts';
import type { KnownRepository } from '../known-repository.ts';
import type { LinkedThread } from '../render/link.ts';
import type { ThreadRef } from '../vocabulary.ts';

/** A member with the repository that it lies in. */
export interface PlacedMember extends Member {
  repository: KnownRepository;
}

/** Who is counted for a report: people of the community, by account. */
export function reporterOf({ item }: PlacedMember): number | null {
  return item.authorRole === 'community' ? (item.snapshot.author?.id ?? null) : null;
}

/** Whether one account wrote both, or they are one thread. */
export function isBySame(one: PlacedMember, other: PlacedMember): boolean {
  const author = one.item.snapshot.author?.id;
  return one === other || (author !== undefined && author === other.item.snapshot.author?.id);
}

/** Issues and discussions tell of a problem; a pull request tells what to do about it. */
export function isReport({ item }: PlacedMember): boolean {
  return item.snapshot.type !== 'pull_request';
}

export function isEarlier(one: PlacedMember, other: PlacedMember): boolean {
  return byCreation(one, other) < 0;
}

export function byCreation({ item: a }: PlacedMember, { item: b }: PlacedMember): number {
  return a.snapshot.createdAt.getTime() - b.snapshot.createdAt.getTime() || a.itemId - b.itemId;
}

export function linked({ item: { snapshot }, repository }: PlacedMember, host: string): LinkedThread {
  return {
    host,
    owner: repository.owner,
    name: repository.name,
    number: snapshot.number,
    type: snapshot.type,
  };
}

export function refOf({ item: { snapshot } }: PlacedMember): ThreadRef {
  return { repositoryId: snapshot.repository.id, number: snapshot.number };
}
