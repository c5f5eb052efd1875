import type { Change } from '../loop/change.ts';
import { impacts } from '../loop/cluster/bm25f.ts';
import { Boilerplate } from '../loop/cluster/boilerplate.ts';
import { type Document, prepare } from '../loop/cluster/document.ts';
import { massOf, statisticsTerms } from '../loop/cluster/overlap.ts';
import type { LoggedEntry } from '../loop/cluster-record.ts';
import type { Effect } from '../loop/effect.ts';
import type { Item } from '../loop/item.ts';
import type { KnownRepository } from '../loop/known-repository.ts';
import { THREAD_TYPES } from '../loop/vocabulary.ts';
import type { OpenStore } from '../store/open-store.ts';
import type { BenchOptions } from './bench-options.ts';
import { type MadeUpReport, madeUpReports } from './made-up-reports.ts';
import { itemOf, PLACE, type Place } from './made-up-threads.ts';

/** Reports that are written in one transaction. */
const BATCH = 200;
const SEED = 20_261_120;
/** Of threads, one in so many is a rare one: of a theme, of a stage, fixed. */
const RARE = 1_000;

/** What a database was filled with. */
export interface Filled {
  /** where the next threads come from */
  reports: Generator<MadeUpReport, never>;
  /** texts that lead to some of the threads */
  words: string[];
  clusters: number[];
}

/** Where the threads are, and what else becomes of each. */
export interface Filling {
  place?: Place;
  onDocument?(document: Document): void;
  /** what is written with a thread */
  besides?(item: Item): Change[];
}

/** Threads with their documents, clusters, lives and wanted labels. */
export async function fillThreads(
  store: OpenStore,
  items: number,
  onProgress: BenchOptions['onProgress'],
  { place = PLACE, onDocument = () => undefined, besides = () => [] }: Filling = {},
): Promise<Filled> {
  const { repository } = place;
  const tenant = store.forInstallation(place.installationId);
  const write = (changes: readonly Change[], effects: readonly Effect[] = []) =>
    tenant.decide(null, async () => ({ changes, effects, ignored: null }), new Date(0));
  await write([{ type: 'repository.put', repository, at: new Date(0) }]);
  const reports = madeUpReports(SEED);
  const template = new Boilerplate();
  const documentFrequency = new Map<string, number>();
  const clusterOf: number[] = [];
  const membersOf = new Map<number, number[]>();
  const words: string[] = [];
  for (let first = 1; first <= items; first += BATCH) {
    onProgress('Filling', first - 1, items);
    const changes: Change[] = [];
    const documents: Change[] = [];
    const others: Change[] = [];
    const effects: Effect[] = [];
    const touched = new Set<number>();
    for (let itemId = first; itemId < Math.min(first + BATCH, items + 1); itemId += 1) {
      const { value: report } = reports.next();
      const item = threadOf(itemId, report, place);
      changes.push({ type: 'item.put', item, itemId });
      others.push(...besides(item));
      const document = prepare(report, template);
      template.add(document);
      onDocument(document);
      const terms = statisticsTerms(document);
      const mass = massOf(document, {
        items: itemId,
        documentFrequency: new Map(terms.map((term) => [term, documentFrequency.get(term) ?? 0])),
      });
      for (const term of terms) documentFrequency.set(term, (documentFrequency.get(term) ?? 0) + 1);
      const indexed = { document, mass, terms: impacts(document) };
      documents.push({ type: 'document.put', itemId, repositoryId: repository.id, indexed });
      const told = report.retells === null ? undefined : clusterOf[report.retells];
      const cluster = told ?? itemId;
      clusterOf.push(cluster);
      membersOf.set(cluster, [...(membersOf.get(cluster) ?? []), itemId]);
      touched.add(cluster);
      if (itemId % RARE === 0) words.push(report.title);
      effects.push(labelOf(item, repository));
    }
    const clusters = [...touched].map((id) => ({ id, members: membersOf.get(id) ?? [], pinned: null }));
    const lives = [...touched].filter((id) => id % RARE === 0);
    await write(
      [
        ...changes,
        ...documents,
        ...others,
        { type: 'entries.append', entries: entriesOf(first, changes.length) },
        { type: 'clusters.put', clusters, redirects: [] },
        ...lives.map((id) => fixedLife(id, repository.id)),
      ],
      effects,
    );
  }
  return { reports, words, clusters: [...membersOf.keys()] };
}

const CAUSE = { by: 'github' } as const;

function entriesOf(first: number, count: number): LoggedEntry[] {
  return Array.from({ length: count }, (_, at) => ({
    verb: 'appear',
    seq: first + at,
    itemId: first + at,
    cause: CAUSE,
    at: new Date(0),
  }));
}

function threadOf(itemId: number, report: MadeUpReport, place: Place) {
  const item = itemOf(itemId, report, place);
  const isRare = itemId % RARE === 0;
  return {
    ...item,
    snapshot: { ...item.snapshot, type: THREAD_TYPES[itemId % THREAD_TYPES.length] ?? 'issue' },
    stage: isRare
      ? ('advocacy' as const)
      : itemId % 3 === 0
        ? ('onboarding' as const)
        : ('adoption' as const),
    stageSource: 'model' as const,
    themes: isRare ? [{ name: 'Types', source: 'match' as const }] : [],
  };
}

function labelOf({ snapshot }: Item, { id: repositoryId, owner, name }: KnownRepository): Effect {
  const { number, nodeId, type } = snapshot;
  return {
    kind: 'label.add',
    slot: `label:${repositoryId}-${number}:stage: adoption`,
    leastMode: 'label',
    mode: 'act',
    priority: 'bulk',
    thread: { repositoryId, owner, name, number, nodeId, type },
    label: 'stage: adoption',
  };
}

/** Decided and fixed. */
function fixedLife(clusterId: number, repositoryId: number): Change {
  const key = `pull:${repositoryId}-${clusterId}`;
  const step = { key, actor: null, at: new Date(0) };
  return {
    type: 'transitions.put',
    clusterId,
    transitions: [{ ...step, index: 0, from: 'open', to: 'fixed', cause: 'landed' }],
  };
}
