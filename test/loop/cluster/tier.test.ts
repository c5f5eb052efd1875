import { describe, expect, it } from 'vitest';
import { type Document, prepare } from '../../../src/loop/cluster/document.ts';
import { isAnybodys } from '../../../src/loop/cluster/errors.ts';
import { type Evidence, sayEvidence, sayOne } from '../../../src/loop/cluster/evidence.ts';
import type { Features } from '../../../src/loop/cluster/features.ts';
import { overUnion, rarity } from '../../../src/loop/cluster/overlap.ts';
import { type FailureMatch, failureMatch, fitOf, tierOf } from '../../../src/loop/cluster/tier.ts';

const NONE: Features = {
  rank: 0,
  titleFound: 0,
  titleOf: 0,
  title: 0,
  code: 0,
  all: 0,
  best: 0,
  beyond: 0,
  titleBeyond: 0,
  error: 0,
  frames: 0,
  errorCode: 0,
  errorNear: 0,
  errorInformation: 0,
  errorRarest: 0,
  api: 0,
  version: 0,
  gap: 0,
  candidateLength: 0,
  sameAuthor: 0,
  batch: 0,
  duplicates: 0,
  mention: 0,
};
const thresholds = { certain: 0.5, possible: 0.2 };
const twice = <T>(one: T): [T, T] => [one, one];
const TEXT = { title: 0.6, titleBeyond: 0.6, beyond: 0.4 };
const ERROR = { error: 0.9, errorNear: 1, errorInformation: 3, errorRarest: 0.9 };

describe('fitOf and tierOf', () => {
  it.each<[string, Partial<Features>, number, string]>([
    ['text alone', { ...TEXT, title: 1, beyond: 1 }, 0.99, 'possible'],
    ['a signature alone', ERROR, 0.99, 'possible'],
    ['text and an error', { ...TEXT, ...ERROR }, 0.6, 'certain'],
    ['a similar error and some text', { beyond: 0.4, ...ERROR, error: 0, errorNear: 0.8 }, 0.85, 'possible'],
    [
      'a similar error under a similar title',
      { title: 0.4, beyond: 0.12, ...ERROR, error: 0, errorNear: 0.8 },
      0.6,
      'certain',
    ],
    ['an error under a title that is the error again', { title: 0.9, ...ERROR }, 0.6, 'possible'],
    ['the same, far likelier', { title: 0.9, ...ERROR }, 0.85, 'certain'],
    ['an error, other titles, and text besides', { beyond: 0.2, ...ERROR, gap: 1 }, 0.6, 'certain'],
    ['the same, months apart', { beyond: 0.2, ...ERROR, gap: 4 }, 0.6, 'possible'],
    ['the same, months apart, far likelier', { beyond: 0.2, ...ERROR, gap: 4 }, 0.85, 'certain'],
    [
      'an error that a few have, other titles, and text besides',
      { beyond: 0.2, ...ERROR, error: 0.81, errorRarest: 0.4 },
      0.6,
      'certain',
    ],
    [
      'an error, other titles, and what the candidate is titled, within days',
      { beyond: 0.08, titleOf: 0.8, ...ERROR, gap: 1 },
      0.6,
      'certain',
    ],
    ['the same, months apart', { beyond: 0.08, titleOf: 0.8, ...ERROR, gap: 4 }, 0.6, 'possible'],
    [
      'an error, other titles, and little of what the candidate is titled',
      { beyond: 0.08, titleOf: 0.3, ...ERROR },
      0.95,
      'possible',
    ],
    ['an error’s code and text besides', { beyond: 0.13, errorCode: 0.6 }, 0.6, 'certain'],
    ['an error’s code and little text', { beyond: 0.1, errorCode: 0.6 }, 0.85, 'possible'],
    ['text and a trace', { ...TEXT, frames: 0.9 }, 0.6, 'certain'],
    ['text, the same API and version', { ...TEXT, api: 0.8, version: 1 }, 0.6, 'certain'],
    ['text and the same API', { ...TEXT, api: 0.8 }, 0.6, 'possible'],
    ['text and the same version', { ...TEXT, version: 1 }, 0.6, 'possible'],
    [
      'an error that a hundred problems have',
      { ...TEXT, ...ERROR, error: 0.5, errorRarest: 0.4 },
      0.6,
      'possible',
    ],
    ['both, but not probable enough', { ...TEXT, ...ERROR }, 0.4, 'possible'],
    ['hardly probable', { ...TEXT, ...ERROR }, 0.1, 'no'],
    ['the other thread is named', { ...TEXT, ...ERROR, mention: 1 }, 0.9, 'possible'],
    ['one author', { ...TEXT, ...ERROR, sameAuthor: 1 }, 0.9, 'possible'],
    ['one author twice under one title', { ...TEXT, ...ERROR, title: 1, sameAuthor: 1 }, 0.9, 'certain'],
    ['a batch of tasks', { ...TEXT, ...ERROR, sameAuthor: 1, batch: 1 }, 0.9, 'no'],
  ])('%s', (_, features, probability, expected) => {
    const all = { ...NONE, ...features };
    expect(tierOf(fitOf(all, probability, null, { thresholds }), all, false)).toBe(expected);
  });

  it('asks for no more than what can be reached, where people have put the bar high', () => {
    const faint = { ...NONE, title: 0.9, ...ERROR };
    const high = { thresholds: { certain: 0.95, possible: 0.2 } };
    expect(fitOf(faint, 0.98, null, high)).toBe('certain');
    expect(fitOf(faint, 0.96, null, high)).toBe('possible');
  });

  it('is certain of identical failures whatever else', () => {
    const all = { ...NONE, batch: 1, sameAuthor: 1 };
    const fit = fitOf(all, 0, 'identical', { thresholds });
    expect([fit, tierOf(fit, all, true)]).toEqual(['certain', 'certain']);
  });
});

