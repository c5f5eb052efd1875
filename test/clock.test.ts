import { describe, expect, it, vi } from 'vitest';
import { createSystemClock } from '../src/clock.ts';

const START = new Date('2026-03-02T09:00:00Z');

function faked<T>(run: () => T): T {
  vi.useFakeTimers({ now: START });
  try {
    return run();
  } finally {
    vi.useRealTimers();
  }
}

describe('the system clock', () => {
  it('is the machine’s, shifted where somebody rehearses', () => {
    faked(() => {
      expect(createSystemClock(0).now()).toEqual(START);
      expect(createSystemClock(-86_400_000).now()).toEqual(new Date('2026-03-01T09:00:00Z'));
    });
  });

  /** `waiting`, then `over` when the wait has ended. */
  async function after(signal: AbortSignal, then: () => unknown): Promise<string> {
    let state = 'waiting';
    void createSystemClock(0)
      .wait(1_000, signal)
      .then(() => {
        state = 'over';
      });
    await then();
    await Promise.resolve();
    return state;
  }

  it.each<[string, (stop: AbortController) => unknown, string, number]>([
    ['as long as it is told', () => vi.advanceTimersByTimeAsync(999), 'waiting', 1],
    ['no longer than it is told', () => vi.advanceTimersByTimeAsync(1_000), 'over', 0],
    ['until it is stopped', (stop) => stop.abort(), 'over', 0],
  ])('waits %s', async (_, then, state, timers) => {
    vi.useFakeTimers({ now: START });
    const stop = new AbortController();
    expect(await after(stop.signal, () => then(stop))).toBe(state);
    expect(vi.getTimerCount()).toBe(timers);
    vi.useRealTimers();
  });

  it('does not wait where it was stopped before', async () => {
    await createSystemClock(0).wait(60_000, AbortSignal.abort());
  });
});
