import { present } from '../present.ts';
import type { ThreadWords } from './features.ts';
import type { Reading } from './read.ts';
import { BREAK, isVersionWord } from './words.ts';

/** How a thread looks, whatever it says: length, code, form, voice, versions. Adds `f:` (facts) and `x:` (facts crossed with length or voice). */
export function addShape(values: Map<string, number>, reading: Reading, thread: ThreadWords): void {
  const prose = thread.words.prose.filter((word) => word.text !== BREAK);
  const title = thread.words.title.filter((word) => word.text !== BREAK);
  const answered = reading.fields.filter((field) => field.answer !== '').length;
  const said = new Set(prose.map((word) => word.text));
  const asks = reading.title.includes('?') || title.some((word) => QUESTION.has(word.text));
  const versions = new Set(prose.filter((word) => isVersionWord(word.text)).map((word) => word.text));
  const facts: Record<string, boolean> = {
    prose: prose.length > 0,
    'title-asks': asks,
    asks: said.has('?'),
    code: reading.codeBlocks > 0,
    'code-many': reading.codeBlocks > 2,
    images: reading.images > 0,
    links: reading.links.length > 0,
    form: reading.fields.length > 1,
    'form-blank': reading.fields.length > 1 && answered === 0,
    'form-rich': answered > 3,
    unchecked: reading.uncheckedBoxes > 2,
    checked: reading.checkedBoxes > 0,
    'first-person': FIRST_PERSON.some((word) => said.has(word)),
    we: said.has('we') || said.has('our'),
    you: said.has('you') || said.has('your'),
    polite: POLITE.some((word) => said.has(word)),
    mention: said.has('@name'),
    reference: said.has('#ref'),
    version: prose.some((word) => isVersionWord(word.text)),
    'versions-two':
      new Set(prose.filter((word) => isVersionWord(word.text)).map((word) => word.text)).size > 1,
    ...versionContrast(thread),
    'code-version': thread.words.code.some((word) => isVersionWord(word.text)),
    error: thread.words.code.some((word) => word.text.includes('error') || word.text.includes('exception')),
    numbered: reading.numberedSteps > 1,
    quoted: reading.quoted !== '',
    'title-short': title.length < 4,
    'title-long': title.length > 10,
    'title-code': reading.title.includes('`') || reading.title.includes('::') || reading.title.includes('('),
    'title-tag': /^\s*\[/u.test(reading.title),
    'title-colon': reading.title.includes(': '),
    'title-major': title.some(
      (word, at) => MAJOR.test(word.text) && /^[a-z]/u.test(title[at - 1]?.text ?? ''),
    ),
    'title-prerelease': title.some(
      (word) => isVersionWord(word.text) && PRERELEASE.some((part) => word.text.includes(part)),
    ),
    'title-empty': title.filter((word) => !TAGS.has(word.text)).length < 2,
    'title-path':
      reading.title.includes('/') || reading.title.includes('.js') || reading.title.includes('.rs'),
    commit: prose.some((word) => isCommit(word.text)),
    'versions-work':
      versions.size > 1 &&
      ['works', 'worked', 'fine', 'but', 'instead', 'previous', 'older'].some((word) => said.has(word)),
    'says-little':
      prose.length + title.filter((word) => !TAGS.has(word.text)).length < 5 && reading.codeBlocks === 0,
    'not-latin': prose.some((word) => word.text.charCodeAt(0) > 0x2e00),
  };
  const true_ = Object.keys(facts).filter((name) => facts[name]);
  for (const name of true_) values.set(`f:${name}`, 1);
  const length = LENGTHS.findIndex((bound) => prose.length <= bound);
  values.set(`f:length-${length}`, 1);
  values.set('f:log-length', Math.log1p(prose.length) / 5);
  for (const name of CROSSED) values.set(`x:length-${length}/${facts[name] === true ? '' : 'no-'}${name}`, 1);
  const voice = `${facts['first-person'] === true ? 'i' : facts.we === true ? 'we' : 'it'}`;
  for (const name of ['code', 'asks', 'mention', 'form', 'polite', 'version', 'error', 'links'] as const) {
    values.set(`x:${voice}/${facts[name] === true ? '' : 'no-'}${name}`, 1);
  }
}

/** A whole number that may be a major version. */
const MAJOR = /^\d{1,2}$/u;
const PRERELEASE = ['alpha', 'beta', 'rc', 'next', 'nightly', 'canary', 'dev'];
/** Words of a template's title. */
const TAGS = new Set(['bug', 'issue', 'feature', 'request', 'question', 'error', 'help', 'problem']);

/** An abbreviated or full commit: hexadecimal, with letters and digits. */
function isCommit(word: string): boolean {
  return /^[0-9a-f]{7,40}$/u.test(word) && /\d/u.test(word) && /[a-f]/u.test(word);
}

/** Words of prose up to which a thread belongs to a class of length. */
const LENGTHS = [0, 5, 15, 30, 60, 120, 250, Number.POSITIVE_INFINITY];

/** Facts that mean something else in a short text than in a long one. */
const CROSSED = ['code', 'first-person', 'asks', 'images', 'form', 'title-asks', 'polite'] as const;

const FIRST_PERSON = ['i', 'my', 'me', 'mine'];
const POLITE = ['thanks', 'thank', 'please', 'hi', 'hello', 'hey', 'regards', 'sorry', 'thx', 'pls', 'plz'];
const QUESTION = new Set([
  '?',
  'how',
  'why',
  'what',
  'where',
  'when',
  'which',
  'who',
  'is',
  'can',
  'does',
  'do',
  'should',
  'could',
]);

/** Words before a version that do not say of what it is. */
const NAMELESS = new Set(
  'version versions v ver release in with on using from to and or than since after before until vs at of is was by for the'.split(
    ' ',
  ),
);

/**
 * Whether two versions of one thing are set against each other: `larkspur 3.1 … larkspur 3.2`, or `3.1` and `3.2`
 * without a name. A list of what is installed names each thing once.
 */
function versionContrast(thread: ThreadWords): Record<string, boolean> {
  const versionsOf = new Map<string, Set<string>>();
  for (const words of [thread.words.title, thread.words.question, thread.words.prose]) {
    for (const [at, { text }] of words.entries()) {
      if (!isVersionWord(text)) continue;
      const version = text.startsWith('v') ? text.slice(1) : text;
      const before = words[at - 1]?.text ?? BREAK;
      const isNamed = /^\p{L}/u.test(before) && !NAMELESS.has(before) && !isVersionWord(before);
      const key = isNamed ? before : `${present(version.split('.')[0])}.`;
      versionsOf.set(key, (versionsOf.get(key) ?? new Set()).add(version));
    }
  }
  const contrasted = [...versionsOf].filter(([, versions]) => versions.size > 1).map(([key]) => key);
  return {
    'contrast-named': contrasted.some((key) => !key.endsWith('.')),
    'contrast-unnamed': contrasted.some((key) => key.endsWith('.')),
  };
}
