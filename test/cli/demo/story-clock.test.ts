import { describe, expect, it } from 'vitest';
import { createStoryClock } from '../../../src/cli/demo/story-clock.ts';

const START = new Date('2026-03-02T05:00:00Z');
const never = new AbortController().signal;

describe('the clock of a story', () => {
  it('stands still until it is moved', () => {
    const clock = createStoryClock(START);
    expect(clock.now()).toEqual(START);
    clock.advanceTo(new Date('2026-03-02T06:00:00Z'));
    expect(clock.now()).toEqual(new Date('2026-03-02T06:00:00Z'));
  });

  it('never goes back', () => {
    const clock = createStoryClock(START);
    clock.advanceTo(new Date('2026-03-01T00:00:00Z'));
    expect(clock.now()).toEqual(START);
  });

  it('is moved by whoever waits, but not by whoever has given up waiting', async () => {
    const clock = createStoryClock(START);
    await clock.wait(90_000, never);
    await clock.wait(90_000, AbortSignal.abort());
    expect(clock.now()).toEqual(new Date('2026-03-02T05:01:30Z'));
  });

  it('goes on from where it stood once it is released', () => {
    const clock = createStoryClock(START);
    clock.release();
    const first = clock.now().getTime();
    expect(first - START.getTime()).toBeGreaterThanOrEqual(0);
    expect(first - START.getTime()).toBeLessThan(60_000);
    clock.advanceTo(new Date('2027-01-01T00:00:00Z'));
    expect(clock.now().getTime() - first).toBeLessThan(60_000);
  });
});
