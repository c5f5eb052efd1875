import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { doctorCommand } from '../../../src/cli/doctor.ts';
import { createSystemClock } from '../../../src/clock.ts';
import { readEnvironment } from '../../../src/config/environment.ts';
import type { RawEnvironment } from '../../../src/config/variables.ts';
import type { Clients } from '../../../src/github/client.ts';
import { Gone, Limited, Transient } from '../../../src/github/errors.ts';
import type { Change } from '../../../src/loop/change.ts';
import { PERMISSIONS } from '../../../src/loop/permissions.ts';
import { checkLimits } from '../../../src/operate/doctor/limits.ts';
import { doctor } from '../../../src/operate/doctor.ts';
import {
  DatabaseFailed,
  DatabaseUnavailable,
  DiskFull,
  ReadOnly,
  translated,
} from '../../../src/store/errors.ts';
import { lockFolder } from '../../../src/store/folder/lock.ts';
import { writeVersion } from '../../../src/store/folder/version.ts';
import type { OpenStore } from '../../../src/store/open-store.ts';
import { createLog } from '../../../src/web/log.ts';
import { recordedIo } from '../../cli/recorded-io.ts';
import { FAILURE } from '../../loop/decide/failures.ts';
import { describeOnEngines } from '../../store/engines.ts';
import { documentPut } from '../../store/matching-samples.ts';
import { allowWrites, DISK_FULL, READ_ONLY, refuseWrites } from '../../store/refusing.ts';
import { delivery, item, labelAdd, ref } from '../../store/samples.ts';

/** Each thing that may be broken, and what the doctor says of it. */

const GRANTED = Object.fromEntries(Object.entries(PERMISSIONS).map(([name, { level }]) => [name, level]));
const log = createLog({ level: 'fatal', format: 'json' });
const clock = createSystemClock(0);

