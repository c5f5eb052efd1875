import { PGlite } from '@electric-sql/pglite';
import postgres from 'postgres';

/**
 * The plainest way to keep a delivery: one table, one insert, the driver alone. What the inbox is measured against
 * (`fullcircle bench ingest`); nothing else uses it.
 */
export interface PlainTable {
  put(id: string, payload: string): Promise<void>;
  close(): Promise<void>;
}

const CREATE = 'create table if not exists plain_deliveries (id text primary key, payload text not null)';
const INSERT = 'insert into plain_deliveries (id, payload) values ($1, $2) on conflict do nothing';

/** @param place the address of a Postgres database, or the folder of an embedded one */
export async function openPlainTable(
  place: { databaseUrl: string } | { folder: string },
): Promise<PlainTable> {
  if ('folder' in place) {
    const database = await PGlite.create(place.folder);
    await database.exec(CREATE);
    return {
      put: async (id, payload) => void (await database.query(INSERT, [id, payload])),
      close: () => database.close(),
    };
  }
  const client = postgres(place.databaseUrl, { max: 10, onnotice: () => undefined });
  await client.unsafe(CREATE);
  return {
    put: async (id, payload) => void (await client.unsafe(INSERT, [id, payload], { prepare: true })),
    close: () => client.end(),
  };
}
