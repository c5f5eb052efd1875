import { sql } from 'drizzle-orm';
import { bigint, boolean, index, integer, pgTable, primaryKey, smallint } from 'drizzle-orm/pg-core';
import type { Effect } from '../../loop/effect.ts';
import type { Post } from '../../loop/item.ts';
import type { EffectState } from '../interface/outbox.ts';
import { githubId, json, moment, oneOf, words } from './columns.ts';

/** Effects that were decided, and what became of them. `settled_at is null`: still to be sent. */
export const outbox = pgTable(
  'outbox',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedByDefaultAsIdentity(),
    installationId: githubId('installation_id').notNull(),
    slot: words('slot').notNull(),
    kind: oneOf<Effect['kind']>('kind').notNull(),
    /** hash of the content, as in `posts` */
    hash: words('hash').notNull(),
    effect: json<Effect>('effect').notNull(),
    deliveryId: words('delivery_id').notNull(),
    /** -1 answer, 0 normal, 1 reply, 2 bulk; see `priorityOf` */
    priority: smallint('priority').notNull(),
    state: oneOf<EffectState>('state').notNull(),
    /** attempts begun, those of a superseded effect of the slot with unknown outcome included */
    attempts: integer('attempts').notNull(),
    firstAttemptAt: moment('first_attempt_at'),
    runAt: moment('run_at').notNull(),
    error: words('error'),
    createdAt: moment('created_at').notNull(),
    settledAt: moment('settled_at'),
  },
  (table) => [
    index('outbox_due')
      .on(table.installationId, table.priority, table.id)
      .where(sql`${table.settledAt} is null`),
    index('outbox_slot')
      .on(table.installationId, table.slot, table.id)
      .where(sql`${table.settledAt} is null`),
    index('outbox_failed').on(table.id).where(sql`${table.state} = 'failed'`),
    index('outbox_listed').on(table.installationId, table.state, table.id),
    index('outbox_settled').on(table.settledAt).where(sql`${table.settledAt} is not null`),
  ],
);

/** Whose turn it is to send for an installation, and until when nobody may. */
export const outboxTurns = pgTable('outbox_turns', {
  installationId: githubId('installation_id').primaryKey(),
  worker: words('worker').notNull(),
  leaseToken: words('lease_token'),
  leaseUntil: moment('lease_until'),
  takenAt: moment('taken_at').notNull(),
  pausedUntil: moment('paused_until'),
  pauseReason: words('pause_reason'),
});

/** One row for each write that was begun, for the budgets; kept for hours. */
export const writes = pgTable(
  'writes',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedByDefaultAsIdentity(),
    installationId: githubId('installation_id').notNull(),
    begunAt: moment('begun_at').notNull(),
  },
  (table) => [index('writes_begun').on(table.installationId, table.begunAt)],
);

/** The slots: what the app last wanted in each, and what it knows to be on GitHub there. */
export const posts = pgTable(
  'posts',
  {
    installationId: githubId('installation_id').notNull(),
    slot: words('slot').notNull(),
    /** thread of the slot; null for slots of a repository */
    repositoryId: githubId('repository_id'),
    number: integer('number'),
    kind: words('kind').notNull(),
    subject: words('subject').notNull(),
    hash: words('hash').notNull(),
    wanted: oneOf<Post['wanted']>('wanted').notNull(),
    state: oneOf<Post['state']>('state').notNull(),
    /** the effect that carries the wish; null where none is needed */
    effectId: bigint('effect_id', { mode: 'number' }),
    /** hash of the effect that was last known to be carried out; null: none ever */
    postedHash: words('posted_hash'),
    /** whether it is there on GitHub as far as the app knows */
    posted: boolean('posted').notNull(),
    /** since when a write may have happened whose outcome nobody knows */
    unsureSince: moment('unsure_since'),
    remoteId: githubId('remote_id'),
    remoteNodeId: words('remote_node_id'),
    remoteNumber: integer('remote_number'),
    changedAt: moment('changed_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.installationId, table.slot] }),
    index('posts_thread').on(table.installationId, table.repositoryId, table.number),
  ],
);
