import { expect, it, vi } from 'vitest';
import { PermissionMissing } from '../../src/github/errors.ts';
import type { GitHub } from '../../src/github/github.ts';
import { createCatchingUp } from '../../src/pipeline/catching-up.ts';
import { nextNight } from '../../src/pipeline/reconcile.ts';
import { NOW } from '../store/samples.ts';
import { apply, installed, listed, onStore, SetClock, ToldSource } from './on-store.ts';

const on = onStore();

/** Of installation 7 GitHub gives no list of repositories, but this. */
function parts(source: ToldSource, clock = new SetClock()) {
  const ran: string[] = [];
  const warned: object[] = [];
  const github: GitHub = {
    read: async () => ({ status: 200, headers: {}, data: [] }) as never,
    query: async () => ({ nodes: [] }),
    write: () => Promise.reject(new Error('nothing is written')),
    mutate: () => Promise.reject(new Error('nothing is written')),
  };
  const catchingUp = createCatchingUp({
    store: on.store,
    source,
    app: github,
    clientFor: () => github,
    clock: { now: () => clock.now(), wait: () => new Promise((resolve) => setTimeout(resolve, 1)) },
    log: { info: () => undefined, warn: (words: object) => void warned.push(words) },
    async job(name, work) {
      try {
        const done = await work();
        ran.push(`${name} done`);
        return done;
      } catch (error) {
        ran.push(`${name} failed`);
        throw error;
      }
    },
    onHandedIn: () => undefined,
  });
  return { catchingUp, ran, warned };
}

class Without7 extends ToldSource {
  readonly answer: () => Promise<never>;

  constructor(answer: () => Promise<never>) {
    super();
    this.answer = answer;
  }

  override async repositories(installationId = 0) {
    return installationId === 7 ? this.answer() : [listed(13)];
  }
}

async function installedBoth(): Promise<void> {
  await installed(on.store, [listed(12)]);
  await installed(on.store, [listed(13)], { installationId: 8 });
}

it('reads the history of others where that of one fails in a way that nobody expected', async () => {
  await installedBoth();
  await apply(on.store, [{ type: 'repositories.stale', at: NOW }]);
  const mistake = new TypeError('an answer that nobody expected');
  const { catchingUp, ran, warned } = parts(new Without7(() => Promise.reject(mistake)));
  await catchingUp.step();
  expect(await on.store.forInstallation(7).backfill.rows()).toEqual([]);
  expect(await on.store.forInstallation(8).backfill.rows()).toHaveLength(3);
  expect(ran).toEqual(expect.arrayContaining(['backfill failed', 'backfill done']));
  expect(warned).toContainEqual({ installation: 7, err: mistake });
});

it('notes of each installation whether it was compared', async () => {
  await installedBoth();
  const clock = new SetClock();
  const refused = new PermissionMissing('no', 403, null, null);
  const { catchingUp, ran } = parts(new Without7(() => Promise.reject(refused)), clock);
  await catchingUp.step();
  expect(ran.filter((each) => each.startsWith('reconcile'))).toEqual([]);
  expect(ran).toContain('catchup done');
  expect(ran.filter((each) => each === 'reactions done')).toHaveLength(2);
  clock.set(new Date(nextNight(NOW, 8).getTime() + 1_000));
  await catchingUp.step();
  expect(ran.filter((each) => each.startsWith('reconcile')).sort()).toEqual([
    'reconcile done',
    'reconcile failed',
  ]);
});

it('asks whose night has come while one is still being compared', async () => {
  await installedBoth();
  const clock = new SetClock();
  let isAsked = () => undefined;
  const asked = new Promise<undefined>((resolve) => {
    isAsked = () => void resolve(undefined);
  });
  const source = new Without7(() => {
    isAsked();
    return new Promise(() => undefined);
  });
  const { catchingUp, ran } = parts(source, clock);
  await catchingUp.step();
  // The night of 7 comes a minute before that of 8, and goes on and on.
  clock.set(nextNight(NOW, 7));
  const stop = new AbortController();
  const running = catchingUp.run(stop.signal);
  await asked;
  clock.set(new Date(nextNight(NOW, 8).getTime() + 5 * 60_000));
  await vi.waitFor(() => expect(ran).toContain('reconcile done'), { timeout: 60_000 });
  stop.abort();
  await running;
});
