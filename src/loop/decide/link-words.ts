import { Clusters } from '../cluster/clusters.ts';
import type { Word } from '../cluster/entry.ts';
import type { Facts } from '../facts.ts';
import type { Command, Item } from '../item.ts';
import type { Ledger } from '../ledger.ts';
import { clusterLog, type LogWriter } from './cluster-log.ts';
import { type ClusterStep, clusterStep, NOTHING } from './cluster-step.ts';
import { membersByItem } from './members.ts';
import type { Fresh } from './story-of.ts';

/** What somebody said in a weekly issue of two threads. */
export interface LinkWord {
  command: Command;
  /** it was not taken back */
  stands: boolean;
  verb: 'join' | 'reject';
  itemId: number;
  other: number;
}

/**
 * Words about the links of other threads than the one they were said on.
 * @param saidOn item of that thread
 * @param fresh what the event adds to what is known of problems
 */
export function decideLinks(
  words: readonly LinkWord[],
  saidOn: number,
  facts: Facts,
  fresh: Fresh,
): ClusterStep {
  if (words.length === 0) return NOTHING;
  const named = words.flatMap(({ itemId, other }) => [itemId, other]);
  const writer = clusterLog(named, facts);
  for (const { command, stands, verb, itemId, other } of words) {
    const authority = 'triage' as const;
    const word: Word =
      verb === 'join' ? { verb, itemId, into: other, authority } : { verb, itemId, other, authority };
    if (stands) writer.say(command, saidOn, word);
    else writer.takeBack(command, saidOn);
  }
  return writer.appended.length === 0 ? NOTHING : clusterStep(writer, [], facts, fresh);
}

/** What people said of this thread's links, into the log as it stands now. */
export function hearLinkWords(
  { item, commands, ledger }: { item: Item; commands: readonly Command[]; ledger: Ledger },
  writer: LogWriter,
  facts: Facts,
): void {
  const standing = new Set(ledger.standing.map(({ key }) => key));
  // First, so that it is in nobody's way.
  for (const command of commands) if (!standing.has(command.key)) writer.takeBack(command, item.itemId);
  const stands = commands.filter(({ key }) => standing.has(key));
  for (const command of stands.sort((a, b) => a.at.getTime() - b.at.getTime())) {
    const { verb, triage, actor } = command;
    const isOthers = verb === 'not-duplicate' && !triage && actor.id !== item.snapshot.author?.id;
    const word = isOthers ? ownRejected(command, item.itemId, writer, facts) : wordOf(command, item.itemId);
    if (word !== null) writer.say(command, item.itemId, word);
  }
}

/**
 * The author of another report says on this one that the two are not the same: it is their own report that leaves, for
 * nobody cuts the links between the reports of others.
 */
function ownRejected({ actor }: Command, itemId: number, writer: LogWriter, facts: Facts): Word | null {
  const cluster = Clusters.replay(writer.all).ofItem(itemId);
  const members = membersByItem(facts, cluster?.members ?? []);
  const own = [...members.values()].find(
    ({ item }) => item.itemId !== itemId && item.snapshot.author?.id === actor.id,
  );
  return own === undefined
    ? null
    : { verb: 'reject', itemId: own.item.itemId, other: itemId, authority: 'author' };
}

/** What a command says of a thread's links; null for all other commands. */
function wordOf({ verb, target, triage }: Command, itemId: number): Word | null {
  const authority = triage ? 'triage' : 'author';
  const other = target?.itemId ?? null;
  switch (verb) {
    case 'cluster':
    case 'duplicate':
      return other === null ? null : { verb: 'join', itemId, into: other, authority };
    case 'not-duplicate':
      return other === null
        ? { verb: 'split', itemId, authority }
        : { verb: 'reject', itemId, other, authority };
    case 'split':
      return { verb: 'split', itemId, authority };
    case 'canonical':
      return { verb: 'pin', itemId };
    default:
      return null;
  }
}
