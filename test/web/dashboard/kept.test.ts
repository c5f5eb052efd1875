import { describe, expect, it } from 'vitest';
import { resolveSettings } from '../../../src/config/resolve.ts';
import { insightOf } from '../../../src/web/dashboard/insight.ts';
import { createKept, StillWorking } from '../../../src/web/dashboard/kept.ts';
import { AS_OF, project } from '../../loop/record/project.ts';

const SETTINGS = resolveSettings({ organizationFile: null, repositoryFile: null, single: true });

/** Figures that come when they are let through. */
function worker() {
  const asked: { installationId: number; visible: readonly number[] }[] = [];
  let fails = false;
  let held: Promise<void> = Promise.resolve();
  return {
    async of(installationId: number, visible: readonly number[]) {
      asked.push({ installationId, visible });
      await held;
      if (fails) throw new Error('the database is away');
      return insightOf(project(), SETTINGS);
    },
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
  it('are worked out once for the same repositories, in whatever order they are named', async () => {
    const figures = worker();
    const own = createKept(figures.of);
    const first = await own.of(7, [12, 13]);
    expect(await own.of(7, [13, 12])).toBe(first);
    expect(figures.asked).toHaveLength(1);
  });

  it('are others for other repositories and other installations', async () => {
    const figures = worker();
    const own = createKept(figures.of);
    await own.of(7, [12]);
    await own.of(7, [12, 13]);
    await own.of(8, [12]);
    await own.of(8, [12], [13]);
    expect(figures.asked).toEqual([
      { installationId: 7, visible: [12] },
      { installationId: 7, visible: [12, 13] },
      { installationId: 8, visible: [12] },
      { installationId: 8, visible: [12] },
    ]);
  });

  it('that take long are not waited for, and are there afterwards', async () => {
    const figures = worker();
    const letGo = figures.hold();
    const own = createKept(figures.of);
    await expect(own.of(7, [12])).rejects.toThrow(StillWorking);
    letGo();
    expect((await own.of(7, [12])).trends).toHaveLength(5);
    expect(figures.asked).toHaveLength(1);
  });

  it('that failed are tried again', async () => {
    const figures = worker();
    const own = createKept(figures.of);
    figures.fail(true);
    await expect(own.of(7, [12])).rejects.toThrow('away');
    figures.fail(false);
    expect((await own.of(7, [12])).measures.asOf).toEqual(AS_OF);
  });
});
