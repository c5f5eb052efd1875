import { and, eq, isNotNull, sql } from 'drizzle-orm';
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
} from './forget-quotes.ts';

/** Notes that so many rows of a table changed. */
export type Count = (table: string, rows: number) => void;

/** Weekly issues lose the quotes, and effects that were sent their words. */
export async function forgetQuotes(
  transaction: Database,
  installationId: number,
  traces: Traces,
  count: Count,
): Promise<void> {
  const { weeks, outbox } = TENANT_TABLES;
  const open = await transaction
    .select({ week: weeks.week, repositoryId: weeks.repositoryId, agenda: weeks.agenda })
    .from(weeks)
    .where(and(eq(weeks.installationId, installationId), isNotNull(weeks.agenda)));
  for (const { week, repositoryId, agenda } of open) {
    const left = agendaWithout(agenda, traces);
    if (JSON.stringify(left) === JSON.stringify(agenda)) continue;
    await transaction
      .update(weeks)
      .set({ agenda: sql`${JSON.stringify(left)}::jsonb` })
      .where(
        and(
          eq(weeks.installationId, installationId),
          eq(weeks.week, week),
          eq(weeks.repositoryId, repositoryId),
        ),
      );
    count('weeks', 1);
  }
  const sent = await transaction
    .select({ id: outbox.id, effect: outbox.effect })
    .from(outbox)
    .where(and(eq(outbox.installationId, installationId), isNotNull(outbox.settledAt)));
  for (const { id, effect } of sent) {
    if (!('body' in effect) || effect.body === '') continue;
    const place = 'thread' in effect ? effect.thread : null;
    const isOnTheirs =
      place !== null && traces.threads.has(`${place.owner}/${place.name}#${place.number}`.toLowerCase());
    // A weekly issue quotes many, cut and escaped: it is not searched, it goes.
    if (effect.kind !== 'issue.put' && !isOnTheirs && !hasTraces(effect.body, traces)) continue;
    await transaction
      .update(outbox)
      .set({ effect: { ...effect, body: '' } })
      .where(and(eq(outbox.installationId, installationId), eq(outbox.id, id)));
    count('outbox', 1);
  }
}

/** What GitHub told of the app's own comments and issues, in which they are quoted. */
export async function forgetEchoes(
  transaction: Database,
  installationId: number,
  traces: Traces,
  count: Count,
): Promise<void> {
  const { inbox } = TENANT_TABLES;
  const own = await transaction
    .select({ itemId: items.itemId, body: items.body })
    .from(items)
    .where(and(eq(items.installationId, installationId), sql`strpos(${items.body}, ${MARKER_START}) > 0`));
  for (const { itemId, body } of own) {
    const left = linesWithout(body, traces);
    if (left === body) continue;
    await transaction
      .update(items)
      .set({ body: left })
      .where(and(eq(items.installationId, installationId), eq(items.itemId, itemId)));
    count('items', 1);
  }
  const isEcho = and(
    eq(inbox.installationId, installationId),
    isNotNull(inbox.finishedAt),
    sql`strpos(${inbox.payload}, ${MARKER_START}) > 0`,
  );
  const told = await transaction.select({ id: inbox.id }).from(inbox).where(isEcho);
  for (const { id } of told) {
    const [row] = await transaction.select({ payload: inbox.payload }).from(inbox).where(eq(inbox.id, id));
    const payload = row?.payload ?? null;
    if (payload === null) continue;
    const read: unknown = JSON.parse(payload);
    const left = JSON.stringify(ownTextsWithout(read, traces));
    if (left === JSON.stringify(read)) continue;
    await transaction.update(inbox).set({ payload: left }).where(eq(inbox.id, id));
    count('inbox', 1);
  }
}
