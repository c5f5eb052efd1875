import { Clusters } from '../cluster/clusters.ts';
import type { Member } from '../cluster-record.ts';
import type { FactRequest } from '../fact-request.ts';
import type { Facts } from '../facts.ts';
import { GHOST } from '../redact.ts';
import { clusterLog } from './cluster-log.ts';
import { membersByItem } from './members.ts';

/** A thread whose links people may call wrong. */
type Linked = Pick<Member, 'commands'> & {
  item: Pick<Member['item'], 'itemId'> & { snapshot: Pick<Member['item']['snapshot'], 'author'> };
};

/**
 * Accounts that may say that a thread is linked wrongly, beside those with triage permission: who opened it, or one that
 * it is linked with; whoever was forgotten was judged before. Every replay of a thread's words has to know the same ones, or `/undo` takes back another.
 */
export function concernedWith(linked: Linked, facts: Facts): Set<number> {
  const { itemId, snapshot } = linked.item;
  const others = dependsOnLinks(linked) ? linkedAuthors(itemId, facts) : [];
  return new Set([GHOST.id, ...(snapshot.author === null ? [] : [snapshot.author.id]), ...others]);
}

/** What has to be known of these threads' links for that, all at once. */
export function concernRequests(threads: readonly Linked[]): FactRequest[] {
  return threads
    .filter(dependsOnLinks)
    .map(({ item }): FactRequest => ({ kind: 'clusterLog', items: [item.itemId] }));
}

/** Whether somebody else than its author, who may not triage, calls a link wrong. */
function dependsOnLinks({ item, commands }: Linked): boolean {
  const author = item.snapshot.author?.id;
  return commands.some(
    ({ verb, triage, actor }) => verb === 'not-duplicate' && !triage && actor.id !== author,
  );
}

/**
 * Accounts that may say of this thread's links that they are wrong: who opened a thread of its cluster, and whose word
 * was heard already, for by that word the thread may have left it.
 */
function linkedAuthors(itemId: number, facts: Facts): number[] {
  const { all } = clusterLog([itemId], facts);
  const cluster = Clusters.replay(all).ofItem(itemId);
  const members = membersByItem(facts, cluster?.members ?? []);
  const heard = all.flatMap(({ cause }) =>
    cause.by === 'human' && cause.key.startsWith(`${itemId}:`) ? [cause.actor.id] : [],
  );
  return [...heard, ...[...members.values()].flatMap(({ item }) => item.snapshot.author?.id ?? [])];
}
