import type { Reading } from './read.ts';
import { BREAK, isVersionWord, type Word } from './words.ts';

/** Which parts of a good report are there. */
export interface ReportQuality {
  version: boolean;
  /** steps, or a minimal example to run */
  steps: boolean;
  /** the exact words of an error */
  error: boolean;
  /** what was expected instead */
  expectation: boolean;
}

/** Hosts where a reproduction lives. */
const PLAYGROUNDS = [
  'codesandbox.io', 'codepen.io', 'jsfiddle.net', 'jsbin.com', 'stackblitz.com', 'play.rust-lang.org', 'play.golang.org',
  'go.dev/play', 'colab.research.google.com', 'godbolt.org', 'gist.github.com', 'replit.com', 'glitch.com',
] as const; // biome-ignore format: one list

const STEP_WORDS = ['reproduc', 'repro', 'steps', 'minimal', 'testcase', 'example'];
const EXPECTATION_WORDS = new Set([
  'expected',
  'expect',
  'expecting',
  'expects',
  'should',
  "shouldn't",
  'instead',
  'supposed',
]);
const ERROR_ENDINGS = ['error', 'exception', 'err'];
const ERROR_WORDS = new Set([
  'traceback',
  'panicked',
  'fatal',
  'segfault',
  'sigsegv',
  'errno',
  'undefined',
  'econnrefused',
  'enoent',
]);

/** What a report brings. Each answer rests on the text alone. */
export function reportQuality(
  reading: Reading,
  prose: readonly Word[],
  code: readonly Word[],
): ReportQuality {
  return {
    version: prose.some(isVersion) || answered(reading, ['version']) || code.slice(0, 60).some(isVersion),
    steps:
      answered(reading, STEP_WORDS) ||
      reading.links.some((link) => PLAYGROUNDS.some((host) => link.includes(host))) ||
      (reading.codeBlocks > 0 &&
        prose.some((word) => STEP_WORDS.some((step) => word.text.startsWith(step)))) ||
      reading.numberedSteps > 1,
    error:
      answered(reading, ['error', 'stack', 'traceback', 'log']) || saysError(code) || quotesError(reading),
    expectation: answered(reading, ['expect']) || prose.some((word) => EXPECTATION_WORDS.has(word.text)),
  };
}

function isVersion(word: Word): boolean {
  return isVersionWord(word.text);
}

function answered(reading: Reading, words: readonly string[]): boolean {
  return reading.fields.some(
    ({ question, answer }) => answer !== '' && words.some((word) => question.toLowerCase().includes(word)),
  );
}

function saysError(words: readonly Word[]): boolean {
  return words.some(
    ({ text }) =>
      text !== BREAK && (ERROR_WORDS.has(text) || ERROR_ENDINGS.some((ending) => text.endsWith(ending))),
  );
}

/** `TypeError: x is not a function` within a sentence or title. */
function quotesError(reading: Reading): boolean {
  return [reading.title, reading.prose].some((text) => {
    const at = text.toLowerCase().indexOf('error:');
    return at >= 0 && text.slice(at + 'error:'.length).trim().length > 5;
  });
}
