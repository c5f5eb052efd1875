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

/** Effects that are read at once: each may have a body of 64 KiB. */
const PAGE_ROWS = 100;

/** Notes that so many rows of a table changed. */
export type Count = (table: string, rows: number) => void;

/** Weekly issues lose the quotes, and effects that were sent their words. */
export async function forgetQuotes(
  transaction: Database,
  installationId: number,
  traces: Traces,
  count: Count,
): Promise<void> {
  const { weeks } = TENANT_TABLES;
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
  await forgetPosted(transaction, installationId, traces, count);
}

/** Effects that were sent lose their words; those still to be sent keep what is not about the person. */
async function forgetPosted(
  transaction: Database,
  installationId: number,
  traces: Traces,
  count: Count,
): Promise<void> {
  const { outbox } = TENANT_TABLES;
  const ofTenant = eq(outbox.installationId, installationId);
  for (let after = 0; ; ) {
    const page = await transaction
      .select({ id: outbox.id, effect: outbox.effect, settledAt: outbox.settledAt })
      .from(outbox)
      .where(and(ofTenant, gt(outbox.id, after)))
      .orderBy(outbox.id)
      .limit(PAGE_ROWS);
    for (const { id, effect, settledAt } of page) {
      const left = settledAt === null ? unsentWithout(effect, traces) : sentWithout(effect, traces);
      if (left === effect) continue;
      await transaction
        .update(outbox)
        .set({ effect: left })
        .where(and(ofTenant, eq(outbox.id, id)));
      count('outbox', 1);
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
