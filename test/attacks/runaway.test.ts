import { describe, expect, it } from 'vitest';
import { adopterNames } from '../../src/loop/adopters.ts';
import { prepare } from '../../src/loop/cluster/document.ts';
import { parseCommands } from '../../src/loop/commands.ts';
import { closingReferences } from '../../src/loop/fix/closing-references.ts';
import { namedInNotes } from '../../src/loop/fix/containment.ts';
import {
  numbersInSubject,
  pickedCommits,
  revertedCommits,
  takenBackByPull,
} from '../../src/loop/fix/reverts.ts';
import { tagVersion } from '../../src/loop/fix/version.ts';
import { observe } from '../../src/loop/observe/observe.ts';
import { textWithoutPeople } from '../../src/loop/redact.ts';
import { parseBoxes, parseMarker } from '../../src/loop/render/marker.ts';
import { neutralise, neutralisePlain } from '../../src/loop/render/neutralise.ts';
import { threadNamed } from '../../src/loop/thread-name.ts';
import { readHumanPart } from '../../src/loop/triage/human.ts';
import { versionsNamed } from '../../src/loop/versions-named.ts';
import { scrubbing } from '../../src/store/installation/forget-columns.ts';
import {
  agendaWithout,
  linesWithout,
  ownTextsWithout,
  type Traces,
  wordsWithout,
} from '../../src/store/installation/forget-quotes.ts';
import { createLog } from '../../src/web/log.ts';

/**
 * Texts that make a careless pattern try everything: whatever reads words of strangers has to come to an end with each
 * of them, at the size that GitHub lets through. Work that grows with the square of the text, or worse, does not get
 * through all of them before the test's own limit, which is far above what is needed.
 */

/** GitHub's limit for a body. */
const CHARACTERS = 65_536;
const HOST = 'github.com';

const PIECES = [
  'a',
  ' ',
  '\n',
  '\t ',
  '-',
  '/',
  '.',
  ':',
  '@',
  '@a',
  '#1 ',
  'a.',
  'a-',
  '1.',
  '1.2.3-',
  'v1.',
  '[',
  '](',
  '![a](',
  '<',
  '<!--',
  '-->',
  '<!-- fullcircle:',
  '`',
  '``` ',
  '> ',
  '- ',
  '- [ ] ',
  '*a',
  '_',
  '|',
  '\\',
  '&amp',
  'http://',
  'https://github.com/',
  'at x (',
  'Error: ',
  'at a.b.c (a/b.ts:1:1)\n',
  'fixes ',
  'fixes #1, ',
  'Revert "',
  'This reverts commit ',
  '(cherry picked from commit ',
  'e'.repeat(40),
  ' (#1)',
  '0',
  'A',
  'aA',
  'é',
  '\u0301',
  '漢',
  '🙂',
  '\u200D',
  '"',
  "'",
  '=',
  '{"a":',
  'node_modules/',
  '~',
  '^',
  '$',
  '%20',
  'tick:1:',
  'reaction:1:',
  'reopen:1:',
] as const;

const repeated = (piece: string) => piece.repeat(Math.ceil(CHARACTERS / piece.length)).slice(0, CHARACTERS);

/** Each text as it is, and with an end that lets what matched so far fail. */
const TEXTS = PIECES.flatMap((piece) => [repeated(piece), `${repeated(piece).slice(0, -1)}\u0001`]);

const SETTINGS = {
  minConfidence: 0.6,
  keywords: {},
  severityLabels: {},
  firstSuccessField: 'Minutes to first success',
  productionField: 'Environment',
};

const people = { isAccount: () => true, isLogin: () => true };

/** Somebody who is to be forgotten. */
const traces: Traces = {
  person: { ids: [1], logins: ['mira'] },
  threads: new Set(['acme/core#1']),
  titles: ['The harbour gate stays shut'],
  words: ['theharbourgatestaysshutatnight'],
};
const scrub = scrubbing(traces.person, traces, new Map([[1, 'gone']]));

/** So much that also one pattern among many that grows with the square of the text is seen. */
const TIMES = 16;

const READERS: readonly [what: string, read: (text: string) => unknown][] = [
  ['commands', (text) => parseCommands(text, '/')],
  ['commands after a prefix of letters', (text) => parseCommands(text, 'a')],
  ['quoting', (text) => neutralise(text, { inline: true, maxCharacters: 300 })],
  ['quoting lines', (text) => neutralisePlain(text, { inline: false, maxCharacters: CHARACTERS })],
  ['markers and boxes', (text) => [parseMarker(text), parseBoxes(text), readHumanPart(text)]],
  ['what is compared', (text) => prepare({ title: text.slice(0, 256), body: text })],
  [
    'stage, kind and severity',
    (text) =>
      observe(
        {
          type: 'issue',
          title: text.slice(0, 256),
          body: text,
          category: null,
          labels: [],
          authorRole: 'community',
          authorPriorThreads: 0,
          authorPriorMergedPulls: 0,
          paths: null,
        },
        SETTINGS,
        null,
      ),
  ],
  ['closing words', (text) => closingReferences(text, HOST)],
  [
    'reverts',
    (text) => [takenBackByPull(text.slice(0, 256), text, HOST), revertedCommits(text), pickedCommits(text)],
  ],
  [
    'commit messages and notes',
    (text) => [numbersInSubject(text), namedInNotes(text, { owner: 'o', name: 'r' })],
  ],
  ['tags and versions', (text) => [tagVersion(text), versionsNamed([[text.slice(0, 200)]])]],
  ['names of threads', (text) => threadNamed(text, HOST)],
  ['adopters', (text) => adopterNames(text)],
  ['people who are left out', (text) => textWithoutPeople(text, people)],
  [
    'quotes of somebody who is forgotten',
    (text) => [
      linesWithout(text, traces),
      ownTextsWithout({ body: `<!-- fullcircle:${text}` }, traces),
      agendaWithout([{ title: text, body: text, error: text }], traces),
    ],
  ],
  ['their names beside markers', (text) => wordsWithout(text.repeat(TIMES), traces)],
  ['keys with their account', (text) => scrub('commands', { key: text.repeat(TIMES) })],
  [
    'log lines',
    (text) =>
      createLog({ level: 'info', format: 'json', destination: { write: () => undefined } }).info(
        { note: text },
        text,
      ),
  ],
];

describe('a text that wants to be looked at for ever', () => {
  it.each(READERS)('comes to an end: %s', { timeout: 300_000 }, (_what, read) => {
    for (const text of TEXTS) read(text);
    expect(TEXTS.every(({ length }) => length === CHARACTERS)).toBe(true);
  });
});
