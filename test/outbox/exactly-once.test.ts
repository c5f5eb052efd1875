import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Effect } from '../../src/loop/effect.ts';
import type { OpenStore } from '../../src/store/open-store.ts';
import { Bench, openTestStore } from './bench.ts';
import { comment, label, labels } from './effects.ts';
import type { Fault } from './github-model.ts';

let store: OpenStore;

beforeAll(async () => {
  store = await openTestStore();
});
afterAll(() => store.close());

const LIMITS = { perMinute: 6, perHour: 60, gapMs: 1_000 };
const THREADS = 4;

const fault = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Fault>('ok') },
  { weight: 4, arbitrary: fc.constantFrom<Fault>('lost', 'unavailable', 'limited', 'crash', 'crash after') },
);
const number = fc.integer({ min: 1, max: THREADS });
const priority = fc.constantFrom<Effect['priority']>('answer', 'normal', 'reply', 'bulk');
const wish = fc.oneof(
  fc.record({ number, words: fc.constantFrom('one', 'two', 'three'), priority }),
  fc.record({ number, words: fc.constant(null), priority }),
);
/** Some wishes at once, then some steps before the next ones come. */
const burst = fc.record({ wishes: fc.array(wish, { minLength: 1, maxLength: 5 }), steps: fc.nat(4) });

test('whatever is lost, refused or cut off: each slot ends with exactly one, within every budget', async () => {
  const story = fc.record({
    bursts: fc.array(burst, { minLength: 1, maxLength: 4 }),
    faults: fc.array(fault, { maxLength: 12 }),
    latencyMs: fc.constantFrom(0, 300, 4_000),
  });
  await fc.assert(
    fc.asyncProperty(story, async ({ bursts, faults, latencyMs }) => {
      const bench = new Bench(store, { limits: LIMITS });
      const { github } = bench;
      github.faults.push(...faults);
      github.latencyMs = latencyMs;
      const words = new Map<number, string>();
      const labelled = new Set<number>();
      for (const { wishes, steps } of bursts) {
        const effects = wishes.flatMap((each): Effect[] => {
          if (each.words === null) {
            labelled.add(each.number);
            return [labels(), { ...label(each.number), priority: each.priority }];
          }
          words.set(each.number, each.words);
          return [comment(each.number, each.words, each.priority)];
        });
        await bench.want(...effects);
        for (let step = 0; step < steps; step++) await bench.step();
      }
      await bench.drain();

      for (let thread = 1; thread <= THREADS; thread++) {
        const said = words.get(thread);
        const bodies = (github.comments.get(thread) ?? []).map(({ body }) => body);
        expect(bodies).toEqual(said === undefined ? [] : [comment(thread, said).body]);
        const events = github.events.get(thread) ?? [];
        expect(events.length).toBe(labelled.has(thread) ? 1 : 0);
      }
      if (labelled.size > 0)
        expect([...github.labels].sort()).toEqual(['stage: adoption', 'stage: retention']);
      expect((await bench.states()).filter((state) => state.includes('failed'))).toEqual([]);
      expectWithinBudget(github.writesAt);
      await store.operator.purge(bench.installationId);
    }),
    { numRuns: 12, interruptAfterTimeLimit: 45_000 },
  );
});

function expectWithinBudget(writesAt: readonly number[]): void {
  writesAt.forEach((at, index) => {
    const within = (ms: number) => writesAt.filter((other) => other > at - ms && other <= at).length;
    expect(within(60_000)).toBeLessThanOrEqual(LIMITS.perMinute);
    expect(within(3_600_000)).toBeLessThanOrEqual(LIMITS.perHour);
    const before = writesAt[index - 1];
    if (before !== undefined) expect(at - before).toBeGreaterThanOrEqual(LIMITS.gapMs);
  });
}
