import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { TABLES } from '../../src/store/schema/tables.ts';
import { createUpkeep } from '../../src/store/upkeep.ts';
import { describeOnEngines } from './engines.ts';

describeOnEngines('upkeep', (on) => {
  const watched = () => {
    const tidied: (readonly string[])[] = [];
    const tidy = async (tables: readonly string[]): Promise<void> => {
      tidied.push(tables);
    };
    return { tidied, upkeep: createUpkeep({ ...on.store.underneath, tidy }) };
  };

  it('comes after many documents, all tables at once', async () => {
    const { tidied, upkeep } = watched();
    await upkeep.written(499);
    expect(tidied).toEqual([]);
    await upkeep.written(1);
    expect(tidied).toEqual([Object.keys(TABLES)]);
    await upkeep.written(499);
    expect(tidied).toHaveLength(1);
    await upkeep.written(1);
    expect(tidied).toHaveLength(2);
  });

  it('comes seldomer the more there are', async () => {
    await on.store.underneath.database.execute(sql`
      insert into documents (installation_id, item_id, repository_id, created_at, document, mass, lines)
      select 7, number, 12, timestamptz '2026-03-02', '{}', '{}', '{}' from generate_series(1, 6000) as number`);
    const { tidied, upkeep } = watched();
    await upkeep.written(500);
    await upkeep.written(599);
    expect(tidied).toHaveLength(1);
    await upkeep.written(1);
    expect(tidied).toHaveLength(2);
  });

  it('fails nobody', async () => {
    const failing = async (): Promise<void> => {
      throw new Error('no room');
    };
    const upkeep = createUpkeep({ ...on.store.underneath, tidy: failing });
    await expect(upkeep.written(1_000)).resolves.toBeUndefined();
  });
});
