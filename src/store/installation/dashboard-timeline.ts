import { and, desc, eq, exists, or, type SQL, sql } from 'drizzle-orm';
import { type Entry, itemsNamed } from '../../loop/cluster/entry.ts';
import type { Cause } from '../../loop/cluster-record.ts';
import type { Database } from '../database.ts';
import type { ClusterHappening, ShownCause, ShownCluster, Visible } from '../interface/dashboard.ts';
import { isAmong } from '../numbers.ts';
import { clusterEntries, clusterItems } from '../schema/clusters.ts';
import { clusterTransitions } from '../schema/fixes.ts';
import { commands, items } from '../schema/items.ts';
import { decisions } from '../schema/weeks.ts';
import { readApprovals } from './cluster-words.ts';
import { isStepVisible } from './dashboard-clusters.ts';
import { madeIn } from './dashboard-flow.ts';
import { idsOf, readRedirects } from './redirects.ts';
import { readStandingWords } from './standing-words.ts';

/** What a page of 150 KB has room for. */
const HAPPENINGS_MAX = 60;

/** What is said of a cluster itself. */
const SAID = ['fixed-by', 'fixed-in', 'documented', 'taught', 'declined', 'verified', 'still-broken'];

/** Of these, what only those say who reported the problem or asked to be told. */
const ANSWERS = ['verified', 'still-broken'];

/** What happened to a cluster, newest first, as far as it tells of visible threads alone. */
export async function readTimeline(
  database: Database,
  installationId: number,
  clusterId: number,
  { all, authors }: { all: readonly number[]; authors: readonly (number | null)[] },
  visible: Visible,
  here: SQL | undefined,
): Promise<Pick<ShownCluster, 'timeline' | 'named'>> {
  const ids = idsOf(await readRedirects(database, installationId), clusterId);
  const [entries, steps, said, decided, approved] = await Promise.all([
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
      .where(and(madeIn(installationId, visible), isAmong(decisions.clusterId, ids)))
      .orderBy(desc(decisions.at))
      .limit(HAPPENINGS_MAX),
    readApprovals(
      database,
      installationId,
      ids.map((id) => `c${id}`),
    ),
  ]);
  const others = [...new Set(entries.flatMap(({ entry }) => itemsNamed(entry)))];
  const named = await readNames(database, installationId, others, visible);
  const own = new Set(all);
  const waiting = said.flatMap(({ verb, actor }) => (verb === 'notify-me' ? actor.id : []));
  const reporters = new Set([...authors, ...waiting]);
  const happenings: ClusterHappening[] = [
    ...entries
      // An entry that names a hidden thread tells that there is one.
      .filter(({ entry }) => itemsNamed(entry).every((itemId) => named.has(itemId)))
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
    ...approved
      .filter(({ repositoryId }) => visible.includes(repositoryId))
      .map(({ key, actor, at, repositoryId, number }) => {
        return { what: 'approved' as const, key, by: actor, at, thread: { repositoryId, number } };
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

/** The thread that a command was said on. */
export function threadOf(table: typeof commands): SQL | undefined {
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
