import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';

/** Drizzle's query builder over either engine, or inside a transaction of it. Raw results differ, so nobody reads them. */
export type Database = PgDatabase<PgQueryResultHKT, Record<string, never>>;

/** One of the two databases under the store. */
export interface Engine {
  readonly name: 'pglite' | 'postgres';
  readonly database: Database;
  /** the same for what somebody waits for on the line: it never queues behind the app's own work */
  readonly urgent: Database;
  /** Inside a transaction: waits until no other writer of this installation is inside of one, and keeps others out until its end. */
  lockInstallation(transaction: Database, installationId: number): Promise<void>;
  /** Runs statements for their effect only, one by one outside of transactions. */
  exec(statements: readonly string[]): Promise<void>;
  /** Gives room of deleted rows back and looks at the tables anew, where no server does it by itself. */
  tidy(tables: readonly string[]): Promise<void>;
  close(): Promise<void>;
}
