import { eq } from 'drizzle-orm';
import type { Engine } from './database.ts';
import { TENANT_TABLES } from './schema/tables.ts';

/** Deletes every row of an installation in every table, in one transaction. */
export async function purgeInstallation(engine: Engine, installationId: number): Promise<void> {
  await engine.database.transaction(async (transaction) => {
    await engine.lockInstallation(transaction, installationId);
    for (const table of Object.values(TENANT_TABLES)) {
      await transaction.delete(table).where(eq(table.installationId, installationId));
    }
  });
}

/**
 * Makes deleted rows leave the files of the embedded database, too: tables are written anew, and the log of changes is
 * switched and its old segments deleted instead of being reused with their content. On a Postgres server this is left
 * to its own vacuum and to whoever keeps its log and backups.
 */
export async function rewriteFiles(engine: Engine): Promise<void> {
  if (engine.name === 'postgres') return;
  await engine.exec([
    // First, since what the planner knows of the tables has samples of their texts.
    'analyze',
    'vacuum full',
    'set wal_recycle = off',
    'checkpoint',
    'select pg_switch_wal()',
    'checkpoint',
  ]);
}
