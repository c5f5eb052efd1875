import { localDate, localMinute } from '../../calendar.ts';
import type { Checklist } from '../../journey/checklist.ts';
import { capital } from '../../render/capital.ts';
import { neutralisePlain } from '../../render/neutralise.ts';
import { garwood } from '../../statistics/poisson.ts';
import type { Stage } from '../../vocabulary.ts';
import type { WeekFacts } from '../../week-facts.ts';

const DAY_MS = 86_400_000;
const WEEK_DAYS = 7;

/** Fewer threads than this are no headline. */
const HEADLINE_FROM = 5;

/** Slugs are shorter. */
const TEAM_CHARACTERS_MAX = 100;

/** Lines that failed and are named. */
const LINES_SHOWN_MAX = 2;

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
  const { asOf, timezone, figures, hidden, repositories, coverage, previous, team } = subject;
  const opened = total(figures.opened);
  const threads = opened === 1 ? '1 thread' : `${opened} threads`;
  const headline =
    opened >= HEADLINE_FROM ? `**${threads} by the community**` : `${threads} by the community`;
  const from = localDate(new Date(asOf.getTime() - WEEK_DAYS * DAY_MS), timezone);
  const [low, high] = garwood(opened);
  const range = opened >= HEADLINE_FROM ? ` (95 %: ${low.toFixed(0)} to ${high.toFixed(0)})` : '';
  return [
    verdictText(subject.checklist),
    '',
    `${headline}${range} in the seven days to ${localMinute(asOf, timezone)} (${timezone}), ${total(figures.openedBefore)} in the seven before.${hidden > 0 ? ` ${hidden} more in private repositories are not shown here.` : ''}`,
    `Window: ${from} to ${localDate(asOf, timezone)}, ${repositories === 1 ? '1 repository' : `${repositories} repositories`}, ${Math.round(100 * coverage)} % of four weeks watched. Staff and bots are left out.${previous === null ? '' : ` Follows ${previous}.`}${team === null ? '' : ` Triage: the team ${neutralisePlain(team, { inline: true, maxCharacters: TEAM_CHARACTERS_MAX })}.`}`,
  ].join('\n');
}

/** What to do with all other plans, and the line that says so. */
export function verdictText({ verdict, pause, amplify, findOut }: Checklist): string {
  switch (verdict) {
    case 'pause': {
      const lines = pause.filter(({ state }) => state === 'yes');
      return `**Pause**: repair before you promote. ${listed(lines.map(({ text, evidence }) => `${capital(text)} (${evidence})`))}.`;
    }
    case 'amplify':
      return '**Amplify**: every line of the checklist says that what you promote will hold.';
    case 'hold': {
      const failing = amplify.filter(({ state }) => state === 'no').map(({ text }) => text);
      return failing.length > 0
        ? `**Hold**: no reason to pause, but not yet true: ${listed(failing)}.`
        : `**Hold**: no reason to pause, and too little is known to amplify. Not known yet is whether ${listed(findOut)}.`;
    }
  }
}

function listed(texts: readonly string[]): string {
  const more = texts.length - LINES_SHOWN_MAX;
  return `${texts.slice(0, LINES_SHOWN_MAX).join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
}

export function total(counts: Record<Stage | 'none', number>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
