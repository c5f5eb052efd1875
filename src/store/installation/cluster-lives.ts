import { and, asc, eq, lt, sql } from 'drizzle-orm';
import type { ClusterStage } from '../../loop/fix-record.ts';
import type { RecordedCluster, RecordedNotice, RecordedReturn } from '../../loop/record.ts';
import { threadKey } from '../../loop/vocabulary.ts';
import type { Database } from '../database.ts';
import { clusterTransitions, notices } from '../schema/fixes.ts';
import { posts } from '../schema/outbox.ts';
import { decisions } from '../schema/weeks.ts';
import { homeIn, readRedirects } from './redirects.ts';
import type { Word } from './standing-words.ts';

/** What happened to a cluster, as far as it is kept. */
type Life = Omit<RecordedCluster, 'id' | 'severity' | 'themes' | 'thumbs'>;

/** How clusters went on, by their numbers; empty where nothing did. */
export type ClusterLives = ReadonlyMap<number, Life>;

/** Whether what happened in a repository counts for whom the record is read. */
export type Counts = (repositoryId: number) => boolean;

/**
 * @param clusterOf the cluster of a thread, by its key; null: none
 * @param words commands that stand
 */
export async function readLives(
  database: Database,
  installationId: number,
  asOf: Date,
  clusterOf: (threadKey: string) => number | null,
  words: readonly Word[],
  counts: Counts,
): Promise<ClusterLives> {
  const lives = new Map<number, Life>();
  const wordsOf = new Map<number, Word[]>();
  for (const word of words) {
    const id = clusterOf(threadKey(word));
    if (id === null) continue;
    const own = wordsOf.get(id) ?? [];
    wordsOf.set(id, own);
    own.push(word);
  }
  const lifeOf = (id: number): Life => {
    const life = lives.get(id) ?? { ...UNTOUCHED, notices: [] };
    lives.set(id, life);
    return life;
  };
  // Not of those that were merged: the life of the cluster that they are part of holds it all.
  for (const row of await readTransitions(database, installationId, asOf)) {
    if (counts(placeOf(row.key))) step(lifeOf(row.clusterId), row);
  }
  for (const [id, own] of wordsOf) {
    for (const word of own) if (word.triage) hear(lifeOf(id), word);
  }
  const redirects = await readRedirects(database, installationId);
  for (const { action, at, repositoryId, ...row } of await readDecisions(database, installationId, asOf)) {
    if (!counts(repositoryId)) continue;
    const life = lifeOf(homeIn(redirects, row.clusterId));
    life.decisions = [...life.decisions, { action, at }];
  }
  for (const life of lives.values()) {
    life.decisions = life.decisions.toSorted((a, b) => a.at.getTime() - b.at.getTime());
  }
  for (const row of await readNotices(database, installationId, asOf)) {
    if (!counts(row.repositoryId)) continue;
    const clusterId = homeIn(redirects, row.clusterId);
    const own = wordsOf.get(clusterId) ?? [];
    lifeOf(clusterId).notices = [
      ...lifeOf(clusterId).notices,
      ...row.people.map((id) => noticeOf(id, row, own)),
    ];
  }
  return lives;
}

/** Keys of threads, commits and releases begin with their repository; those of decisions do not, which are read by themselves. */
function placeOf(key: string): number {
  return Number(/^(?:[a-z]+:)?(\d+)-/.exec(key)?.[1]);
}

const UNTOUCHED = {
  returns: [],
  disputedSince: null,
  decisions: [],
  fixedAt: null,
  releasedAt: null,
  documentedAt: null,
  taughtAt: null,
  taughtUrl: null,
} satisfies Partial<Life>;

export const NO_LIFE: Life = { ...UNTOUCHED, notices: [] };

function readTransitions(database: Database, installationId: number, asOf: Date) {
  return database
    .select({
      clusterId: clusterTransitions.clusterId,
      key: clusterTransitions.key,
      to: clusterTransitions.to,
      cause: clusterTransitions.cause,
      at: clusterTransitions.at,
    })
    .from(clusterTransitions)
    .where(and(eq(clusterTransitions.installationId, installationId), lt(clusterTransitions.at, asOf)))
    .orderBy(asc(clusterTransitions.clusterId), asc(clusterTransitions.index));
}

