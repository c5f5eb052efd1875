import { describe, expect, it } from 'vitest';
import type { Command, Judgement } from '../../src/loop/item.ts';
import { readLedger } from '../../src/loop/ledger.ts';
import { commandOf } from './decide/said.ts';
import { ledgerPlace, person, settings } from './situations.ts';

const at = (minute: number): Date => new Date(Date.UTC(2026, 10, 16, 9, minute));

const said = (minute: number, line: string): Command => ({
  ...commandOf(line, { id: minute }),
  at: at(minute),
});
const hand = (minute: number, verb: 'added' | 'removed', label: string): Judgement => ({
  key: `label:${label}:${verb}:${minute}`,
  verb,
  label,
  actor: person(2),
  at: at(minute),
});

const THEMES = ['Types', 'First steps'].map((name) => ({
  name,
  weight: 1,
  match: { words: [], labels: [] },
}));
const place = ledgerPlace({
  settings: settings({ themes: THEMES, severity: { labels: { P0: 'blocker', P1: 'major' } } }),
});
const read = (words: (Command | Judgement)[]) =>
  readLedger(
    words.filter((word) => 'label' in word),
    words.filter((word) => 'argument' in word),
    place,
  );

describe('kind', () => {
  it.each<[string, (Command | Judgement)[], string | undefined]>([
    ['nobody said anything', [], undefined],
    ['a command', [said(1, 'kind question')], 'question command'],
    ['the later command', [said(2, 'kind docs'), said(1, 'kind bug')], 'docs command'],
    ['one taken back', [said(1, 'kind bug'), said(2, 'kind docs'), said(3, 'undo')], 'bug command'],
    ['a label of a kind', [hand(1, 'added', 'Type: Bug')], 'bug label'],
    ['a label of no kind', [hand(1, 'added', 'wontfix')], undefined],
    ['a label after a command', [said(1, 'kind docs'), hand(2, 'added', 'bug')], 'bug label'],
    ['a command after a label', [hand(1, 'added', 'bug'), said(2, 'kind docs')], 'docs command'],
    ['a label taken off', [hand(1, 'added', 'bug'), hand(2, 'removed', 'bug')], undefined],
    ['another taken off', [hand(1, 'added', 'bug'), hand(2, 'removed', 'question')], 'bug label'],
    ['a label taken off after a command', [said(1, 'kind bug'), hand(2, 'removed', 'bug')], 'bug command'],
  ])('%s', (_, words, expected) => {
    const { kind } = read(words);
    expect(kind === null ? undefined : `${kind.value} ${kind.by}`).toBe(expected);
  });

  it('is told with who said it, and when', () => {
    const word = said(1, 'kind bug');
    expect(read([word]).kind).toMatchObject({ key: word.key, actor: word.actor, at: word.at });
  });
});

describe('severity', () => {
  it.each<[string, (Command | Judgement)[], string | undefined]>([
    ['a command', [said(1, 'severity cosmetic')], 'cosmetic command'],
    ['a label of the config', [hand(1, 'added', 'p0')], 'blocker label'],
    ['any other label', [hand(1, 'added', 'P2')], undefined],
    ['the later of both', [hand(2, 'added', 'P1'), said(1, 'severity minor')], 'major label'],
  ])('%s', (_, words, expected) => {
    const { severity } = read(words);
    expect(severity === null ? undefined : `${severity.value} ${severity.by}`).toBe(expected);
  });
});

it('gathers themes, each once and as the config writes it', () => {
  const words = [said(1, 'theme first steps'), said(2, 'theme TYPES'), said(3, 'theme types')];
  expect(read(words).themes).toEqual(['First steps', 'Types']);
  expect(read([...words, said(4, 'undo')]).themes).toEqual(['First steps', 'Types']);
  expect(read([said(1, 'theme types'), said(2, 'undo')]).themes).toEqual([]);
});