describe('failureMatch', () => {
  const report = (...lines: string[]) =>
    prepare({ title: 'It stops', body: ['```', ...lines, '```'].join('\n') });
  const denied = report(
    'AuthError: denied for the office (E100)',
    'at lease (a.js:1:1)',
    'at hold (a.js:2:1)',
  );
  const expired = report(
    'AuthError: the clock runs ahead (E200)',
    'at lease (a.js:1:1)',
    'at hold (a.js:2:1)',
  );

  it.each<[string, Document, Document, number, FailureMatch]>([
    ['two errors of one class in one place', denied, expired, 0.3, 'other'],
    ['two messages', report('Error: tree length did not match'), report('Error: socket closed'), 0, 'other'],
    ['one message with other names in it', report('Error: no gizmo'), report('Error: no panel'), 0.7, null],
    [
      'one message under two codes',
      report('Error: no gizmo (E100)'),
      report('Error: no gizmo (E200)'),
      1,
      null,
    ],
    ['one code under two messages', report('Error: no gizmo PX100'), report('Error: empty PX100'), 0.2, null],
    [
      'codes that people name',
      prepare({ title: 'PX100', body: '' }),
      prepare({ title: 'PX200', body: '' }),
      0,
      'other',
    ],
    ['a class of errors that people name', prepare({ title: 'AuthError', body: '' }), expired, 0, null],
    ['one side without an error', denied, report('it stops'), 0, null],
    ['the same line alone', report('Error: no gizmo'), report('Error: no gizmo'), 1, null],
    [
      'the same line, trace and version',
      ...twice(report('Error: no gizmo 1.2.3', 'at a (a.js:1:1)', 'at b (a.js:2:1)')),
      1,
      'identical',
    ],
  ])('%s', (_, a, b, errorNear, expected) => {
    expect(failureMatch(a, b, { errorNear })).toBe(expected);
  });

  it('makes nothing certain of two failures, whatever else agrees', () => {
    const all = { ...NONE, ...TEXT, frames: 0.9, errorCode: 0.9, api: 0.9, version: 1 };
    expect(fitOf(all, 0.99, null, { thresholds })).toBe('certain');
    expect(fitOf(all, 0.99, 'other', { thresholds })).toBe('possible');
  });
});

