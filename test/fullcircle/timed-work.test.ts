import { expect, it } from 'vitest';
import { createTimedWork } from '../../src/fullcircle/timed-work.ts';
import { Unauthorised } from '../../src/github/errors.ts';
import { createLog } from '../../src/web/log.ts';
import { installed, listed, onStore, ToldSource } from '../pipeline/on-store.ts';
import { at, DAY_S, delivery, NOW } from '../store/samples.ts';

const on = onStore();

it('deletes what is past its time though GitHub gives no list of installations', async () => {
  await installed(on.store, [listed(12)]);
  await on.store.inbox.put(delivery('a'));
  const [claim] = await on.store.inbox.claim({ worker: 'w', now: NOW, leaseMs: 1, limit: 1 });
  if (claim === undefined) throw new Error('nothing came');
  await on.store.inbox.settle(claim, 'done', null, NOW);
  const source = new ToldSource();
  source.installations = () => Promise.reject(new Unauthorised('who?', 401, null));
  const nobody = () => Promise.reject(new Unauthorised('who?', 401, null));
  const github = { read: nobody, query: nobody, write: nobody, mutate: nobody };
  const ran: string[] = [];
  const timed = createTimedWork({
    store: on.store,
    source,
    clock: { now: () => at(91 * DAY_S), wait: async () => undefined },
    log: createLog({ level: 'fatal', format: 'json' }),
    clients: { app: github, forInstallation: () => github },
    measured: {
      async job(name, work) {
        const done = await work();
        ran.push(name);
        return done;
      },
      matching: () => undefined,
    },
    onHandedIn: () => undefined,
  });
  await timed.step();
  expect(ran).toEqual(['upkeep']);
  expect(await on.store.inbox.list({ limit: 9 })).toEqual([]);
});
