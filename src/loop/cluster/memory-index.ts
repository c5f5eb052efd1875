import { present } from '../present.ts';
import type { WeightedTerm } from './bm25f.ts';
import {
  type Candidate,
  type CandidateIndex,
  POSTINGS_PER_TERM_MAX,
  type TermStatistics,
} from './candidate-index.ts';

interface Postings {
  itemIds: number[];
  impacts: number[];
}

/** The index of one scope in memory, for evaluation and analysis of a file: same answers as a database. */
export class MemoryIndex implements CandidateIndex {
  readonly #postings = new Map<string, Postings>();
  readonly #postingsMax: number;
  #items = 0;

  constructor(postingsPerTermMax: number = POSTINGS_PER_TERM_MAX) {
    this.#postingsMax = postingsPerTermMax;
  }

  /** Adds an item with the impacts of its terms. Each item once, ids in ascending order. */
  add(itemId: number, terms: readonly WeightedTerm[]): void {
    this.#items += 1;
    for (const { term, weight } of terms) {
      const postings = this.#postings.get(term);
      if (postings === undefined) this.#postings.set(term, { itemIds: [itemId], impacts: [weight] });
      else {
        postings.itemIds.push(itemId);
        postings.impacts.push(weight);
      }
    }
  }

  statistics(terms: readonly string[]): TermStatistics {
    const documentFrequency = new Map<string, number>();
    for (const term of terms) {
      const postings = this.#postings.get(term);
      if (postings !== undefined) documentFrequency.set(term, postings.itemIds.length);
    }
    return { items: this.#items, documentFrequency };
  }

  candidates(query: readonly WeightedTerm[], limit: number): Candidate[] {
    const scores = new Map<number, number>();
    for (const { term, weight } of query) {
      const postings = this.#postings.get(term);
      if (postings === undefined) continue;
      for (const position of this.#strongest(postings)) {
        const itemId = present(postings.itemIds[position]);
        scores.set(itemId, (scores.get(itemId) ?? 0) + weight * present(postings.impacts[position]));
      }
    }
    return [...scores]
      .map(([itemId, score]) => ({ itemId, score }))
      .sort((a, b) => b.score - a.score || b.itemId - a.itemId)
      .slice(0, limit);
  }

  #strongest(postings: Postings): Iterable<number> {
    const { impacts } = postings;
    if (impacts.length <= this.#postingsMax) return impacts.keys();
    return [...impacts.keys()]
      .sort((a, b) => present(impacts[b]) - present(impacts[a]) || b - a)
      .slice(0, this.#postingsMax);
  }
}
