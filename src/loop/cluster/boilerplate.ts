import { present } from '../present.ts';
import type { Document } from './document.ts';

/** Templates change: only so many of the latest reports tell what is the template's. */
export const TEMPLATE_WINDOW_ITEMS = 500;
/** A line of the template stands in many reports; five people with one sentence in common are a cluster. */
export const TEMPLATE_SHARE_MIN = 0.05;
export const TEMPLATE_COUNT_MIN = 5;

/** Learns which lines are the template's, from how many of a repository's latest reports have them. */
export class Boilerplate {
  readonly #window: (readonly string[])[] = [];
  readonly #counts = new Map<string, number>();

  /** @param document of a further report of the same repository */
  add({ lines }: Pick<Document, 'lines'>): void {
    this.#window.push(lines);
    for (const line of lines) this.#counts.set(line, (this.#counts.get(line) ?? 0) + 1);
    if (this.#window.length <= TEMPLATE_WINDOW_ITEMS) return;
    for (const line of present(this.#window.shift())) {
      const left = present(this.#counts.get(line)) - 1;
      if (left === 0) this.#counts.delete(line);
      else this.#counts.set(line, left);
    }
  }

  /** @param line key as in `Document.lines` */
  has(line: string): boolean {
    return (
      (this.#counts.get(line) ?? 0) >= Math.max(TEMPLATE_COUNT_MIN, TEMPLATE_SHARE_MIN * this.#window.length)
    );
  }
}
