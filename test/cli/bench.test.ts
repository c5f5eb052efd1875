import { describe, expect, it } from 'vitest';
import { benchCommand } from '../../src/cli/bench.ts';
import { recordedIo } from './recorded-io.ts';

async function bench(...words: string[]): Promise<string> {
  const { io, told } = recordedIo();
  await benchCommand.run(words, io);
  return told.out;
}

const SUBJECTS = ['ingest', 'similarity', 'backfill', 'dashboard', 'pipeline', 'measures', 'weekly', 'load'];

describe('fullcircle bench', () => {
  it('lists its benches in the help, all of them and without a gap', () => {
    const [, list = ''] = benchCommand.help.split('\n\n').slice(1);
    expect([...list.matchAll(/^ {2}(\w+) /gm)].map(([, name]) => name)).toEqual(SUBJECTS);
    for (const subject of SUBJECTS) expect(benchCommand.help).toContain(`fullcircle bench ${subject} `);
  });

  it('prints what it measured, and why it measured nothing on the other database', async () => {
    const asked = ['measures', '--items', '8', '--requests', '1', '--engine', 'pglite'];
    const figures = JSON.parse(await bench(...asked, '--json'));
    expect(figures).toMatchObject({ pglite: { items: 8 }, postgres: { skipped: '--engine pglite' } });
  });

  it('tells people that no Postgres is known', async () => {
    const out = await bench('load', '--engine', 'postgres');
    expect(out).toBe(
      'PGlite: skipped, --engine postgres\nPostgres: skipped, neither --database nor BENCH_DATABASE_URL is set\n',
    );
  });

  it.each([
    [['sleep'], `bench needs one of ${SUBJECTS.join(', ')}`],
    [['constructor'], 'bench needs one of'],
    [['load', 'now'], '"now" is one word too many'],
    [['ingest', '--engine', 'mysql'], '--engine is one of pglite, postgres'],
    [['measures', '--items', '0'], '--items takes a whole number above 0'],
    [['load', '--processes', '1,two'], '--processes takes a whole number above 0, not "two"'],
    [['backfill', '--items', 'all'], '--items takes a whole number above 0'],
  ])('%j is a mistake in the call', async (words, told) => {
    await expect(bench(...words)).rejects.toThrow(told);
  });
});
