import type { EvidenceTexts } from '../render/texts/link-texts.ts';
import { type Evidence, sayOne } from './evidence.ts';

/** Reasons that are named; more convince nobody. */
const SHOWN_MAX = 3;

/** What a reader cannot check at a glance is named only where there is nothing better. */
const WEAK = new Set<Evidence['kind']>(['words', 'sameAuthor', 'batch']);
/** Many reports of many problems are about one API in one version: alone that says little. */
const THIN = new Set<Evidence['kind']>(['api', 'version']);
const STRONG_ENOUGH = 2;

/**
 * The reasons that people are given, strongest first, each said once, as phrases of Markdown. Where a language model was
 * asked, that is always said, at the end.
 */
export function evidenceShown(evidence: readonly Evidence[], texts?: EvidenceTexts): string[] {
  const error = evidence.find(({ kind }) => kind === 'error' || kind === 'similarError');
  const line = error !== undefined && 'error' in error ? error.error.toLowerCase() : '';
  const once = evidence.flatMap((one): Evidence[] => {
    // How many others there are counts private ones, too.
    if (one.kind === 'opinion' || one.kind === 'duplicates') return [];
    // A code or a word that stands in the error line says the same again.
    if (one.kind === 'errorCode') return line.includes(one.code.toLowerCase()) ? [] : [one];
    if (one.kind !== 'words') return [one];
    // Nor does a number tell anybody anything.
    const words = one.words.filter((word) => /\p{L}/u.test(word) && !line.includes(word));
    return words.length === 0 ? [] : [{ ...one, words }];
  });
  const opinions = evidence.filter(({ kind }) => kind === 'opinion');
  const strong = once.filter(({ kind }) => !WEAK.has(kind));
  const isEnough = strong.length >= STRONG_ENOUGH && strong.some(({ kind }) => !THIN.has(kind));
  const chosen = isEnough ? strong : [...strong, ...once.filter((one) => !strong.includes(one))];
  return [...chosen.slice(0, SHOWN_MAX), ...opinions].map((one) => sayOne(one, texts));
}
