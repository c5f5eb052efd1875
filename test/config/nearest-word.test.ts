import { expect, it } from 'vitest';
import { nearestWord } from '../../src/config/nearest-word.ts';

it.each([
  ['triag', ['triage', 'teach'], 'triage'],
  ['funday', ['monday', 'sunday', 'friday'], 'sunday'],
  ['tirage', ['triage', 'teach'], 'triage'],
  ['TRIAGE', ['triage'], 'triage'],
  ['on', ['onboarding', 'adoption'], null],
  ['onboard', ['onboarding', 'adoption'], 'onboarding'],
  ['x', ['y'], 'y'],
  ['', ['a'], null],
  ['completely else', ['mode', 'staff'], null],
  ['z'.repeat(10_000), ['z'], null],
])('%j among %j is %j', (typed, words, nearest) => {
  expect(nearestWord(typed, words)).toBe(nearest);
});
