import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Environment, readAnalysisEnvironment, readEnvironment } from '../../src/config/environment.ts';
import { EnvironmentError } from '../../src/config/environment-error.ts';
import type { RawEnvironment } from '../../src/config/variables.ts';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const PKCS8 = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const PKCS1 = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
const EC = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  .privateKey.export({ type: 'pkcs8', format: 'pem' })
  .toString();
const APP: RawEnvironment = { APP_ID: '12345', PRIVATE_KEY: PKCS8, WEBHOOK_SECRET: 'correct horse battery' };
const LOOPBACK = { GHE_HOST: '127.0.0.1:4567', GHE_PROTOCOL: 'http' };

function namesRefused(env: RawEnvironment): string[] {
  try {
    readEnvironment(env);
  } catch (error) {
    if (error instanceof EnvironmentError) return error.problems.map(({ name }) => name);
    throw error;
  }
  return [];
}

describe('without any variable', () => {
  const environment = readEnvironment({});

  it('is set-up mode with the defaults', () => {
    expect(environment).toMatchObject({
      credentials: { kind: 'setup' },
      webhookPath: '/api/github/webhooks',
      host: 'localhost',
      port: 3000,
      dataDir: '.fullcircle',
      databaseUrl: null,
      role: 'all',
      shadow: false,
      dashboardOpen: false,
      clockOffsetS: 0,
      writeLimits: { perMinute: 20, perHour: 400, gapMs: 1000 },
      github: { enterpriseHost: null, apiUrl: 'https://api.github.com', loopback: false },
    } satisfies Partial<{ [K in keyof Environment]: unknown }>);
  });

  it('notes what is not configured', () => {
    expect(environment.notes.join('\n')).toMatch(/GITHUB_CLIENT_ID[\s\S]*INTAKE_SECRET[\s\S]*JUDGE_URL/);
  });

  it('takes blank variables as unset', () => {
    expect(readEnvironment({ APP_ID: '', WEBHOOK_SECRET: ' ', PORT: '', SHADOW: '' })).toEqual(environment);
  });
});

describe('credentials', () => {
  it.each([
    ['PKCS#8', PKCS8],
    ['PKCS#1', PKCS1],
    ['line ends as \\n', PKCS8.replaceAll('\n', '\\n')],
    ['one line', PKCS1.replaceAll('\n', '')],
    ['base64', Buffer.from(PKCS8).toString('base64')],
    ['Windows line ends', PKCS8.replaceAll('\n', '\r\n')],
  ])('accepts a key as %s', (_, key) => {
    const { credentials } = readEnvironment({ ...APP, PRIVATE_KEY: key });
    expect(credentials).toMatchObject({ kind: 'app', appId: 12345, webhookSecret: 'correct horse battery' });
    expect([PKCS8, PKCS1]).toContain(credentials.kind === 'app' ? credentials.privateKey : '');
  });

  it('reads the key from a file', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'fullcircle-key-')), 'app.pem');
    writeFileSync(path, PKCS8);
    const { credentials } = readEnvironment({ ...APP, PRIVATE_KEY: undefined, PRIVATE_KEY_PATH: path });
    expect(credentials).toMatchObject({ privateKey: PKCS8 });
    expect(namesRefused({ ...APP, PRIVATE_KEY: '', PRIVATE_KEY_PATH: `${path}.gone` })).toEqual([
      'PRIVATE_KEY_PATH',
    ]);
  });

  it.each<[string, RawEnvironment, string[]]>([
    ['only the id', { APP_ID: '1' }, ['PRIVATE_KEY or PRIVATE_KEY_PATH', 'WEBHOOK_SECRET']],
    ['only the secret', { WEBHOOK_SECRET: 's3cret' }, ['APP_ID', 'PRIVATE_KEY or PRIVATE_KEY_PATH']],
    ['an id that is no number', { ...APP, APP_ID: 'Iv1.abc' }, ['APP_ID']],
    ['a negative id', { ...APP, APP_ID: '-1' }, ['APP_ID']],
    ['a fractional id', { ...APP, APP_ID: '1.5' }, ['APP_ID']],
    ['an unset secret', { ...APP, WEBHOOK_SECRET: undefined }, ['WEBHOOK_SECRET']],
    ['an empty secret', { ...APP, WEBHOOK_SECRET: '' }, ['WEBHOOK_SECRET']],
    ['the default secret', { ...APP, WEBHOOK_SECRET: 'development' }, ['WEBHOOK_SECRET']],
    ['a key that is no PEM', { ...APP, PRIVATE_KEY: 'hello' }, ['PRIVATE_KEY']],
    ['a key of another kind', { ...APP, PRIVATE_KEY: EC }, ['PRIVATE_KEY']],
    ['a broken key', { ...APP, PRIVATE_KEY: PKCS8.replace(/[A-Z]{3}/g, 'AAA') }, ['PRIVATE_KEY']],
  ])('refuses %s', (_, env, names) => {
    expect(namesRefused(env)).toEqual(names);
  });
});

