import { describe, expect, it } from 'vitest';
import type { HeldNotices } from '../../../src/loop/facts.ts';
import { renderHeld } from '../../../src/loop/triage/sections/held.ts';

const held = (clusterId: number, changes: Partial<HeldNotices> = {}): HeldNotices => ({
  clusterId,
  reason: 'budget',
  people: 12,
  tag: 'v1.4.0',
  ...changes,
});

describe('what waits for approval', () => {
  it('is shown with its words, and how to send it', () => {
    expect(renderHeld([held(7), held(9, { people: 1, reason: 'before-installation', tag: null })], '/')).toBe(
      [
        '- c7: 12 people would be told (more than one release may tell): “Good news: what you reported here is fixed. You can use it in `v1.4.0`.” Comment `/approve c7` to send it.',
        '- c9: 1 person would be told (fixed before the app was installed). Comment `/approve c9` to send it.',
      ].join('\n'),
    );
  });
  it('is counted where it is much, and nothing where it is none', () => {
    expect(
      renderHeld(
        Array.from({ length: 8 }, (_, n) => held(n + 1)),
        '/',
      ),
    ).toContain('and 3 more');
    expect(renderHeld([], '/')).toBe('');
  });
});
