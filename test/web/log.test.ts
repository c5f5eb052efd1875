import { closeSync, existsSync, openSync, writeSync } from 'node:fs';
import { expect, it } from 'vitest';
import { createLog, type LogOptions, logFile } from '../../src/web/log.ts';

function logged(format: LogOptions['format'], write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = [];
  write(createLog({ level: 'trace', format, destination: { write: (line) => void lines.push(line) } }));
  return lines.join('');
}

it('writes one object a line', () => {
  const line = logged('json', (log) => log.info({ port: 3000 }, 'Listening'));
  expect(JSON.parse(line)).toMatchObject({ level: 'info', port: 3000, msg: 'Listening' });
});

it('writes readable lines', () => {
  const text = logged('pretty', (log) => log.child({ name: 'web' }).warn({ tries: 2 }, 'Slow'));
  expect(text).toMatch(/^\d\d:\d\d:\d\d WARN {2}Slow name="web" tries=2\n$/);
});

it('keeps to its level', () => {
  const lines: string[] = [];
  const log = createLog({
    level: 'warn',
    format: 'json',
    destination: { write: (line) => void lines.push(line) },
  });
  log.info('quiet');
  expect(lines).toEqual([]);
});

it.each<[string, object]>([
  ['payloads', { payload: { a: 'hidden-words' } }],
  ['events, as Probot logs them', { event: { payload: { a: 'hidden-words' } } }],
  ['whatever is nested', { a: { b: { 'x-hub-signature-256': 'hidden-words' } } }],
  ['whatever is nested too deeply', { a: { b: { c: { d: { e: 'hidden-words' } } } } }],
  ['objects in lists', { list: [{ body: 'hidden-words' }] }],
  ['headers', { headers: { authorization: 'hidden-words' } }],
  ['client secrets', { client_secret: 'hidden-words' }],
  ['what hangs on errors', { err: Object.assign(new Error('x'), { event: { payload: 'hidden-words' } }) }],
  ['what hangs on causes', { err: new Error('x', { cause: { request: 'hidden-words' } }) }],
])('leaves out %s', (_what, fields) => {
  expect(logged('json', (log) => log.error(fields, 'message'))).not.toContain('hidden-words');
  expect(logged('json', (log) => log.child(fields).error('message'))).not.toContain('hidden-words');
});

it('explains errors with their causes', () => {
  const error = new Error('outer', {
    cause: Object.assign(new TypeError('inner'), { code: 'ECONNREFUSED' }),
  });
  const line = JSON.parse(logged('json', (log) => log.error(error)));
  expect(line).toMatchObject({
    msg: 'outer',
    err: {
      type: 'Error',
      message: 'outer',
      cause: { type: 'TypeError', message: 'inner', code: 'ECONNREFUSED' },
    },
  });
  expect(logged('pretty', (log) => log.error(error))).toContain('log.test.ts');
});

it('survives causes that go in circles', () => {
  const error = new Error('round');
  error.cause = error;
  expect(logged('json', (log) => log.error(error))).toContain('round');
});

it.each([
  ['an installation token', `ghs_${'a1B2'.repeat(9)}`],
  ['a personal token', `github_pat_${'a1B2'.repeat(9)}`],
  ['a JSON Web Token', `eyJ${'a'.repeat(20)}.${'b'.repeat(30)}.${'c'.repeat(40)}`],
  ['a signature', `sha256=${'0f'.repeat(32)}`],
  ['a key', '-----BEGIN RSA PRIVATE KEY-----\nMIIE\nabc\n-----END RSA PRIVATE KEY-----'],
])('replaces %s wherever it is', (_what, secret) => {
  for (const format of ['json', 'pretty'] as const) {
    const text = logged(format, (log) => log.info({ note: `see ${secret}` }, `failed with ${secret}!`));
    expect(text).toContain('[redacted]');
    for (const part of secret.split('\n')) expect(text).not.toContain(part);
  }
});

it('replaces passwords inside of addresses and nothing else of them', () => {
  const text = logged('json', (log) => log.info('postgres://app:pass-word@db.internal:5432/app'));
  expect(text).toContain('postgres://app:[redacted]@db.internal:5432/app');
});

/** A file that is always full: https://man7.org/linux/man-pages/man4/full.4.html */
const FULL = '/dev/full';

it.skipIf(!existsSync(FULL))('goes on where its lines cannot be written', () => {
  const fd = openSync(FULL, 'w');
  const file = logFile(fd);
  const log = createLog({ level: 'info', format: 'json', destination: file });
  const before = process.memoryUsage().heapUsed;
  for (let line = 0; line < 50_000; line += 1)
    log.info({ line }, 'Nobody will read this, and it waits for nobody');
  // Five megabytes of lines, of which one may wait.
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(64 << 20);
  expect(() => log.error('still here')).not.toThrow();
  expect(() => writeSync(fd, 'x')).toThrow(expect.objectContaining({ code: 'ENOSPC' }));
  closeSync(fd);
});
