import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database, Engine } from '../../src/store/database.ts';
import { openPglite } from '../../src/store/engine/pglite.ts';
import { DatabaseFailed, DatabaseUnavailable, translated } from '../../src/store/errors.ts';

/** A folder on a disk is made and opened twice: seconds, and minutes where a machine has much else to do. */
const FOLDER_MS = 240_000;

describe('the thread of the embedded database', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openPglite(null);
    await engine.exec(['create table notes (id int primary key, text text)']);
  });
  afterAll(() => engine.close());

  const insert = (database: Database, id: number, text: string) =>
    database.execute(sql`insert into notes values (${id}, ${text})`);
  const texts = async () => {
    const rows = await engine.database.select({ text: sql<string>`text` }).from(sql`notes`).orderBy(sql`id`);
    return rows.map(({ text }) => text);
  };

  it('lets nothing between the beginning and the end of a transaction', async () => {
    const inside = engine.database.transaction(async (transaction) => {
      await insert(transaction, 1, 'inside');
      await new Promise((resolve) => setImmediate(resolve));
      await insert(transaction, 2, 'inside');
      throw new Error('changed my mind');
    });
    const outside = insert(engine.database, 3, 'outside');
    const after = engine.database.transaction((transaction) => insert(transaction, 4, 'after'));
    await expect(inside).rejects.toThrow('changed my mind');
    await Promise.all([outside, after]);
    expect(await texts()).toEqual(['outside', 'after']);
  });

  it('goes on after a statement that fails, inside of a transaction too', async () => {
    const refused = engine.database.transaction((transaction) => insert(transaction, 3, 'twice'));
    const error = translated(await refused.catch((reason: unknown) => reason));
    expect(error).toBeInstanceOf(DatabaseFailed);
    expect(error).toMatchObject({ code: '23505' });
    expect(String(error)).not.toContain('twice');
    expect(await texts()).toHaveLength(2);
  });

  it('does not hold up the main thread', async () => {
    let turns = 0;
    const count = setInterval(() => {
      turns += 1;
    }, 1);
    await engine.database.select({ n: sql`count(*)` }).from(sql`generate_series(1, 3000000)`);
    clearInterval(count);
    expect(turns).toBeGreaterThan(3);
  });

  it('says so when it is closed', async () => {
    const closed = await openPglite(null);
    await closed.close();
    const refused = closed.database.select({ one: sql`1` }).from(sql`(select 1) as one`);
    expect(translated(await refused.catch((reason: unknown) => reason))).toBeInstanceOf(DatabaseUnavailable);
  });

  it('says so when the folder cannot be opened', async () => {
    await expect(openPglite('/dev/null/nowhere')).rejects.toThrow();
  });

  it(
    'is opened anew by itself where it ended for want of room for its log, with all that was stored',
    async () => {
      const folder = join(await mkdtemp(join(tmpdir(), 'fullcircle-pglite-')), 'database');
      const lasting = await openPglite(folder);
      await lasting.exec(['create table notes (id int primary key, text text)']);
      await insert(lasting.database, 1, 'before');
      // The next file of the log cannot be made, as on a full disk.
      await rename(join(folder, 'pg_wal'), join(folder, 'away'));
      await lasting.exec(['select pg_switch_wal()']).catch(() => undefined);
      const refused = await insert(lasting.database, 2, 'lost').catch((reason: unknown) => reason);
      expect(translated(refused)).toBeInstanceOf(DatabaseUnavailable);
      await rename(join(folder, 'away'), join(folder, 'pg_wal'));
      const inside = lasting.database.transaction((transaction) => insert(transaction, 3, 'after'));
      await inside;
      const rows = await lasting.database.select({ text: sql<string>`text` }).from(sql`notes`);
      expect(rows.map(({ text }) => text)).toEqual(['before', 'after']);
      await lasting.close();
      await rm(join(folder, '..'), { recursive: true });
    },
    FOLDER_MS,
  );
});
