import { describe, expect, it } from 'vitest';
import type { InstallationStore } from '../../../src/store/store.ts';
import { createInsights, StillWorking } from '../../../src/web/dashboard/insights.ts';
import { AS_OF, project } from '../../loop/record/project.ts';

/** A tenant whose record comes when it is let through. */
function tenant(installationId = 7) {
  const asked: (readonly number[] | null)[] = [];
  let fails = false;
  let held: Promise<void> = Promise.resolve();
  // Only what the figures read.
  const store = {
    installationId,
    row: async () => null,
    repositories: async () => [],
    async record({ visible }: { visible: readonly number[] | null }) {
      asked.push(visible);
      await held;
      if (fails) throw new Error('the database is away');
      return project();
    },
  } as unknown as InstallationStore;
  return {
    store,
    asked,
    fail: (now: boolean) => {
      fails = now;
    },
    hold() {
      let letGo = () => {};
      held = new Promise((resolve) => {
        letGo = resolve;
      });
      return letGo;
    },
  };
}

describe('figures', () => {
  const insights = () => createInsights({ now: () => AS_OF });

  it('are worked out once for the same repositories, in whatever order they are named', async () => {
    const { store, asked } = tenant();
    const own = insights();
    const first = await own.of(store, [12, 13]);
    expect(await own.of(store, [13, 12])).toBe(first);
    expect(asked).toHaveLength(1);
  });

  it('are others for other repositories and other installations', async () => {
    const [one, other] = [tenant(), tenant(8)];
    const own = insights();
    await own.of(one.store, [12]);
    await own.of(one.store, [12, 13]);
    await own.of(other.store, [12]);
    expect(one.asked).toEqual([[12], [12, 13]]);
    expect(other.asked).toEqual([[12]]);
  });

  it('that take long are not waited for, and are there afterwards', async () => {
    const { store, asked, hold } = tenant();
    const letGo = hold();
    const own = insights();
    await expect(own.of(store, [12])).rejects.toThrow(StillWorking);
    letGo();
    expect((await own.of(store, [12])).trends).toHaveLength(5);
    expect(asked).toHaveLength(1);
  });

  it('that failed are tried again', async () => {
    const { store, fail } = tenant();
    const own = insights();
    fail(true);
    await expect(own.of(store, [12])).rejects.toThrow('away');
    fail(false);
    expect((await own.of(store, [12])).measures.asOf).toEqual(AS_OF);
  });
});
