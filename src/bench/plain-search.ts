import { BM25F, inverseDocumentFrequency } from '../loop/cluster/bm25f.ts';
import type { Document } from '../loop/cluster/document.ts';

const B = 0.75;

/**
 * The plainest way to find similar reports: BM25 over all words of every report in memory, without an index. What the
 * look-up in the database is measured against (`fullcircle bench similarity`); nothing else uses it.
 */
export class PlainSearch {
  readonly #ids = new Map<string, number>();
  readonly #frequencies: number[] = [];
  /** of each report term, count, term, count … */
  readonly #reports: Uint32Array[] = [];
  readonly #lengths: number[] = [];
  #words = 0;

  add(document: Document): void {
    const counts = new Map<number, number>();
    let length = 0;
    for (const [term, count] of [...document.title, ...document.prose, ...document.code]) {
      const id = this.#idOf(term);
      counts.set(id, (counts.get(id) ?? 0) + count);
      length += count;
    }
    for (const id of counts.keys()) this.#frequencies[id] = (this.#frequencies[id] ?? 0) + 1;
    this.#reports.push(Uint32Array.from([...counts].flat()));
    this.#lengths.push(length);
    this.#words += length;
  }

  /** of the reports themselves */
  get bytes(): number {
    return this.#reports.reduce((sum, { byteLength }) => sum + byteLength, 0);
  }

  documentFrequency(term: string): number {
    return this.#frequencies[this.#ids.get(term) ?? -1] ?? 0;
  }

  /** Places of the best reports, counted from 0 in the order in which they were added, best first. */
  search(document: Document, limit: number): number[] {
    const weights = new Float64Array(this.#frequencies.length);
    for (const [term] of [...document.title, ...document.prose, ...document.code]) {
      const id = this.#ids.get(term);
      if (id !== undefined) {
        weights[id] = inverseDocumentFrequency(this.#frequencies[id] ?? 0, this.#reports.length);
      }
    }
    const average = this.#words / Math.max(this.#reports.length, 1);
    const scores = new Float64Array(this.#reports.length);
    for (const [place, report] of this.#reports.entries()) {
      const norm = BM25F.k1 * (1 - B + (B * (this.#lengths[place] ?? 0)) / average);
      let score = 0;
      for (let at = 0; at < report.length; at += 2) {
        const weight = weights[report[at] ?? 0] ?? 0;
        const count = report[at + 1] ?? 0;
        if (weight > 0) score += (weight * count * (BM25F.k1 + 1)) / (count + norm);
      }
      scores[place] = score;
    }
    return [...scores.keys()]
      .filter((place) => (scores[place] ?? 0) > 0)
      .sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || b - a)
      .slice(0, limit);
  }

  #idOf(term: string): number {
    const known = this.#ids.get(term);
    if (known !== undefined) return known;
    this.#ids.set(term, this.#ids.size);
    return this.#ids.size - 1;
  }
}
