import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import packageFile from '../../package.json' with { type: 'json' };
import { main } from '../../src/cli/main.ts';
import { recordedIo } from './recorded-io.ts';

/** Runs `fullcircle` in this process. */
async function run(words: string[], environment: Record<string, string> = {}) {
  const { io, told } = recordedIo({ environment });
  const code = await main(words, io);
  return { code, ...told };
}

const COMMANDS = 'start demo analyze doctor backfill tick replay export forget db eval train bench'.split(
  ' ',
);

describe('the commands', () => {
  it('are listed, with what they do', async () => {
    const { code, out } = await run(['--help']);
    expect(code).toBe(0);
    for (const name of COMMANDS) expect(out).toMatch(new RegExp(`^  ${name} +\\w`, 'm'));
  });

  it.each(COMMANDS)('%s tells more with --help, whatever else is said', async (name) => {
    const { code, out, err } = await run([name, '--help', 'nonsense']);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(new RegExp(`^Usage: fullcircle ${name}[ \\n]`));
  });

  it.each(COMMANDS)('help %s tells the same', async (name) => {
    expect(await run(['help', name])).toEqual(await run([name, '--help']));
  });

  it('tell their release', async () => {
    expect(await run(['--version'])).toEqual({ code: 0, out: `${packageFile.version}\n`, err: '' });
  });

  it.each([
    [[], ''],
    [['fly'], 'there is no command "fly"'],
    [['anlyze'], 'there is no command "anlyze"; did you mean analyze?'],
    [['help', 'fly'], 'there is no command "fly"'],
    [['demo', '--onec'], 'there is no option --onec; did you mean --once?'],
    [['demo', 'now'], '"now" is one word too many'],
    [['start', 'now'], '"now" is one word too many'],
    [['doctor', '--loud'], 'there is no option --loud'],
    [['backfill'], 'needs --installation ID'],
    [['backfill', '--installation', '0'], 'takes a whole number above 0'],
    [['tick'], 'schedule, catchup, reconcile, reactions, edits'],
    [['tick', 'tock'], 'schedule, catchup, reconcile, reactions, edits'],
    [['tick', 'schedule', 'edits'], '"edits" is one word too many'],
    [['replay', '--dead', 'abc'], 'leave out the ids'],
    [['forget'], 'needs a LOGIN or --installation ID'],
    [['forget', '--installation', 'acme'], 'takes a whole number above 0'],
    [['db'], 'migrate, export, import'],
    [['db', 'import', 'one', 'two'], '"two" is one word too many'],
    [['eval', 'weather'], 'duplicates, stages, kinds'],
    [['eval', 'stages'], 'needs --data FILE'],
    [['eval', 'stages', '--data', 'x', '--from', '2014-01-01'], 'takes no --from'],
    [['eval', 'kinds', '--train', 'x'], 'needs --test FILE'],
    [['eval', 'stages', '--data', 'x', '--train', 'y'], 'with --cross-validate only'],
    [['eval', 'duplicates', '--data', 'x', '--cross-validate'], 'takes no --cross-validate'],
    [['eval', 'stages', '--data', 'x', '--clusters'], 'takes no --clusters'],
    [['eval', 'duplicates', '--data', 'x', '--from', '2014-02-30'], '--from takes a day'],
    [['train'], 'needs --out FOLDER'],
    [['train', '--out', 'x'], 'needs --stages FILE, --duplicates FILE'],
    [['bench'], 'bench needs'],
  ])('%j is a mistake in the call', async (words, told) => {
    const { code, out, err } = await run(words);
    expect(code).toBe(2);
    expect(out + err).toContain(told);
  });
});

describe('with data', () => {
  let folder: string;
  const stage = (number: number, title: string, right: string) => ({
    repository: 'larkspur/core',
    number,
    type: 'issue',
    authorOutsider: true,
    title,
    body: title,
    stage: right,
    kind: 'bug',
    clear: true,
    sampling: 'random',
  });
  const report = (id: string, title: string, duplicateOf: string[] = []) => ({
    id,
    title,
    body: `${title}. The worker stops with exit code 137 and says nothing more.`,
    createdAt: `2026-01-0${id}T00:00:00Z`,
    duplicateOf,
  });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fullcircle-cli-'));
    const lines = (rows: object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
    const threads = [
      stage(1, 'Install fails at the first step of the quickstart, I am new here', 'onboarding'),
      stage(2, 'Regression since upgrading to 3.2', 'retention'),
    ];
    const reports = [report('1', 'Worker exits at night'), report('2', 'Worker exits at night again', ['1'])];
    await writeFile(join(folder, 'stages.jsonl.gz'), gzipSync(lines(threads)));
    await writeFile(join(folder, 'reports.jsonl'), lines(reports));
    await writeFile(join(folder, 'broken.jsonl'), '{"id":1}\n');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('stages are measured, as JSON of the fixed form', async () => {
    const { code, out } = await run(['eval', 'stages', '--data', join(folder, 'stages.jsonl.gz'), '--json']);
    expect(code).toBe(0);
    const figures = JSON.parse(out);
    expect(figures.threads).toBe(2);
    expect(Object.keys(figures)).toEqual(['threads', 'accuracy', 'macroF1', 'perStage', 'labelled']);
    expect(Object.keys(figures.labelled)).toEqual(['coverage', 'precision', 'falseOnNone', 'perStage']);
  });

  it('duplicates are measured, days are inclusive', async () => {
    const data = ['eval', 'duplicates', '--data', join(folder, 'reports.jsonl'), '--json'];
    const all = JSON.parse((await run(data)).out);
    expect([all.queries, all.items]).toEqual([1, 2]);
    const second = JSON.parse((await run([...data, '--from', '2026-01-02', '--until', '2026-01-02'])).out);
    expect([second.queries, second.items]).toEqual([1, 1]);
  });

  it('clusters are measured, if asked for', async () => {
    const data = ['eval', 'duplicates', '--data', join(folder, 'reports.jsonl'), '--json'];
    expect(JSON.parse((await run(data)).out)).not.toHaveProperty('clusters');
    const { clusters } = JSON.parse((await run([...data, '--clusters'])).out);
    expect(clusters).toMatchObject({ reports: 2, recallAlone: 0.5, largestKnown: 2 });
  });

  it('a file that is missing or wrong is named, with its line', async () => {
    const missing = await run(['eval', 'stages', '--data', join(folder, 'none')]);
    expect([missing.code, missing.err]).toEqual([
      1,
      expect.stringContaining('none: the file cannot be read\n'),
    ]);
    const broken = await run(['eval', 'duplicates', '--data', join(folder, 'broken.jsonl')]);
    expect([broken.code, broken.err]).toEqual([
      1,
      expect.stringContaining('broken.jsonl: line 1 is no report\n'),
    ]);
  });

  it('a wrong environment is told as one message', async () => {
    const { code, err } = await run(['replay'], { PORT: 'high', DATA_DIR: folder });
    expect([code, err]).toEqual([
      1,
      expect.stringMatching(/^fullcircle replay: An environment variable is wrong/),
    ]);
  });

  it('doctor tells the same as findings', async () => {
    const { code, out } = await run(['doctor', '--json'], { PORT: 'high', APP_ID: '7', DATA_DIR: folder });
    const { ok, checks } = JSON.parse(out);
    expect([code, ok]).toEqual([1, false]);
    expect(checks.map(({ message }: { message: string }) => message.split(' ')[0])).toEqual(
      expect.arrayContaining(['PORT', 'WEBHOOK_SECRET']),
    );
  });
});
