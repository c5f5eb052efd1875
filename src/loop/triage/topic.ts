import type { RecordedThread } from '../record.ts';
import type { LinkedThread } from '../render/link.ts';
import { versionsNamed } from '../versions-named.ts';
import type { Kind, ThreadRef } from '../vocabulary.ts';
import { STAGES, threadKey } from '../vocabulary.ts';
import type { ThreadText } from '../week-record.ts';
import type { Action, FunctionName, Quote, Topic } from './agenda.ts';
import { belongsTo } from './belongs.ts';
import type { Undecided } from './candidates.ts';
import { commonKind, commonStage } from './candidates.ts';
import { isTelling, QUOTE_CHARACTERS_MAX, readQuote } from './quote.ts';

const DAY_MS = 86_400_000;
const WEEK_DAYS = 7;

/** Threads that are linked from a topic; the rest is counted. */
const THREADS_SHOWN_MAX = 4;
const VERSIONS_SHOWN_MAX = 4;
/** Longest title that is kept with an issue. */
export const TITLE_CHARACTERS_MAX = 200;
const QUOTES_MAX = 3;
const TRIED_MAX = 5;

/** Texts that are read of a cluster to find its title, a quotation and whose it is. */
export const TEXTS_READ_MAX = 6;

/** What is known of the texts behind the threads, and how a thread is linked. */
export interface TopicSources {
  asOf: Date;
  texts: ReadonlyMap<string, ThreadText>;
  /** by cluster, the thread that stands for it among those that may be shown */
  canonicals: ReadonlyMap<number, ThreadRef>;
  /** null where the thread's repository is not there any more */
  linkOf: (thread: RecordedThread) => LinkedThread | null;
  /** reports of a cluster that may not be shown, as far as their number may be told */
  hiddenOf: (clusterId: number) => number;
}

/** A cluster as it stands in the issue; null where none of its threads can be named. */
export function topicOf(undecided: Undecided, sources: TopicSources): Topic | null {
  const { clusterId, ranked, weeksBefore } = undecided;
  const canonical = sources.canonicals.get(clusterId);
  const canonicalKey = canonical === undefined ? null : threadKey(canonical);
  // Stable: what stands for the others goes first, the newest of these next.
  const threads = undecided.threads.toSorted(
    (a, b) => Number(b.key === canonicalKey) - Number(a.key === canonicalKey),
  );
  const links = threads.flatMap((thread) => sources.linkOf(thread) ?? []);
  const read = threads.slice(0, TEXTS_READ_MAX).flatMap((thread) => {
    const text = sources.texts.get(thread.key);
    const link = sources.linkOf(thread);
    return text === undefined || link === null ? [] : [{ thread, text, link }];
  });
  // Else the oldest open report speaks for the others: whoever came later said "me too".
  const speaker =
    read.find(({ thread }) => thread.key === canonicalKey) ??
    read.findLast(({ thread }) => thread.closedAt === null) ??
    read.at(-1);
  if (speaker === undefined) return null;
  const kind = commonKind(threads);
  const stage = commonStage(threads);
  const owner = belongsTo({ kind, stage, titles: read.map(({ text }) => text.title) });
  return {
    clusterId,
    // What the staff gathered the reports under stands for them, too, but is nobody's own words.
    title: (sources.texts.get(canonicalKey ?? '') ?? speaker.text).title.slice(0, TITLE_CHARACTERS_MAX),
    function: owner,
    kind,
    stage,
    places: ranked?.places ?? null,
    rank: ranked?.rank ?? 0,
    range: ranked?.range ?? [0, 0],
    frequency: ranked?.frequency ?? 0,
    ...(ranked === null || ranked.thumbs === 0 ? {} : { thumbs: ranked.thumbs }),
    severity: ranked?.severity ?? 0,
    isInferred: ranked?.isInferred ?? false,
    alignment: ranked?.alignment ?? 1,
    themes: ranked?.themes ?? [],
    reporters: ranked?.reporters ?? 0,
    ...recent(threads, sources.asOf),
    quotes: quotesOf([speaker, ...read.filter((each) => each !== speaker)]),
    threads: links.slice(0, THREADS_SHOWN_MAX),
    threadCount: links.length,
    hidden: sources.hiddenOf(clusterId),
    versions: versionsNamed(threads.map(({ environment }) => environment.versions)).slice(
      0,
      VERSIONS_SHOWN_MAX,
    ),
    segments: segmentsOf(threads),
    tried: triedBy(undecided, sources),
    suggested: suggestion(owner, kind, threads),
    weeks: weeksBefore + 1,
  };
}

