import { describe, expect, it } from 'vitest';
import { NO_HUMAN_PART } from '../../../src/loop/triage/human.ts';
import { renderHeld } from '../../../src/loop/triage/sections/held.ts';
import type { HeldNotices } from '../../../src/loop/week-facts.ts';

const held = (clusterId: number, changes: Partial<HeldNotices> = {}): HeldNotices => ({
  clusterId,
  reason: 'budget',
  people: 12,
  tag: 'v1.4.0',
  ...changes,
});

describe('what waits for approval', () => {
  it('is shown with its words, and how to send it', () => {
    expect(
      renderHeld([held(7), held(9, { people: 1, reason: 'before-installation', tag: null })], '/', {
        ...NO_HUMAN_PART,
        ticked: ['approve:c9'],
      }),
    ).toBe(
      [
        'c7: 12 people would be told (more than one release may tell): “Good news: what was reported here is fixed. You can use it in `v1.4.0`.”',
        '',
        '- [ ] tell them (or comment `/approve c7`) <!-- fullcircle:box:approve:c7 -->',
        '',
        'c9: 1 person would be told (fixed before the app was installed).',
        '',
        '- [x] tell them (or comment `/approve c9`) <!-- fullcircle:box:approve:c9 -->',
      ].join('\n'),
    );
  });
  it('is counted where it is much, and nothing where it is none', () => {
    expect(
      renderHeld(
        Array.from({ length: 8 }, (_, n) => held(n + 1)),
        '/',
        NO_HUMAN_PART,
      ),
    ).toContain('And 3 more');
    expect(renderHeld([], '/', NO_HUMAN_PART)).toBe('');
  });
});
