import type { ThreadTarget } from '../effect.ts';
import type { Item, Post } from '../item.ts';
import { threadKey } from '../vocabulary.ts';
import type { ToldMember } from './story.ts';
import { threadTarget } from './thread-target.ts';

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
  return threadTarget(item.snapshot, repository);
}

/** Whether what the app wanted there is there, or about to be. */
export function isThere(post: Post | undefined): boolean {
  return isOurs(post) && post.wanted === 'present';
}

/** Whether the app has put this or taken it off, or is about to. */
export function isOurs(post: Post | undefined): post is Post {
  return post?.state === 'pending' || post?.state === 'sent';
}

/** GitHub lets no app write on a locked thread: what it refused waits until the thread is unlocked. */
export function isRefused(post: Post | undefined, { snapshot }: Pick<Item, 'snapshot'>): boolean {
  return snapshot.locked && post?.state === 'failed';
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