describeOnEngines('the doctor', (on) => {
  const ago = (hours: number) => new Date(clock.now().getTime() - hours * 3_600_000);
  afterEach(() => allowWrites(on.store));

  async function told(
    store: OpenStore = on.store,
  ): Promise<Record<string, { status: string; message: string; advice: string | null }>> {
    const environment = readEnvironment({});
    const parts = { environment, store, clock, log, app: null };
    const { checks } = await doctor.run({}, parts, { text: () => undefined, progress: () => undefined });
    return Object.fromEntries(checks.map(({ name, ...rest }) => [name, rest]));
  }

  const repository = (id: number, more: object = {}) => ({
    id,
    nodeId: `R_${id}`,
    owner: 'acme',
    name: `core-${id}`,
    private: false,
    archived: false,
    defaultBranch: 'main',
    hasIssues: true,
    hasDiscussions: false,
    ...more,
  });

  const installed = (
    {
      permissions = GRANTED,
      suspended = false,
    }: { permissions?: Record<string, string>; suspended?: boolean },
    repositories: ReturnType<typeof repository>[],
    more: Change[] = [],
  ) =>
    on.store.forInstallation(7).decide(
      null,
      async () => ({
        changes: [
          {
            type: 'installation.put',
            account: { id: 70, login: 'acme', type: 'Organization' },
            permissions,
            suspended,
            at: ago(48),
          },
          { type: 'repositories.put', repositories, at: ago(48) },
          ...more,
        ],
        effects: [labelAdd(ref(1))],
        ignored: null,
      }),
      ago(2),
    );

  it('has nothing to say of what is fine', async () => {
    await installed({}, [repository(1)]);
    const { database, deliveries, writing, 'installation acme': acme } = await told();
    expect([database, deliveries, acme].map((found) => found?.status)).toEqual(['ok', 'ok', 'ok']);
    expect(writing).toBeUndefined();
  });

  it.each([
    [DISK_FULL, 'is full', 'Make room'],
    [READ_ONLY, 'read-only', 'primary server'],
  ])('sees by writing that nothing can be written (%s)', async (code, message, advice) => {
    await refuseWrites(on.store, code);
    expect((await told()).writing).toEqual({
      status: 'failed',
      message: expect.stringContaining(message),
      advice: expect.stringContaining(advice),
    });
    await allowWrites(on.store);
    expect((await told()).writing).toBeUndefined();
  });

  it('sees that the database is slow', async () => {
    const slow = { ...on.store, ping: () => setTimeout(250) };
    expect((await told(slow)).database).toEqual({
      status: 'note',
      message: expect.stringMatching(/, schema \d+.*; slow: it takes 2\d\d ms to answer$/),
      advice: expect.stringContaining('its load'),
    });
  });

  it('sees that matching is ill', async () => {
    const [{ title, body }] = FAILURE;
    const report: Change = { type: 'item.put', item: item(1, { title, body }), itemId: 701 };
    await installed({}, [repository(12)], [report, documentPut(701, 'Dark colours for the settings page')]);
    expect((await told())['matching acme']).toMatchObject({
      status: 'failed',
      message: expect.stringContaining('does not find it'),
    });
    await installed({}, [repository(12)], [documentPut(701, title, body)]);
    expect((await told())['matching acme']).toBeUndefined();
  });

  it('is not ready from the first write that was refused until one succeeds', async () => {
    await on.store.ping();
    await refuseWrites(on.store, DISK_FULL);
    // Nobody has tried yet.
    await on.store.ping();
    await expect(on.store.inbox.put(delivery('d'))).rejects.toBeInstanceOf(DiskFull);
    await expect(on.store.ping()).rejects.toBeInstanceOf(DatabaseUnavailable);
    await allowWrites(on.store);
    await on.store.ping();
    expect(await on.store.inbox.put(delivery('d'))).toBe('stored');
  });

  it.each<[string, Parameters<typeof installed>, string, string]>([
    [
      'a permission that is missing',
      [{ permissions: { ...GRANTED, discussions: 'read' } }, [repository(1)]],
      'has not granted discussions: write',
      'An owner accepts',
    ],
    [
      'nobody who says where the weekly issue goes',
      [{}, [repository(1), repository(2)]],
      'nobody has said',
      'triage.repository',
    ],
    [
      'a triage repository without issues',
      [{}, [repository(1, { hasIssues: false })]],
      'issues switched off',
      'triage.repository',
    ],
    [
      'one that is archived',
      [{}, [repository(1, { archived: true })]],
      'core-1 is archived',
      'triage.repository',
    ],
    ['none at all', [{}, []], 'nobody has said', 'triage.repository'],
  ])('names %s', async (_, [parts, repositories], message, advice) => {
    await installed(parts, repositories);
    const found = (await told())['installation acme'];
    expect(found?.message).toContain(message);
    expect(found?.advice).toContain(advice);
  });

  it('names an installation that is suspended', async () => {
    await installed({ suspended: true }, []);
    expect((await told())['installation acme']).toMatchObject({ message: 'suspended by its owner' });
  });

  it('counts dead letters, what waits too long, and what is not sent', async () => {
    await installed({}, [repository(1)]);
    expect((await told()).effects).toMatchObject({
      status: 'note',
      message: expect.stringContaining('waits'),
    });
    await on.store.inbox.put(delivery('d', { receivedAt: ago(1) }));
    expect((await told()).deliveries).toMatchObject({
      status: 'note',
      message: expect.stringContaining('waits'),
    });
    const [claim] = await on.store.inbox.claim({ worker: 'w', limit: 1, now: clock.now(), leaseMs: 60_000 });
    if (claim === undefined) throw new Error('nothing to work on');
    await on.store.inbox.fail(claim, { error: 'broken', dead: true }, clock.now());
    expect((await told()).deliveries).toMatchObject({
      message: '1 could not be processed',
      advice: expect.stringContaining('replay --dead'),
    });
  });
});

