import { pgTable, primaryKey } from 'drizzle-orm/pg-core';
import { githubId, moment, words } from './columns.ts';

/** Weekly issues that an installation opened. */
export const weeks = pgTable(
  'weeks',
  {
    installationId: githubId('installation_id').notNull(),
    /** ISO week, `2026-W48` */
    week: words('week').notNull(),
    repositoryId: githubId('repository_id').notNull(),
    asOf: moment('as_of').notNull(),
    body: words('body').notNull(),
    closedAt: moment('closed_at'),
  },
  (table) => [primaryKey({ columns: [table.installationId, table.week, table.repositoryId] })],
);
