import { pgTable } from 'drizzle-orm/pg-core';
import { words } from './columns.ts';

/** Secrets that the app made for itself; the operator's, of no tenant. */
export const secrets = pgTable('secrets', {
  name: words('name').primaryKey(),
  value: words('value').notNull(),
});