function quotesOf(read: readonly { text: ThreadText; link: LinkedThread }[]): Quote[] {
  return (
    read
      .flatMap(({ text, link }) => {
        const quote = readQuote(text.body);
        return quote === null ? [] : [{ text: quote.slice(0, 2 * QUOTE_CHARACTERS_MAX), thread: link }];
      })
      // A report that tells the problem speaks before one that only tells the story of it.
      .sort((a, b) => Number(isTelling(b.text)) - Number(isTelling(a.text)))
      .slice(0, QUOTES_MAX)
  );
}

function segmentsOf(threads: readonly RecordedThread[]): Topic['segments'] {
  return [...STAGES, null]
    .map((stage) => ({ stage, reports: threads.filter((thread) => thread.stage === stage).length }))
    .filter(({ reports }) => reports > 0)
    .sort((a, b) => b.reports - a.reports);
}

function triedBy({ threads, pulls }: Undecided, { linkOf }: TopicSources): Topic['tried'] {
  const closed = threads.filter(({ closedAt }) => closedAt !== null);
  return [...pulls, ...closed].slice(0, TRIED_MAX).flatMap((thread) => {
    const link = linkOf(thread);
    const outcome = thread.merged ? ('merged' as const) : thread.closedAt === null ? 'open' : 'closed';
    return link === null ? [] : [{ ...link, outcome }];
  });
}

function recent(threads: readonly RecordedThread[], asOf: Date): Pick<Topic, 'thisWeek' | 'lastWeek'> {
  const daysOld = threads.map(({ createdAt }) => (asOf.getTime() - createdAt.getTime()) / DAY_MS);
  return {
    thisWeek: daysOld.filter((days) => days <= WEEK_DAYS).length,
    lastWeek: daysOld.filter((days) => days > WEEK_DAYS && days <= 2 * WEEK_DAYS).length,
  };
}

/** Reports of bugs that can be acted on. */
const COMPLETE_MIN = 1;

/**
 * What the app would do, and why, in words that can be argued with. Docs: write it down, or teach it where it was
 * answered before and is still asked. Support: teach what was solved. Product: fix bugs; wishes need somebody who decides
 * whether they fit, so that those of one person are put off.
 */
function suggestion(
  owner: FunctionName,
  kind: Kind,
  threads: readonly RecordedThread[],
): { action: Action; because: string } {
  // Closed is all that is known here: whether somebody answered, or nobody waits any more, is not.
  const solved = threads.filter(({ closedAt }) => closedAt !== null).length;
  const people = new Set(threads.map(({ author }) => author.id)).size;
  if (owner === 'docs') {
    return solved > 0 && people > 1
      ? { action: 'document', because: `closed in ${threadsText(solved)}, asked by ${people} people` }
      : { action: 'document', because: 'a page would answer it' };
  }
  if (owner === 'support') {
    return solved > 0
      ? {
          action: 'teach',
          because: `${threadsText(solved)} about it ${solved === 1 ? 'is' : 'are'} closed: tell the answer where people look`,
        }
      : { action: kind === 'question' ? 'teach' : 'fix', because: 'still open: answer one thread first' };
  }
  if (kind === 'feature') {
    return people > 1
      ? { action: 'fix', because: `${people} people want it; decline it if it does not fit` }
      : { action: 'defer', because: 'one person wants it so far' };
  }
  if (kind !== 'bug') return { action: 'defer', because: 'it is not clear what it asks for: read it first' };
  const complete = threads.filter(
    ({ quality }) => quality.steps && (quality.error || quality.version),
  ).length;
  return complete >= COMPLETE_MIN
    ? {
        action: 'fix',
        because: `${complete === 1 ? '1 report says' : `${complete} reports say`} how to reproduce it`,
      }
    : { action: 'fix', because: 'no report says how to reproduce it: ask for that first' };
}

function threadsText(n: number): string {
  return n === 1 ? '1 thread' : `${n} threads`;
}
