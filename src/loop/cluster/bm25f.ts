import type { Document, TermCount } from './document.ts';

/**
 * BM25F with constant average lengths (Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and
 * Beyond", 2009; query weights after Sun et al., "Towards more accurate retrieval of duplicate bug reports", 2011).
 * Constant, so that the impact of a term in a report is known when the report is stored and never again touched:
 * a store keeps (term, impact, item) and a look-up only adds up rows.
 */
export interface Bm25fOptions {
  weights: { title: number; prose: number; code: number };
  /** how much of the length is normalised, 0..1 */
  lengths: { title: number; prose: number; code: number };
  /** average terms of a field over real trackers */
  averages: { title: number; prose: number; code: number };
  /** saturation of a term in a report */
  k1: number;
  /** weights of a field's terms in the query, and the saturation there */
  query: { title: number; prose: number; code: number; k3: number };
  /** a signature shared outweighs a word as rare as it */
  signature: number;
}

export const BM25F: Bm25fOptions = {
  weights: { title: 3, prose: 1, code: 1 },
  lengths: { title: 0.5, prose: 0.75, code: 0.75 },
  averages: { title: 6, prose: 45, code: 40 },
  k1: 1.2,
  query: { title: 3, prose: 0.5, code: 0.5, k3: 2 },
  signature: 1,
};

/** A term with its strength in one report or query, above 0. */
export interface WeightedTerm {
  term: string;
  weight: number;
}

const FIELDS = ['title', 'prose', 'code'] as const;

/** The terms of a report as they are stored: weight is the impact, saturating towards k1 + 1. Sorted by term. */
export function impacts(document: Document, options: Bm25fOptions = BM25F): WeightedTerm[] {
  const strengths = new Map<string, number>();
  for (const field of FIELDS) {
    const length = total(document[field]);
    const b = options.lengths[field];
    const norm = options.weights[field] / (1 - b + (b * length) / options.averages[field]);
    for (const [term, count] of document[field]) {
      strengths.set(term, (strengths.get(term) ?? 0) + count * norm);
    }
  }
  const found = [...strengths].map(([term, strength]) => ({
    term,
    weight: ((options.k1 + 1) * strength) / (options.k1 + strength),
  }));
  for (const term of signatureTerms(document))
    found.push({ term, weight: options.signature * (options.k1 + 1) });
  return found.filter(({ weight }) => weight > 0).sort((a, b) => (a.term < b.term ? -1 : 1));
}

/** How strongly a report asks for each of its terms, before their rarity is known. Sorted by term. */
export function queryWeights(document: Document, options: Bm25fOptions = BM25F): WeightedTerm[] {
  const { k3 } = options.query;
  const asked = new Map<string, number>();
  for (const field of FIELDS) {
    for (const [term, count] of document[field]) {
      asked.set(term, (asked.get(term) ?? 0) + options.query[field] * count);
    }
  }
  const found = [...asked].map(([term, count]) => ({ term, weight: ((k3 + 1) * count) / (k3 + count) }));
  for (const term of signatureTerms(document)) found.push({ term, weight: options.signature * 1.5 });
  return found.filter(({ weight }) => weight > 0).sort((a, b) => (a.term < b.term ? -1 : 1));
}

/** Signatures as terms; words have no colon in them, so the two never meet. */
export function signatureTerms(document: Document): string[] {
  return [
    ...document.errors.map((error) => `error:${error}`),
    ...document.frames.map((frames) => `frames:${frames}`),
    ...document.codes.map((code) => `code:${code}`),
  ];
}

/** Rarity of a term: Lucene's form of the inverse document frequency, never below 0. */
export function inverseDocumentFrequency(documentFrequency: number, items: number): number {
  return Math.log(1 + (Math.max(items - documentFrequency, 0) + 0.5) / (documentFrequency + 0.5));
}

function total(counts: readonly TermCount[]): number {
  return counts.reduce((sum, [, count]) => sum + count, 0);
}
