import { describe, expect, it } from 'vitest';
import { type FaultRequest, Faults } from '../../src/sandbox/faults.ts';

const clock = { now: () => new Date('2026-03-02T09:00:00Z') };
const request = (path: string): FaultRequest => ({
  method: 'POST',
  path,
  template: path,
  query: {},
  body: {},
  text: '',
});

/** Which of so many requests are struck. */
function struck(faults: Faults, count: number, path = '/a'): number[] {
  return Array.from({ length: count }, (_, index) => index).filter(
    () => faults.strike(request(path)) !== null,
  );
}

describe('a fault', () => {
  it.each([
    [{}, [0]],
    [{ next: 3 }, [0, 1, 2]],
    [{ skip: 2, next: 2 }, [2, 3]],
    [{ when: () => false }, []],
  ])('%j strikes when it should', (rule, expected) => {
    const faults = new Faults(clock, 1);
    faults.add({ fault: { kind: 'token expired' }, ...rule });
    expect(struck(faults, 6)).toEqual(expected);
  });

  it('by chance strikes the same requests for the same seed, others for another', () => {
    const run = (seed: number) => {
      const faults = new Faults(clock, seed);
      faults.add({ fault: { kind: 'cut', when: 'after' }, probability: 0.3, next: Number.POSITIVE_INFINITY });
      return struck(faults, 200);
    };
    expect(run(1)).toEqual(run(1));
    expect(run(1)).not.toEqual(run(2));
    expect(run(1).length).toBeGreaterThan(30);
    expect(run(1).length).toBeLessThan(90);
  });

  it('says when to come back', () => {
    const faults = new Faults(clock, 1);
    faults.add({ fault: { kind: 'secondary limit', status: 403, retryAfterS: 7 } });
    faults.add({ fault: { kind: 'primary limit', resetInS: 60 } });
    expect(faults.strike(request('/a'))?.reply).toMatchObject({
      status: 403,
      headers: { 'retry-after': '7' },
    });
    const reset = String(clock.now().getTime() / 1000 + 60);
    expect(faults.strike(request('/a'))?.reply?.headers).toEqual({
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': reset,
    });
    expect(faults.strike(request('/a'))).toBeNull();
  });
});