describe('single variables', () => {
  it.each<[RawEnvironment, string[]]>([
    [{ PORT: '0' }, []],
    [{ PORT: '65536' }, ['PORT']],
    [{ PORT: '3000x' }, ['PORT']],
    [{ PORT: '-1' }, ['PORT']],
    [{ ROLE: 'web' }, []],
    [{ ROLE: 'wroker' }, ['ROLE']],
    [{ LOG_LEVEL: 'verbose' }, ['LOG_LEVEL']],
    [{ LOG_FORMAT: 'json' }, []],
    [{ SHADOW: '1' }, []],
    [{ SHADOW: 'true' }, ['SHADOW']],
    [{ WEBHOOK_PATH: 'hooks' }, ['WEBHOOK_PATH']],
    [{ WEBHOOK_PATH: '/hooks?x=1' }, ['WEBHOOK_PATH']],
    [{ WEBHOOK_PROXY_URL: 'smee.io/x' }, ['WEBHOOK_PROXY_URL']],
    [{ DATABASE_URL: 'postgres://u:p@db:5432/fullcircle' }, []],
    [{ DATABASE_URL: 'postgresql:///fullcircle?host=/run/postgresql' }, []],
    [{ DATABASE_URL: 'mysql://u:p@db/x' }, ['DATABASE_URL']],
    [{ DATABASE_URL: 'postgres://u:p@db' }, ['DATABASE_URL']],
    [{ PUBLIC_URL: 'https://fullcircle.example.org/' }, []],
    [{ PUBLIC_URL: 'https://fullcircle.example.org/app' }, ['PUBLIC_URL']],
    [{ PUBLIC_URL: 'fullcircle.example.org' }, ['PUBLIC_URL']],
    [{ JUDGE_URL: 'ftp://x', JUDGE_MODEL: 'm' }, ['JUDGE_URL']],
    [{ JUDGE_URL: 'https://models.example.org/v1', JUDGE_MODEL: 'm' }, []],
    [{ JUDGE_URL: 'http://127.0.0.1:11434/v1', JUDGE_MODEL: 'm' }, []],
    [{ JUDGE_URL: 'http://[::1]:11434', JUDGE_MODEL: 'm' }, []],
    [{ JUDGE_URL: 'http://models.example.org/v1', JUDGE_MODEL: 'm' }, ['JUDGE_URL']],
    [{ JUDGE_URL: 'http://169.254.169.254/v1', JUDGE_MODEL: 'm' }, ['JUDGE_URL']],
    [{ JUDGE_URL: 'http://127.0.0.1.example.org/v1' }, ['JUDGE_URL']],
    [{ JUDGE_URL: 'https://me:key@models.example.org/v1', JUDGE_MODEL: 'm' }, ['JUDGE_URL']],
    [{ GHE_HOST: 'https://ghe.example.org' }, ['GHE_HOST']],
    [{ GHE_HOST: 'ghe.example.org/path' }, ['GHE_HOST']],
    [{ GHE_PROTOCOL: 'htps' }, ['GHE_PROTOCOL']],
    [{ WRITES_PER_MINUTE: '60' }, []],
    [{ WRITES_PER_MINUTE: '61' }, ['WRITES_PER_MINUTE']],
    [{ WRITES_PER_MINUTE: '0' }, ['WRITES_PER_MINUTE']],
    [{ WRITES_PER_MINUTE: '0', ...LOOPBACK }, ['WRITES_PER_MINUTE']],
    [{ WRITE_GAP_MS: '0' }, ['WRITE_GAP_MS']],
    [{ CLOCK_OFFSET_S: '60' }, ['CLOCK_OFFSET_S']],
    [{ CLOCK_OFFSET_S: '60', GHE_HOST: 'ghe.example.org' }, ['CLOCK_OFFSET_S']],
    [{ CLOCK_OFFSET_S: '60', GHE_HOST: '127.0.0.1.example.org' }, ['CLOCK_OFFSET_S']],
    [{ CLOCK_OFFSET_S: 'soon', ...LOOPBACK }, ['CLOCK_OFFSET_S']],
    [{ DASHBOARD_OPEN: '1', HOST: '127.0.0.1' }, []],
    [{ DASHBOARD_OPEN: '1', HOST: '[::1]' }, []],
    [{ DASHBOARD_OPEN: '1' }, []],
    [{ DASHBOARD_OPEN: '1', HOST: '0.0.0.0' }, ['DASHBOARD_OPEN']],
    [{ DASHBOARD_OPEN: '0', HOST: '0.0.0.0' }, []],
  ])('%j refuses %j', (env, names) => {
    expect(namesRefused(env)).toEqual(names);
  });

  it('frees the write limits and the clock on loopback only', () => {
    const env = { ...LOOPBACK, WRITES_PER_MINUTE: '6000', WRITE_GAP_MS: '0', CLOCK_OFFSET_S: '-3600' };
    const environment = readEnvironment(env);
    expect(environment.writeLimits).toEqual({ perMinute: 6000, perHour: null, gapMs: 0 });
    expect(environment.clockOffsetS).toBe(-3600);
    expect(environment.github).toEqual({
      enterpriseHost: '127.0.0.1:4567',
      apiUrl: 'http://127.0.0.1:4567/api/v3',
      graphqlUrl: 'http://127.0.0.1:4567/api/graphql',
      webUrl: 'http://127.0.0.1:4567',
      loopback: true,
    });
    expect(readEnvironment(LOOPBACK).writeLimits).toEqual({ perMinute: 20, perHour: 400, gapMs: 1000 });
  });

  it('needs both halves of the sign-in and of the judge', () => {
    expect(readEnvironment({ GITHUB_CLIENT_ID: 'a' }).oauth).toBeNull();
    expect(readEnvironment({ GITHUB_CLIENT_ID: 'a', GITHUB_CLIENT_SECRET: 'b' }).oauth).toEqual({
      clientId: 'a',
      clientSecret: 'b',
    });
    expect(readEnvironment({ JUDGE_URL: 'http://127.0.0.1:1', JUDGE_MODEL: 'm' }).judge).toEqual({
      url: 'http://127.0.0.1:1',
      model: 'm',
      apiKey: null,
    });
  });
});

