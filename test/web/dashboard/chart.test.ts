import { expect, it } from 'vitest';
import type { Measured } from '../../../src/loop/measured.ts';
import { intervalChart } from '../../../src/web/dashboard/chart.ts';

const AT = new Date('2026-03-02T09:00:00Z');

function measured(interval: Measured['metric']['interval']): Measured {
  return {
    id: 'people.helpers',
    name: 'Helpers',
    definition: 'Those who helped.',
    unit: 'people',
    metric: {
      value: 5,
      n: 7,
      interval,
      censored: 0,
      coverage: 1,
      provenance: 'observed',
      window: { from: AT, until: AT },
      asOf: AT,
    },
  };
}

it.each([
  { interval: [3, 9], isLine: true, arrows: 0, words: '95 % from 3 to 9.' },
  { interval: [3, null], isLine: true, arrows: 1, words: '95 % from 3 to no upper limit.' },
  { interval: null, isLine: false, arrows: 0, words: '5, without an interval.' },
] as const)('an interval of $interval is drawn and told as what it is', ({ interval, ...expected }) => {
  const chart = intervalChart('People', 'people', [measured(interval)]);
  const svg = chart?.svg ?? '';
  expect(chart?.description).toContain(expected.words);
  expect(svg.split('▶')).toHaveLength(expected.arrows + 1);
  expect(svg.match(/<circle /g)).toHaveLength(1);
  const [, x2, x1] = /stroke="var\(--viz-soft\)"><line [^>]*x2="([\d.]+)" x1="([\d.]+)"/.exec(svg) ?? [];
  expect(Number(x2) > Number(x1)).toBe(expected.isLine);
});
