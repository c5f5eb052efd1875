import { afterEach, beforeEach, expect, it } from 'vitest';
import { type ModelServer, saying, startModelServer } from '../judge/model-server.ts';
import { describeOnEngines } from '../store/engines.ts';
import { type Sandboxed, sandboxed } from './sandboxed.ts';

/** A language model that the operator has set up: what it sees, what follows from its words, and what when it is away. */

const BEGUN = '2026-03-02T09:00:00Z';
const MINUTE_MS = 60_000;
const CRASH = {
  title: 'Regression: crashes since upgrading to 3.2',
  body: 'After upgrading from 3.1 to 3.2 our build, which used to work for months, crashes again.',
};
const SECRET = {
  title: 'Regression: the Aurora contract crashes since upgrading to 3.2',
  body: 'After upgrading from 3.1 to 3.2 the build of project Aurora, which used to work, crashes again.',
};

describeOnEngines('a language model', (on) => {
  let world: Sandboxed;
  let model: ModelServer;

  beforeEach(async () => {
    model = await startModelServer();
    world = await sandboxed(on.store, BEGUN, { JUDGE_URL: model.url, JUDGE_MODEL: 'small-model' });
    const { people } = world.sandbox;
    people.createOrganization({ login: 'acme', owner: 'olga' });
    people.createRepository({ owner: 'acme', name: 'core' });
    people.createRepository({ owner: 'acme', name: 'vault', private: true });
    people.setPermission('mira', 'acme/vault', 'read');
  });

  afterEach(async () => {
    await world.close();
    await model.close();
    expect(world.sandbox.problems).toEqual([]);
  });

  async function begin(judge: string) {
    const { people } = world.sandbox;
    const config = `version: 1\nmode: act\njudge: ${judge}\n`;
    people.createRepository({ owner: 'acme', name: '.github', files: { '.github/fullcircle.yml': config } });
    people.install('acme');
    const app = await world.start();
    await world.settle(app);
    world.clock.advanceTo(new Date(world.clock.now().getTime() + MINUTE_MS));
    return app;
  }

  const open = (name: string, text: { title: string; body: string }) =>
    world.sandbox.people.openIssue({ repo: `acme/${name}`, author: 'mira', ...text }).number;
  const labels = (name: string, number: number) =>
    world.sandbox.state()[`acme/${name}`]?.threads[number]?.labels;

  it('vetoes a label, sees nothing private, and is not asked again when deliveries come again', async () => {
    model.answer = saying('{"answer": "adoption"}');
    const app = await begin('public');
    const [crash, secret] = [open('core', CRASH), open('vault', SECRET)];
    await world.settle(app);
    expect(labels('core', crash)).toEqual([]);
    expect(labels('vault', secret)).toEqual(['stage: retention']);
    expect(model.heard).toHaveLength(1);
    expect(model.heard[0]?.body).toContain(CRASH.title);
    expect(model.heard.map(({ body }) => body).join()).not.toContain('Aurora');

    const deliveries = await on.store.inbox.list({ state: 'done', limit: 100 });
    const again = await on.store.inbox.replay({ ids: deliveries.map(({ id }) => id) }, world.clock.now());
    expect(again).toBeGreaterThan(1);
    await world.settle(app);
    expect(model.heard).toHaveLength(1);
    expect(labels('core', crash)).toEqual([]);
  });

  it('sees private threads where the config says all, and changes nothing while it is away', async () => {
    model.answer = (response) => response.writeHead(503).end();
    const app = await begin('all');
    const [crash, secret] = [open('core', CRASH), open('vault', SECRET)];
    await world.settle(app);
    expect(model.heard).toHaveLength(2);
    expect(model.heard.map(({ body }) => body).join()).toContain('Aurora');
    expect(labels('core', crash)).toEqual(['stage: retention']);
    expect(labels('vault', secret)).toEqual(['stage: retention']);
  });

  it('is asked nothing where no config says so', async () => {
    const app = await begin('off');
    open('core', CRASH);
    await world.settle(app);
    expect(model.heard).toEqual([]);
  });
});
