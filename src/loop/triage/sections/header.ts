import { localDate, localMinute } from '../../calendar.ts';
import { adviceOf } from '../../journey/advice.ts';
import type { Checklist } from '../../journey/checklist.ts';
import { WINDOW_DAYS } from '../../measured.ts';
import { daysBefore } from '../../record/days.ts';
import { capital } from '../../render/capital.ts';
import { neutralisePlain } from '../../render/neutralise.ts';
import { garwood } from '../../statistics/poisson.ts';
import type { Stage } from '../../vocabulary.ts';
import type { WeekFacts } from '../../week-facts.ts';

/** Fewer threads than this are no headline. */
const HEADLINE_FROM = 5;

/** Slugs are shorter. */
const TEAM_CHARACTERS_MAX = 100;

export interface HeaderSubject {
  asOf: Date;
  timezone: string;
  figures: Pick<WeekFacts, 'opened' | 'openedBefore'>;
  /** threads that may not be shown; 0 where not even their number may be told */
  hidden: number;
  repositories: number;
  /** share of the last four weeks that was watched, 0..1 */
  coverage: number;
  /** the weekly issue before this one, as own Markdown; null: this is the first */
  previous: string | null;
  checklist: Checklist;
  /** slug of the team that does the triage; null: the config names none */
  team: string | null;
}

/** Window, coverage and verdict in three lines. */
export function renderHeader(subject: HeaderSubject): string {
  const { asOf, timezone, figures, hidden, repositories, coverage, previous, checklist, team } = subject;
  const opened = total(figures.opened);
  const threads = opened === 1 ? '1 thread' : `${opened} threads`;
  const headline =
    opened >= HEADLINE_FROM ? `**${threads} by the community**` : `${threads} by the community`;
  const from = localDate(daysBefore(asOf, WINDOW_DAYS.week, timezone), timezone);
  const [low, high] = garwood(opened);
  const range = opened >= HEADLINE_FROM ? ` (95 %: ${low.toFixed(0)} to ${high.toFixed(0)})` : '';
  return [
    `**${capital(checklist.verdict)}**: ${adviceOf(checklist)}`,
    '',
    `${headline}${range} in the seven days to ${localMinute(asOf, timezone)} (${timezone}), ${total(figures.openedBefore)} in the seven before.${hidden > 0 ? ` ${hidden} more in private repositories are not shown here.` : ''}`,
    `Window: ${from} to ${localDate(asOf, timezone)}, ${repositories === 1 ? '1 repository' : `${repositories} repositories`}, ${Math.round(100 * coverage)} % of four weeks watched. Staff and bots are left out.${previous === null ? '' : ` Follows ${previous}.`}${team === null ? '' : ` Triage: the team ${neutralisePlain(team, { inline: true, maxCharacters: TEAM_CHARACTERS_MAX })}.`}`,
  ].join('\n');
}

export function total(counts: Record<Stage | 'none', number>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
