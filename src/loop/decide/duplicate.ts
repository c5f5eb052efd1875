import { Clusters } from '../cluster/clusters.ts';
import type { LoggedEntry } from '../cluster-record.ts';
import type { Effect } from '../effect.ts';
import type { Facts } from '../facts.ts';
import type { Command, Item, Post } from '../item.ts';
import type { KnownRepository } from '../known-repository.ts';
import type { Ledger } from '../ledger.ts';
import { mayShow } from '../visibility.ts';
import { threadKey } from '../vocabulary.ts';
import { canonicalOf } from './canonical-member.ts';
import { membersByItem } from './members.ts';
import { threadTarget } from './thread-target.ts';

/** A thread on which somebody may have said `/duplicate`. */
interface DuplicateSituation {
  item: Item;
  posts: readonly Post[];
  ledger: Ledger;
  repository: KnownRepository;
  /** the log of clusters with what this event adds to it */
  entries: readonly LoggedEntry[];
}

/**
 * `/duplicate` closes an issue natively, once: whoever opens it again has the last word, until somebody says it anew.
 * `/undo` opens it again where the app had closed it. GitHub shows beside it the issue that stands for the cluster.
 */
export function duplicateEffects(situation: DuplicateSituation, facts: Facts): Effect[] {
  const { item, posts, ledger, repository } = situation;
  const { snapshot } = item;
  if (snapshot.type !== 'issue') return [];
  const slot = `state:${threadKey({ repositoryId: repository.id, number: snapshot.number })}`;
  const post = posts.find((other) => other.slot === slot);
  const isClosedByUs =
    post?.wanted === 'present' && post.subject.startsWith('duplicate:') && post.state !== 'withheld';
  const command = ledger.standing.findLast(({ verb }) => verb === 'duplicate');
  const effect = (state: Extract<Effect, { kind: 'issue.state' }>['state']): Effect => ({
    kind: 'issue.state',
    slot,
    leastMode: 'suggest',
    mode: repository.settings.mode,
    priority: 'answer',
    thread: threadTarget(snapshot, repository),
    state,
  });
  if (command === undefined) return isClosedByUs ? [effect({ is: 'open' })] : [];
  const isDone = isClosedByUs && post.subject === `duplicate:${command.key}`;
  if (isDone || snapshot.state === 'closed') return [];
  const of = canonicalIssue(command, situation, facts);
  return of === null ? [] : [effect({ is: 'duplicate', of, command: command.key })];
}

/** Database id of the issue that stands for the cluster among those that may be shown here; else of the named one. */
function canonicalIssue(
  { target }: Command,
  { item, entries, repository }: DuplicateSituation,
  facts: Facts,
): number | null {
  const cluster = Clusters.replay(entries).ofItem(item.itemId);
  const members = [...membersByItem(facts, [...(cluster?.members ?? []), ...named(target)]).values()];
  // GitHub shows beside the closed issue what it is a duplicate of: nothing private on a public one.
  const issues = members.filter(
    ({ item: { itemId, snapshot } }) =>
      itemId !== item.itemId && snapshot.type === 'issue' && mayShow(snapshot.repository, repository),
  );
  return canonicalOf(issues, cluster?.pinned ?? null)?.item.snapshot.id ?? null;
}

function named(target: Command['target']): number[] {
  return target === null || target.itemId === null ? [] : [target.itemId];
}
