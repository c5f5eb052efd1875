import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenStore } from '../../src/store/open-store.ts';
import { BUGS } from './bugs.ts';
import { openSimulated } from './engine.ts';
import { planOf } from './plan.ts';
import { simulate } from './simulation.ts';

/** So many seeds run in CI: among them every mistake must show. */
const SEEDS = 200;
/** Far more than a seed takes, where the machine has much else to do. */
const SEED_MS = 30_000;

let store: OpenStore;
beforeAll(async () => {
  store = await openSimulated();
});
afterAll(() => store.close());

/** What each mistake looks like from outside. */
const SHOWS: Record<keyof typeof BUGS, RegExp> = {
  'no marker look-up': /has \d+ times|is on .+ and /,
  'a lease too short': /lost its lease|two processes write at once|has \d times/,
  'done before outbox': /has nothing for|a human said|weekly issues/,
  'no order per thread': /before one that came earlier/,
  'visibility unchecked': /shows something private/,
  'old lists believed': /is not known as it is/,
  'a notice is dropped': /has no notice/,
};

/** Seeds that find them, tried first to save time; should one miss after a change, all others are tried. */
const FIRST: Record<keyof typeof BUGS, number> = {
  'no marker look-up': 110,
  'a lease too short': 31,
  'done before outbox': 141,
  'no order per thread': 11,
  'visibility unchecked': 5,
  'old lists believed': 183,
  'a notice is dropped': 11,
};

describe('the simulator notices', () => {
  for (const [name, variant] of Object.entries(BUGS)) {
    it(
      name,
      async () => {
        // The names are those of the table.
        const bug = name as keyof typeof BUGS;
        const shows = SHOWS[bug];
        const seeds = [FIRST[bug], ...Array.from({ length: SEEDS }, (_, index) => index + 1)];
        const found = async (): Promise<number | null> => {
          for (const seed of seeds) {
            const { wrong } = await simulate(planOf(seed), store, variant);
            if (wrong.some((text) => shows.test(text))) return seed;
          }
          return null;
        };
        expect(await found()).not.toBeNull();
      },
      SEEDS * SEED_MS,
    );
  }
});
