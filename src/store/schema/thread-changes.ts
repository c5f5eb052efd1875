import { customType, index, integer, pgTable, primaryKey } from 'drizzle-orm/pg-core';
import { githubId } from './columns.ts';

/** The number of a transaction, which never comes twice (`xid8`). */
const transactionNumber = customType<{ data: string; driverData: string }>({ dataType: () => 'xid8' });

/**
 * Which transaction last changed what measuring reads of a thread: its row, its comments, the labels put on by hand, its
 * cluster. Triggers write it, so that no writer can forget to.
 */
export const threadChanges = pgTable(
  'thread_changes',
  {
    installationId: githubId('installation_id').notNull(),
    repositoryId: githubId('repository_id').notNull(),
    number: integer('number').notNull(),
    changedIn: transactionNumber('changed_in').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.installationId, table.repositoryId, table.number] }),
    index('thread_changes_latest').on(table.installationId, table.changedIn),
  ],
);