describe('isAnybodys', () => {
  it.each<[string, boolean]>([
    ["typeerror: cannot read properties of undefined (reading 'x", true],
    ['java.lang.nullpointerexception', true],
    ["error: linking with 'cc' failed: exit code: 0", true],
    ['typeerror: gizmoregistry is not iterable', false],
    ['error: unknown debug flag: no-debug-borrows', false],
  ])('%s: %s', (error, expected) => {
    expect(isAnybodys(error)).toBe(expected);
  });
});

describe('overlap', () => {
  it('is against the union: three words do not match everything', () => {
    expect(overUnion(3, 3, 3)).toBe(1);
    expect(overUnion(3, 3, 60)).toBeCloseTo(0.05, 2);
    expect(overUnion(0, 0, 0)).toBe(0);
  });

  it('weighs the rare more, on a small tracker too', () => {
    const statistics = {
      items: 1_000,
      documentFrequency: new Map([
        ['common', 900],
        ['rare', 1],
        ['hot', 40],
      ]),
    };
    expect(rarity('unseen', statistics)).toBe(1);
    expect(rarity('rare', statistics)).toBeGreaterThan(0.85);
    expect(rarity('common', statistics)).toBeLessThan(0.05);
    expect(rarity('hot', statistics, 39)).toBe(rarity('rare', statistics));
    expect(rarity('rare', statistics, 5)).toBe(rarity('rare', statistics));
    expect(rarity('one', { items: 1, documentFrequency: new Map([['one', 1]]) })).toBeGreaterThan(0.8);
  });
});

describe('sayEvidence', () => {
  it.each<[Evidence, string]>([
    [{ kind: 'error', error: 'typeerror: no gizmo', frame: null }, 'same error `typeerror: no gizmo`'],
    [{ kind: 'error', error: 'typeerror', frame: 'open' }, 'same error `typeerror` in `open`'],
    [
      { kind: 'similarError', error: 'typeerror', similarity: 0.75 },
      'similar error `typeerror` (75 % of the words)',
    ],
    [{ kind: 'frames', frames: 'a > b' }, 'same top of the stack `a > b`'],
    [{ kind: 'errorCode', code: 'e0308' }, 'same code `e0308`'],
    [{ kind: 'api', api: 'openfile' }, 'both about `openfile`'],
    [{ kind: 'version', version: '3.2' }, 'both name `3.2`'],
    [{ kind: 'title', overlap: 1 }, 'same title'],
    [{ kind: 'title', overlap: 0.5 }, 'similar title (50 %)'],
    [{ kind: 'words', words: ['a', 'b'], overlap: 0.2 }, 'words in common: `a`, `b` (20 % of all)'],
    [{ kind: 'mention', name: '#12' }, 'it names `#\u200B12` itself'],
    [{ kind: 'duplicates', count: 1 }, '1 earlier report of the same'],
    [{ kind: 'duplicates', count: 4 }, '4 earlier reports of the same'],
    [{ kind: 'sameAuthor' }, 'both from the same author'],
  ])('%j', (evidence, expected) => {
    expect(sayOne(evidence)).toBe(expected);
  });

  it('is one line, whatever the text of others has in it', () => {
    const said = sayEvidence([
      { kind: 'error', error: 'bad `code`\n# heading @ann', frame: null },
      { kind: 'api', api: 'x'.repeat(500) },
    ]);
    expect(said).not.toContain('\n');
    expect(said.length).toBeLessThan(250);
    expect(said.split('`')).toHaveLength(5);
  });
});
