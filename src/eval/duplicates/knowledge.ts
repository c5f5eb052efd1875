import type { Report } from './reports.ts';

/** What is known of clusters at a moment of the replay. */
export interface Knowledge {
  /** A report came in; the next question is a later one's. */
  add(report: Report, itemId: number): void;
  /** cluster of an item, null where it stands alone, and how many others are in it */
  of(itemId: number): { cluster: number | null; duplicates: number };
}

/**
 * When a link is taken to be known. The files do not say when it was made; of the duplicates whose closing is on
 * record half were closed within 7 days (Rust 6.9, Hadoop 5.6, SeaMonkey 1.2), a quarter of Rust's after 96.
 */
const LINK_DELAY_MS = 7 * 86_400_000;

/** Groups of the reports that came in so far, by the links of the file among them. */
export class LabelledClusters implements Knowledge {
  readonly #cluster: number[] = [];
  readonly #members = new Map<number, number[]>();
  readonly #itemOf = new Map<string, number>();
  /** links that are not known yet, in order of time */
  #pending: { itemId: number; target: string; knownAtMs: number }[] = [];

  add(report: Report, itemId: number): void {
    this.#cluster[itemId] = itemId;
    this.#members.set(itemId, [itemId]);
    this.#itemOf.set(report.id, itemId);
    const nowMs = report.createdAt.getTime();
    for (const target of report.duplicateOf) {
      this.#pending.push({ itemId, target, knownAtMs: nowMs + LINK_DELAY_MS });
    }
    this.#pending = this.#pending.filter(({ itemId: from, target, knownAtMs }) => {
      const to = this.#itemOf.get(target);
      if (to === undefined || knownAtMs > nowMs) return true;
      this.#join(from, to);
      return false;
    });
  }

  of(itemId: number): { cluster: number | null; duplicates: number } {
    const cluster = this.#cluster[itemId] ?? itemId;
    const size = this.#members.get(cluster)?.length ?? 1;
    return { cluster: size > 1 ? cluster : null, duplicates: size - 1 };
  }

  #join(a: number, b: number): void {
    const [from, to] = [this.#cluster[a] ?? a, this.#cluster[b] ?? b];
    if (from === to) return;
    const moved = this.#members.get(from) ?? [];
    for (const member of moved) this.#cluster[member] = to;
    this.#members.set(to, [...(this.#members.get(to) ?? []), ...moved]);
    this.#members.delete(from);
  }
}
