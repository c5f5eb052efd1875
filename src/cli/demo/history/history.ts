import { PEOPLE, TEAMS } from './people.ts';
import { ORGANIZATION, REPOSITORIES } from './repositories.ts';
import { STARTER_RUNS } from './starter-runs.ts';
import type { Happening, History } from './types.ts';
import { WEEK_01 } from './week-01.ts';
import { WEEK_02 } from './week-02.ts';
import { WEEK_03 } from './week-03.ts';
import { WEEK_04 } from './week-04.ts';
import { WEEK_05 } from './week-05.ts';
import { WEEK_06 } from './week-06.ts';
import { WEEK_07 } from './week-07.ts';
import { WEEK_08 } from './week-08.ts';
import { WEEK_09 } from './week-09.ts';
import { WEEK_10 } from './week-10.ts';

function byTime(a: Happening, b: Happening): number {
  // Every time is written in UTC with whole seconds, so the text sorts as the time does.
  return a.at < b.at ? -1 : a.at > b.at ? 1 : 0;
}

/**
 * Ten ISO weeks of an invented project, 2026-W10 to 2026-W19, with the European change of clocks in the
 * fourth. Nobody in it exists, and nothing of it was taken from a real project.
 */
export const HISTORY: History = {
  organization: ORGANIZATION,
  // Winter time at the beginning, summer time at the end.
  from: '2026-03-02T00:00:00+01:00',
  until: '2026-05-11T00:00:00+02:00',
  timeZone: 'Europe/Berlin',
  people: PEOPLE,
  teams: TEAMS,
  repositories: REPOSITORIES,
  happenings: [
    ...WEEK_01,
    ...WEEK_02,
    ...WEEK_03,
    ...WEEK_04,
    ...WEEK_05,
    ...WEEK_06,
    ...WEEK_07,
    ...WEEK_08,
    ...WEEK_09,
    ...WEEK_10,
    ...STARTER_RUNS,
  ].sort(byTime),
};
