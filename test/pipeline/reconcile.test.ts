import { describe, expect, it } from 'vitest';
import { nextNight } from '../../src/pipeline/reconcile.ts';

describe('the night of an installation', () => {
  it.each([
    ['is the coming one', '2026-03-05T01:00:00Z', 0, '2026-03-05T02:00:00.000Z'],
    ['is another one than the present', '2026-03-05T02:00:00Z', 0, '2026-03-06T02:00:00.000Z'],
    ['begins later for others', '2026-03-05T02:00:00Z', 179, '2026-03-05T04:59:00.000Z'],
    ['goes on over the end of a year', '2026-12-31T23:00:00Z', 181, '2027-01-01T02:01:00.000Z'],
  ])('%s', (_, now, installationId, at) => {
    expect(nextNight(new Date(now), installationId).toISOString()).toBe(at);
  });
});
