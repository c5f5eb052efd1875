import type { SQLWrapper } from 'drizzle-orm';
import { sql } from 'drizzle-orm';
import { bigint, index, integer, pgTable, uniqueIndex } from 'drizzle-orm/pg-core';
import type { DeliveryState } from '../interface/inbox.ts';
import { githubId, moment, oneOf, words } from './columns.ts';

/**
 * Whose turn a delivery takes. What belongs to no installation takes turns as one: an index finds null by no comparison.
 */
export const turnOf = (installationId: SQLWrapper) => sql<number>`coalesce(${installationId}, 0)`;

/**
 * Deliveries as they came. `finished_at is null` is what "unfinished" means here and `lease_token is not null` what
 * "claimed" means: both without parameters, so that partial indexes serve them and cost does not grow with history.
 */
export const inbox = pgTable(
  'inbox',
  {
    id: words('id').primaryKey(),
    /** order of arrival */
    seq: bigint('seq', { mode: 'number' }).generatedByDefaultAsIdentity(),
    installationId: githubId('installation_id'),
    name: words('name').notNull(),
    action: words('action'),
    orderKey: words('order_key').notNull(),
    /** null once it was pruned */
    payload: words('payload'),
    state: oneOf<DeliveryState>('state').notNull(),
    attempts: integer('attempts').notNull(),
    receivedAt: moment('received_at').notNull(),
    runAt: moment('run_at').notNull(),
    worker: words('worker'),
    leaseToken: words('lease_token'),
    leaseUntil: moment('lease_until'),
    /** why it failed, or why it was ignored */
    error: words('error'),
    finishedAt: moment('finished_at'),
  },
  (table) => [
    index('inbox_waiting').on(table.seq).where(sql`${table.finishedAt} is null`),
    index('inbox_turn').on(turnOf(table.installationId), table.seq).where(sql`${table.finishedAt} is null`),
    index('inbox_order').on(table.orderKey, table.seq).where(sql`${table.finishedAt} is null`),
    // At most one delivery of a key is in work, whatever two processes see at the same moment.
    uniqueIndex('inbox_claimed').on(table.orderKey).where(sql`${table.leaseToken} is not null`),
    index('inbox_finished').on(table.finishedAt, table.state).where(sql`${table.finishedAt} is not null`),
    index('inbox_dead').on(table.installationId, table.finishedAt).where(sql`${table.state} = 'dead'`),
    index('inbox_payload')
      .on(table.finishedAt)
      .where(sql`${table.finishedAt} is not null and ${table.payload} is not null`),
  ],
);
