import { type Frame, type Line, WINDOW_DAYS } from '../measured.ts';
import { daysBefore, isWithin } from '../record/days.ts';
import { isCommunity, liveSince, repliesTo } from '../record/people.ts';
import { isSupport } from '../record/support.ts';
import type { RecordedThread } from '../record.ts';
import type { Metric } from '../statistics/metric.ts';
import { rateRatio } from '../statistics/rate-ratio.ts';
import { failingStarters, helpdeskLine } from './checklist.ts';
import { evidenceOf, limit, short, stateOf } from './lines.ts';
import { toldShare } from './loop-health.ts';

/** What developer relations is for, and by what it fails. */
export interface FunctionWatch {
  name: string;
  purpose: string;
  /** each `yes` is a failure mode that is there */
  failures: readonly Line[];
}

/** What was taught should show within so many days, against as many before. */
const TAUGHT_DAYS = 28;
const TAUGHT_WEEKS = 4;
/** Support threads have to be answered, or put to others like them, within so many days. */
const NOISE_AFTER_DAYS = 7;
const NOISE_SHARE = 0.25;
const NOISE_THREADS_MIN = 5;
/** A loop is open where surely fewer than this share were told. */
const TOLD_SHARE = 0.5;
/** A community is a ghost town after so long without a word among its members. */
const SILENT_DAYS = 28;
const DAY_MS = 86_400_000;

export function watchFunctions(frame: Frame, staffFirst: Metric): FunctionWatch[] {
  return [
    {
      name: 'Education',
      purpose: 'teach how to solve real problems',
      failures: [shallowLine(frame), startersLine(frame)],
    },
    {
      name: 'Product feedback',
      purpose: 'friction into direction',
      failures: [noiseLine(frame), openLoopLine(frame)],
    },
    {
      name: 'Community stewardship',
      purpose: 'users into co-builders',
      failures: [ghostLine(frame), { ...helpdeskLine(frame, staffFirst), text: 'an unpaid support queue' }],
    },
  ];
}

/** Taught, and yet as many new reporters in the four weeks after. */
function shallowLine(frame: Frame): Line {
  const line = { id: 'shallow-teaching', text: 'pitching or shallow: what was taught did not help' };
  const latest = daysBefore(frame.asOf, TAUGHT_DAYS, frame.timezone);
  const year = frame.trailing(WINDOW_DAYS.year);
  const taught = (frame.lives ?? []).flatMap(({ id, taughtAt }) => {
    if (taughtAt === null || taughtAt > latest || !isWithin(taughtAt, year)) return [];
    const days = [...(frame.problems.get(id)?.reporters.values() ?? [])].map(
      (at) => (at.getTime() - taughtAt.getTime()) / DAY_MS,
    );
    const before = days.filter((each) => each < 0 && each >= -TAUGHT_DAYS).length;
    const after = days.filter((each) => each >= 0 && each < TAUGHT_DAYS).length;
    return before === 0 ? [] : [{ id, taughtAt, before, after }];
  });
  const [first] = taught;
  if (first === undefined)
    return { ...line, state: 'unknown', evidence: 'nothing was taught long enough ago', at: null };
  const worst = taught.filter(({ before, after }) => after >= before);
  const sum = (of: 'before' | 'after') => taught.reduce((total, each) => total + each[of], 0);
  const period = (count: number) => [{ count, exposure: TAUGHT_WEEKS }];
  const { interval } = rateRatio(period(sum('after')), period(sum('before')));
  const range = interval === null ? '' : ` (ratio, 95 %: ${short(interval[0])} to ${limit(interval[1])})`;
  const evidence = `${worst.length} of ${taught.length} taught clusters did not fall; new reporters ${sum('before')} before, ${sum('after')} after${range}`;
  const at = taught.reduce(
    (newest, each) => (each.taughtAt > newest ? each.taughtAt : newest),
    first.taughtAt,
  );
  return { ...line, state: stateOf(worst.length > 0), evidence, at };
}