/** The first time counts, until it was opened again. */
function step(life: Life, { to, cause, at }: { to: ClusterStage; cause: string; at: Date }): void {
  life.disputedSince = to === 'disputed' ? at : null;
  switch (to) {
    case 'fixed':
      life.fixedAt ??= at;
      // What is fixed no longer came out: its release was deleted.
      if (cause === 'withdrawn') life.releasedAt = null;
      return;
    case 'released':
      life.fixedAt ??= at;
      life.releasedAt ??= at;
      return;
    case 'reopened':
      life.fixedAt = null;
      life.releasedAt = null;
      life.returns = [...life.returns, { at, to, because: becauseOf(cause) }];
      return;
    case 'disputed':
      life.returns = [...life.returns, { at, to, because: becauseOf(cause) }];
      return;
    case 'open':
    // What was decided is read where it was said: a life has no step for saying it again.
    case 'decided':
    case 'declined':
    case 'verified':
      return;
  }
}

/** By the words of the table of transitions. */
function becauseOf(cause: string): RecordedReturn['because'] {
  if (cause === 'regressed') return 'regressed';
  return cause === 'reverted' ? 'taken back' : 'contested';
}

function hear(life: Life, { verb, argument, at }: Word): void {
  const reopened = life.returns.findLast(({ to }) => to === 'reopened');
  // A page that was there already did not help.
  if (verb === 'documented' && (reopened === undefined || at > reopened.at)) life.documentedAt ??= at;
  if (verb === 'declined') life.decisions = [...life.decisions, { action: 'decline', at }];
  if (verb !== 'taught') return;
  life.taughtAt ??= at;
  life.taughtUrl ??= argument;
}

/** Decisions that stand, oldest first. */
export function readDecisions(database: Database, installationId: number, asOf: Date) {
  return database
    .select({
      repositoryId: decisions.repositoryId,
      week: decisions.week,
      clusterId: decisions.clusterId,
      action: decisions.action,
      functions: decisions.functions,
      at: decisions.at,
    })
    .from(decisions)
    .where(and(eq(decisions.installationId, installationId), lt(decisions.at, asOf)))
    .orderBy(asc(decisions.at), asc(decisions.key));
}

/**
 * A process of the release before sends notices without noting when: of what it sent since the claim was made, and what
 * still is as it was wanted, the slot knows.
 */
const SENT_AT = sql<Date | null>`case when ${posts.posted} and ${posts.postedHash} = ${posts.hash} and ${posts.changedAt} >= ${notices.eligibleAt} then ${posts.changedAt} end`;

function readNotices(database: Database, installationId: number, asOf: Date) {
  return database
    .select({
      clusterId: notices.clusterId,
      repositoryId: notices.repositoryId,
      people: notices.people,
      eligibleAt: notices.eligibleAt,
      toldAt: sql<Date | null>`coalesce(${notices.toldAt}, ${SENT_AT})`.mapWith(notices.toldAt),
    })
    .from(notices)
    .leftJoin(posts, and(eq(posts.installationId, notices.installationId), eq(posts.slot, notices.slot)))
    .where(and(eq(notices.installationId, installationId), lt(notices.eligibleAt, asOf)))
    .orderBy(asc(notices.slot));
}

/** @param words commands on the threads of its cluster that stand, oldest first */
function noticeOf(
  id: number,
  { eligibleAt, toldAt }: Pick<RecordedNotice, 'eligibleAt' | 'toldAt'>,
  words: readonly Word[],
): RecordedNotice {
  const said = (verb: string) =>
    words.find((word) => word.verb === verb && word.actor.id === id && toldAt !== null && word.at >= toldAt)
      ?.at ?? null;
  return {
    person: { id, role: 'community' },
    eligibleAt,
    toldAt,
    verifiedAt: said('verified'),
    stillBrokenAt: said('still-broken'),
  };
}
