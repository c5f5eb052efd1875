import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportData } from '../../src/store/export-data.ts';
import { ImportRefused, importData } from '../../src/store/import-data.ts';
import type { OpenStore } from '../../src/store/open-store.ts';
import { openStore } from '../../src/store/open-store.ts';
import { EXPORTED_TABLES } from '../../src/store/schema/tables.ts';
import { describeOnEngines, emptied } from './engines.ts';
import { fillInstallation, itemIdOf } from './filled.ts';
import { delivery, item, labelAdd, NOW, ref } from './samples.ts';

async function exported(store: OpenStore): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of exportData(store)) lines.push(line);
  return lines;
}

describeOnEngines('export and import', (on) => {
  let other: OpenStore;
  beforeAll(async () => {
    other = await openStore({
      databaseUrl: null,
      dataDir: null,
      applicationName: 'other',
      startedAt: new Date(0),
    });
  });
  afterAll(() => other.close());

  it('moves everything between the engines and goes on numbering', async () => {
    await emptied(other);
    await fillInstallation(on.store, 7);
    await on.store.operator.secret('session', () => 'kept');
    await on.store.inbox.putMany(
      Array.from({ length: 1_100 }, (_, i) =>
        delivery(`many ${String(i).padStart(4, '0')}`, { orderKey: `k${i}` }),
      ),
    );
    const lines = await exported(on.store);
    expect(new Set(lines.slice(1).map((line) => JSON.parse(line).table))).toEqual(
      new Set(Object.keys(EXPORTED_TABLES)),
    );
    expect(await importData(other, lines)).toBe(lines.length - 1);
    expect((await exported(other)).slice(1)).toEqual(lines.slice(1));

    await emptied(on.store);
    expect(await importData(on.store, await exported(other))).toBe(lines.length - 1);
    expect((await exported(on.store)).slice(1)).toEqual(lines.slice(1));
    expect(await on.store.inbox.put(delivery('next'))).toBe('stored');
    await on.store.forInstallation(7).decide(
      null,
      async () => ({
        changes: [{ type: 'item.put', item: item(6) }],
        effects: [labelAdd(ref(6))],
        ignored: null,
      }),
      NOW,
    );
    expect((await on.store.forInstallation(7).thread(ref(6))).item?.itemId).toBe(itemIdOf(7, 5) + 1);
    expect(await on.store.inbox.list({ limit: 1 })).toMatchObject([{ id: 'next' }]);
  });

  it('may be left before its end', async () => {
    await fillInstallation(on.store, 7);
    for await (const line of exportData(on.store)) if (line.includes('"table":"items"')) break;
    await on.store.ping();
  });

  it('refuses a database that is not empty', async () => {
    const lines = await exported(on.store);
    await fillInstallation(on.store, 7);
    await expect(importData(on.store, lines)).rejects.toThrow('not empty');
  });
});

describe('an import that is no good', () => {
  let store: OpenStore;
  beforeAll(async () => {
    store = await openStore({
      databaseUrl: null,
      dataDir: null,
      applicationName: 'import',
      startedAt: new Date(0),
    });
  });
  afterAll(() => store.close());

  const HEADER = '{"fullcircle":"export","format":1,"schema":"0000_start","engine":"pglite"}';
  const WEEK = {
    installationId: 7,
    week: '2026-W10',
    repositoryId: 12,
    asOf: NOW.toISOString(),
    summary: { topics: [], signals: {} },
    agenda: null,
    closedAt: null,
  };
  const week = (more: object) => JSON.stringify({ table: 'weeks', row: { ...WEEK, ...more } });

  it.each([
    ['nothing', [], /line 1.*no header/],
    ['no JSON', ['hello'], /line 1: not JSON/],
    ['no header', [week({})], /line 1.*no header/],
    ['another format', [HEADER.replace('"format":1', '"format":2')], /line 1.*format 2/],
    ['a newer schema', [HEADER.replace('0000_start', '9999_later')], /line 1.*newer/],
    ['broken JSON', [HEADER, week({}), '{"table":'], /line 3: not JSON/],
    ['no row', [HEADER, '{"table":"weeks"}'], /line 2: not a row/],
    ['unknown table', [HEADER, '{"table":"pg_authid","row":{}}'], /line 2: there is no table pg_authid/],
    ['unknown column', [HEADER, week({ more: 1 })], /line 2.*no column more/],
    [
      'missing column',
      [HEADER, '{"table":"weeks","row":{"week":"2026-W10"}}'],
      /line 2: column \w+ .*missing/,
    ],
    ['null', [HEADER, week({ week: null })], /line 2: column week .*null/],
    ['no moment', [HEADER, week({ asOf: 'yesterday' })], /line 2: column asOf .*moment/],
    ['no number', [HEADER, week({ repositoryId: '12' })], /line 2: column repositoryId .*number/],
    ['no text', [HEADER, week({ week: {} })], /line 2: column week .*text/],
    [
      'a row twice',
      [HEADER, week({}), '', week({ week: 'other' }), week({})],
      /line 5: table weeks does not take it/,
    ],
  ])('is refused for %s, with its line', async (_name, lines, message) => {
    const refused = importData(store, lines);
    await expect(refused).rejects.toThrow(message);
    await expect(refused).rejects.toBeInstanceOf(ImportRefused);
    expect(await exported(store)).toHaveLength(1);
  });
});
