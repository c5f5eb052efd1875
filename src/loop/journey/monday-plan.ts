import { type Frame, type Line, WINDOW_DAYS } from '../measured.ts';
import { isWithin } from '../record/days.ts';
import { isScheduled } from './first-success.ts';
import { attested, stateOf } from './lines.ts';

/** A triage with fewer functions present decides for others. */
const FUNCTIONS_MIN = 2;

/** Three things to begin with; each line is shown until it is true. */
export function mondayPlan(frame: Frame): Line[] {
  return [measuredLine(frame), starterLine(frame), triageLine(frame)];
}

function measuredLine(frame: Frame): Line {
  const line = { id: 'ttfs-measured', text: 'time to first success is measured this week' };
  const week = frame.trailing(WINDOW_DAYS.week);
  const { runs, threads, signals } = frame.record;
  const times = [
    ...(runs ?? []).filter((run) => isScheduled(frame, run)).map(({ finishedAt }) => finishedAt),
    ...threads
      .filter(({ firstSuccessMinutes }) => firstSuccessMinutes !== null)
      .map(({ createdAt }) => createdAt),
    ...(signals ?? []).filter(({ type }) => type === 'first_success').map(({ at }) => at),
  ].filter((at) => isWithin(at, week));
  if (times.length === 0)
    return { ...line, state: 'no', evidence: 'no run of a starter and nobody’s minutes in 7 days', at: null };
  const at = new Date(Math.max(...times.map((each) => each.getTime())));
  return { ...line, state: 'yes', evidence: `${times.length} measured in 7 days`, at };
}

/** That it runs is seen; that it is complete, typed, tested and deployable a human has to say. */
function starterLine(frame: Frame): Line {
  const line = {
    id: 'starter-complete',
    text: 'one starter repository is complete, typed, tested, deployable and green',
  };
  const green = (frame.record.runs ?? [])
    .filter((run) => isScheduled(frame, run) && run.conclusion !== null)
    .toSorted((one, other) => other.finishedAt.getTime() - one.finishedAt.getTime())
    .find(
      (run, index, runs) =>
        runs.findIndex(({ repository }) => repository === run.repository) === index &&
        run.conclusion === 'success',
    );
  const said = attested(frame, 'starter-complete');
  const isGreen = frame.record.runs === null ? null : green !== undefined;
  const answer =
    said?.answer === false || isGreen === false ? false : said === null || isGreen === null ? null : true;
  const evidence = `${isGreen === null ? 'runs are not observed' : isGreen ? 'a starter is green' : 'no starter is green'}; ${said === null ? 'nobody has attested the rest' : 'the rest is attested'}`;
  return { ...line, state: stateOf(answer), evidence, at: said?.at ?? green?.finishedAt ?? null };
}

function triageLine(frame: Frame): Line {
  const line = {
    id: 'triage-held',
    text: 'a triage was held with at least two functions present and one decision',
  };
  const { triages } = frame.record;
  if (triages === null) return { ...line, state: 'unknown', evidence: 'decisions are not kept', at: null };
  const held = triages.filter(
    ({ functions, decisions }) => functions.length >= FUNCTIONS_MIN && decisions > 0,
  );
  const newest = held.toSorted((one, other) => other.at.getTime() - one.at.getTime())[0];
  if (newest === undefined) return { ...line, state: 'no', evidence: 'none so far', at: null };
  return {
    ...line,
    state: 'yes',
    evidence: `${newest.functions.join(', ')}: ${newest.decisions} decisions`,
    at: newest.at,
  };
}