describe('the doctor as a command, where the database does not open', () => {
  it.each<[string, (folder: string) => Promise<RawEnvironment>, string]>([
    ['is not reachable', async () => ({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }), 'is away'],
    [
      'was migrated by a newer release',
      async (folder) => {
        await writeVersion(folder);
        const version = JSON.parse(await readFile(join(folder, 'VERSION'), 'utf8'));
        const schema = { tag: '9999_later', when: version.schema.when + 1 };
        await writeFile(join(folder, 'VERSION'), JSON.stringify({ ...version, schema }));
        return {};
      },
      'newer release',
    ],
    [
      'is held by a process that takes no questions',
      async (folder) => {
        const lock = await lockFolder(folder, new Date());
        onTestFinished(() => lock.release());
        return {};
      },
      `in use by process ${process.pid}`,
    ],
  ])('%s: says so, and asks GitHub all the same', async (_, broken, message) => {
    const folder = await mkdtemp(join(tmpdir(), 'fullcircle-doctor-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const environment = { DATA_DIR: folder, ...(await broken(folder)) };
    const { io, told } = recordedIo({ environment, now: () => new Date() });
    const code = await doctorCommand.run(['--json'], io);
    expect(code).toBe(1);
    const { ok, checks } = JSON.parse(told.out);
    expect(ok).toBe(false);
    expect(checks).toContainEqual({
      name: 'database',
      status: 'failed',
      message: expect.stringContaining(message),
      advice: null,
    });
    expect(checks).toContainEqual(expect.objectContaining({ name: 'credentials' }));
  });
});

describe('what GitHub lets the app do for an installation', () => {
  const row = { id: 7, login: 'acme', suspended: false };
  const asked = (answer: () => Promise<unknown>, suspended = false): Promise<unknown> => {
    const read = async () => ({ status: 200, headers: {}, data: await answer() });
    // Of GitHub only `read` is asked.
    const clients = { forInstallation: () => ({ read }) } as unknown as Clients;
    return checkLimits(clients, [{ ...row, suspended }]);
  };
  const core = (remaining: number) => async () => ({
    resources: { core: { limit: 5000, remaining, reset: Date.parse('2026-11-20T12:30:00Z') / 1000 } },
  });
  const failing = (error: Error) => () => Promise.reject(error);

  it('is not spoken of where it is fine, and not asked of what is suspended', async () => {
    expect(await asked(core(1))).toEqual([]);
    expect(await checkLimits(null, [row])).toEqual([]);
    expect(await asked(failing(new Error('asked')), true)).toEqual([]);
  });

  it.each([
    ['used up', core(0), 'note', 'all 5000 requests of the hour are used up until 12:30 UTC'],
    [
      'held back',
      failing(new Limited('wait', 429, null, 60_000, new Date('2026-11-20T12:00:00Z'))),
      'note',
      'until 12:01 UTC',
    ],
    ['gone', failing(new Gone('not there', 404, null)), 'failed', 'gives no access'],
    ['away', failing(new Transient('no answer', null, null)), 'note', 'could not be asked'],
  ])('is told where it is %s', async (_, answer, status, message) => {
    expect(await asked(answer)).toMatchObject([
      { name: 'limit acme', status, message: expect.stringContaining(message) },
    ]);
  });
});

describe('what a driver or the file system throws', () => {
  it.each([
    ['53100', DiskFull],
    ['ENOSPC', DiskFull],
    ['EDQUOT', DiskFull],
    ['25006', ReadOnly],
    ['EROFS', ReadOnly],
    ['53300', DatabaseUnavailable],
    ['57P01', DatabaseUnavailable],
    ['ECONNREFUSED', DatabaseUnavailable],
  ])('%s is known by its code', (code, kind) => {
    const known = translated(Object.assign(new Error('no'), { code }));
    expect(known).toBeInstanceOf(kind);
    // All of these are answered with "try again later".
    expect(known).toBeInstanceOf(DatabaseUnavailable);
  });

  it('leaves the rest', () => {
    expect(translated(new DatabaseFailed('no', '23505'))).not.toBeInstanceOf(DatabaseUnavailable);
  });
});
