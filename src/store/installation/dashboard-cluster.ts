import { and, asc, desc, eq, exists, inArray, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { Entry } from '../../loop/cluster/entry.ts';
import type { Cause } from '../../loop/cluster-record.ts';
import type {
  ClusterHappening,
  DashboardStore,
  ShownCause,
  ShownCluster,
  Visible,
} from '../dashboard-store.ts';
import type { Database } from '../database.ts';
import { isAmong } from '../numbers.ts';
import { clusterEntries, clusterItems, clusters } from '../schema/clusters.ts';
import { clusterTransitions, notices } from '../schema/fixes.ts';
import { commands, items } from '../schema/items.ts';
import { pairs } from '../schema/matching.ts';
import { outbox, posts } from '../schema/outbox.ts';
import { decisions } from '../schema/weeks.ts';
import { isStepVisible, stateOf } from './dashboard-clusters.ts';
import { madeIn } from './dashboard-flow.ts';
import { readStandingWords } from './standing-words.ts';

/** What a page of 150 KB has room for. */
const PAIRS_MAX = 30;
const HAPPENINGS_MAX = 60;
const NOTICES_MAX = 40;

/** Clusters join clusters that joined others; longer chains than this are not followed. */
const REDIRECTS_MAX = 20;

/** What is said of a cluster itself. */
const SAID = ['fixed-by', 'fixed-in', 'documented', 'taught', 'declined', 'verified', 'still-broken'];

/** Of these, what only those say who reported the problem or asked to be told. */
const ANSWERS = ['verified', 'still-broken'];

type Request = Parameters<DashboardStore['cluster']>[0];

/** One cluster as its visible threads show it. */
export async function readShownCluster(
  database: Database,
  installationId: number,
  { clusterId, visible, skip, limit }: Request,
): Promise<ShownCluster | null> {
  const id = await homeOf(database, installationId, clusterId);
  const here = and(
    eq(items.installationId, installationId),
    isNull(items.deletedAt),
    isAmong(items.repositoryId, visible),
    sql`${items.itemId} in (select ${clusterItems.itemId} from ${clusterItems} where ${clusterItems.installationId} = ${installationId} and ${clusterItems.clusterId} = ${id})`,
  );
  const [[counted], members] = await Promise.all([
    database
      .select({
        members: sql`count(*)`.mapWith(Number),
        reporters:
          sql`count(distinct ${items.authorId}) filter (where ${items.authorRole} = 'community' and ${items.type} <> 'pull_request')`.mapWith(
            Number,
          ),
        state: stateOf(installationId, visible, sql`${id}::bigint`),
        pinned: sql<
          number | null
        >`(select ${clusters.pinned} from ${clusters} where ${clusters.installationId} = ${installationId} and ${clusters.clusterId} = ${id})`,
        all: sql<number[] | null>`to_jsonb(array_agg(${items.itemId}))`,
        authors: sql<(number | null)[] | null>`to_jsonb(array_agg(distinct ${items.authorId}))`,
      })
      .from(items)
      .where(here),
    readMembers(database, here, skip, limit),
  ]);
  if (counted === undefined || counted.members === 0) return null;
  const all = counted.all ?? [];
  const [found, { timeline, named }, told, waiting] = await Promise.all([
    readFound(database, installationId, all),
    readTimeline(database, installationId, id, { all, authors: counted.authors ?? [] }, visible, here),
    readNotices(database, installationId, id, visible),
    readWaiting(database, installationId, here),
  ]);
  return {
    id,
    state: counted.state,
    pinned: all.find((itemId) => itemId === Number(counted.pinned)) ?? null,
    memberCount: counted.members,
    reporters: counted.reporters,
    waiting,
    members,
    pairs: found,
    timeline,
    named,
    notices: told,
  };
}

/** The cluster that this one is part of now. */
async function homeOf(database: Database, installationId: number, clusterId: number): Promise<number> {
  let id = clusterId;
  for (let step = 0; step < REDIRECTS_MAX; step += 1) {
    const [row] = await database
      .select({ to: clusters.mergedInto })
      .from(clusters)
      .where(
        and(
          eq(clusters.installationId, installationId),
          eq(clusters.clusterId, id),
          isNotNull(clusters.mergedInto),
        ),
      );
    if (row?.to == null) return id;
    id = row.to;
  }
  return id;
}

async function readMembers(database: Database, here: SQL | undefined, skip: number, limit: number) {
  const rows = await database
    .select({
      itemId: items.itemId,
      repositoryId: items.repositoryId,
      number: items.number,
      type: items.type,
      title: items.title,
      author: items.author,
      authorRole: items.authorRole,
      state: items.state,
      stateReason: items.stateReason,
      merged: items.merged,
      stage: items.stage,
      kind: items.kind,
      severity: items.severity,
      createdAt: items.createdAt,
    })
    .from(items)
    .where(here)
    .orderBy(desc(items.createdAt), desc(items.itemId))
    .limit(limit)
    .offset(skip);
  return rows.map(({ state, ...row }) => ({ ...row, open: state === 'open' }));
}

/** Both threads are visible members. */
async function readFound(database: Database, installationId: number, all: readonly number[]) {
  return database
    .select({
      itemId: pairs.itemId,
      otherItemId: pairs.otherItemId,
      tier: pairs.tier,
      probability: pairs.probability,
      evidence: pairs.evidence,
      algorithm: pairs.algorithm,
    })
    .from(pairs)
    .where(
      and(
        eq(pairs.installationId, installationId),
        isAmong(pairs.itemId, all),
        isAmong(pairs.otherItemId, all),
      ),
    )
    .orderBy(desc(pairs.probability), asc(pairs.itemId), asc(pairs.otherItemId))
    .limit(PAIRS_MAX);
}

async function readTimeline(
  database: Database,
  installationId: number,
  clusterId: number,
  { all, authors }: { all: readonly number[]; authors: readonly (number | null)[] },
  visible: Visible,
  here: SQL | undefined,
): Promise<Pick<ShownCluster, 'timeline' | 'named'>> {
  const [entries, steps, said, decided] = await Promise.all([
    readEntries(database, installationId, all),
    database
      .select()
      .from(clusterTransitions)
      .where(
        and(
          eq(clusterTransitions.installationId, installationId),
          eq(clusterTransitions.clusterId, clusterId),
          isStepVisible(visible),
        ),
      )
      .orderBy(desc(clusterTransitions.index))
      .limit(HAPPENINGS_MAX),
    readStandingWords(
      database,
      installationId,
      exists(
        database
          .select({ itemId: items.itemId })
          .from(items)
          .where(and(here, threadOf(commands))),
      ),
    ),
    database
      .select()
      .from(decisions)
      .where(and(madeIn(installationId, visible), eq(decisions.clusterId, clusterId)))
      .orderBy(desc(decisions.at))
      .limit(HAPPENINGS_MAX),
  ]);
  const others = [...new Set(entries.flatMap(({ entry }) => itemsOf(entry)))];
  const named = await readNames(database, installationId, others, visible);
  const own = new Set(all);
  const waiting = said.flatMap(({ verb, actor }) => (verb === 'notify-me' ? actor.id : []));
  const reporters = new Set([...authors, ...waiting]);
  const happenings: ClusterHappening[] = [
    ...entries
      // An entry that names a hidden thread tells that there is one.
      .filter(({ entry }) => itemsOf(entry).every((itemId) => named.has(itemId)))
      .filter(({ entry }) => entry.verb !== 'undo' && (entry.verb !== 'link' || isTold(entry, own)))
      .map(({ entry, cause, at }) => ({ what: 'entry' as const, entry, cause: shownCause(cause), at })),
    ...steps.map(({ from, to, cause, actor, at }) => ({ what: 'step' as const, from, to, cause, actor, at })),
    ...said
      .filter(
        ({ verb, actor }) => SAID.includes(verb) && (!ANSWERS.includes(verb) || reporters.has(actor.id)),
      )
      .map(({ verb, argument, actor, at, repositoryId, number }) => {
        return { what: 'said' as const, verb, argument, actor, at, thread: { repositoryId, number } };
      }),
    ...decided.map(({ key, repositoryId, action, reason, actor, week, at }) => {
      return { what: 'decided' as const, key, repositoryId, action, reason, by: actor, week, at };
    }),
  ];
  return {
    timeline: happenings.sort((a, b) => b.at.getTime() - a.at.getTime()).slice(0, HAPPENINGS_MAX),
    named,
  };
}

/** The key of a command names the thread that it was said on, which may be hidden. */
function shownCause(cause: Cause): ShownCause {
  return cause.by === 'human' ? { by: 'human', actor: cause.actor } : cause;
}

/** Most look-ups find nothing. */
function isTold(entry: Extract<Entry, { verb: 'link' }>, own: ReadonlySet<number>): boolean {
  return entry.links.some(({ itemId }) => own.has(itemId));
}

function threadOf(table: typeof commands) {
  return and(
    eq(table.installationId, items.installationId),
    eq(table.repositoryId, items.repositoryId),
    eq(table.number, items.number),
  );
}

/** Entries that begin with one of these items. */
async function readEntries(database: Database, installationId: number, all: readonly number[]) {
  return database
    .select({ entry: clusterEntries.entry, cause: clusterEntries.cause, at: clusterEntries.at })
    .from(clusterEntries)
    .where(
      and(
        eq(clusterEntries.installationId, installationId),
        sql`${clusterEntries.component} in (select ${clusterItems.component} from ${clusterItems} where ${clusterItems.installationId} = ${installationId} and ${isAmong(clusterItems.itemId, all)})`,
        or(
          isAmong(sql`(${clusterEntries.entry} ->> 'itemId')::bigint`, all),
          isAmong(sql`(${clusterEntries.entry} ->> 'into')::bigint`, all),
          isAmong(sql`(${clusterEntries.entry} ->> 'other')::bigint`, all),
        ),
      ),
    )
    .orderBy(desc(clusterEntries.seq))
    .limit(HAPPENINGS_MAX);
}

function itemsOf(entry: Entry): number[] {
  switch (entry.verb) {
    case 'join':
      return [entry.itemId, entry.into];
    case 'reject':
      return [entry.itemId, entry.other];
    case 'link':
      return [entry.itemId, ...entry.links.map(({ itemId }) => itemId)];
    case 'undo':
      return [];
    default:
      return [entry.itemId];
  }
}

async function readNames(
  database: Database,
  installationId: number,
  itemIds: readonly number[],
  visible: Visible,
): Promise<ShownCluster['named']> {
  const rows = await database
    .select({
      itemId: items.itemId,
      repositoryId: items.repositoryId,
      number: items.number,
      type: items.type,
    })
    .from(items)
    .where(
      and(
        eq(items.installationId, installationId),
        isAmong(items.itemId, itemIds),
        isAmong(items.repositoryId, visible),
      ),
    );
  return new Map(rows.map(({ itemId, ...thread }) => [itemId, thread]));
}

async function readNotices(database: Database, installationId: number, id: number, visible: Visible) {
  const latest = (column: SQL) =>
    sql`(select ${column} from ${outbox} where ${outbox.installationId} = ${notices.installationId} and ${outbox.id} = ${posts.effectId})`;
  const rows = await database
    .select({
      repositoryId: notices.repositoryId,
      number: notices.number,
      people: notices.people,
      news: notices.news,
      held: notices.held,
      eligibleAt: notices.eligibleAt,
      state: sql<
        ShownCluster['notices'][number]['state']
      >`coalesce(${latest(sql`${outbox.state}`)}, ${posts.state})`,
      text: sql<string | null>`${latest(sql`${outbox.effect} ->> 'body'`)}`,
    })
    .from(notices)
    .leftJoin(posts, and(eq(posts.installationId, notices.installationId), eq(posts.slot, notices.slot)))
    .where(
      and(
        eq(notices.installationId, installationId),
        eq(notices.clusterId, id),
        isAmong(notices.repositoryId, visible),
      ),
    )
    .orderBy(asc(notices.eligibleAt), asc(notices.slot))
    .limit(NOTICES_MAX);
  return rows.map(({ repositoryId, number, people, ...row }) => {
    return { ...row, thread: { repositoryId, number }, people: people.length };
  });
}

/** People who said `/notify-me` last, not `/mute`. */
async function readWaiting(
  database: Database,
  installationId: number,
  here: SQL | undefined,
): Promise<number> {
  const rows = await database
    .select({ actor: commands.actor, verb: commands.verb })
    .from(commands)
    .innerJoin(items, threadOf(commands))
    .where(
      and(eq(commands.installationId, installationId), here, inArray(commands.verb, ['notify-me', 'mute'])),
    )
    .orderBy(asc(commands.at));
  const last = new Map(rows.map(({ actor, verb }) => [actor.id, verb]));
  return [...last.values()].filter((verb) => verb === 'notify-me').length;
}
