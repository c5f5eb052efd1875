import { type Frame, type Line, WINDOW_DAYS } from '../measured.ts';
import { daysBefore } from '../record/days.ts';
import type { RecordedRun } from '../record.ts';
import type { Metric } from '../statistics/metric.ts';
import { wilson } from '../statistics/wilson.ts';
import { type FirstSuccess, isScheduled, type Spread } from './first-success.ts';
import { attested, attestedLine, evidenceOf, stateOf } from './lines.ts';
import { AGENDA_TOP, agendaBefore, cameWithin, clustersById, wasDecidedBy } from './loop-health.ts';
import { weeklyQuestions } from './weekly-questions.ts';

/** Working code within so many minutes. */
const WORKING_MINUTES = 10;
/** A spread beyond this is no predictable first success. */
const SPREAD_MAX = 3;
/** A channel in which staff surely answers more than this share first is a helpdesk. */
const HELPDESK_SHARE = 0.7;
/** How long starters have to have been running clean. */
const GREEN_DAYS = 14;
/** A starter whose schedule is silent for longer is not being tried any more. */
const RUN_SILENT_DAYS = 8;
const ROADMAP_LOOKBACK_DAYS = WINDOW_DAYS.quarter;
const ROADMAP_MERGED_DAYS = 56;
const ROADMAP_SHARE = 0.5;
/** Fewer clusters than this say nothing of a roadmap. */
const ROADMAP_CLUSTERS_MIN = 5;

/** What the checklist takes over from what was measured before. */
export interface Judged {
  firstSuccess: FirstSuccess;
  staffFirst: Metric;
  within: { staff: Metric; community: Metric };
}

export interface Checklist {
  verdict: 'pause' | 'amplify' | 'hold';
  pause: readonly Line[];
  amplify: readonly Line[];
  /** what has to be known or become true before there is anything to amplify */
  findOut: readonly string[];
}

/** Pause if any pause line is yes; amplify only if every amplify line is yes; otherwise hold, and find out. */
export function pauseOrAmplify(frame: Frame, judged: Judged): Checklist {
  const pause = [
    slowLine(frame, judged.firstSuccess),
    weeklyLine(frame),
    attestedLine(frame, 'docs-by-product-feature', 'docs are organised by product feature'),
    examplesLine(frame),
    helpdeskLine(frame, judged.staffFirst),
  ];
  const amplify = [
    quickLine(frame, judged.firstSuccess),
    greenLine(frame),
    attestedLine(frame, 'docs-explain-workflows', 'docs explain workflows'),
    membersLine(frame, judged.within),
    roadmapLine(frame),
  ];
  const isPause = pause.some(({ state }) => state === 'yes');
  const isAmplify = amplify.every(({ state }) => state === 'yes');
  return {
    verdict: isPause ? 'pause' : isAmplify ? 'amplify' : 'hold',
    pause,
    amplify,
    findOut: [...pause, ...amplify].filter(({ state }) => state === 'unknown').map(({ text }) => text),
  };
}

function slowLine({ asOf }: Frame, { machine, declared }: FirstSuccess): Line {
  const byMachine = machine.p90.value === null ? null : machine.p90.value > WORKING_MINUTES;
  const low = declared.p50.interval?.[0] ?? null;
  const byPeople = low === null ? null : low > WORKING_MINUTES;
  const answer = byMachine === true || byPeople === true ? true : (byMachine ?? byPeople);
  // Starters may be quick where people are not: what says otherwise is no evidence.
  const evidence = [
    ...(byMachine === answer ? [`machine p90: ${evidenceOf(machine.p90, 'min')}`] : []),
    ...(byPeople === answer ? [`declared median: ${evidenceOf(declared.p50, 'min')}`] : []),
  ].join('; ');
  const text = 'working code takes more than ten minutes';
  return dated({ id: 'slow-start', text, state: stateOf(answer), evidence }, asOf);
}

function weeklyLine(frame: Frame): Line {
  const found = weeklyQuestions(frame);
  const line = { id: 'weekly-questions', text: 'the same questions come every week' };
  if (found === null)
    return dated(
      { ...line, state: 'unknown', evidence: 'clusters of the last four weeks are not known' },
      frame.asOf,
    );
  const names = found
    .slice(0, 3)
    .map(({ clusterId, newReporters }) => `c${clusterId} (${newReporters.join(', ')})`);
  const evidence =
    found.length === 0
      ? 'no cluster had 2 new reporters in 3 of the last 4 weeks'
      : `new reporters by week: ${names.join('; ')}`;
  return dated({ ...line, state: stateOf(found.length > 0), evidence }, frame.asOf);
}

/** The newest scheduled run of each configured starter; null: not observed. */
function newestRuns(frame: Frame): RecordedRun[] | null {
  if (frame.record.runs === null) return null;
  const newest = new Map<string, RecordedRun>();
  for (const run of frame.record.runs) {
    const before = newest.get(run.repository);
    if (!isScheduled(frame, run) || run.conclusion === null) continue;
    if (before === undefined || run.finishedAt > before.finishedAt) newest.set(run.repository, run);
  }
  return [...newest.values()];
}

/** Starters whose newest run failed; null: nothing ran. */
export function failingStarters(frame: Frame): RecordedRun[] | null {
  const newest = newestRuns(frame);
  return newest === null || newest.length === 0
    ? null
    : newest.filter(({ conclusion }) => conclusion !== 'success');
}

