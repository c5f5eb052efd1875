import { impacts } from '../../loop/cluster/bm25f.ts';
import { Boilerplate } from '../../loop/cluster/boilerplate.ts';
import { CANDIDATES_MAX, queryTerms, type TermStatistics } from '../../loop/cluster/candidate-index.ts';
import { prepare } from '../../loop/cluster/document.ts';
import type { MatchCandidate, MatchItem } from '../../loop/cluster/features.ts';
import { MemoryIndex } from '../../loop/cluster/memory-index.ts';
import { massOf, statisticsTerms } from '../../loop/cluster/overlap.ts';
import type { Report } from './reports.ts';

/** One report at the moment when it came in: only what was earlier is known. */
export interface Arrival {
  report: Report;
  item: MatchItem;
  statistics: TermStatistics;
  /** best first */
  candidates: MatchCandidate[];
  /** reports by `itemId`, this one and all earlier ones */
  reports: readonly Report[];
  /** reading the report and finding the candidates */
  elapsedMs: number;
}

/**
 * Lets the reports come in one after the other, each looked up among all earlier ones.
 *
 * A link is known once both of its ends have come in. The files do not say when it was made; half of the known
 * duplicates of the Rust project were closed within days, and a candidate is mostly months older than the query.
 * @param reports by time
 * @param linksKnown false: nobody ever said that two reports are the same
 */
export function* replay(reports: readonly Report[], linksKnown = true): Generator<Arrival> {
  const index = new MemoryIndex();
  const items: MatchItem[] = [];
  const clusters = new KnownClusters();
  const boilerplate = new Boilerplate();
  for (const [itemId, report] of reports.entries()) {
    const startedAt = performance.now();
    const document = prepare(report, boilerplate);
    const statistics = index.statistics(statisticsTerms(document));
    const item: MatchItem = {
      itemId,
      document,
      mass: massOf(document, statistics),
      createdAt: report.createdAt,
      author: report.author,
      names: [`#${report.id}`],
    };
    const candidates = index
      .candidates(queryTerms(document, statistics), CANDIDATES_MAX)
      .flatMap(({ itemId, score }) => {
        const earlier = items[itemId];
        const id = reports[itemId]?.id ?? '';
        return earlier === undefined ? [] : [{ ...earlier, score, ...clusters.of(id) }];
      });
    yield { report, item, statistics, candidates, reports, elapsedMs: performance.now() - startedAt };
    items.push(item);
    boilerplate.add(document);
    index.add(itemId, impacts(document));
    if (linksKnown) clusters.add(report);
  }
}

/** Groups of the reports that came in so far, by the links among them. */
class KnownClusters {
  readonly #cluster = new Map<string, number>();
  readonly #members = new Map<number, string[]>();
  readonly #waiting = new Map<string, string[]>();
  #next = 0;

  add(report: Report): void {
    const cluster = this.#next;
    this.#next += 1;
    this.#cluster.set(report.id, cluster);
    this.#members.set(cluster, [report.id]);
    for (const other of [...report.duplicateOf, ...(this.#waiting.get(report.id) ?? [])])
      this.#link(report.id, other);
  }

  of(id: string): { cluster: number | null; duplicates: number } {
    const cluster = this.#cluster.get(id);
    const size = cluster === undefined ? 1 : (this.#members.get(cluster)?.length ?? 1);
    return { cluster: size > 1 ? (cluster ?? null) : null, duplicates: size - 1 };
  }

  #link(id: string, target: string): void {
    const from = this.#cluster.get(id);
    const to = this.#cluster.get(target);
    if (from === undefined) return;
    if (to === undefined) {
      this.#waiting.set(target, [...(this.#waiting.get(target) ?? []), id]);
      return;
    }
    if (from === to) return;
    const moved = this.#members.get(from) ?? [];
    for (const member of moved) this.#cluster.set(member, to);
    this.#members.set(to, [...(this.#members.get(to) ?? []), ...moved]);
    this.#members.delete(from);
  }
}
