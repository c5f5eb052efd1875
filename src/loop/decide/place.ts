import type { ThreadTarget } from '../effect.ts';
import type { Post } from '../item.ts';
import { threadKey } from '../vocabulary.ts';
import type { ToldMember } from './story.ts';

/** The key of a thread in slots. */
export function placeOf({ ref }: Pick<ToldMember, 'ref'>): string {
  return threadKey(ref);
}

/** Of a claim's name in slots and marks; longer ones are of commands. */
const CLAIM_CHARACTERS_MAX = 100;

/** The name of what is claimed, as one word of a slot or of a mark. */
export function claimWord(claim: string): string {
  return claim
    .replace(/[^A-Za-z0-9]+/g, '-')
    .slice(0, CLAIM_CHARACTERS_MAX)
    .replace(/^-|-$/g, '');
}

export function target({ item, repository }: Pick<ToldMember, 'item' | 'repository'>): ThreadTarget {
  const { number, nodeId, type } = item.snapshot;
  const { id, owner, name } = repository;
  return { repositoryId: id, owner, name, number, nodeId, type };
}

/** Whether what the app wanted there is there, or about to be. */
export function isThere(post: Post | undefined): boolean {
  return post?.wanted === 'present' && (post.state === 'pending' || post.state === 'sent');
}

/** Labels by which projects mark what nobody should answer. */
const SPAM = /^spam$/i;

/** Whether the app may write there: locked and archived threads refuse it, spam is not answered. */
export function isWritable({
  item: { snapshot },
  repository,
}: Pick<ToldMember, 'item' | 'repository'>): boolean {
  return !snapshot.locked && !repository.archived && !snapshot.labels.some((label) => SPAM.test(label));
}
