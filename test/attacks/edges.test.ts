import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { renderReference } from '../../src/config/reference.ts';
import { csvCell } from '../../src/loop/measure/table.ts';
import { PayloadRefused } from '../../src/receive/payload-refused.ts';
import { toEvent } from '../../src/receive/to-event.ts';
import { createLog } from '../../src/web/log.ts';
import { delivery, fixture } from '../receive/payloads.ts';
import { memoryInbox, post, startEdge } from '../web/edge.ts';

/** What comes in and goes out where programs meet: JSON, logs, tables, addresses, dependencies. */

describe('JSON that is nested a hundred thousand times', () => {
  const DEPTH = 100_000;
  const deep = (inner: string) => `${'{"a":['.repeat(DEPTH)}${inner}${']}'.repeat(DEPTH)}`;

  it('is refused at the door, which stays open; brackets in a text are none', async () => {
    const inbox = memoryInbox();
    const edge = await startEdge(inbox);
    const answer = await post(edge, `{"action":"opened","issue":${deep('1')}}`);
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('nested');
    const words = JSON.stringify({ action: 'opened', text: `\\"${'[{'.repeat(DEPTH)}` });
    expect((await post(edge, words)).status).toBe(202);
  });

  it('is refused by name, or read past, where it is looked into', () => {
    const { issue, ...rest } = fixture('issues.closed.duplicate');
    const inside = JSON.stringify({ ...rest, issue, extra: 'here' }).replace('"here"', deep('1'));
    const instead = JSON.stringify({ ...rest, issue: 'here' }).replace('"here"', deep('1'));
    expect(toEvent(delivery('issues', inside))).toMatchObject({ event: { type: 'thread.closed' } });
    expect(() => toEvent(delivery('issues', instead))).toThrow(PayloadRefused);
  });
});

describe('a log line', () => {
  const forged =
    'all is well\n12:00:00 INFO  Signed in user="admin"\r\n\u001B[2K\u001B[1A\u202Egnp\u0085\u2028x';

  it.each(['json', 'pretty'] as const)('is one line, whatever is in it (%s)', (format) => {
    const lines: string[] = [];
    const log = createLog({ level: 'info', format, destination: { write: (line) => void lines.push(line) } });
    log.child({ reason: forged }).info({ note: forged }, forged);
    const error = new Error(forged, { cause: new Error(forged) });
    log.warn({ err: error }, 'It failed');
    const all = lines.join('');
    // Only the stack of an error has further lines, and those are set in.
    const own = all.split('\n').filter((line) => line !== '' && !line.startsWith('    '));
    expect(own).toHaveLength(2);
    if (format === 'json') for (const line of own) expect(JSON.parse(line)).toBeTypeOf('object');
    else expect(all).not.toMatch(/(?!\n)[\p{Cc}\u2028\u2029\u202A-\u202E]/u);
  });
});

it.each([
  ['=HYPERLINK("https://example.invalid","x")', `"'=HYPERLINK(""https://example.invalid"",""x"")"`],
  ['+1+cmd|calc', "'+1+cmd|calc"],
  ['-2', "'-2"],
  ['@SUM(1)', "'@SUM(1)"],
  ['\t=1', "'\t=1"],
  ['a,"b"\n=c', '"a,""b""\n=c"'],
])('a cell of a table is no formula: %j', (text, cell) => {
  expect(csvCell(text)).toBe(cell);
});

it('no config of a repository names an address, a secret or a command to be used', () => {
  const keys = [...renderReference().matchAll(/^\| `([\w.]+)`/gm)].map(([, key = '']) => key);
  expect(keys.length).toBeGreaterThan(55);
  // `commands.prefix` is what commands in comments begin with.
  expect(
    keys.filter((key) =>
      /url|host|endpoint|address|proxy|secret|token|password|api_?key|exec|script/i.test(key),
    ),
  ).toEqual([]);
});

describe('what the app is made of', () => {
  interface Locked {
    version?: string;
    license?: string;
    integrity?: string;
    resolved?: string;
    dev?: boolean;
    devOptional?: boolean;
    optional?: boolean;
  }
  const lock: { packages: Record<string, Locked> } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  const shipped = Object.entries(lock.packages).filter(
    ([path, { dev, devOptional }]) => path !== '' && dev !== true && devOptional !== true,
  );

  /** Licences that ask for nothing but to be named. */
  const ALLOWED = [
    'MIT',
    'ISC',
    'Apache-2.0',
    'BSD-2-Clause',
    'BSD-3-Clause',
    '0BSD',
    'Unlicense',
    'BlueOak-1.0.0',
  ];

  it('may be used and passed on', () => {
    expect(shipped.length).toBeGreaterThan(20);
    const others = shipped.filter(([, { license }]) => !ALLOWED.includes(license ?? ''));
    expect(others.map(([path, { license }]) => `${path}: ${license}`)).toEqual([]);
  });

  it('is pinned: exact versions, each with the hash of its content', () => {
    const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      dependencies: Record<string, string>;
    };
    for (const [name, version] of Object.entries(dependencies))
      expect(version, name).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
    for (const [path, { integrity }] of shipped) expect(integrity, path).toMatch(/^sha512-/);
  });

  it('is little', () => {
    expect(shipped.length).toBeLessThan(260);
  });
});
