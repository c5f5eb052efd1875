import { impacts } from '../../loop/cluster/bm25f.ts';
import { Boilerplate } from '../../loop/cluster/boilerplate.ts';
import { CANDIDATES_MAX, queryTerms, type TermStatistics } from '../../loop/cluster/candidate-index.ts';
import { prepare } from '../../loop/cluster/document.ts';
import type { MatchCandidate, MatchItem } from '../../loop/cluster/features.ts';
import { MemoryIndex } from '../../loop/cluster/memory-index.ts';
import { massOf, statisticsTerms } from '../../loop/cluster/overlap.ts';
import { type Knowledge, LabelledClusters } from './knowledge.ts';
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
 * @param reports by time
 * @param knowledge what is known of the earlier reports when one comes in
 */
export function* replay(
  reports: readonly Report[],
  knowledge: Knowledge = new LabelledClusters(),
): Generator<Arrival> {
  const index = new MemoryIndex();
  const items: MatchItem[] = [];
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
        return earlier === undefined ? [] : [{ ...earlier, score, ...knowledge.of(itemId) }];
      });
    yield { report, item, statistics, candidates, reports, elapsedMs: performance.now() - startedAt };
    items.push(item);
    boilerplate.add(document);
    index.add(itemId, impacts(document));
    knowledge.add(report, itemId);
  }
}
