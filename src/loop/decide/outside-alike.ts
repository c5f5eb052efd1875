import { impacts } from '../cluster/bm25f.ts';
import { queryTerms, type TermStatistics } from '../cluster/candidate-index.ts';
import { type Document, prepare } from '../cluster/document.ts';
import { MemoryIndex } from '../cluster/memory-index.ts';
import { massOf, statisticsTerms } from '../cluster/overlap.ts';
import { rerank } from '../cluster/rerank.ts';
import type { Facts } from '../facts.ts';
import { type KnownOutside, type OutsideReport, outsideKey } from '../outside.ts';

/** So many of the newest reports of other channels are read again for each new one: of most installations months. */
const COMPARED_MAX = 300;

/** Of those that share heavy terms with it, so many are looked at closely. */
const LOOKED_AT_MAX = 20;

/** Stands for the new report; the others are numbered from 1. */
const ASKED = 0;

/**
 * The first known report of other channels that is certainly about the same problem as this one, by the same model as
 * among threads; null: there is none.
 */
export function alikeOutside(report: OutsideReport, facts: Facts): string | null {
  const others = facts.get({ kind: 'outsideReports', besides: outsideKey(report), limit: COMPARED_MAX });
  if (others.length === 0) return null;
  const { document, read, index } = facts.once('outside.alike', () => reading(report, others));
  const near = index.candidates(
    queryTerms(document, index.statistics(statisticsTerms(document))),
    LOOKED_AT_MAX,
  );
  if (near.length === 0) return null;
  const terms = new Set(statisticsTerms(document));
  for (const { itemId } of near)
    for (const term of statisticsTerms(read[itemId - 1]?.document ?? document)) terms.add(term);
  const inOrder = [...terms].sort();
  // How rare a word is shows in the threads, of which there are more.
  const statistics = together(
    facts.get({ kind: 'terms', scope: { repositories: null }, terms: inOrder }),
    index.statistics(inOrder),
  );
  const candidates = near.flatMap(({ itemId, score }) => {
    const other = read[itemId - 1];
    if (other === undefined) return [];
    const asked = asItem(itemId, other.known, other.document, statistics);
    return [{ ...asked, score, cluster: null, duplicates: 0 }];
  });
  const { links } = rerank(asItem(ASKED, report, document, statistics), statistics, candidates);
  const same = links.find(({ tier }) => tier === 'certain');
  const found = same === undefined ? undefined : read[same.itemId - 1]?.known;
  return found === undefined ? null : (found.sameAs ?? outsideKey(found));
}

function reading(report: OutsideReport, others: readonly KnownOutside[]) {
  const index = new MemoryIndex();
  const read = others.map((known, place) => {
    const document = prepare({ title: known.title, body: known.text });
    index.add(place + 1, impacts(document));
    return { known, document };
  });
  return { document: prepare({ title: report.title, body: report.text }), read, index };
}

function asItem(
  itemId: number,
  { at, person }: Pick<OutsideReport, 'at' | 'person'>,
  document: Document,
  statistics: TermStatistics,
) {
  const mass = massOf(document, statistics);
  return { itemId, document, mass, createdAt: at, author: String(person), names: [] };
}

function together(threads: TermStatistics, outside: TermStatistics): TermStatistics {
  const documentFrequency = new Map(threads.documentFrequency);
  for (const [term, count] of outside.documentFrequency) {
    documentFrequency.set(term, (documentFrequency.get(term) ?? 0) + count);
  }
  return { items: threads.items + outside.items, documentFrequency };
}
