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

/** As many threads as the figures name at most. */
const UNSTAGED_TOLD_MAX = 20;

/** Fewer threads than this are no headline. */
const HEADLINE_FROM = 5;

/** Longest title in a list line. */
const TITLE_CHARACTERS_MAX = 90;

/** Longest config problem: it may quote the file. */
const PROBLEM_CHARACTERS_MAX = 300;

/** More problems than this are repaired one after the other anyway. */
const PROBLEMS_SHOWN_MAX = 10;

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
  const threads = opened === 1 ? '1 thread' : `${opened} threads`;
  const hidden =
    figures.hidden >= HIDDEN_TOLD_FROM
      ? ` ${figures.hidden} more in private repositories are not shown here.`
      : '';
  return [
    `${opened >= HEADLINE_FROM ? `**${threads} by the community**` : `${threads} by the community`} in the seven days to ${localMinute(asOf, timezone)} (${timezone}), ${total(figures.openedBefore)} in the seven before.${hidden}`,
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

function needsAStage({ figures, place, repositories, host }: WeekIssue): string {
  const byId = new Map(repositories.map((repository) => [repository.id, repository]));
  const lines = figures.unstaged.flatMap((thread) => {
    const repository = byId.get(thread.repositoryId);
    if (repository === undefined) return [];
    const title = threadTitle(thread.title, TITLE_CHARACTERS_MAX);
    const link = threadLink({ host, owner: repository.owner, name: repository.name, ...thread });
    const percent = `${Math.round(thread.confidence * 100)} %`;
    return [`- ${link} ${title} (${thread.guess ?? 'none'}? ${percent})`];
  });
  if (lines.length === 0) return '';
  const rest = lines.length - UNSTAGED_SHOWN_MAX;
  // The figures hold no more than so many threads: there may be others.
  const more = figures.unstaged.length >= UNSTAGED_TOLD_MAX ? 'at least ' : '';
  return [
    '### Needs a stage',
    '',
    `The app was not sure enough to label these. Comment \`${place.settings.commands.prefix}stage NAME\` on a thread to say it.`,
    '',
    ...lines.slice(0, UNSTAGED_SHOWN_MAX),
    ...(rest > 0 ? [`- and ${more}${rest} more`] : []),
  ].join('\n');
}

function configProblems(problems: readonly string[]): string {
  if (problems.length === 0) return '';
  const lines = problems
    .slice(0, PROBLEMS_SHOWN_MAX)
    .map(
      (problem) => `- ${neutralisePlain(problem, { inline: true, maxCharacters: PROBLEM_CHARACTERS_MAX })}`,
    );
  const rest = problems.length - PROBLEMS_SHOWN_MAX;
  return [
    '### Config',
    '',
    'Something in `.github/fullcircle.yml` cannot be used. What worked last stays in force until it is repaired:',
    '',
    ...lines,
    ...(rest > 0 ? [`- and ${rest} more; the check run on the commit names them all`] : []),
  ].join('\n');
}

function footer({ place }: WeekIssue): string {
  const { prefix } = place.settings.commands;
  return `<sub>Fullcircle, an automated app, opens this issue once a week, because it is installed here and this is its triage repository. Comment \`${prefix}triage\` to refresh it. To stop it, set \`mode: observe\` in \`.github/fullcircle.yml\`.</sub>`;
}

function total(counts: Record<Stage | 'none', number>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
