import type { Document } from './document.ts';
import type { Features } from './features.ts';
import type { MatchModel } from './match-model.ts';

/**
 * How sure a match is. `certain` may be commented on; `possible` goes to the weekly issue and the dashboard;
 * `inconclusive` means that the two could not be compared, never that they differ.
 */
export type Tier = 'certain' | 'possible' | 'no' | 'inconclusive';

/** Titles that share this much, by rarity against the union, say the same. */
const TITLE_MIN = 0.3;
/** Else the query has to say this much of the candidate's title, */
const TITLE_SAID_MIN = 0.4;
/** and both have this much in common besides the words of the shared error line. */
const TEXT_MIN = 0.05;
/**
 * From here on what they say besides the error is a signal of its own. Below it, titles that agree are often the error
 * line once more, and one message ends many causes.
 */
const TEXT_BESIDE_TITLE_MIN = 0.1;
const TEXT_ALONE_MIN = 0.15;
/** More where the other signal is weak: an error's code or name, or an API and a version. */
const TEXT_BESIDE_NAMES_MIN = 0.12;
/** Error lines this alike are one message with other names in it: enough only beside a title that says the same. */
const ERROR_NEAR_MIN = 0.7;
/**
 * Error lines that share less name two failures. Two messages of one language reach .59 by what stands around each
 * ("Fatal error: uncaught exception … in FILE"), one message about two things began at .63 where that was measured.
 */
const ERROR_AGREES_MIN = 0.6;
/** Half a month between two reports, as `Features.gap` has it. */
const NEAR = Math.log1p(15);
/** An error line is a signature if what is shared of it is more than a phrase, */
const ERROR_INFORMATION_MIN = 1.5;
/** and has a word of its own: "linking with cc failed" is a hundred problems, `sequence_element_type` is one. */
const ERROR_RAREST_MIN = 0.7;
/** Without such a word it counts where hardly any other problem has the very same line: 2 of 10,000 items, */
const ERROR_RARITY_MIN = 0.87;
/** a few more where the text besides is a signal of its own. */
const ERROR_RARITY_BESIDE_TEXT_MIN = 0.8;
const CODE_RARITY_MIN = 0.5;
const API_RARITY_MIN = 0.4;

/** By so much a match has to be likelier whose second signal is faint. */
const FAINT_MARGIN = 0.15;
/** No bar is higher, whatever is added to it. */
const BAR_MAX = 0.97;

/**
 * How well two comparable reports fit, whoever wrote them.
 *
 * The top tier takes two independent signals, text and a signature, or text and the same API on the same version;
 * never text alone, however much it is. What one person files within an hour is a batch of tasks.
 */
export function fitOf(
  features: Features,
  probability: number,
  failure: FailureMatch,
  { thresholds }: Pick<MatchModel, 'thresholds'>,
): Tier {
  if (failure === 'identical') return 'certain';
  if (features.batch === 1) return 'no';
  const signals = failure === 'other' ? null : twoSignals(features);
  const bar = signals === 'faint' ? Math.min(BAR_MAX, thresholds.certain + FAINT_MARGIN) : thresholds.certain;
  if (signals !== null && probability >= bar) return 'certain';
  return probability >= Math.min(thresholds.possible, thresholds.certain) ? 'possible' : 'no';
}

/**
 * The tier of a match that fits: an author who names the other thread, or wrote both, knows it. Telling them would be
 * noise, so that stays `possible`; what is identical, or has one title, was forgotten.
 */
export function tierOf(fit: Tier, features: Features, identical: boolean): Tier {
  const known = features.mention === 1 || (features.sameAuthor === 1 && features.title < 1);
  return fit === 'certain' && known && !identical ? 'possible' : fit;
}

/**
 * Text, and something that is not text: `plain`, or `faint` where one of them is little or may be the other once more.
 * null: there are no two.
 */
export function twoSignals(features: Features): 'plain' | 'faint' | null {
  const { beyond } = features;
  const title = features.title >= TITLE_MIN;
  // A trace hardly comes about twice by chance, whatever the titles make of it.
  if (features.frames > 0 && (title || beyond >= TEXT_MIN)) return 'plain';
  const textBesideNames = features.titleBeyond >= TITLE_MIN || beyond >= TEXT_BESIDE_NAMES_MIN;
  const sameApiAndVersion = features.api >= API_RARITY_MIN && features.version === 1;
  const names = features.errorCode >= CODE_RARITY_MIN || sameApiAndVersion;
  if (names && textBesideNames) return 'plain';
  const fewHaveIt = features.error >= ERROR_RARITY_BESIDE_TEXT_MIN && beyond >= TEXT_ALONE_MIN;
  if (title && (fewHaveIt || sameError(features) || similarError(features)))
    return beyond >= TEXT_BESIDE_TITLE_MIN ? 'plain' : 'faint';
  const said = beyond >= TEXT_MIN && features.titleOf >= TITLE_SAID_MIN;
  // The same message within days comes of one change; months apart it may come of two.
  if (fewHaveIt || (said && sameError(features))) return features.gap <= NEAR ? 'plain' : 'faint';
  return null;
}

function sameError(features: Features): boolean {
  return features.error >= ERROR_RARITY_MIN || (features.error > 0 && isParticular(features));
}

function similarError(features: Features): boolean {
  return features.errorNear >= ERROR_NEAR_MIN && isParticular(features);
}

function isParticular({ errorInformation, errorRarest }: Features): boolean {
  return errorInformation >= ERROR_INFORMATION_MIN && errorRarest >= ERROR_RAREST_MIN;
}

/** What two reports say of what failed settles it either way, or, with null, neither. */
export type FailureMatch = 'identical' | 'other' | null;

/**
 * `identical`: the same error line, top frames and version, whatever the probability. `other`: both name errors and none
 * of them agree. One function fails in many ways and people tell of all of them in the same words, so neither a trace
 * nor the text makes two errors one.
 */
export function failureMatch(
  a: Document,
  b: Document,
  { errorNear }: Pick<Features, 'errorNear'>,
): FailureMatch {
  const sameLine = meet(a.errors, b.errors);
  if (sameLine && meet(a.frames, b.frames) && meet(a.versions, b.versions)) return 'identical';
  const [ours, theirs] = [ownCodes(a), ownCodes(b)];
  const named = areNamed(a.errors, b.errors) || areNamed(ours, theirs);
  return named && !sameLine && errorNear < ERROR_AGREES_MIN && !meet(ours, theirs) ? 'other' : null;
}

/** Without the names of classes: one `AuthError` is thrown for many reasons, and its line or code tells which. */
function ownCodes({ codes }: Document): string[] {
  return codes.filter((code) => !/(?:error|exception)$/u.test(code));
}

function areNamed(ours: readonly string[], theirs: readonly string[]): boolean {
  return ours.length > 0 && theirs.length > 0;
}

function meet(ours: readonly string[], theirs: readonly string[]): boolean {
  return ours.some((one) => theirs.includes(one));
}
