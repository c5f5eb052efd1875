import { breakReferences, cleanText } from '../render/escape.ts';
import { en } from '../render/texts/en.ts';
import type { EvidenceTexts } from '../render/texts/link-texts.ts';
import { assertNever } from '../vocabulary.ts';
import { errorWords, nearestError } from './errors.ts';
import type { Features, MatchCandidate, MatchItem, MatchQuery } from './features.ts';
import { apiTerm, rarity, termSets } from './overlap.ts';
import { identifiersIn } from './signatures.ts';
import { terms } from './tokens.ts';

/** One reason why two items are taken for the same problem, or for different ones. Texts are people's: neutralise them where they are shown. */
export type Evidence =
  /** the same error line, numbers and paths aside; `frame` is the innermost function of a shared trace */
  | { kind: 'error'; error: string; frame: string | null }
  | { kind: 'similarError'; error: string; similarity: number }
  | { kind: 'frames'; frames: string }
  | { kind: 'errorCode'; code: string }
  | { kind: 'api'; api: string }
  | { kind: 'version'; version: string }
  | { kind: 'title'; overlap: number }
  /** words in common, rarest first, and the overlap against the union */
  | { kind: 'words'; words: string[]; overlap: number }
  | { kind: 'mention'; name: string }
  | { kind: 'duplicates'; count: number }
  /** against: one person filed both within an hour */
  | { kind: 'batch' }
  | { kind: 'sameAuthor' }
  /** a language model was shown both; `model` as its operator calls it */
  | { kind: 'opinion'; verdict: 'agrees' | 'disagrees'; model: string };

const WORDS_SHOWN = 4;
/** Below this a version or name in common is chance. */
const TITLE_SAID = 0.4;
const NEAR_SAID = 0.5;
const API_SAID = 0.4;
const OVERLAP_SAID = 0.1;

/** Names of languages and runtimes, and words of languages: identifiers in form, and no API. */
const ANYBODYS = new Set(
  (
    'typescript javascript nodejs node deno bun python rust golang java kotlin swift ruby php react github gitlab macos ' +
    'ios postgresql graphql json yaml html css null nil none undefined true false never unknown any void string number ' +
    'boolean bool int float double object array function class interface const let var return async await import ' +
    'export default extends implements public private static self this super new type enum struct impl trait'
  ).split(' '),
);

/** Folders of every machine: they stand in the paths of every log. */
const FOLDERS = new Set('usr lib var bin sbin tmp opt etc src dist www mnt srv proc node_modules'.split(' '));

