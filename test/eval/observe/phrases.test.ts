import { expect, it } from 'vitest';
import { confirmedPhrases, withPhrases } from '../../../src/eval/observe/phrases.ts';
import type { StageText } from '../../../src/loop/observe/stage-model.ts';

const text = (group: string, ...phrases: string[]): StageText => ({
  features: new Map([
    ['s:broke', 1],
    ['b:word', 1],
  ]),
  evidence: phrases.map((phrase) => ({ feature: 's:broke', phrase })),
  label: 'retention',
  group,
});

it('confirms what three threads of two repositories say', () => {
  const texts = [
    text('a/a', 'often', 'often', 'one place', 'twice'),
    text('a/a', 'often', 'one place', 'twice'),
    text('a/a', 'one place'),
    text('b/b', 'often', 'once', 'once', 'once'),
  ];
  expect([...confirmedPhrases(texts)]).toEqual(['often']);
});

it('drops signals that stand on nothing confirmed, and nothing else', () => {
  const features = (phrases: string[]): string[] => [
    ...withPhrases(text('a/a', ...phrases), new Set(['often'])).features.keys(),
  ];
  expect(features(['often', 'once'])).toEqual(['s:broke', 'b:word']);
  expect(features(['once'])).toEqual(['b:word']);
});
