import { afterEach, beforeEach, expect, it } from 'vitest';
import { measure } from '../../src/loop/measure.ts';
import type { Measured } from '../../src/loop/measured.ts';
import { SETTINGS } from '../loop/record/project.ts';
import { describeOnEngines } from '../store/engines.ts';
import { type Sandboxed, sandboxed } from './sandboxed.ts';

/** A platform inside a company: whoever uses it may write to its repository, and is its community all the same. */

const BEGUN = '2026-03-02T09:00:00Z';
const MONDAY = '2026-03-09T09:00:00Z';
const CORE = 'acme/core';
const COLLEAGUES = ['mira', 'kenji', 'lars', 'ada', 'nia', 'omar'];

describeOnEngines('inside a company', (on) => {
  let world: Sandboxed;

  beforeEach(async () => {
    world = await sandboxed(on.store, BEGUN, { WRITES_PER_MINUTE: '10000', WRITE_GAP_MS: '1' });
    const { people } = world.sandbox;
    people.createOrganization({ login: 'acme', owner: 'olga' });
    people.createRepository({ owner: 'acme', name: 'core' });
    people.team('acme', 'platform', ['theo']);
    people.team('acme', 'shop', COLLEAGUES);
    for (const login of ['theo', ...COLLEAGUES]) people.setPermission(login, CORE, 'write');
  });

  afterEach(async () => {
    await world.close();
    expect(world.sandbox.problems).toEqual([]);
  });

  /** Each colleague asks something; the platform's team answers all, one colleague answers two. */
  async function ask(config: string) {
    const { people } = world.sandbox;
    people.push({
      repo: CORE,
      author: 'olga',
      message: 'Configure',
      files: { '.github/fullcircle.yml': `version: 1\nmode: act\n${config}` },
    });
    people.install('acme');
    const app = await world.start();
    await world.settle(app);
    for (const author of COLLEAGUES) {
      world.pass();
      const issue = people.openIssue({
        repo: CORE,
        author,
        title: `How do I open the gate of ${author}?`,
        body: `Is there a way to open the gate of ${author} from our service?`,
      });
      world.pass();
      if (author === 'mira' || author === 'lars')
        people.comment(issue, { author: 'nia', body: 'Use `open()`.' });
      world.pass();
      people.comment(issue, { author: 'theo', body: 'Please see the page about gates.' });
    }
    await world.settle(app);
    world.clock.advanceTo(new Date(MONDAY));
    await world.settle(app);
    return app;
  }

  async function known(audience: 'internal' | 'external') {
    const [row] = await on.store.operator.installations();
    const tenant = on.store.forInstallation(row?.id ?? 0);
    return tenant.record({ asOf: world.clock.now(), visible: null, audience });
  }

  function values(measured: readonly Measured[], id: string): (number | null)[] {
    return measured.filter((each) => each.id === id).map(({ metric }) => metric.value);
  }

  function weekly() {
    return Object.values(world.sandbox.state()[CORE]?.threads ?? {}).filter(({ title }) =>
      title.startsWith('Feedback triage: '),
    );
  }

  it('colleagues of other teams are the community, and only the configured team is staff', async () => {
    await ask('audience: internal\nstaff: { teams: [platform] }\n');
    const record = await known('internal');
    const roles = record.threads.map(({ author }) => author.role);
    expect(roles.filter((role) => role === 'community')).toHaveLength(COLLEAGUES.length);
    expect(record.rolesInferred).toBe(0);
    const measures = measure(record, { ...SETTINGS, audience: 'internal' });
    // Of six first answers the team gave four; counting colleagues as staff would make it six.
    expect(
      values(measures.stages.flatMap(({ metrics }) => metrics).concat(measures.health), 'peer.staff-first'),
    ).toEqual([expect.closeTo(4 / 6, 5)]);
    expect(weekly().map(({ body }) => body)).toEqual([
      expect.stringContaining(`**${COLLEAGUES.length} threads by the community**`),
    ]);
  });

  it('nobody is staff by mere write permission, as everybody outside would be', async () => {
    await ask('audience: internal\n');
    const inside = await known('internal');
    expect(
      new Set(inside.threads.filter(({ author }) => author.role !== 'bot').map(({ author }) => author.role)),
    ).toEqual(new Set(['community']));
    const outside = await known('external');
    expect(outside.threads.filter(({ author }) => author.role === 'community')).toEqual([]);
  });
});
