import { signatureTerms } from './bm25f.ts';
import type { TermStatistics } from './candidate-index.ts';
import type { Document, TermCount } from './document.ts';
import { identifierParts, stem } from './tokens.ts';

/** Sums of the rarities of a report's distinct terms, by field and over all of them. */
export interface Mass {
  title: number;
  prose: number;
  code: number;
  all: number;
}

/** The distinct terms of a report, by field. */
export interface TermSets {
  title: ReadonlySet<string>;
  prose: ReadonlySet<string>;
  code: ReadonlySet<string>;
  all: ReadonlySet<string>;
}

/** Candidates are compared with many queries; documents are never changed, so their sets can be remembered. */
const setsOf = new WeakMap<Document, TermSets>();

export function termSets(document: Document): TermSets {
  const known = setsOf.get(document);
  if (known !== undefined) return known;
  const set = (counts: readonly TermCount[]) => new Set(counts.map(([term]) => term));
  const title = set(document.title);
  const prose = set(document.prose);
  const code = set(document.code);
  const sets = { title, prose, code, all: new Set([...title, ...prose, ...code]) };
  setsOf.set(document, sets);
  return sets;
}

/** As if so many items without the term were there already: in a tracker of three items everything seems common. */
const BACKGROUND_ITEMS = 100;

/**
 * How rare a term is in its scope: 1 for one that nobody used before, near 0 for one in every item. Relative to
 * the size of the scope, so that a model learnt on a large tracker holds on a small one.
 * @param discount occurrences that do not count: those in the cluster in question, or else the problem that is
 *   reported most would seem the least telling. One is left where there are any
 */
export function rarity(term: string, statistics: TermStatistics, discount = 0): number {
  const items = statistics.items + BACKGROUND_ITEMS;
  const all = statistics.documentFrequency.get(term) ?? 0;
  const frequency = Math.max(all - discount, Math.min(all, 1));
  return Math.log((items + 1) / (frequency + 1)) / Math.log(items + 1);
}

/** All terms whose frequency the matcher wants to know of a report. Sorted. */
export function statisticsTerms(document: Document): string[] {
  const wanted = new Set([
    ...termSets(document).all,
    ...signatureTerms(document),
    ...document.apis.map(apiTerm),
  ]);
  return [...wanted].sort();
}

/** The term under which a name of `Document.apis` stands in the text. */
export function apiTerm(api: string): string {
  return identifierParts(api).length > 1 ? api : stem(api);
}

/** To be computed when an item is stored and kept with it; it changes only by the logarithm of the scope's growth. */
export function massOf(document: Document, statistics: TermStatistics): Mass {
  const sets = termSets(document);
  const mass = (terms: ReadonlySet<string>) => {
    let sum = 0;
    for (const term of terms) sum += rarity(term, statistics);
    return sum;
  };
  return { title: mass(sets.title), prose: mass(sets.prose), code: mass(sets.code), all: mass(sets.all) };
}

/** Summed rarity of what both have. */
export function shared(a: ReadonlySet<string>, b: ReadonlySet<string>, statistics: TermStatistics): number {
  const [few, many] = a.size < b.size ? [a, b] : [b, a];
  let sum = 0;
  for (const term of few) if (many.has(term)) sum += rarity(term, statistics);
  return sum;
}

/**
 * Overlap against the union, 0..1: divided by the smaller side instead, three words would match everything.
 * @param both mass of what is shared
 */
export function overUnion(both: number, massA: number, massB: number): number {
  const union = massA + massB - both;
  return union <= 0 ? 0 : Math.min(1, both / union);
}
