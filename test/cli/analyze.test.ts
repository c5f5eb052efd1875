import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { startSandbox } from '../sandbox/start.ts';
import { historyFile, KETTLE, type Line, linesOf } from './analyze/history.ts';
import { recordedIo } from './recorded-io.ts';

const run = (...args: string[]) => runIn({}, ...args);

async function runIn(
  environment: Record<string, string>,
  ...args: string[]
): Promise<{ code: number; out: string; err: string }> {
  const { io, told } = recordedIo({ environment, now: () => new Date('2026-03-20T00:00:00Z') });
  const code = await main(['analyze', ...args], io);
  return { code, ...told };
}

describe('analyze', () => {
  it('tells the last full week, and the same when asked again', async () => {
    const file = historyFile(linesOf(KETTLE));
    const first = await run('--history', file);
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(first.out).toContain('# Feedback triage: 2025-W03');
    expect(first.out).toContain('2 threads');
    expect((await run('--history', file)).out).toBe(first.out);
  });

  it('tells several weeks in order, each as of its end', async () => {
    const { out } = await run(
      '--history',
      historyFile(linesOf(KETTLE)),
      '--week',
      '2025-W04',
      '--weeks',
      '3',
      '--json',
    );
    const told = JSON.parse(out);
    expect(told.weeks.map(({ week, threads }: { week: string; threads: number }) => [week, threads])).toEqual(
      [
        ['2025-W02', 1],
        ['2025-W03', 3],
        ['2025-W04', 4],
      ],
    );
    expect(told.weeks.map(({ staff }: { staff: string[] }) => staff)).toEqual([
      ['otto'],
      ['otto'],
      ['kim', 'otto'],
    ]);
    // What happened in the third week is not known in the second.
    expect(told.weeks[1].issue.body).not.toContain('ping');
    // Nobody is pinged, nothing is linked by accident.
    expect(told.weeks[2].issue.body).not.toMatch(/@everyone|(^|\s)#1\b/);
  });

  it('measures everything as of the end of the week, and says of little that it is too few', async () => {
    const file = historyFile(linesOf(KETTLE));
    const { out } = await run('--history', file);
    expect(out).toContain('## Pause or amplify: hold');
    expect(out).toContain('| Loop closed | not observed: how clusters went on |');
    const { weeks } = JSON.parse((await run('--history', file, '--json')).out);
    expect(weeks[0].measures.stages).toHaveLength(5);
    expect(weeks[0].measures.firstResponse[0]).toMatchObject({
      id: 'first-response.anybody',
      metric: { value: null, n: 2, note: 'fewer than 5', asOf: weeks[0].asOf },
    });
  });

  it('says where there is nothing new', async () => {
    const late: Line = { number: 5, title: 'Hisses', author: 'mira', createdAt: '2025-04-09T10:00:00Z' };
    const { code, out, err } = await run('--history', historyFile(linesOf([...KETTLE, late])));
    expect([code, err]).toEqual([
      0,
      'No thread was opened in 2025-W14, so there is little to tell. The history has threads in 2025-W02 to 2025-W15: try --week 2025-W15\n',
    ]);
    expect(out).toContain('Nothing new');
  });

  it('tells the only week that there is', async () => {
    const { out, err } = await run('--history', historyFile(linesOf(KETTLE.slice(1, 3))), '--weeks', '4');
    expect(err).toBe('');
    expect(out.match(/^# Feedback triage: .*$/gm)).toEqual(['# Feedback triage: 2025-W03']);
  });

  it.each(['2024-W40', '2025-W05'])('refuses %s, outside the history', async (week) => {
    const told = await run('--history', historyFile(linesOf(KETTLE)), '--week', week);
    expect(told).toMatchObject({ code: 1, out: '' });
    expect(told.err).toContain(
      `${week} is outside the history, which goes from 2025-W02 to 2025-W04: try --week 2025-W04`,
    );
  });

  it('says who is counted as staff, and how that is known, also where nobody was counted', async () => {
    const history = historyFile(
      linesOf([{ number: 1, title: 'Hi', author: 'dep[bot]', createdAt: '2025-01-06T10:00:00Z' }]),
    );
    expect((await run('--history', history)).out).toContain('Staff is inferred');
    const guessed = JSON.parse((await run('--history', history, '--json')).out);
    expect([guessed.staffProvenance, guessed.weeks[0].measures.staff]).toEqual(['inferred', 'inferred']);
    const config = historyFile('staff:\n  logins: [mira]\n');
    const named = JSON.parse((await run('--history', history, '--config', config, '--json')).out);
    expect([named.staffProvenance, named.weeks[0].measures.staff]).toEqual(['declared', 'declared']);
  });

  it('does not speak of permissions, which it does not read', async () => {
    const { out } = await run('--history', historyFile(linesOf(KETTLE)));
    expect(out).not.toContain('write permission');
  });

  it('uses a config, and writes a page', async () => {
    const file = historyFile(linesOf(KETTLE));
    const page = join(dirname(file), 'page.html');
    const config = historyFile(
      'triage:\n  timezone: Asia/Tokyo\n  skip_empty: false\nstaff:\n  logins: [mira]\n',
    );
    const { code, out } = await run('--history', file, '--config', config, '--html', page);
    expect(code).toBe(0);
    expect(out).toContain('Asia/Tokyo');
    expect(out).toContain('0 threads');
    expect(readFileSync(page, 'utf8')).toContain('<table>');
  });

  it.each<[string, string[], number, string]>([
    ['no history', [], 2, '--history'],
    ['two sources', ['acme/core', '--history', 'x'], 2, 'OWNER/REPO'],
    ['a name that is none', ['acme'], 2, 'OWNER/REPO'],
    ['a repository without a token', ['acme/core'], 1, 'GITHUB_TOKEN'],
    ['an unknown option', ['--histroy', 'x'], 2, 'there is no option --histroy; did you mean --history?'],
    ['an option without its value', ['--history', '--json'], 2, '--history needs a value'],
    ['a value that nobody asked for', ['--history', 'x', '--json=yes'], 2, '--json takes no value'],
    ['a week that is none', ['--history', 'x', '--week', '2025-W53'], 2, '2025-W53'],
    ['no number of weeks', ['--history', 'x', '--weeks', 'many'], 2, '--weeks'],
    ['a file that is not there', ['--history', '/nowhere'], 1, '/nowhere'],
  ])('refuses %s', async (_, args, code, message) => {
    const told = await run(...args);
    expect(told.code).toBe(code);
    expect(told.err).toContain(message);
    expect(told.out).toBe('');
  });

  it('refuses a broken config by line and key, with what was meant', async () => {
    const config = historyFile('version: 1\ntriag: {}\nmode: atc\n');
    const told = await run('--history', historyFile(linesOf(KETTLE)), '--config', config);
    expect(told.code).toBe(1);
    expect(told.err).toContain('line 2: triag: `triag` is not a key here. Did you mean `triage`?');
    expect(told.err).toMatch(/line 3: mode: `atc` does not fit: .*Did you mean `act`\?/);
  });
});

describe('analyze of a repository on GitHub', () => {
  it('reads it with a token, and writes nothing', async () => {
    const { sandbox } = await startSandbox();
    onTestFinished(() => sandbox.close());
    for (const { title, body = '' } of KETTLE) {
      sandbox.people.openIssue({ repo: 'acme/core', author: 'mira', title, body });
    }
    sandbox.people.openDiscussion({
      repo: 'acme/core',
      author: 'kenji',
      category: 'Q&A',
      title: 'How?',
      body: '',
    });
    const token = sandbox.grants.issueForUser(sandbox.world.account('mira'));
    const environment = { GHE_HOST: sandbox.host, GHE_PROTOCOL: 'http', GITHUB_TOKEN: token };
    const told = await runIn(environment, 'acme/core', '--week', '2026-W10', '--json');
    expect(told).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(told.out).weeks[0]).toMatchObject({
      threads: 5,
      issue: { title: 'Feedback triage: 2026-W10' },
    });
    expect(sandbox.writes).toEqual([]);
    expect(sandbox.problems).toEqual([]);

    expect(await runIn(environment, 'acme/none')).toMatchObject({
      code: 1,
      err: expect.stringContaining('acme/none'),
    });
    const wrong = await runIn({ ...environment, GITHUB_TOKEN: 'wrong' }, 'acme/core');
    expect(wrong).toMatchObject({ code: 1, err: expect.stringContaining('GITHUB_TOKEN is not accepted') });
  });
});
