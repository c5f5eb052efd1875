import {
  and,
  count,
  eq,
  gt,
  inArray,
  isNotNull,
  isNull,
  lte,
  min,
  ne,
  notExists,
  type SQL,
  sql,
} from 'drizzle-orm';
import type { Database, Engine } from './database.ts';
import type { DeliveryState, Inbox } from './interface/inbox.ts';
import { inbox } from './schema/inbox.ts';
import { installations } from './schema/installations.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;

/** GitHub keeps deliveries for 3 days, too: as long as somebody may want to look what came. */
const PAYLOAD_KEPT_DAYS = 3;

/** A dead delivery waits for a human, who may be on holiday. */
const DEAD_PAYLOAD_KEPT_DAYS = 30;

/** Ids stay longer than anybody redelivers. */
const ROW_KEPT_DAYS = 90;

function daysBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * DAY_MS);
}

/** How many deliveries wait or were given up, and how long the oldest due one has been waiting. */
export async function backlogOf(database: Database, now: Date): ReturnType<Inbox['backlog']> {
  // Each by its own partial index.
  const countOf = (where: SQL | undefined) => database.select({ n: count() }).from(inbox).where(where);
  const [open] = await countOf(isNull(inbox.finishedAt));
  const [claimed] = await countOf(isNotNull(inbox.leaseToken));
  const [dead] = await countOf(sql`${inbox.state} = 'dead'`);
  const inWork = claimed?.n ?? 0;
  return {
    byState: { pending: Math.max(0, (open?.n ?? 0) - inWork), claimed: inWork, dead: dead?.n ?? 0 },
    backlogAgeMs: await backlogAgeMs(database, now),
  };
}

async function backlogAgeMs(database: Database, now: Date): Promise<number> {
  const [due] = await database
    .select({ oldest: min(inbox.receivedAt) })
    .from(inbox)
    .where(and(isNull(inbox.finishedAt), lte(inbox.runAt, now)));
  return due?.oldest ? Math.max(0, now.getTime() - due.oldest.getTime()) : 0;
}

/** How many deliveries are in which state, and how long the oldest due one has been waiting. */
export async function countInbox(database: Database, now: Date): ReturnType<Inbox['counts']> {
  const byState: Record<DeliveryState, number> = { pending: 0, claimed: 0, done: 0, ignored: 0, dead: 0 };
  // Two counts, so that each finds its own partial index.
  for (const unfinished of [true, false]) {
    const rows = await database
      .select({ state: inbox.state, n: count() })
      .from(inbox)
      .where(unfinished ? isNull(inbox.finishedAt) : isNotNull(inbox.finishedAt))
      .groupBy(inbox.state);
    for (const { state, n } of rows) byState[state] = n;
  }
  const [next] = await database
    .select({ at: min(inbox.runAt) })
    .from(inbox)
    .where(and(isNull(inbox.finishedAt), gt(inbox.runAt, now)));
  return { byState, backlogAgeMs: await backlogAgeMs(database, now), nextDueAt: next?.at ?? null };
}

export async function hasBacklog(
  database: Database,
  installationId: number,
  { besides, receivedUntil, now }: { besides: string; receivedUntil: Date; now: Date },
): Promise<boolean> {
  const rows = await database
    .select({ seq: inbox.seq })
    .from(inbox)
    .where(
      and(
        isNull(inbox.finishedAt),
        eq(inbox.installationId, installationId),
        lte(inbox.runAt, now),
        lte(inbox.receivedAt, receivedUntil),
        ne(inbox.name, besides),
      ),
    )
    .limit(1);
  return rows.length > 0;
}

/** Forgets payloads first, ids later; of installations that nobody knows payloads at once. */
export async function pruneInbox(engine: Engine, now: Date): ReturnType<Inbox['prune']> {
  const old = (days: number) =>
    and(isNotNull(inbox.finishedAt), lte(inbox.finishedAt, daysBefore(now, days)));
  const { database } = engine;
  let payloads = await dropStrangers(database);
  for (const [states, days] of [
    [['done', 'ignored'], PAYLOAD_KEPT_DAYS],
    [['dead'], DEAD_PAYLOAD_KEPT_DAYS],
  ] as const) {
    const rows = await database
      .update(inbox)
      .set({ payload: null })
      .where(and(old(days), isNotNull(inbox.payload), inArray(inbox.state, [...states])))
      .returning({ seq: inbox.seq });
    payloads += rows.length;
  }
  const rows = await database.delete(inbox).where(old(ROW_KEPT_DAYS)).returning({ seq: inbox.seq });
  await engine.tidy(['inbox']);
  return { payloads, rows: rows.length };
}

/**
 * What came for an installation that was purged, as when GitHub is asked for it once more, has nothing to wait for:
 * whoever uninstalled the app is not to find their texts in it for three more days. The id stays, without whose it was:
 * a delivery that GitHub could not bring at first would else count as one that never came, and be asked for again and
 * again. Dead ones stay: in one of them may be the word that there is an installation at all.
 * @returns how many
 */
async function dropStrangers(database: Database): Promise<number> {
  const known = database
    .select({ id: installations.installationId })
    .from(installations)
    .where(eq(installations.installationId, inbox.installationId));
  const rows = await database
    .update(inbox)
    .set({ payload: null, installationId: null, orderKey: sql`${inbox.id}` })
    .where(
      and(
        isNotNull(inbox.finishedAt),
        // By its partial index: what is older has no texts, and was looked at while it had.
        isNotNull(inbox.payload),
        isNotNull(inbox.installationId),
        inArray(inbox.state, ['done', 'ignored']),
        notExists(known),
      ),
    )
    .returning({ seq: inbox.seq });
  return rows.length;
}
