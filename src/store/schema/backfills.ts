import { integer, pgTable, primaryKey } from 'drizzle-orm/pg-core';
import type { ThreadType } from '../../loop/vocabulary.ts';
import { githubId, moment, oneOf, words } from './columns.ts';

/** How far the reading of history is: one row for each repository and kind of thread. */
export const backfills = pgTable(
  'backfills',
  {
    installationId: githubId('installation_id').notNull(),
    repositoryId: githubId('repository_id').notNull(),
    type: oneOf<ThreadType>('type').notNull(),
    /** threads that were last updated before are left out */
    since: moment('since').notNull(),
    /** threads that were last updated before were read already, and are not read again; null: none were */
    readFrom: moment('read_from'),
    /** where the next page begins; null: at the beginning */
    cursor: words('cursor'),
    pageSize: integer('page_size').notNull(),
    threads: integer('threads').notNull(),
    problem: words('problem'),
    doneAt: moment('done_at'),
  },
  (table) => [primaryKey({ columns: [table.installationId, table.repositoryId, table.type] })],
);

/** When timed work is due, and who is at it. Installation 0 stands for the app as a whole. */
export const timers = pgTable(
  'timers',
  {
    installationId: githubId('installation_id').notNull(),
    task: words('task').notNull(),
    nextAt: moment('next_at').notNull(),
    doneAt: moment('done_at'),
    leaseToken: words('lease_token'),
    leaseUntil: moment('lease_until'),
  },
  (table) => [primaryKey({ columns: [table.installationId, table.task] })],
);
