import { expect, it } from 'vitest';
import { benchWeekly } from '../../src/bench/weekly.ts';
import { VISIBLE_WORDS_MAX } from '../../src/loop/triage/words.ts';

it('opens weekly issues over threads that gather, beside the plainest list', async () => {
  const told: string[] = [];
  const figures = await benchWeekly({
    databaseUrl: null,
    items: 200,
    weeks: 1,
    onProgress: (what) => told.push(what),
  });
  expect(figures.items).toBe(200);
  expect(figures.comments).toBeGreaterThan(500);
  expect(figures.clusters).toBeGreaterThan(100);
  expect(figures.largest).toBeGreaterThan(1);
  for (const week of [figures.first, figures.later]) {
    expect([week.p50Ms > 0, week.parts.decideMs > 0, week.parts.sendMs > 0]).toEqual([true, true, true]);
    expect(week.calls.made).toBeGreaterThanOrEqual(week.calls.least);
  }
  // One issue is opened; a week later it is closed, and the next one opened.
  expect([figures.first.calls.least, figures.later.calls.least]).toEqual([1, 2]);
  expect(figures.issue.visibleWords).toBeGreaterThan(100);
  expect(figures.issue.visibleWords).toBeLessThanOrEqual(VISIBLE_WORDS_MAX);
  expect(figures.issue.words).toBeGreaterThan(figures.issue.visibleWords);
  expect(figures.plain.cpuMs).toBeGreaterThan(0);
  expect(figures.ratio).toBeGreaterThan(0);
  expect(new Set(told)).toEqual(new Set(['Filling', 'Opening weekly issues']));
}, 600_000);
