import { Clusters } from '../cluster/clusters.ts';
import type { LoggedEntry, Member } from '../cluster-record.ts';
import { isAnswer } from '../commands.ts';
import type { FactRequest } from '../fact-request.ts';
import type { Facts } from '../facts.ts';
import { GHOST } from '../redact.ts';
import { clusterLog } from './cluster-log.ts';
import { membersByItem } from './members.ts';

/** A thread of which some words are for those alone whom it or its links concern. */
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

/** Accounts that reported the problem of a thread, or asked to be told of it, wherever: as far as `/undo` has to know. */
export function reportersOf(linked: Linked, facts: Facts): Set<number> {
  const members = dependsOnReporters(linked) ? linkedMembers(linked.item.itemId, facts).members : [];
  return new Set([...ownReporters(linked), ...members.flatMap((member) => [...ownReporters(member)])]);
}

/** Those of them who are known by the thread itself. */
function ownReporters({ item, commands }: Linked): Set<number> {
  const askers = commands.filter(({ verb }) => verb === 'notify-me').map(({ actor }) => actor.id);
  return new Set([GHOST.id, item.snapshot.author?.id ?? GHOST.id, ...askers]);
}

/** Whether somebody took something back, and an answer stands there of which the thread does not tell whose problem it is. */
function dependsOnReporters(linked: Linked): boolean {
  const { commands } = linked;
  if (!commands.some(({ verb }) => verb === 'undo')) return false;
  const own = ownReporters(linked);
  return commands.some((command) => isAnswer(command) && !own.has(command.actor.id));
}

/** What has to be known of these threads' links for both, all at once. */
export function concernRequests(threads: readonly Linked[]): FactRequest[] {
  return threads
    .filter((linked) => dependsOnLinks(linked) || dependsOnReporters(linked))
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
  const { log, members } = linkedMembers(itemId, facts);
  const heard = log.flatMap(({ cause }) =>
    cause.by === 'human' && cause.key.startsWith(`${itemId}:`) ? [cause.actor.id] : [],
  );
  return [...heard, ...members.flatMap(({ item }) => item.snapshot.author?.id ?? [])];
}

/** The threads of a thread's cluster, itself among them, with the log by which they are its. */
function linkedMembers(itemId: number, facts: Facts): { log: readonly LoggedEntry[]; members: Member[] } {
  const log = clusterLog([itemId], facts).all;
  const cluster = Clusters.replay(log).ofItem(itemId);
  return { log, members: [...membersByItem(facts, cluster?.members ?? []).values()] };
}
