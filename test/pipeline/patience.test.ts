import { expect, it } from 'vitest';
import { Gone, Limited, Transient } from '../../src/github/errors.ts';
import { patiently } from '../../src/pipeline/patience.ts';

const START = new Date('2026-03-05T12:00:00Z');

/** Answers one after the other, on a clock that whoever waits moves on. */
function scripted(script: (() => string)[], signal = new AbortController().signal) {
  let now = START.getTime();
  const waits: string[] = [];
  const clock = {
    now: () => new Date(now),
    wait: async (ms: number) => {
      now += ms;
    },
  };
  const result = patiently(
    async () => {
      const next = script.shift();
      if (next === undefined) throw new Error('asked once too often');
      return next();
    },
    { clock, signal, onWait: async (until) => void waits.push(until.toISOString().slice(11, 19)) },
  );
  return { result, waits, clock };
}

const fail = (error: Error) => () => {
  throw error;
};
const away = new Transient('away', 502, null);
const limited = (waitMs: number) => new Limited('slow down', 403, null, waitMs, START);

it('gives the answer', async () => {
  const { result, waits } = scripted([() => 'here']);
  expect(await result).toBe('here');
  expect(waits).toEqual([]);
});

it('waits for the end of a limit, and a second more', async () => {
  const { result, waits } = scripted([fail(limited(1_800_000)), () => 'here']);
  expect(await result).toBe('here');
  expect(waits).toEqual(['12:30:01']);
});

it('gives an outage up after some time', async () => {
  const { result, waits } = scripted(Array.from({ length: 4 }, () => fail(away)));
  await expect(result).rejects.toBe(away);
  expect(waits).toEqual(['12:00:10', '12:01:10', '12:06:10']);
});

it('gives limits up that never end', async () => {
  const { result, waits } = scripted(Array.from({ length: 40 }, () => fail(limited(0))));
  await expect(result).rejects.toBeInstanceOf(Limited);
  expect(waits).toHaveLength(24);
});

it('does not wait for what waiting does not mend, nor when it is to stop', async () => {
  const gone = new Gone('gone', 404, null);
  await expect(scripted([fail(gone)]).result).rejects.toBe(gone);
  await expect(scripted([fail(away)], AbortSignal.abort()).result).rejects.toBe(away);
});
