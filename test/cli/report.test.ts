import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { openStore } from '../../src/store/open-store.ts';
import { account, item, NOW, repository } from '../store/samples.ts';
import { recordedIo } from './recorded-io.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'fullcircle-report-'));

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const { io, told } = recordedIo({ environment: { DATA_DIR: dataDir }, now: () => NOW });
  const code = await main(args, io);
  return { code, ...told };
}

const REPOSITORY = { ...repository(), hasIssues: true, hasDiscussions: false };

describe('commands that tell what was measured', () => {
  beforeAll(async () => {
    const store = await openStore({ databaseUrl: null, dataDir, applicationName: 'test', startedAt: NOW });
    const organization = { ...account(70, 'larkspur'), type: 'Organization' as const };
    await store.forInstallation(7).decide(
      null,
      async () => ({
        changes: [
          { type: 'installation.put', account: organization, permissions: {}, suspended: false, at: NOW },
          { type: 'repositories.put', repositories: [REPOSITORY], at: NOW },
          ...[1, 2, 3, 4, 5, 6].map((number) => ({ type: 'item.put' as const, item: item(number) })),
        ],
        effects: [],
        ignored: null,
      }),
      NOW,
    );
    await store.close();
  });
  afterAll(() => rmSync(dataDir, { recursive: true }));

  it('print a report of a quarter, Markdown or JSON', async () => {
    const text = await run('report', '--quarter', '2026-Q1');
    expect(text).toMatchObject({ code: 0, err: '' });
    expect(text.out).toContain('# Report 2026-Q1');
    const json = await run('report', '--quarter', '2026-Q1', '--json');
    expect(JSON.parse(json.out).stages).toHaveLength(5);
  });

  it('print a roundup of a month', async () => {
    expect((await run('roundup', '--month', '2026-03')).out).toContain('# Roundup 2026-03');
    const json = await run('roundup', '--month', '2026-03', '--json');
    expect(JSON.parse(json.out)).toMatchObject({ month: '2026-03', figures: expect.any(Array), thanks: [] });
  });

  it('export all metrics as rows', async () => {
    const { out } = await run('export', '--format', 'csv', '--installation', '7');
    expect(out.split('\r\n')[0]).toMatch(/^group,id,name,/);
    expect((await run('export', '--format', 'md')).out).toContain('# Measures as of');
  });

  it('export decisions, clusters and notices one by one', async () => {
    expect(JSON.parse((await run('export', '--table', 'decisions')).out)).toEqual({ decisions: [] });
    expect(await run('export', '--table', 'clusters', '--format', 'csv')).toMatchObject({ code: 0, err: '' });
    expect((await run('export', '--table', 'notices', '--format', 'md')).out).toBe('# Notices\n\nNone.\n');
  });

  it.each<[string, string[], number, string]>([
    ['an unknown table', ['export', '--table', 'people'], 2, 'decisions, clusters, notices'],
    ['no quarter', ['report'], 2, '--quarter'],
    ['a quarter that is none', ['report', '--quarter', '2026-Q5'], 2, '2026-Q4'],
    ['a quarter to come', ['report', '--quarter', '2027-Q1'], 1, 'has not begun'],
    ['no month', ['roundup', '--month', '2026-13'], 2, '--month'],
    ['an unknown format', ['export', '--format', 'xml'], 2, 'json, csv or md'],
    ['an unknown installation', ['report', '--quarter', '2026-Q1', '--installation', '9'], 1, '7 (larkspur)'],
  ])('refuse %s', async (_, args, code, message) => {
    const told = await run(...args);
    expect(told.code).toBe(code);
    expect(told.err).toContain(message);
  });
});
