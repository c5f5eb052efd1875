import { and, asc, eq, isNotNull, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../database.ts';
import type { HeldHere, ShownCluster, Visible } from '../interface/dashboard.ts';
import { isAmong } from '../numbers.ts';
import { notices } from '../schema/fixes.ts';
import { outbox, posts } from '../schema/outbox.ts';

/** What a page of 150 KB has room for. */
const NOTICES_MAX = 40;

/** Notices of a cluster on visible threads; those that wait for somebody's word come first, since somebody has to read them. */
export async function readClusterNotices(
  database: Database,
  installationId: number,
  id: number,
  visible: Visible,
): Promise<ShownCluster['notices']> {
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
    .where(isOf(installationId, id, visible))
    .orderBy(sql`${notices.held} is null`, asc(notices.eligibleAt), asc(notices.slot))
    .limit(NOTICES_MAX);
  return rows.map(({ repositoryId, number, people, ...row }) => {
    return { ...row, thread: { repositoryId, number }, people: people.length };
  });
}

/** How many notices wait for somebody's word, all of them, by why they wait. */
export async function readHeldHere(
  database: Database,
  installationId: number,
  id: number,
  visible: Visible,
): Promise<HeldHere[]> {
  const rows = await database
    .select({
      reason: notices.held,
      threads: sql`count(*)`.mapWith(Number),
      people: sql`sum(jsonb_array_length(${notices.people}))`.mapWith(Number),
    })
    .from(notices)
    .where(and(isOf(installationId, id, visible), isNotNull(notices.held)))
    .groupBy(notices.held)
    .orderBy(asc(notices.held));
  return rows.flatMap(({ reason, ...rest }) => (reason === null ? [] : [{ ...rest, reason }]));
}

function isOf(installationId: number, id: number, visible: Visible): SQL | undefined {
  return and(
    eq(notices.installationId, installationId),
    eq(notices.clusterId, id),
    isAmong(notices.repositoryId, visible),
  );
}
