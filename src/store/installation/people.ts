import { and, eq } from 'drizzle-orm';
import type { Engine } from '../database.ts';
import { LeaseLost } from '../errors.ts';
import type { PeopleStore } from '../interface/people.ts';
import { rewriteFiles } from '../purge.ts';
import { inbox } from '../schema/inbox.ts';
import { forgetPerson, lookForPerson } from './forget-person.ts';
import { keepMet, readForgotten } from './forgotten.ts';
import { readPerson, readPersonRows } from './person-rows.ts';

/** What is stored about single people of an installation. */
export function createPeopleStore(engine: Engine, installationId: number): PeopleStore {
  const { database } = engine;
  return {
    forgotten: () => readForgotten(database, installationId),
    find: (login) => lookForPerson(database, installationId, login),
    forget: async (login, now) => {
      const found = await database.transaction(async (transaction) => {
        await engine.lockInstallation(transaction, installationId);
        return forgetPerson(transaction, installationId, login, now);
      });
      if (Object.keys(found.rows).length > 0) await rewriteFiles(engine);
      return found;
    },
    rows: async function* (login) {
      yield* readPersonRows(database, installationId, await readPerson(database, installationId, login));
    },
    keepRedacted: async (claim, payload, met, now) => {
      const kept = await database
        .update(inbox)
        .set({ payload })
        .where(
          and(
            eq(inbox.installationId, installationId),
            eq(inbox.id, claim.id),
            eq(inbox.leaseToken, claim.leaseToken),
          ),
        )
        .returning({ seq: inbox.seq });
      if (kept.length === 0) throw new LeaseLost(`delivery ${claim.id} is no longer claimed by this worker`);
      await keepMet(database, installationId, met, now);
    },
  };
}