/** Three letters and more, or a word of a script that needs fewer: no number, timestamp, hash or stray character. */
const TELLING =
  /^(?:[\p{L}\p{M}_'’]{3,}|.*[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}].*)$/u;

/** What speaks for and against a match, strongest first. */
export function evidenceOf(query: MatchQuery, candidate: MatchCandidate, features: Features): Evidence[] {
  const found: Evidence[] = [];
  const { document } = query.item;
  const theirs = candidate.document;
  const frames = document.frames.find((one) => theirs.frames.includes(one)) ?? null;
  const rarest = (names: readonly string[], others: readonly string[], termOf: (name: string) => string) =>
    names
      .filter((one) => others.includes(one))
      .sort((a, b) => rarity(termOf(b), query.statistics) - rarity(termOf(a), query.statistics))[0];
  const error = rarest(document.errors, theirs.errors, (one) => `error:${one}`);
  const code = rarest(document.codes, theirs.codes, (one) => `code:${one}`);
  if (error !== undefined) found.push({ kind: 'error', error, frame: frames?.split(' > ')[0] ?? null });
  else {
    const nearest = nearestError(query.errors, errorWords(theirs), query.statistics);
    if (nearest.error !== null && nearest.similarity >= NEAR_SAID)
      found.push({ kind: 'similarError', error: nearest.error, similarity: nearest.similarity });
    if (frames !== null) found.push({ kind: 'frames', frames });
  }
  if (code !== undefined) found.push({ kind: 'errorCode', code });
  const product = productTerms(query.item, candidate);
  const api = rarest(
    document.apis.filter((one) => !ANYBODYS.has(one) && !FOLDERS.has(one) && !product.has(one)),
    theirs.apis,
    apiTerm,
  );
  if (api !== undefined && rarity(apiTerm(api), query.statistics) >= API_SAID)
    found.push({ kind: 'api', api });
  const version = newest(
    (query.item.versions ?? document.versions).filter((one) => theirs.versions.includes(one)),
  );
  if (version !== undefined) found.push({ kind: 'version', version });
  if (features.title >= TITLE_SAID) found.push({ kind: 'title', overlap: features.title });
  const words = commonWords(query, candidate, product);
  if (words.length > 0 && features.all >= OVERLAP_SAID)
    found.push({ kind: 'words', words, overlap: features.all });
  const name = candidate.names.find((one) => document.mentions.includes(one));
  if (name !== undefined) found.push({ kind: 'mention', name });
  if (candidate.duplicates > 0) found.push({ kind: 'duplicates', count: candidate.duplicates });
  if (features.batch === 1) found.push({ kind: 'batch' });
  else if (features.sameAuthor === 1) found.push({ kind: 'sameAuthor' });
  return found;
}

/** Reports name older versions beside their own: as those that worked. */
function newest(versions: readonly string[]): string | undefined {
  const parts = (version: string) => version.split(/\D+/).map(Number);
  return [...versions].sort((a, b) => {
    const [ours, theirs] = [parts(a), parts(b)];
    const at = ours.findIndex((part, index) => part !== (theirs[index] ?? 0));
    return at === -1 ? theirs.length - ours.length : (theirs[at] ?? 0) - (ours[at] ?? 0);
  })[0];
}

/** `owner/name#12`, as prose names a thread. */
const FULL_NAME = /^([^/#]+)\/([^/#]+)#\d+$/;

/** What names the product itself, by the repositories of both: reports of every problem of it do. */
function productTerms(...items: readonly Pick<MatchItem, 'names'>[]): ReadonlySet<string> {
  const names = items.flatMap((item) => item.names.flatMap((name) => FULL_NAME.exec(name)?.slice(1) ?? []));
  return new Set(
    names.flatMap((name) => {
      const joined = name.replace(/[^\p{L}\p{N}]+/gu, '');
      return [joined, ...identifiersIn(name, false), ...terms(name, NO_WORDS, true)];
    }),
  );
}

const NO_WORDS: ReadonlySet<string> = new Set();

/** Words that both have and a reader takes for a reason; many more count for the overlap. */
function commonWords(query: MatchQuery, candidate: MatchCandidate, product: ReadonlySet<string>): string[] {
  const theirs = termSets(candidate.document).all;
  return [...query.sets.all]
    .filter((term) => theirs.has(term) && !product.has(term) && TELLING.test(term) && !FOLDERS.has(term))
    .sort((a, b) => rarity(b, query.statistics) - rarity(a, query.statistics) || (a < b ? -1 : 1))
    .slice(0, WORDS_SHOWN);
}

const QUOTE_LENGTH_MAX = 80;

/** Text of others as code: one line, no backticks, bounded, and nothing in it that GitHub or a mail would link. */
function quoted(text: string): string {
  const line = breakReferences(
    cleanText(text)
      .replace(/[`|<\s]+/gu, ' ')
      .trim(),
  );
  const characters = [...line];
  return `\`${characters.length > QUOTE_LENGTH_MAX ? `${characters.slice(0, QUOTE_LENGTH_MAX - 1).join('')}…` : line}\``;
}

/** Titles and errors that overlap this much are the same to a reader: sums of rarities are not exact. */
const SAME = 0.99;

const percent = (share: number) => `${Math.round(100 * share)} %`;

/** One piece of evidence as a phrase of Markdown without a full stop; English where nothing else is asked for. */
export function sayOne(evidence: Evidence, texts: EvidenceTexts = en.links.evidence): string {
  switch (evidence.kind) {
    case 'error':
      return texts.error(quoted(evidence.error), evidence.frame === null ? null : quoted(evidence.frame));
    case 'similarError':
      return evidence.similarity > SAME
        ? texts.error(quoted(evidence.error), null)
        : texts.similarError(quoted(evidence.error), percent(evidence.similarity));
    case 'frames':
      return texts.frames(quoted(evidence.frames));
    case 'errorCode':
      return texts.errorCode(quoted(evidence.code));
    case 'api':
      return texts.api(quoted(evidence.api));
    case 'version':
      return texts.version(quoted(evidence.version));
    case 'title':
      return evidence.overlap > SAME ? texts.sameTitle : texts.similarTitle(percent(evidence.overlap));
    case 'words':
      return texts.words(evidence.words.map(quoted).join(', '), percent(evidence.overlap));
    case 'mention':
      return texts.mention(quoted(evidence.name));
    case 'duplicates':
      return texts.duplicates(evidence.count);
    case 'batch':
      return texts.batch;
    case 'sameAuthor':
      return texts.sameAuthor;
    case 'opinion':
      return evidence.verdict === 'agrees' ? texts.agrees : texts.disagrees;
    default:
      return assertNever(evidence);
  }
}

/** The reasons in one line: ``same error `err_module_not_found` in `resolveconfig`, both name `3.2` ``. '' without any. */
export function sayEvidence(evidence: readonly Evidence[]): string {
  return evidence.map((one) => sayOne(one)).join(', ');
}