function examplesLine(frame: Frame): Line {
  const line = { id: 'examples-need-edits', text: 'examples need edits before they run' };
  const failing = failingStarters(frame);
  const [worst] = failing ?? [];
  if (worst !== undefined) {
    return {
      ...line,
      state: 'yes',
      evidence: `the newest scheduled run of ${worst.repository} failed`,
      at: worst.finishedAt,
    };
  }
  const said = attested(frame, 'examples-need-edits');
  if (said !== null && (said.answer || failing === null))
    return { ...line, state: stateOf(said.answer), evidence: 'attested', at: said.at };
  if (failing === null)
    return {
      ...line,
      state: 'unknown',
      evidence: 'no starter runs by schedule, and nobody has attested it',
      at: null,
    };
  return dated(
    { ...line, state: 'no', evidence: 'the newest scheduled run of every starter succeeded' },
    frame.asOf,
  );
}

export function helpdeskLine({ asOf }: Frame, staffFirst: Metric): Line {
  const { interval } = staffFirst;
  const state = stateOf(interval === null ? null : interval[0] > HELPDESK_SHARE);
  const evidence = `share of first answers by staff: ${evidenceOf(staffFirst)}`;
  return dated({ id: 'helpdesk', text: 'the channel is a helpdesk', state, evidence }, asOf);
}

function quickLine({ asOf }: Frame, { machine, declared }: FirstSuccess): Line {
  const [byMachine, byPeople] = [isQuick(machine), isQuick(declared)];
  const state = stateOf(byMachine === true || byPeople === true ? true : (byMachine ?? byPeople));
  const told = (name: string, { p50, p90 }: Spread) =>
    `${name} median: ${evidenceOf(p50, 'min')}, p90: ${evidenceOf(p90, 'min')}`;
  const both = [told('declared', declared), told('machine', machine)];
  // What the answer rests on stands first: starters may be quick where people say they were not.
  const evidence = (byMachine === true && byPeople !== true ? both.toReversed() : both).join('; ');
  const text = 'time to first success is short and predictable';
  return dated({ id: 'quick-start', text, state, evidence }, asOf);
}

/** Surely short, and not much longer for the unlucky; null: unknown. */
function isQuick({ p50, p90 }: Spread): boolean | null {
  const high = p50.interval === null ? null : p50.interval[1];
  if (p50.value === null || p90.value === null || p50.interval === null) return null;
  return high !== null && high <= WORKING_MINUTES && p90.value <= SPREAD_MAX * p50.value;
}

function greenLine(frame: Frame): Line {
  const line = { id: 'starters-green', text: 'starters run clean' };
  const { starters } = frame.settings;
  const runs = (frame.record.runs ?? []).filter((run) => isScheduled(frame, run) && run.conclusion !== null);
  if (starters.length === 0 || runs.length === 0) {
    return { ...line, state: 'unknown', evidence: 'no starter runs by schedule', at: null };
  }
  const since = daysBefore(frame.asOf, GREEN_DAYS, frame.timezone);
  const silent = daysBefore(frame.asOf, RUN_SILENT_DAYS, frame.timezone);
  const states = starters.map(({ repository }) => {
    const own = runs.filter((run) => run.repository.toLowerCase() === repository.toLowerCase());
    if (own.some(({ finishedAt, conclusion }) => finishedAt >= since && conclusion !== 'success'))
      return false;
    // Green for so long only where it was watched for so long, and is still being tried.
    return own.some(({ startedAt }) => startedAt <= since) &&
      own.some(({ finishedAt }) => finishedAt >= silent)
      ? true
      : null;
  });
  const state = stateOf(states.includes(false) ? false : states.includes(null) ? null : true);
  const evidence = `${states.filter((each) => each === true).length} of ${starters.length} starters green for ${GREEN_DAYS} days`;
  return dated({ ...line, state, evidence }, frame.asOf);
}

function membersLine({ asOf }: Frame, { staff, community }: Judged['within']): Line {
  const low = community.interval?.[0] ?? null;
  const high = staff.interval?.[1] ?? null;
  const state = stateOf(low === null || high === null ? null : low > high);
  const evidence = `first within 24 h: community ${evidenceOf(community)}, staff ${evidenceOf(staff)}`;
  return dated({ id: 'members-first', text: 'members help first', state, evidence }, asOf);
}

function roadmapLine(frame: Frame): Line {
  const line = { id: 'roadmap', text: 'insights shape the roadmap' };
  const agenda = agendaBefore(frame, ROADMAP_LOOKBACK_DAYS);
  const top = agenda?.clusterIds.slice(0, AGENDA_TOP) ?? [];
  if (agenda === null || top.length < ROADMAP_CLUSTERS_MIN || frame.lives === null) {
    return {
      ...line,
      state: 'unknown',
      evidence: 'no weekly issue of 12 weeks ago with enough clusters',
      at: null,
    };
  }
  const clusters = clustersById(frame);
  const done = top.filter((id) => {
    const cluster = clusters.get(id);
    return wasDecidedBy(agenda, cluster) && cameWithin(cluster?.fixedAt, agenda.at, ROADMAP_MERGED_DAYS);
  });
  const [low, high] = wilson(done.length, top.length);
  const evidence = `${done.length} of the top ${top.length} decided within a week and merged within 8 weeks (95 %: ${low.toFixed(2)} to ${high.toFixed(2)})`;
  return { ...line, state: stateOf(low >= ROADMAP_SHARE), evidence, at: agenda.at };
}

function dated(line: Omit<Line, 'at'>, at: Date): Line {
  return { ...line, at: line.state === 'unknown' ? null : at };
}
