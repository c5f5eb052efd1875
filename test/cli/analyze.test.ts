import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CommandIo } from '../../src/cli/command.ts';
import { main } from '../../src/cli/main.ts';
import { historyFile, KETTLE, linesOf } from './analyze/history.ts';

async function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const told = { out: '', err: '' };
  const io: CommandIo = {
    out: (text) => {
      told.out += text;
    },
    err: (text) => {
      told.err += text;
    },
    isTerminal: false,
    outIsTerminal: false,
    environment: {},
    now: () => new Date('2026-11-20T00:00:00Z'),
  };
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

  it('says where there is nothing new', async () => {
    const { out } = await run('--history', historyFile(linesOf(KETTLE)), '--week', '2024-W40');
    expect(out).toContain('Nothing new');
  });

  it('uses a config, and writes a page', async () => {
    const file = historyFile(linesOf(KETTLE));
    const page = join(dirname(file), 'page.html');
    const config = historyFile('triage:\n  timezone: Asia/Tokyo\n  skip_empty: false\nstaff:\n  logins: [mira]\n');
    const { code, out } = await run('--history', file, '--config', config, '--html', page);
    expect(code).toBe(0);
    expect(out).toContain('Asia/Tokyo');
    expect(out).toContain('0 threads');
    expect(readFileSync(page, 'utf8')).toContain('<table>');
  });

  it.each<[string, string[], number, string]>([
    ['no history', [], 2, '--history'],
    ['an unknown option', ['--histroy', 'x'], 2, '--histroy'],
    ['a week that is none', ['--history', 'x', '--week', '2025-W53'], 2, '2025-W53'],
    ['no number of weeks', ['--history', 'x', '--weeks', 'many'], 2, '--weeks'],
    ['a file that is not there', ['--history', '/nowhere'], 1, '/nowhere'],
  ])('refuses %s', async (_, args, code, message) => {
    const told = await run(...args);
    expect(told.code).toBe(code);
    expect(told.err).toContain(message);
    expect(told.out).toBe('');
  });

  it('refuses a broken config by line', async () => {
    const config = historyFile('version: 1\ntriag: {}\n');
    const told = await run('--history', historyFile(linesOf(KETTLE)), '--config', config);
    expect(told.code).toBe(1);
    expect(told.err).toContain('line 2');
  });
});
