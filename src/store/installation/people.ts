import { and, eq } from 'drizzle-orm';
import type { Database, Engine } from '../database.ts';
import type { PeopleStore, PersonForgotten } from '../people-store.ts';
import { rewriteFiles } from '../purge.ts';
import { inbox } from '../schema/inbox.ts';
import { LeaseLost } from '../store.ts';
import { forgetPerson } from './forget-person.ts';
import { keepMet, readForgotten } from './forgotten.ts';
import { readPerson, readPersonRows } from './person-rows.ts';

/** Takes back what a dry run did. */
class DryRun extends Error {
  readonly found: PersonForgotten;

  constructor(found: PersonForgotten) {
    super('a dry run changes nothing');
    this.found = found;
  }
}

/** What is stored about single people of an installation. */
export function createPeopleStore(engine: Engine, installationId: number): PeopleStore {
  const { database } = engine;
  return {
    forgotten: () => readForgotten(database, installationId),
    forget: async (login, now, { dryRun = false } = {}) => {
      const work = async (transaction: Database): Promise<PersonForgotten> => {
        await engine.lockInstallation(transaction, installationId);
        const found = await forgetPerson(transaction, installationId, login, now);
        if (dryRun) throw new DryRun(found);
        return found;
      };
      try {
        const found = await database.transaction(work);
        if (Object.keys(found.rows).length > 0) await rewriteFiles(engine);
        return found;
      } catch (error) {
        if (error instanceof DryRun) return error.found;
        throw error;
      }
    },
    rows: async function* (login) {
      yield* readPersonRows(database, installationId, await readPerson(database, installationId, login));
    },
    keepRedacted: async (claim, payload, met, now) => {
      const kept = await database
        .update(inbox)
        .set({ payload })
        .where(and(eq(inbox.id, claim.id), eq(inbox.leaseToken, claim.leaseToken)))
        .returning({ seq: inbox.seq });
      if (kept.length === 0) throw new LeaseLost(`delivery ${claim.id} is no longer claimed by this worker`);
      await keepMet(database, installationId, met, now);
    },
  };
}