function startersLine(frame: Frame): Line {
  const line = { id: 'starter-fails', text: 'an example does not hold: a starter fails' };
  const failing = failingStarters(frame);
  if (failing === null)
    return { ...line, state: 'unknown', evidence: 'no starter runs by schedule', at: null };
  const [first] = failing;
  if (first === undefined)
    return { ...line, state: 'no', evidence: 'every starter’s newest run succeeded', at: frame.asOf };
  return {
    ...line,
    state: 'yes',
    evidence: `failing: ${failing.map(({ repository }) => repository).join(', ')}`,
    at: first.finishedAt,
  };
}

/** Support threads that nobody answered and that stand with no other: noise. Threads without clusters count as alone. */
function noiseLine(frame: Frame): Line {
  const line = { id: 'support-as-noise', text: 'support is treated as noise' };
  const latest = daysBefore(frame.asOf, NOISE_AFTER_DAYS, frame.timezone);
  const quarter = frame.trailing(WINDOW_DAYS.quarter);
  const due = frame.record.threads.filter(
    (thread) =>
      isSupport(thread) &&
      thread.channel === 'github' &&
      isWithin(thread.createdAt, quarter) &&
      thread.createdAt <= latest,
  );
  if (due.length < NOISE_THREADS_MIN) {
    return {
      ...line,
      state: 'unknown',
      evidence: `fewer than ${NOISE_THREADS_MIN} support threads older than a week`,
      at: null,
    };
  }
  const unanswered = due.filter((thread) => repliesTo(thread).length === 0);
  const left = unanswered.filter(
    ({ clusterId }) => (frame.problems.get(clusterId ?? -1)?.threads.length ?? 1) < 2,
  );
  const isNoise = left.length / due.length > NOISE_SHARE;
  // Clusters could only make it fewer.
  const state = stateOf(isNoise && frame.record.clusters === null ? null : isNoise);
  const evidence = `${left.length} of ${due.length} support threads older than a week have neither reply nor cluster`;
  return { ...line, state, evidence, at: state === 'unknown' ? null : frame.asOf };
}

function openLoopLine(frame: Frame): Line {
  const told = toldShare(frame);
  const high = told.interval?.[1] ?? null;
  const state = stateOf(high === null ? null : high < TOLD_SHARE);
  const evidence = `told of those who could be: ${evidenceOf(told)}`;
  return {
    id: 'loop-open',
    text: 'the loop is not closed',
    state,
    evidence,
    at: high === null ? null : frame.asOf,
  };
}

/** The newest word of somebody else of the community. */
function newestPeerReply(thread: RecordedThread): Date | null {
  return repliesTo(thread).findLast(({ author }) => isCommunity(author))?.at ?? null;
}

/** Nobody of the community answered somebody else of it. Unknown where nobody was there to be answered. */
function ghostLine(frame: Frame): Line {
  const line = { id: 'ghost-community', text: 'a ghost community' };
  const window = frame.trailing(SILENT_DAYS);
  const isObserved = frame.record.repositories.some(({ observedSince }) => observedSince <= window.from);
  let newest: Date | null = null;
  let isAnybodyThere = false;
  for (const thread of liveSince(frame.record.threads, window.from)) {
    if (!isCommunity(thread.author)) continue;
    if (isWithin(thread.createdAt, window)) isAnybodyThere = true;
    const at = newestPeerReply(thread);
    if (at !== null && (newest === null || at > newest)) newest = at;
  }
  if (newest !== null && isWithin(newest, window)) {
    return { ...line, state: 'no', evidence: 'members answered members in the last 28 days', at: newest };
  }
  if (!isObserved || !isAnybodyThere)
    return {
      ...line,
      state: 'unknown',
      evidence: 'nobody of the community asked anything in 28 days',
      at: null,
    };
  return {
    ...line,
    state: 'yes',
    evidence: `no community reply to the community in ${SILENT_DAYS} days`,
    at: frame.asOf,
  };
}
