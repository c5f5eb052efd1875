import type { Change } from '../change.ts';
import { type Cluster, Clusters } from '../cluster/clusters.ts';
import { itemsNamed } from '../cluster/entry.ts';
import type { LoggedEntry, Member } from '../cluster-record.ts';
import type { Effect } from '../effect.ts';
import type { Facts } from '../facts.ts';
import type { KnownLanding, Landing } from '../fix-record.ts';
import type { Outcome } from '../judge-command.ts';
import type { KnownRepository } from '../known-repository.ts';
import { clusterComments, hasComments } from './cluster-comments.ts';
import { clusterView } from './cluster-view.ts';
import { NoticeBudget } from './notice-budget.ts';
import type { Fresh } from './story-of.ts';
import { storyOf } from './story-of.ts';
import { tellCluster } from './tell-cluster.ts';

/** What follows for the people behind some items. */
export interface Told {
  changes: Change[];
  effects: Effect[];
  /** what became of answers on the event's own thread, where they are more than right; by key of the command */
  outcomes: ReadonlyMap<string, Outcome>;
}

/**
 * Keeps everybody behind the clusters of these items told: works out anew how each cluster stands, and what should
 * therefore be said on whose thread, against what is said there.
 * @param repository of the event
 * @param commented clusters whose comments were made for this event already
 */
export function tell(
  items: readonly number[],
  fresh: Fresh,
  { settings }: KnownRepository,
  facts: Facts,
  commented: ReadonlySet<number> = new Set(),
): Told {
  const changes: Change[] = [];
  const effects: Effect[] = [];
  const outcomes = new Map<string, Outcome>();
  // One for all: notices of one release are counted over all clusters that it fixes.
  const budget = new NoticeBudget(facts);
  const log = logOf(items, fresh, facts);
  for (const cluster of clustersIn(log, items, settings.clusters.maxSize)) {
    const story = storyOf(cluster, log, fresh, facts);
    if (story === null) continue;
    const told = tellCluster(story, budget, facts);
    changes.push(...told.changes);
    effects.push(...told.effects);
    for (const [key, outcome] of told.outcomes) outcomes.set(key, outcome);
    // How the problem stands is said there, too.
    if (commented.has(cluster.id) || !hasComments(story.members)) continue;
    const here = fresh.here === null ? null : { member: fresh.here, found: null };
    effects.push(...clusterComments(clusterView(cluster, log, facts, here, fresh)));
  }
  return { changes, effects, outcomes };
}

/** The clusters of these items, with what the event adds, oldest first. */
export function clustersOf(items: readonly number[], fresh: Fresh, sizeMax: number, facts: Facts): Cluster[] {
  return clustersIn(logOf(items, fresh, facts), items, sizeMax);
}

/** The log of these items and of what the event's entries name, with these entries. */
function logOf(items: readonly number[], fresh: Fresh, facts: Facts): LoggedEntry[] {
  if (items.length === 0) return [];
  // What an entry joins may not have been led to by the log before.
  const named = [...new Set([...items, ...fresh.entries.flatMap(itemsNamed)])].sort((a, b) => a - b);
  const { entries } = facts.get({ kind: 'clusterLog', items: named });
  const known = new Set(entries.map(({ seq }) => seq));
  const log = [...entries, ...fresh.entries.filter(({ seq }) => !known.has(seq))];
  return log.sort((a, b) => a.seq - b.seq);
}

function clustersIn(log: readonly LoggedEntry[], items: readonly number[], sizeMax: number): Cluster[] {
  const clusters = Clusters.replay(log, sizeMax);
  const found = new Map<number, Cluster>();
  for (const item of [...items].sort((a, b) => a - b)) {
    const cluster = clusters.ofItem(item);
    if (cluster !== null) found.set(cluster.id, cluster);
  }
  return [...found.values()].sort((a, b) => a.id - b.id);
}

/** A landing of this event, of which no release is known yet. */
export function freshLanding(landing: Landing, pull: Member['item'] | null): KnownLanding {
  return {
    ...landing,
    title: pull?.snapshot.title ?? '',
    author: pull?.snapshot.author ?? null,
    authorRole: pull?.authorRole ?? 'community',
    releases: [],
  };
}
