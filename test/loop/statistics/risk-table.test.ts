import { describe, expect, it } from 'vitest';
import { riskTable } from '../../../src/loop/statistics/risk-table.ts';

describe('riskTable', () => {
  it('counts who is at risk just before each time; at ties events come before censorings', () => {
    const table = riskTable([
      { time: 5, cause: null },
      { time: 2, cause: 'staff' },
      { time: 5, cause: 'community' },
      { time: 0, cause: null },
      { time: 5, cause: 'staff' },
      { time: 5, cause: 'staff' },
    ]);
    expect(table).toEqual([
      { time: 0, atRisk: 6, events: new Map(), eventsAll: 0, censored: 1 },
      { time: 2, atRisk: 5, events: new Map([['staff', 1]]), eventsAll: 1, censored: 0 },
      {
        time: 5,
        atRisk: 4,
        events: new Map([
          ['community', 1],
          ['staff', 2],
        ]),
        eventsAll: 3,
        censored: 1,
      },
    ]);
  });

  it('is empty for nobody', () => {
    expect(riskTable([])).toEqual([]);
  });

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('refuses a time of %d', (time) => {
    expect(() => riskTable([{ time, cause: null }])).toThrow(RangeError);
  });
});
