import { expect, it } from 'vitest';
import { sandboxed } from '../journeys/sandboxed.ts';
import { describeOnEngines } from '../store/engines.ts';

/** Issues that are opened at once in one organisation: carried eight by eight, those before any other take five steps. */
const FLOOD = 40;

/** One claims it; after that, each sends one effect of an organisation, by turns. */
const STEPS_MAX = 4;

describeOnEngines('a flood in one organisation', (on) => {
  it('does not hold up an issue of another', async () => {
    const world = await sandboxed(on.store, '2026-03-02T09:00:00Z', {
      WRITES_PER_MINUTE: '10000',
      WRITE_GAP_MS: '1',
    });
    const { people } = world.sandbox;
    for (const owner of ['acme', 'quiet']) {
      people.createOrganization({ login: owner });
      const files = { '.github/fullcircle.yml': 'version: 1\nmode: act\n' };
      people.createRepository({ owner, name: '.github', files });
      people.createRepository({ owner, name: 'core' });
      people.install(owner);
    }
    const app = await world.start();
    await world.settleWell(app);

    const open = (repo: string, n: number) =>
      people.openIssue({
        repo,
        author: 'mira',
        title: `Crash ${n} since upgrading to 3.2`,
        body: 'It worked in 3.1.',
      });
    // The labels are made with the first issue.
    for (const owner of ['acme', 'quiet']) open(`${owner}/core`, 0);
    await world.settleWell(app);

    for (let n = 1; n <= FLOOD; n += 1) open('acme/core', n);
    const single = open('quiet/core', 1);
    await world.sandbox.settled();
    const labels = () => world.sandbox.state()['quiet/core']?.threads[single.number]?.labels ?? [];
    let steps = 0;
    for (; labels().length === 0; steps += 1) {
      expect(steps).toBeLessThan(STEPS_MAX);
      await app.step();
    }
    const { byState } = await on.store.inbox.backlog(world.clock.now());
    expect(byState.pending).toBeGreaterThan(0);
    await world.close();
  }, 240_000);
});
