import type { OpenStore } from '../../src/store/open-store.ts';
import { TABLES } from '../../src/store/schema/tables.ts';

/** What a server says without room, and as a standby: https://www.postgresql.org/docs/current/errcodes-appendix.html */
export const DISK_FULL = '53100';
export const READ_ONLY = '25006';

/** From now on the database refuses every write with this SQLSTATE and reads as ever, as on a full disk. */
export async function refuseWrites(store: OpenStore, code: string): Promise<void> {
  await store.underneath.exec([
    `create function refuse_writes() returns trigger language plpgsql as
     $$ begin raise exception 'no room' using errcode = '${code}'; end $$`,
    ...Object.keys(TABLES).map(
      (table) =>
        `create trigger refuse_writes before insert or update or delete on "${table}"
         for each statement execute function refuse_writes()`,
    ),
  ]);
}

export async function allowWrites(store: OpenStore): Promise<void> {
  await store.underneath.exec(['drop function if exists refuse_writes() cascade']);
}
