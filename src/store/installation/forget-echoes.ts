import { and, eq, gt, isNotNull, sql } from 'drizzle-orm';
import type { Effect } from '../../loop/effect.ts';
import type { Database } from '../database.ts';
import { items } from '../schema/items.ts';
import { TENANT_TABLES } from '../schema/tables.ts';
import {
  agendaWithout,
  hasTraces,
  linesWithout,
  MARKER_START,
  ownTextsWithout,
  type Traces,
  wordsWithout,
} from './forget-quotes.ts';
import type { Row } from './person-rows.ts';

/** Effects that are read at once: each may have a body of 64 KiB. */
const PAGE_ROWS = 100;

/** Weekly issues lose the quotes, and effects that were sent their words. */
export async function forgetQuotes(
  transaction: Database,
  installationId: number,
  traces: Traces,
): Promise<void> {
  const { weeks, outbox } = TENANT_TABLES;
  for await (const { row, left } of quotingWeeks(transaction, installationId, traces)) {
    await transaction
      .update(weeks)
      .set({ agenda: sql`${JSON.stringify(left)}::jsonb` })
      .where(
        and(
          eq(weeks.installationId, installationId),
          eq(weeks.week, row.week),
          eq(weeks.repositoryId, row.repositoryId),
        ),
      );
  }
  for await (const { row, left } of quotingEffects(transaction, installationId, traces)) {
    await transaction
      .update(outbox)
      .set({ effect: left })
      .where(and(eq(outbox.installationId, installationId), eq(outbox.id, row.id)));
  }
}

/** What GitHub told of the app's own comments and issues loses the quotes. */
export async function forgetEchoes(
  transaction: Database,
  installationId: number,
  traces: Traces,
): Promise<void> {
  const { inbox } = TENANT_TABLES;
  for await (const { row, left } of quotingItems(transaction, installationId, traces)) {
    await transaction
      .update(items)
      .set({ body: left })
      .where(and(eq(items.installationId, installationId), eq(items.itemId, row.itemId)));
  }
  for await (const { row, left } of quotingDeliveries(transaction, installationId, traces)) {
    await transaction.update(inbox).set({ payload: left }).where(eq(inbox.id, row.id));
  }
}

/** Rows that quote them, by table and key, without a change. */
export async function* quotingRows(
  database: Database,
  installationId: number,
  traces: Traces,
): AsyncGenerator<{ table: string; row: Row }> {
  const of = { weeks: quotingWeeks, outbox: quotingEffects, items: quotingItems, inbox: quotingDeliveries };
  for (const [table, quoting] of Object.entries(of)) {
    for await (const { row } of quoting(database, installationId, traces)) yield { table, row };
  }
}

async function* quotingWeeks(
  database: Database,
  installationId: number,
  traces: Traces,
): AsyncGenerator<{ row: { week: string; repositoryId: number }; left: unknown }> {
  const { weeks } = TENANT_TABLES;
  const open = await database
    .select({ week: weeks.week, repositoryId: weeks.repositoryId, agenda: weeks.agenda })
    .from(weeks)
    .where(and(eq(weeks.installationId, installationId), isNotNull(weeks.agenda)));
  for (const { agenda, ...row } of open) {
    const left = agendaWithout(agenda, traces);
    if (JSON.stringify(left) !== JSON.stringify(agenda)) yield { row, left };
  }
}

/** Effects that were sent lose their words; those still to be sent keep what is not about the person. */
async function* quotingEffects(
  database: Database,
  installationId: number,
  traces: Traces,
): AsyncGenerator<{ row: { id: number }; left: Effect }> {
  const { outbox } = TENANT_TABLES;
  for (let after = 0; ; ) {
    const page = await database
      .select({ id: outbox.id, effect: outbox.effect, settledAt: outbox.settledAt })
      .from(outbox)
      .where(and(eq(outbox.installationId, installationId), gt(outbox.id, after)))
      .orderBy(outbox.id)
      .limit(PAGE_ROWS);
    for (const { id, effect, settledAt } of page) {
      const left = settledAt === null ? unsentWithout(effect, traces) : sentWithout(effect, traces);
      if (left !== effect) yield { row: { id }, left };
    }
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE_ROWS) return;
    after = last.id;
  }
}

function sentWithout(effect: Effect, traces: Traces): Effect {
  if (!('body' in effect) || effect.body === '') return effect;
  const place = 'thread' in effect ? effect.thread : null;
  const isOnTheirs =
    place !== null && traces.threads.has(`${place.owner}/${place.name}#${place.number}`.toLowerCase());
  // A weekly issue quotes many, cut and escaped: it is not searched, it goes.
  const goes = effect.kind === 'issue.put' || isOnTheirs || hasTraces(effect.body, traces);
  return goes ? { ...effect, body: '' } : effect;
}

function unsentWithout(effect: Effect, traces: Traces): Effect {
  if (!('body' in effect)) return effect;
  const body = linesWithout(effect.body, traces);
  if (effect.kind !== 'issue.put') return body === effect.body ? effect : { ...effect, body };
  const title = wordsWithout(effect.title, traces);
  return body === effect.body && title === effect.title ? effect : { ...effect, title, body };
}

/** Threads of the app's own, as GitHub told them; whoever else writes its marker is a human, or another bot. */
async function* quotingItems(
  database: Database,
  installationId: number,
  traces: Traces,
): AsyncGenerator<{ row: { itemId: number }; left: string }> {
  const own = await database
    .select({ itemId: items.itemId, body: items.body })
    .from(items)
    .where(
      and(
        eq(items.installationId, installationId),
        sql`coalesce(${items.author} ->> 'type', 'Bot') = 'Bot'`,
        sql`strpos(${items.body}, ${MARKER_START}) > 0`,
      ),
    );
  for (const { itemId, body } of own) {
    const left = linesWithout(body, traces);
    if (left !== body) yield { row: { itemId }, left };
  }
}

async function* quotingDeliveries(
  database: Database,
  installationId: number,
  traces: Traces,
): AsyncGenerator<{ row: { id: string }; left: string }> {
  const { inbox } = TENANT_TABLES;
  const isEcho = and(
    eq(inbox.installationId, installationId),
    isNotNull(inbox.finishedAt),
    sql`strpos(${inbox.payload}, ${MARKER_START}) > 0`,
  );
  // One by one, since each may be large.
  const told = await database.select({ id: inbox.id }).from(inbox).where(isEcho);
  for (const { id } of told) {
    const [row] = await database.select({ payload: inbox.payload }).from(inbox).where(eq(inbox.id, id));
    const payload = row?.payload ?? null;
    if (payload === null) continue;
    const read: unknown = JSON.parse(payload);
    const left = JSON.stringify(ownTextsWithout(read, traces));
    if (left !== JSON.stringify(read)) yield { row: { id }, left };
  }
}
