import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { metricRows } from '../../src/loop/measure/table.ts';
import { measure } from '../../src/loop/measure.ts';
import { intakeSecret } from '../../src/web/intake-secret.ts';
import { SETTINGS } from '../loop/record/project.ts';
import { describeOnEngines } from '../store/engines.ts';
import { type Sandboxed, sandboxed } from './sandboxed.ts';

/** What is known beyond threads: starters that run, adopters who list themselves, other channels. */

const BEGUN = '2026-03-02T09:00:00Z';
const CORE = 'acme/core';
const INTAKE = 'a secret of a journey';
const CONFIG = `version: 1
mode: act
starters: [{ repository: starter-ts, workflow: ci.yml }]
signals: { adopters_file: ADOPTERS.md }
`;

type App = Awaited<ReturnType<Sandboxed['start']>>;

describeOnEngines('beyond threads', (on) => {
  let world: Sandboxed;
  let app: App;

  beforeEach(async () => {
    world = await sandboxed(on.store, BEGUN, {
      INTAKE_SECRET: INTAKE,
      WRITES_PER_MINUTE: '10000',
      WRITE_GAP_MS: '1',
    });
    const { people } = world.sandbox;
    people.createOrganization({ login: 'acme', owner: 'olga' });
    people.createRepository({ owner: 'acme', name: '.github', files: { '.github/fullcircle.yml': CONFIG } });
    people.createRepository({ owner: 'acme', name: 'core', files: { 'ADOPTERS.md': '- Acme\n' } });
    people.createRepository({ owner: 'acme', name: 'starter-ts' });
    people.install('acme');
    app = await world.start();
    await settle();
  });

  afterEach(async () => {
    await world.close();
    expect(world.sandbox.problems).toEqual([]);
  });

  const settle = () => world.settleWell(app);

  async function installation(): Promise<number> {
    const [row] = await on.store.operator.installations();
    if (row === undefined) throw new Error('not installed');
    return row.id;
  }

  async function record(visible: readonly number[] | null = null) {
    world.pass();
    const tenant = on.store.forInstallation(await installation());
    return tenant.record({ asOf: world.clock.now(), visible, audience: 'external' });
  }

  async function send(signal: object, query = ''): Promise<number> {
    const id = await installation();
    const body = JSON.stringify(signal);
    const timestamp = String(Math.floor(world.clock.now().getTime() / 1000));
    const key = Buffer.from(intakeSecret(INTAKE, id).slice('whsec_'.length), 'base64');
    const signature = createHmac('sha256', key).update(`m.${timestamp}.${body}`).digest('base64');
    const base = new URL(world.sandbox.webhooks.url ?? '').origin;
    const { status } = await fetch(`${base}/api/signals/${id}${query}`, {
      method: 'POST',
      body,
      headers: { 'webhook-id': 'm', 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` },
    });
    return status;
  }

  /** Runs of the starter, one a day, each some minutes long. */
  function runs(...minutes: number[]): void {
    for (const each of minutes) {
      const startedAt = world.clock.now();
      world.pass(each);
      world.sandbox.people.runWorkflow('acme/starter-ts', {
        workflow: 'ci.yml',
        conclusion: 'success',
        startedAt,
      });
      world.pass(24 * 60);
    }
  }

  describe('starters', () => {
    it('are measured by what runs by schedule, each run once', async () => {
      runs(4, 5, 6, 7, 30);
      const { people } = world.sandbox;
      const startedAt = world.clock.now();
      world.pass(90);
      people.runWorkflow('acme/starter-ts', {
        workflow: 'ci.yml',
        conclusion: 'success',
        event: 'push',
        startedAt,
      });
      people.runWorkflow('acme/starter-ts', { workflow: 'lint.yml', conclusion: 'success', startedAt });
      people.runWorkflow(CORE, { workflow: 'ci.yml', conclusion: 'failure', startedAt });
      await settle();
      // GitHub tells everything again.
      for (const { id } of [...world.sandbox.webhooks.deliveries()]) await world.sandbox.webhooks.deliver(id);
      await settle();
      const known = await record();
      expect(known.runs?.map(({ trigger }) => trigger)).toEqual([...Array(5).fill('schedule'), 'push']);
      const settings = { ...SETTINGS, starters: [{ repository: 'starter-ts', workflow: 'ci.yml' }] };
      const rows = metricRows(measure(known, settings));
      const of = (wanted: string) => rows.find(({ id }) => id === wanted);
      expect(of('onboarding.ttfs.machine.p50')).toMatchObject({ value: 6, n: 5 });
    });
  });

  describe('adopters', () => {
    it('are counted when their rows are merged', async () => {
      const { people } = world.sandbox;
      world.pass(60);
      const pull = people.openPullRequest({
        repo: CORE,
        author: 'globex-gil',
        title: 'Add Globex',
        body: 'We use it.',
        files: { 'ADOPTERS.md': '- Acme\n- Globex\n' },
      });
      await settle();
      expect((await record()).adopters).toEqual([]);
      world.pass(60);
      const mergedAt = world.clock.now();
      people.mergePullRequest(pull, { by: 'olga', method: 'squash' });
      world.pass(60);
      people.push({
        repo: CORE,
        author: 'olga',
        message: 'Sort',
        files: { 'ADOPTERS.md': '- Globex\n- Acme\n' },
      });
      await settle();
      // GitHub tells the moment of a push in whole seconds.
      mergedAt.setMilliseconds(0);
      expect((await record()).adopters).toEqual([{ name: 'Globex', at: mergedAt }]);
    });
  });

  describe('signals', () => {
    const stack = [
      '```',
      "TypeError: Cannot read properties of undefined (reading 'refreshToken')",
      '    at SessionStore.renew (src/session/store.ts:118:22)',
      '    at LoginGate.open (src/session/gate.ts:41:9)',
      '```',
    ].join('\n');

    it('count as reports of the problem that they are certainly about, and write nothing', async () => {
      const { people } = world.sandbox;
      const issue = people.openIssue({
        repo: CORE,
        author: 'mira',
        title: 'Session renewal crashes: Cannot read properties of undefined (reading refreshToken)',
        body: `Since acme-core 3.2.1 renewing a session crashes in SessionStore.renew.\n\n${stack}`,
      });
      await settle();
      world.pass(60);
      const calls = world.calls.filter(({ method }) => method !== 'GET').length;
      const ticket = {
        id: 77,
        subject: 'Session renewal crashes: Cannot read properties of undefined (reading refreshToken)',
        description: `With acme-core 3.2.1 renewing a session crashes in SessionStore.renew.\n\n${stack}`,
        requester_id: 5,
        created_at: world.clock.now().toISOString(),
      };
      expect(await send(ticket, '?from=zendesk')).toBe(202);
      await settle();
      expect(await send(ticket, '?from=zendesk')).toBe(200);
      await settle();
      const { threads } = await record();
      const [own, other] = threads;
      expect(threads).toHaveLength(2);
      expect(own).toMatchObject({ number: issue.number, channel: 'github' });
      expect(other).toMatchObject({ channel: 'zendesk', clusterId: own?.clusterId, kind: 'bug' });
      expect(own?.clusterId).not.toBeNull();
      expect(world.calls.filter(({ method }) => method !== 'GET')).toHaveLength(calls);
      // A ticket is private: where everybody reads it does not count.
      expect((await record([own?.repositoryId ?? 0])).threads).toHaveLength(1);
    });

    it('feed the figures of first success and of real use', async () => {
      for (const [index, minutes] of [5, 8, 12, 20, 45].entries()) {
        const at = world.clock.now().toISOString();
        const sent = {
          source: 'cli',
          id: `f${index}`,
          type: 'first_success',
          authorKey: `u${index}`,
          at,
          minutes,
        };
        expect(await send(sent)).toBe(202);
      }
      const at = world.clock.now().toISOString();
      expect(await send({ source: 'cli', id: 'd1', type: 'deploy', authorKey: 'u1', at })).toBe(202);
      expect(await send({ source: 'cli', id: 'd2', type: 'deploy', authorKey: 'u1', at })).toBe(202);
      await settle();
      const known = await record();
      expect(known.signals?.filter(({ type }) => type === 'deploy')).toHaveLength(2);
      const rows = metricRows(measure(known, SETTINGS));
      const of = (wanted: string) => rows.find(({ id }) => id === wanted);
      expect(of('onboarding.ttfs.declared.p50')).toMatchObject({ value: 12, n: 5 });
    });
  });
});
