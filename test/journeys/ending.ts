import { expect } from 'vitest';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { openStore } from '../../src/store/open-store.ts';

/** How a run ended, without what may differ between two runs that nobody could tell apart. */

/** GitHub without the order in which the app's own comments came. */
export function onGitHub(sandbox: Sandbox): unknown {
  return Object.fromEntries(
    Object.entries(sandbox.state()).map(([name, repository]) => [
      name,
      {
        ...repository,
        threads: Object.fromEntries(
          Object.entries(repository.threads).map(([number, thread]) => [
            number,
            { ...thread, comments: thread.comments.map((each) => JSON.stringify(each)).sort() },
          ]),
        ),
      },
    ]),
  );
}

/**
 * What the app knows of each thread, without what follows from the moment at which it was told. Fails where a delivery
 * that was sent is not known, or not worked off.
 */
export async function inStore(
  place: { databaseUrl: string | null; dataDir: string },
  sandbox: Sandbox,
): Promise<unknown> {
  const store = await openStore({ ...place, applicationName: 'journey', startedAt: new Date() });
  try {
    const rows: unknown[] = [];
    for (const repository of sandbox.world.repositories) {
      const installation = sandbox.world.installationOf(repository.owner);
      const tenant = store.forInstallation(installation?.id ?? 0);
      for (const number of repository.threads.keys()) {
        const ref = { repositoryId: repository.id, number };
        const { item, judgements, commands, posts } = await tenant.thread(ref);
        if (item === null) throw new Error(`thread ${number} of ${repository.name} is not known`);
        // A label that came and went meanwhile leaves its time behind.
        const { updatedAt: _, ...snapshot } = item.snapshot;
        const { authorRole, stage, stageSource, origin, observation } = item;
        rows.push({
          ref,
          known: { snapshot, authorRole, stage, stageSource, origin, guess: observation.guess },
          judgements: judgements.map(({ key }) => key).sort(),
          commands: commands.map(({ key, triage, at }) => `${key} ${triage} ${at.toISOString()}`).sort(),
          // Of a label that a human put as well, it depends on who was first whose it is.
          there: posts
            .filter(({ wanted, slot }) => wanted === 'present' && !slot.startsWith('label:'))
            .map(({ slot, state }) => `${slot} ${state}`)
            .sort(),
        });
      }
    }
    for (const state of ['dead', 'pending', 'claimed'] as const)
      expect(await store.inbox.list({ state, limit: 10 })).toEqual([]);
    const sent = sandbox.webhooks.deliveries().map(({ guid }) => guid);
    const known = await store.inbox.known(sent);
    expect(sent.filter((id) => !known.has(id))).toEqual([]);
    return rows;
  } finally {
    await store.close();
  }
}
