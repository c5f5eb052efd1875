import { count } from 'drizzle-orm';
import type { Engine } from './database.ts';
import { documents as reports } from './schema/matching.ts';
import { TABLES } from './schema/tables.ts';

/** Before so many new documents it is not worth while, however few there are. */
const NEW_MIN = 500;
/** New documents beside those that were there: look-ups read these rows one by one, the others by the index alone. */
const NEW_SHARE = 0.1;

/** Keeps a database quick that nobody else looks after. */
export interface Upkeep {
  /** To be told after documents were written, outside of transactions. */
  written(documents: number): Promise<void>;
}

/**
 * Tidies up after many documents, as a server's autovacuum does: during the first reading of a history the night is far
 * off, and plans that were made for empty tables would stay.
 */
export function createUpkeep(engine: Engine): Upkeep {
  let since = 0;
  let due = NEW_MIN;
  return {
    written: async (documents) => {
      since += documents;
      if (since < due) return;
      since = 0;
      try {
        const [row] = await engine.database.select({ all: count() }).from(reports);
        due = Math.max(NEW_MIN, NEW_SHARE * (row?.all ?? 0));
        await engine.tidy(Object.keys(TABLES));
      } catch {
        // What was decided is committed, and this is none of its failures. The night's upkeep comes by.
      }
    },
  };
}
