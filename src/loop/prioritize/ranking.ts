import { type Frame, WINDOW_DAYS } from '../measured.ts';
import { present } from '../present.ts';
import { countByWeek, isWithin } from '../record/days.ts';
import { isCommunity, personOf } from '../record/people.ts';
import type { Problem } from '../record/problems.ts';
import type { Actor, RecordedThread } from '../record.ts';
import { type Metric, trendMetric } from '../statistics/metric.ts';
import { type Rank, rankClusters } from './rank.ts';

/** A cluster of the ranking, with how its volume moves. */
export interface RankedCluster extends Rank {
  /** threads per week: last 4 weeks over the 12 before */
  trend: Metric;
}

/**
 * The clusters that were reported in 28 days, highest first; null: nothing was clustered. What nobody reports as trouble
 * hurts nobody: what is only given or shown is not ranked.
 */
export function ranking(frame: Frame): RankedCluster[] | null {
  const { record, problems } = frame;
  if (record.clusters === null) return null;
  const window = frame.trailing(WINDOW_DAYS.month);
  const inputs = record.clusters.flatMap(({ id, severity, themes, thumbs }) => {
    const problem = problems.get(id);
    const recent = problem === undefined ? 0 : reportersWithin(problem, window);
    if (problem === undefined || recent === 0 || !problem.threads.some(isTrouble)) return [];
    const weights = frame.settings.themes.filter(({ name }) => themes.includes(name));
    return { id, reporters: recent, thumbs: thumbsBeside(problem, thumbs), severity, themes: weights };
  });
  return rankClusters(inputs).map((rank) => ({
    ...rank,
    trend: trendOf(frame, present(problems.get(rank.id))),
  }));
}

/** Discussion categories whose names say that nothing is reported in them. "Polling" is an area of a product. */
const NO_REPORTS = /\b(?:shows?|showcases?|announcements?|polls?|introductions?|off[ -]?topic)\b/iu;

/**
 * An author who gives something reports none, unless somebody said that it is a bug, or how much it hurts. Of a pull
 * request nobody expects one.
 */
function isTrouble({ type, stage, category, kind, kindConfidence, severity }: RecordedThread): boolean {
  if (type === 'pull_request') return false;
  // The kinds of reports in other channels are guessed, too, and it is not known how surely.
  const isSaidBug = type !== null && kind === 'bug' && kindConfidence === undefined;
  if (isSaidBug || !severity.inferred) return true;
  return stage !== 'advocacy' && !NO_REPORTS.test(category ?? '');
}

/**
 * People who gave a thumbs-up and are no reporters, at least. GitHub tells numbers with each thread, and who it was only
 * when asked. Of numbers the largest of one thread counts, for one person may have given one to each, less the reporters,
 * for each of them may have given one, too.
 */
function thumbsBeside({ threads, reporters }: Problem, known: readonly Actor[]): number {
  const others = new Set(known.filter(isCommunity).map(personOf));
  for (const person of reporters.keys()) others.delete(person);
  return Math.max(others.size, ...threads.map(({ thumbsUp }) => thumbsUp - reporters.size));
}

/** Whoever reported it again counts, too: the problem still hurts. */
function reportersWithin({ threads }: Problem, window: { from: Date; until: Date }): number {
  const people = threads
    .filter(
      ({ type, author, createdAt }) =>
        type !== 'pull_request' && isCommunity(author) && isWithin(createdAt, window),
    )
    .map(({ author }) => personOf(author));
  return new Set(people).size;
}

function trendOf(frame: Frame, { threads }: Problem): Metric {
  const times = threads.map(({ createdAt }) => createdAt);
  const weeks = countByWeek(frame.weeks, times).map((count) => ({ count, exposure: 1 }));
  return trendMetric(weeks, frame.basis(frame.trailing(WINDOW_DAYS.quarter + WINDOW_DAYS.month)));
}
