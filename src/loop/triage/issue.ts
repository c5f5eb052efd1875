import type { IsoWeek } from '../calendar.ts';
import { localDate, localMinute } from '../calendar.ts';
import type { KnownRepository, WeekFacts } from '../facts.ts';
import { threadLink } from '../render/link.ts';
import { renderMarker } from '../render/marker.ts';
import { neutralisePlain } from '../render/neutralise.ts';
import { threadTitle } from '../render/title.ts';
import type { Stage } from '../vocabulary.ts';
import { STAGES } from '../vocabulary.ts';

const DAY_MS = 86_400_000;

/** Threads listed under "needs a stage": more is a table nobody reads; the rest is counted. */
const UNSTAGED_SHOWN_MAX = 10;

/** Longest title in a list line. */
const TITLE_CHARACTERS_MAX = 90;

/** Longest config problem: it may quote the file. */
const PROBLEM_CHARACTERS_MAX = 300;

/** Hidden threads are counted from this number up, so that a count never points at one thread. */
const HIDDEN_TOLD_FROM = 3;

/** The key question of each stage, as it stands beside its numbers. */
const QUESTIONS: Record<Stage, string> = {
  awareness: 'can they find it and judge it?',
  onboarding: 'how fast to something real?',
  adoption: 'are patterns good enough for real cases?',
  retention: 'does it keep working over time?',
  advocacy: 'are they giving back unasked?',
};

export interface WeekIssue {
  week: IsoWeek;
  asOf: Date;
  figures: WeekFacts;
  place: KnownRepository;
  repositories: readonly KnownRepository[];
  /** host of links */
  host: string;
  /** the weekly issue before this one, where one is still open */
  previous: IsoWeek | null;
}

/** Title and body of a weekly issue, as Markdown that pings nobody and links without backlinks. */
export function renderWeek(issue: WeekIssue): { title: string; body: string } {
  const sections = [
    header(issue),
    stageTable(issue.figures),
    needsAStage(issue),
    configProblems(issue.figures.configProblems),
    footer(issue),
    renderMarker('triage', issue.week),
  ];
  return {
    title: `Feedback triage: ${issue.week}`,
    body: sections.filter((section) => section !== '').join('\n\n'),
  };
}

function header({ asOf, figures, place, previous }: WeekIssue): string {
  const { timezone } = place.settings.triage;
  const from = localDate(new Date(asOf.getTime() - 7 * DAY_MS), timezone);
  const opened = total(figures.opened);
  const hidden = figures.hidden >= HIDDEN_TOLD_FROM ? ` (+${figures.hidden} private)` : '';
  const before = total(figures.openedBefore);
  return [
    `**${opened} ${opened === 1 ? 'thread' : 'threads'} by the community** in the seven days to ${localMinute(asOf, timezone)} (${timezone}), ${before} in the seven before${hidden}.`,
    `Window: ${from} to ${localDate(asOf, timezone)}. Staff and bots are left out.${previous === null ? '' : ` Follows ${previous}.`}`,
  ].join('\n');
}

function stageTable(figures: WeekFacts): string {
  const rows = STAGES.map(
    (stage) =>
      `| ${stage} | ${figures.opened[stage]} | ${figures.openedBefore[stage]} | ${QUESTIONS[stage]} |`,
  );
  return [
    '### Where people stand',
    '',
    '| stage | this week | week before | what it asks |',
    '| --- | ---: | ---: | --- |',
    ...rows,
    `| no stage | ${figures.opened.none} | ${figures.openedBefore.none} | |`,
  ].join('\n');
}

function needsAStage({ figures, repositories, host }: WeekIssue): string {
  if (figures.unstaged.length === 0) return '';
  const byId = new Map(repositories.map((repository) => [repository.id, repository]));
  const lines = figures.unstaged.slice(0, UNSTAGED_SHOWN_MAX).flatMap((thread) => {
    const repository = byId.get(thread.repositoryId);
    if (repository === undefined) return [];
    const title = threadTitle(thread.title, TITLE_CHARACTERS_MAX);
    const link = threadLink({ host, owner: repository.owner, name: repository.name, ...thread });
    const guess =
      thread.guess === null ? 'no guess' : `${thread.guess}? ${Math.round(thread.confidence * 100)} %`;
    return [`- ${link} ${title} (${guess})`];
  });
  const rest = figures.unstaged.length - lines.length;
  const more = rest > 0 ? [`- and ${rest} more`] : [];
  return [
    '### Needs a stage',
    '',
    'The app was not sure enough to label these. Comment `/stage NAME` on a thread to say it.',
    '',
    ...lines,
    ...more,
  ].join('\n');
}

function configProblems(problems: readonly string[]): string {
  if (problems.length === 0) return '';
  const lines = problems.map(
    (problem) => `- ${neutralisePlain(problem, { inline: true, maxCharacters: PROBLEM_CHARACTERS_MAX })}`,
  );
  return ['### Config', '', 'The last good config stays in force until this is repaired:', '', ...lines].join(
    '\n',
  );
}

function footer({ place }: WeekIssue): string {
  return [
    '<sub>Written by Fullcircle, an automated app of this organisation, because it is installed here.',
    'Comment `/triage` to refresh.',
    `To stop it, set \`mode: observe\` in the config${place.settings.configured ? '' : ' (`.github/fullcircle.yml`)'}.</sub>`,
  ].join(' ');
}

function total(counts: Record<Stage | 'none', number>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
