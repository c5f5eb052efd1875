import {
  BM25F,
  type Bm25fOptions,
  inverseDocumentFrequency,
  queryWeights,
  type WeightedTerm,
} from './bm25f.ts';
import type { Document } from './document.ts';

/** How often terms occur in the scope of a look-up, as far as asked for; a term that is not there occurs never. */
export interface TermStatistics {
  /** items in the scope */
  items: number;
  documentFrequency: ReadonlyMap<string, number>;
}

/** An item that shares heavy terms with the query. */
export interface Candidate {
  itemId: number;
  /** BM25F over the query's terms, above 0; comparable within one query only */
  score: number;
}

/**
 * What stands between the matcher and a store. A database answers both with one statement each over
 * `postings(term, impact, item)`, ordered within a term by impact, newest first when tied:
 *
 *     select term, count … where term = any(:terms)
 *     select item, sum(impact * weight) from query, lateral (select … where term = query.term
 *       order by impact desc, item desc limit POSTINGS_PER_TERM_MAX) group by item order by 2 desc, item desc limit :limit
 *
 * The rows read are at most QUERY_TERMS_MAX × POSTINGS_PER_TERM_MAX however many items there are.
 */
export interface CandidateIndex {
  statistics(terms: readonly string[]): TermStatistics;
  /** Best first, newest first when tied. */
  candidates(query: readonly WeightedTerm[], limit: number): Candidate[];
}

/** Measured: beyond the heaviest 20 the further terms cost five times as much and find 2 % more. */
export const QUERY_TERMS_MAX = 20;
/**
 * Rows read for one term; a term that has more of them is so common that only its strongest items matter. Measured
 * on PGlite with 100,000 items: 17 ms at the 95th percentile, against 49 with twice as many.
 */
export const POSTINGS_PER_TERM_MAX = 1_000;
/** Items that are looked at closely: 85 % of the known duplicates have their target among them, 83 % among 60. */
export const CANDIDATES_MAX = 100;

/** The terms to look up: the heaviest by weight × rarity, heaviest first, those without any occurrence left out. */
export function queryTerms(
  document: Document,
  statistics: TermStatistics,
  max: number = QUERY_TERMS_MAX,
  options: Bm25fOptions = BM25F,
): WeightedTerm[] {
  const found: WeightedTerm[] = [];
  for (const { term, weight } of queryWeights(document, options)) {
    const frequency = statistics.documentFrequency.get(term) ?? 0;
    if (frequency === 0) continue;
    found.push({ term, weight: weight * inverseDocumentFrequency(frequency, statistics.items) });
  }
  // equal ones stay in the order of their terms
  return found.sort((a, b) => b.weight - a.weight).slice(0, max);
}
