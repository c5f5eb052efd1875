import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Built, Running } from './built.ts';
import { answer, build, childrenOf, freePort, startGitHub, until } from './built.ts';

/** The built app with the embedded database, as processes: starts, refusals, commands beside it, stops. */

const STUCK = {
  title: 'Install fails at the first step of the quickstart',
  body: 'I am new here and cannot get started. `npm install` from the getting started page fails on my very first run.',
};

describe('with the embedded database', () => {
  let built: Built;
  let github: Awaited<ReturnType<typeof startGitHub>>;
  let environment: Record<string, string>;
  let dataDir: string;
  let port: number;
  let app: Running;

  beforeAll(async () => {
    port = await freePort();
    [built, github, dataDir] = await Promise.all([
      build(),
      startGitHub(port),
      mkdtemp(join(tmpdir(), 'fullcircle-operate-')),
    ]);
    environment = { ...github.environment, DATA_DIR: dataDir, INTAKE_SECRET: 'intake' };
  });
  afterAll(async () => {
    app?.child.kill();
    await github.sandbox.close();
    await Promise.all([built.remove(), rm(dataDir, { recursive: true, force: true })]);
  });

  it('names every malformed variable at once and ends with 1', async () => {
    const wrong = { APP_ID: 'seven', PORT: '99999', ROLE: 'wroker', LOG_LEVEL: 'loud', SHADOW: 'yes' };
    const { code, out, err } = await built.start(wrong, 'npm').ended;
    expect(code).toBe(1);
    for (const name of [...Object.keys(wrong), 'WEBHOOK_SECRET']) expect(err).toContain(`- ${name} `);
    expect(out + err).not.toContain('    at ');
  });

  it('serves the set-up page without credentials, and stops with 0 under npm', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'fullcircle-setup-'));
    const own = await freePort();
    const setup = built.start({ HOST: '127.0.0.1', PORT: String(own), DATA_DIR: folder }, 'npm');
    await setup.up();
    const page = await answer(own, '/');
    expect([page.status, page.text]).toEqual([200, expect.stringContaining('manifest')]);
    expect((await answer(own, '/readyz')).status).toBe(503);
    const ended = await setup.stop();
    expect([ended.code, ended.tookMs < 10_000]).toEqual([0, true]);
    await rm(folder, { recursive: true, force: true });
  });

  it('starts, says what is not configured, and takes in what it does not know', async () => {
    app = built.start(environment, 'npm');
    await app.up();
    await until(async () => (await answer(port, '/readyz')).text.includes('"ready":true'));
    const { notes, backlogAgeS } = JSON.parse((await answer(port, '/readyz')).text);
    expect(notes).toContainEqual(expect.stringContaining('GITHUB_CLIENT_ID'));
    expect(backlogAgeS).toBeTypeOf('number');
    const metrics = (await answer(port, '/metrics')).text;
    expect(metrics).toMatch(/fullcircle_job_seconds_count\{job="schedule",result="done"\} [1-9]/);
    expect(metrics).toMatch(/fullcircle_backlog_age_seconds \d/);
  });

  it('refuses a second process on its folder, naming the first', async () => {
    const { pid } = JSON.parse(await readFile(join(dataDir, 'lock.json'), 'utf8'));
    const second = await built.start({ ...environment, PORT: String(await freePort()) }).ended;
    expect([second.code, second.out]).toEqual([1, '']);
    expect(second.err).toMatch(new RegExp(`^The data folder .* is in use by process ${pid} .*\\n$`));
  });

  it('does commands for whoever may read the folder', async () => {
    expect((await stat(join(dataDir, 'control.token'))).mode & 0o777).toBe(0o600);
    const doctor = await built.run(environment, 'doctor', '--json');
    const { installations } = JSON.parse(doctor.out);
    expect(installations).toEqual([
      expect.objectContaining({
        id: github.installationId,
        account: 'acme',
        triageRepository: 'acme/core',
        permissionsMissing: [],
        configProblems: [],
        intakeSecret: expect.stringMatching(/^whsec_[\w+/]{43}=$/),
      }),
    ]);
    const schema = await built.run(environment, 'db', 'migrate', '--json');
    expect(JSON.parse(schema.out)).toMatchObject({ engine: 'pglite' });
    const ticked = await built.run(environment, 'tick', 'schedule', '--json');
    expect([ticked.code, JSON.parse(ticked.out)]).toEqual([
      0,
      expect.objectContaining({ task: 'schedule', left: { deliveries: 0, effects: 0 } }),
    ]);
    const imported = await built.run(environment, 'db', 'import', join(built.folder, 'package.json'));
    expect([imported.code, imported.err]).toEqual([1, expect.stringContaining('is in use by process')]);
  });

  it('gives back what still waits for GitHub when it is stopped under npm', async () => {
    let release = (): void => undefined;
    const blocked = new Promise<void>((resolve) => {
      release = resolve;
    });
    github.sandbox.faults.add({
      fault: { kind: 'blocked', until: blocked },
      when: ({ path }) => path.endsWith('/permission'),
      next: 100,
    });
    github.sandbox.people.openIssue({ repo: 'acme/core', author: 'nia', ...STUCK });
    const [opened] = github.sandbox.webhooks.deliveries().filter(({ event }) => event === 'issues');
    await github.sandbox.webhooks.deliver(opened?.id ?? 0);
    await until(async () => github.sandbox.faults.struck.length > 0);
    const below = await childrenOf(app.child.pid ?? 0);
    const ended = await app.stop();
    expect([ended.code, ended.tookMs < 10_000]).toEqual([0, true]);
    await until(async () => (await Promise.all(below.map(isGone))).every(Boolean));
    release();
    github.sandbox.faults.clear();
  });

  it('has an export, which knows the delivery as untouched', async () => {
    const { code, out } = await built.run(environment, 'db', 'export');
    expect(code).toBe(0);
    const rows = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    // Threads that are being read from history may wait as well.
    const waiting = rows.filter(
      ({ table, row }) => table === 'inbox' && row.finishedAt === null && row.name === 'issues',
    );
    expect(waiting.map(({ row }) => [row.name, row.state, row.attempts])).toEqual([['issues', 'pending', 0]]);
    await writeFile(join(dataDir, 'export.jsonl'), out);
    const elsewhere = { ...environment, DATA_DIR: join(dataDir, 'second') };
    const imported = await built.run(elsewhere, 'db', 'import', join(dataDir, 'export.jsonl'), '--json');
    expect(JSON.parse(imported.out)).toEqual({ rows: rows.length - 1 });
  });

  it('a port in use is told once, and leaves the folder free', async () => {
    const taken = createServer().listen(port, '127.0.0.1');
    await once(taken, 'listening');
    const { code, err } = await built.start(environment).ended;
    taken.close();
    expect([code, err]).toEqual([1, expect.stringMatching(/^Port \d+ on 127\.0\.0\.1 is in use .*\n$/)]);
  });

  it('takes up after a stop what was left, once', async () => {
    app = built.start(environment);
    await app.up();
    const labels = () => github.sandbox.world.repositories[0]?.threads.get(1)?.labels.length ?? 0;
    await until(async () => {
      const text = (await answer(port, '/metrics')).text;
      return text.includes('fullcircle_deliveries{state="pending"} 0\n') && labels() > 0;
    });
    expect(labels()).toBe(1);
    const exported = await built.run(environment, 'export');
    const lines = exported.out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toContainEqual(expect.objectContaining({ record: 'item', number: 1, stage: 'onboarding' }));
    expect(lines).toContainEqual(
      expect.objectContaining({ record: 'effect', kind: 'label.add', state: 'sent' }),
    );
    expect((await built.run(environment, 'replay', '--json')).out).toBe('{"replayed":0}\n');
    const forgotten = await built.run(environment, 'forget', '--installation', String(github.installationId));
    expect(forgotten.out).toContain('is forgotten');
    expect((await built.run(environment, 'export')).out).toBe('');
  });

  it('says who holds the folder where that one cannot be asked', async () => {
    await rm(join(dataDir, 'control.token'));
    const { code, err } = await built.run(environment, 'replay');
    expect([code, err]).toEqual([
      1,
      expect.stringMatching(/is in use by process \d+ on .* takes no questions/),
    ]);
  });

  it('stops with 0 by Ctrl-C, too, and refuses a folder of another version', async () => {
    expect((await app.stop('SIGINT')).code).toBe(0);
    const version = join(dataDir, 'VERSION');
    const mine = JSON.parse(await readFile(version, 'utf8'));
    await writeFile(version, JSON.stringify({ ...mine, pglite: '0.4' }));
    const { code, err } = await built.start(environment).ended;
    expect([code, err]).toEqual([
      1,
      expect.stringMatching(/^The data folder .* was written with PGlite 0\.4.*\n$/),
    ]);
    const doctor = await built.run(environment, 'doctor');
    expect([doctor.code, doctor.out]).toEqual([
      1,
      expect.stringContaining('FAILED  database: The data folder'),
    ]);
  });

  it('is measured against the plainest handler', async () => {
    const few = ['--deliveries', '20', '--seconds', '1', '--rate', '10', '--burst', '20'];
    const { code, out, err } = await built.run({}, 'bench', 'ingest', ...few, '--json');
    expect([code, err]).toEqual([0, '']);
    const { pglite, postgres } = JSON.parse(out);
    expect(pglite).toMatchObject({
      paused: { app: { accepted: 20, refused: 0 }, plain: { accepted: 20, refused: 0 } },
      busy: { accepted: 10, refused: 0 },
      burst: { accepted: 20, refused: 0 },
    });
    expect(pglite.burst.peakMib ?? 0).toBeLessThan(1024);
    expect(postgres).toEqual({ skipped: expect.stringContaining('BENCH_DATABASE_URL') });
  }, 180_000);
});

async function isGone(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
}
