import { and, asc, eq, gte, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Change } from '../../loop/change.ts';
import type { ThreadRef } from '../../loop/vocabulary.ts';
import { threadKey } from '../../loop/vocabulary.ts';
import type { HeldNotices } from '../../loop/week-facts.ts';
import { chunks } from '../chunks.ts';
import type { Database } from '../database.ts';
import { excluded } from '../excluded.ts';
import { isAmong } from '../numbers.ts';
import { clusterTransitions, notices, releases } from '../schema/fixes.ts';

const ROWS_MAX = 1_000;

/** The life of a cluster as it was worked out last: other steps than these it has none. */
export async function putTransitions(
  transaction: Database,
  installationId: number,
  { clusterId, transitions }: Extract<Change, { type: 'transitions.put' }>,
): Promise<void> {
  await transaction
    .delete(clusterTransitions)
    .where(
      and(
        eq(clusterTransitions.installationId, installationId),
        eq(clusterTransitions.clusterId, clusterId),
        gte(clusterTransitions.index, transitions.length),
      ),
    );
  if (transitions.length === 0) return;
  await transaction
    .insert(clusterTransitions)
    .values(transitions.map((transition) => ({ installationId, clusterId, ...transition })))
    .onConflictDoUpdate({
      target: [clusterTransitions.installationId, clusterTransitions.clusterId, clusterTransitions.index],
      set: excluded(clusterTransitions, ['from', 'to', 'cause', 'key', 'actor', 'at']),
    });
}

const isOtherClaim = sql`${notices.claim} is distinct from excluded.claim`;

export async function putNotices(
  transaction: Database,
  installationId: number,
  { notices: all }: Extract<Change, { type: 'notices.put' }>,
): Promise<void> {
  for (const part of chunks(all, ROWS_MAX)) {
    await transaction
      .insert(notices)
      .values(
        part.map(({ ref, people, ...rest }) => ({
          installationId,
          repositoryId: ref.repositoryId,
          number: ref.number,
          people: [...people],
          ...rest,
        })),
      )
      .onConflictDoUpdate({
        target: [notices.installationId, notices.slot],
        set: {
          ...excluded(notices, [
            'clusterId',
            'repositoryId',
            'number',
            'people',
            'news',
            'release',
            'claim',
            'held',
          ]),
          // Another fix is told anew; what is edited besides was told already.
          eligibleAt: sql`case when ${isOtherClaim} then excluded.eligible_at else least(${notices.eligibleAt}, excluded.eligible_at) end`,
          toldAt: sql`case when ${isOtherClaim} then null else ${notices.toldAt} end`,
        },
      });
  }
}

/** What was told, or is on its way, stays: it is counted. */
export async function dropNotices(
  transaction: Database,
  installationId: number,
  { slots }: Extract<Change, { type: 'notices.drop' }>,
): Promise<void> {
  for (const part of chunks(slots, ROWS_MAX)) {
    await transaction
      .delete(notices)
      .where(
        and(
          eq(notices.installationId, installationId),
          inArray(notices.slot, part),
          isNotNull(notices.held),
          isNull(notices.toldAt),
        ),
      );
  }
}

/** Notices of a thread go on under its new key and place, as their slots do. */
export async function moveNotices(
  transaction: Database,
  installationId: number,
  from: ThreadRef,
  to: ThreadRef,
): Promise<void> {
  const [before, after] = [`:${threadKey(from)}:`, `:${threadKey(to)}:`];
  await transaction
    .update(notices)
    .set({
      slot: sql`replace(${notices.slot}, ${before}, ${after})`,
      repositoryId: to.repositoryId,
      number: to.number,
    })
    .where(
      and(
        isOf(installationId, from),
        sql`not exists (select 1 from ${notices} as there where there.installation_id = ${installationId} and there.slot = replace(${notices.slot}, ${before}, ${after}))`,
      ),
    );
}

/** A thread that is gone tells nobody. */
export async function forgetNotices(
  transaction: Database,
  installationId: number,
  ref: ThreadRef,
): Promise<void> {
  await transaction.delete(notices).where(isOf(installationId, ref));
}

function isOf(installationId: number, ref: ThreadRef) {
  return and(
    eq(notices.installationId, installationId),
    eq(notices.repositoryId, ref.repositoryId),
    eq(notices.number, ref.number),
  );
}

/** Notices that wait for approval in these repositories, by cluster. */
export async function readHeld(
  database: Database,
  installationId: number,
  visible: readonly number[],
): Promise<HeldNotices[]> {
  const rows = await database
    .select({
      clusterId: notices.clusterId,
      held: notices.held,
      people: sql`sum(jsonb_array_length(${notices.people}))`.mapWith(Number),
      tag: sql<string | null>`max(${releases.tag})`,
    })
    .from(notices)
    .leftJoin(
      releases,
      and(
        eq(releases.installationId, notices.installationId),
        sql`${notices.release} = ${releases.repositoryId} || '-' || ${releases.releaseId}`,
      ),
    )
    .where(
      and(
        eq(notices.installationId, installationId),
        isNotNull(notices.held),
        isAmong(notices.repositoryId, visible),
      ),
    )
    .groupBy(notices.clusterId, notices.held)
    .orderBy(asc(notices.clusterId), asc(notices.held));
  return rows.flatMap(({ held, ...rest }) => (held === null ? [] : [{ ...rest, reason: held }]));
}

/** The fix that each notice of a cluster announces, by slot. */
export async function readClaims(
  database: Database,
  installationId: number,
  slots: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const part of chunks(slots, ROWS_MAX)) {
    const rows = await database
      .select({ slot: notices.slot, claim: notices.claim })
      .from(notices)
      .where(and(eq(notices.installationId, installationId), inArray(notices.slot, part)));
    for (const { slot, claim } of rows) if (claim !== null) found.set(slot, claim);
  }
  return found;
}

/** Slots of the notices that tell of a release and do not wait. */
export async function readReleaseNotices(
  database: Database,
  installationId: number,
  release: string,
): Promise<string[]> {
  const rows = await database
    .select({ slot: notices.slot })
    .from(notices)
    .where(
      and(eq(notices.installationId, installationId), eq(notices.release, release), isNull(notices.held)),
    )
    .orderBy(asc(notices.slot));
  return rows.map(({ slot }) => slot);
}
