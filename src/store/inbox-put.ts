import { sql } from 'drizzle-orm';
import type { Database, Engine } from './database.ts';
import { DatabaseUnavailable, translated } from './errors.ts';
import type { Inbox, NewDelivery } from './interface/inbox.ts';
import { inbox } from './schema/inbox.ts';

/**
 * Inserts under way at once. The embedded database has one connection, where a statement costs more than its rows: going
 * together takes in about 1.5 times as many. A server has several, which share the work better one by one, until there
 * are far more than connections.
 */
const LANES = { pglite: 1, postgres: 32 } as const;

/** Deliveries of one insert: about a megabyte. */
const TOGETHER_MAX = 100;

type Outcome = Awaited<ReturnType<Inbox['put']>>;

interface Waiting {
  delivery: NewDelivery;
  resolve(outcome: Outcome): void;
  reject(error: unknown): void;
}

/**
 * Stores deliveries. One that comes alone is inserted at once; those that come while inserts are under way go into the
 * next one together, so that a burst costs few statements and nobody waits for company.
 */
export function createPut({ urgent, name }: Engine): Inbox['put'] {
  const one = prepareOne(urgent);
  const many = prepareMany(urgent);
  const waiting: Waiting[] = [];
  let underWay = 0;

  async function putOne(delivery: NewDelivery): Promise<Outcome> {
    const stored = await one.execute({ ...delivery });
    return stored.length > 0 ? 'stored' : 'repeated';
  }

  async function putTogether(together: readonly Waiting[]): Promise<void> {
    const rows = await many.execute({ rows: JSON.stringify(together.map(({ delivery }) => delivery)) });
    const stored = new Set(rows.map(({ id }) => id));
    // Of two with one id the first is the one that was stored.
    for (const { delivery, resolve } of together) resolve(stored.delete(delivery.id) ? 'stored' : 'repeated');
  }

  /** Each for itself, so that one that cannot be stored harms no other. */
  async function putApart(apart: readonly Waiting[]): Promise<void> {
    for (const { delivery, resolve, reject } of apart) await putOne(delivery).then(resolve, reject);
  }

  async function work(): Promise<void> {
    for (let batch = waiting.splice(0, TOGETHER_MAX); batch.length > 0; ) {
      try {
        await (batch.length === 1 ? putApart(batch) : putTogether(batch));
      } catch (error) {
        if (translated(error) instanceof DatabaseUnavailable) for (const { reject } of batch) reject(error);
        else await putApart(batch);
      }
      batch = waiting.splice(0, TOGETHER_MAX);
    }
    underWay -= 1;
  }

  return (delivery) =>
    new Promise((resolve, reject) => {
      waiting.push({ delivery, resolve, reject });
      if (underWay >= LANES[name]) return;
      underWay += 1;
      void work();
    });
}

/** Prepared once, since every webhook waits for it. */
function prepareOne(database: Database) {
  const given = sql.placeholder;
  return database
    .insert(inbox)
    .values({
      id: given('id'),
      installationId: given('installationId'),
      name: given('name'),
      action: given('action'),
      orderKey: given('orderKey'),
      payload: given('payload'),
      state: 'pending',
      attempts: 0,
      receivedAt: given('receivedAt'),
      runAt: given('receivedAt'),
    })
    .onConflictDoNothing({ target: inbox.id })
    .returning({ seq: inbox.seq })
    .prepare('inbox_put');
}

/** The same for any number: they come as one JSON text, so that the statement is always the same. */
function prepareMany(database: Database) {
  const stored = database.$with('stored', { id: sql<string>`id`.as('id') }).as(sql`
    insert into ${inbox} (id, installation_id, name, action, order_key, payload, state, attempts, received_at, run_at)
    select id, "installationId", name, action, "orderKey", payload, 'pending', 0, "receivedAt", "receivedAt"
    from json_to_recordset(${sql.placeholder('rows')}::text::json) as given (
      id text, "installationId" bigint, name text, action text, "orderKey" text, payload text, "receivedAt" timestamptz
    )
    on conflict (id) do nothing
    returning id`);
  return database.with(stored).select({ id: stored.id }).from(stored).prepare('inbox_put_together');
}
