import { isNotNull } from 'drizzle-orm';
import type { Engine } from './database.ts';
import { appliedVersion } from './engine/migrations.ts';
import { readBackfillProgress, readBackfillsDue } from './installation/backfill.ts';
import { readInstallations } from './installation/installations.ts';
import { dropStaleChanges } from './installation/thread-changes.ts';
import type { Operator } from './interface/operator.ts';
import { noteMissing } from './missing.ts';
import { isRewriteOwed, rewriteDone } from './owed-rewrite.ts';
import { purgeInstallation, rewriteFiles } from './purge.ts';
import { retainTexts } from './retain.ts';
import { timers } from './schema/backfills.ts';
import { inbox } from './schema/inbox.ts';
import { installations } from './schema/installations.ts';
import { outboxTurns } from './schema/outbox.ts';
import { TABLES } from './schema/tables.ts';
import { keptSecret } from './secrets.ts';

/** What belongs to the operator, on a database. */
export function createOperator(engine: Engine): Operator {
  const { database } = engine;
  return {
    installations: () => readInstallations(database),
    missing: (installationIds, dueAt, now) => noteMissing(database, installationIds, dueAt, now),
    backfill: () => readBackfillProgress(database),
    backfillsDue: () => readBackfillsDue(database),
    secret: (name, make) => keptSecret(database, name, make),
    schemaVersion: () => appliedVersion(database),
    takeOver: async (now) => {
      await database.update(inbox).set({ leaseUntil: now }).where(isNotNull(inbox.leaseUntil));
      await database.update(outboxTurns).set({ leaseUntil: now }).where(isNotNull(outboxTurns.leaseUntil));
      await database.update(timers).set({ leaseUntil: now }).where(isNotNull(timers.leaseUntil));
    },
    purge: async (installationId) => {
      await purgeInstallation(engine, installationId);
      await rewriteFiles(engine);
    },
    retain: async (now, daysOf = new Map()) => {
      const gone = await database
        .select({ id: installations.installationId })
        .from(installations)
        .where(isNotNull(installations.goneAt));
      for (const { id } of gone) await purgeInstallation(engine, id);
      await dropStaleChanges(database);
      const forgotten = await retainTexts(database, now, daysOf);
      const isOwed = await isRewriteOwed(database, now);
      if (gone.length > 0 || forgotten || isOwed) await rewriteFiles(engine);
      else await engine.tidy(Object.keys(TABLES));
      await rewriteDone(database);
    },
  };
}