describe('the message', () => {
  const env: RawEnvironment = {
    APP_ID: 'hunter2-app',
    PRIVATE_KEY: 'hunter2-key',
    WEBHOOK_SECRET: 'development',
    DATABASE_URL: 'hunter2-database',
    JUDGE_URL: 'hunter2-judge',
    JUDGE_API_KEY: 'hunter2-api',
    SESSION_SECRET: 'hunter2-session',
    PORT: 'hunter2-port',
    ROLE: 'wroker',
  };

  it('names every bad variable at once, with a remedy', () => {
    expect(() => readEnvironment(env)).toThrow(/^7 environment variables are wrong or missing:/);
    expect(namesRefused(env).sort()).toEqual(
      ['APP_ID', 'DATABASE_URL', 'JUDGE_URL', 'PORT', 'PRIVATE_KEY', 'ROLE', 'WEBHOOK_SECRET'].sort(),
    );
    expect(() => readEnvironment(env)).toThrow(/- ROLE is none of all, web, worker: did you mean worker\./);
  });

  it('never holds a value', () => {
    expect.assertions(1);
    try {
      readEnvironment(env);
    } catch (error) {
      expect(String(error)).not.toContain('hunter2');
    }
  });
});

describe('readAnalysisEnvironment', () => {
  it('needs nothing of the app', () => {
    const read = readAnalysisEnvironment({ GITHUB_TOKEN: 't', PORT: 'x', APP_ID: 'y', ...LOOPBACK });
    expect(read).toMatchObject({ token: 't', github: { loopback: true } });
    expect(() => readAnalysisEnvironment({ GHE_HOST: 'a b' })).toThrow(EnvironmentError);
  });
});
