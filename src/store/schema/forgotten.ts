import { pgTable, primaryKey } from 'drizzle-orm/pg-core';
import { githubId, moment, words } from './columns.ts';

/** People who asked to be forgotten, as salted hashes: enough to know them again, not enough to name them. */
export const forgotten = pgTable(
  'forgotten',
  {
    installationId: githubId('installation_id').notNull(),
    /** see `hashOf` */
    hash: words('hash').notNull(),
    at: moment('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.installationId, table.hash] })],
);
