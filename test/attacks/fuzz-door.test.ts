import { expect, it } from 'vitest';
import { createInboxWorker } from '../../src/pipeline/worker.ts';
import { processDelivery } from '../../src/pipeline.ts';
import { HANDLED_EVENTS } from '../../src/receive/events.ts';
import { installed, listed, SetClock, ToldSource } from '../pipeline/on-store.ts';
import { examplesOf, type Payload } from '../receive/payloads.ts';
import { describeOnEngines } from '../store/engines.ts';
import { at } from '../store/samples.ts';
import { memoryLog, NOW, post, startEdge } from '../web/edge.ts';
import { damaged, oneOf, randomOf } from './mutate.ts';

/** Damaged payloads on the whole way in: the door, the inbox, the worker and the database. */

const RUNS = 200;
/** Also on a busy machine. */
const LIMIT_MS = 600_000;

const SOURCES = HANDLED_EVENTS.flatMap((name) => examplesOf(name).map((payload) => ({ name, payload })));

/** What GitHub could send of the installation and the repository that are there, with some places damaged. */
function bodyOf(payload: Payload, random: () => number): string {
  const copy: Payload = { ...payload, installation: { id: 7 } };
  if (typeof copy.repository === 'object' && copy.repository !== null)
    copy.repository = { ...copy.repository, id: 12 };
  const text = JSON.stringify(damaged(copy, 1 + Math.floor(random() * 4), random));
  return random() < 0.03 ? text.slice(0, Math.floor(random() * 4_000)) : text;
}

describeOnEngines('damaged payloads that are signed', (on) => {
  it(`${RUNS} of them are refused at the door, done, or end with a named reason`, {
    timeout: LIMIT_MS,
  }, async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown) => void unhandled.push(reason);
    process.on('unhandledRejection', note);
    try {
      await installed(on.store, [listed(12)], { installedAt: at(-900) });
      const edge = await startEdge(on.store.inbox);
      const answered = new Map<number, number>();
      for (let seed = 1; seed <= RUNS; seed += 1) {
        const random = randomOf(seed);
        const { name, payload } = oneOf(SOURCES, random);
        const body = bodyOf(payload, random);
        const answer = await post(edge, body, {
          'x-github-event': name,
          'x-github-delivery': `seed-${seed}`,
        });
        expect([202, 400], `seed ${seed}`).toContain(answer.status);
        expect(await answer.text(), `seed ${seed}`).toMatch(/\S/);
        answered.set(answer.status, (answered.get(answer.status) ?? 0) + 1);
      }
      expect(answered.get(202)).toBeGreaterThan(RUNS / 2);
      await carryAll();

      const all = await on.store.inbox.list({ limit: RUNS });
      expect(all).toHaveLength(answered.get(202) ?? 0);
      const unnamed = all.filter(({ state, error }) => !isNamed(state, error));
      expect(unnamed.map(({ id, name, state, error }) => `${id} ${name} ${state}: ${error}`)).toEqual([]);
      for (const state of ['done', 'ignored', 'dead'])
        expect(
          all.some((each) => each.state === state),
          state,
        ).toBe(true);
      expect(unhandled).toEqual([]);
    } finally {
      process.off('unhandledRejection', note);
    }
  });

  /** Done; ignored for a reason; or refused, with the event, the place and what is wrong there. */
  function isNamed(state: string, error: string | null): boolean {
    if (state === 'done') return true;
    if (state === 'ignored') return /\S/.test(error ?? '');
    return state === 'dead' && /^[a-z_]+(\.[^:]{1,200})?: \S/.test(error ?? '');
  }

  /** Until nothing waits any more, for later attempts neither. */
  async function carryAll(): Promise<void> {
    const clock = new SetClock(NOW);
    const source = new ToldSource();
    const worker = createInboxWorker({
      store: on.store,
      process: (claim) => processDelivery(claim, { store: on.store, source, clock }),
      clock,
      wait: async () => undefined,
      resumeAt: () => null,
      log: memoryLog().log,
      name: 'w',
    });
    for (;;) {
      while ((await worker.step()) > 0);
      const { nextDueAt } = await on.store.inbox.counts(clock.now());
      if (nextDueAt === null) return;
      clock.set(nextDueAt);
    }
  }
});
