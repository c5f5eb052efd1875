import type { IsoWeek } from '../calendar.ts';
import { isoWeek } from '../calendar.ts';
import type { Change } from '../change.ts';
import type { Decision } from '../decide.ts';
import type { Effect, IssuePut } from '../effect.ts';
import type { ScheduleEvent } from '../event.ts';
import type { Facts } from '../facts.ts';
import type { Command, ThreadState } from '../item.ts';
import type { KnownRepository } from '../known-repository.ts';
import type { Ledger } from '../ledger.ts';
import { lostByPermissions } from '../permissions.ts';
import { unreadableTeams } from '../roles.ts';
import type { Agenda } from '../triage/agenda.ts';
import { NO_HUMAN_PART, readHumanPart } from '../triage/human.ts';
import { renderIssue } from '../triage/issue.ts';
import { triageRepository, visibleIn } from '../triage/place.ts';
import { total } from '../triage/sections/header.ts';
import { BRIEF } from '../triage/sections/topics.ts';
import type { ThreadSnapshot } from '../vocabulary.ts';
import type { WeekFacts } from '../week-facts.ts';
import type { WeekIssueRecord } from '../week-record.ts';
import { attestationsOf } from './attestations.ts';
import { isPrepared, standingPart } from './boxes.ts';
import { matchingHealth } from './canary.ts';
import { decisionsShownIn } from './decisions.ts';
import { briefAnew, briefsBelow } from './issue-comment.ts';
import { agendaFor, shownDecisions } from './week-agenda.ts';

/** The weekly issue came due by its schedule. */
export function decideWeek(event: ScheduleEvent, facts: Facts): Decision {
  if (event.task === 'intake') return { changes: [], effects: [], ignored: null };
  const repositories = facts.get({ kind: 'repositories' });
  const place = triageRepository(repositories);
  if (place === null) return { changes: [], effects: [], ignored: 'no triage repository' };
  const week = weekFacts(event.at, place, repositories, facts);
  // A schedule that was moved may come due for a week that has passed.
  if (week.openWeeks.some((open) => open.week > event.week)) {
    return { changes: [], effects: [], ignored: 'a later weekly issue is open' };
  }
  const waits = event.waiting === true && week.unstaged.length > 0;
  if (place.settings.triage.skipEmpty && isEmpty(week) && !waits) {
    return { changes: [], effects: [], ignored: 'nothing new for the weekly issue' };
  }
  const { changes, effects } = openWeek(event.week, event.at, place, week, facts, repositories);
  return { changes, effects, ignored: null };
}

/** A thread on which something was said or seen, with all that is known to be said there. */
export interface SaidIn {
  /** whether something that could be shown there has to be hidden */
  hides: boolean;
  thread: ThreadSnapshot;
  state: ThreadState;
  commands: readonly Command[];
  /** those that this event brought */
  heard: readonly Command[];
  ledger: Ledger;
  /** the triage repository, wherever the command is done */
  place: KnownRepository;
}

/**
 * `/triage` opens this week's issue now, or refreshes it; each command acts once. The open one is made anew, too, where it
 * tells of what may not be shown in it any more, whichever event on it is the first to come after that, and so are its
 * briefs, also where the issue itself was made anew before.
 * @param weekly the weekly issue that the thread is; null: it is none
 */
export function openOnCommand(
  said: SaidIn,
  weekly: WeekIssueRecord | null,
  facts: Facts,
  now: Date,
): { changes: Change[]; effects: Effect[] } {
  const { place } = said;
  const open = weekly?.closedAt === null ? weekly : null;
  if (!isAsked(said) && open === null) return { changes: [], effects: [] };
  const repositories = facts.get({ kind: 'repositories' });
  const outdated = open !== null && tellsTooMuch(open, said, repositories) ? open.week : null;
  const name = isAsked(said) ? isoWeek(now, place.settings.triage.timezone) : outdated;
  const made =
    name === null
      ? null
      : openWeek(name, now, place, weekFacts(now, place, repositories, facts), facts, repositories, said);
  const agenda = made?.agenda ?? open?.agenda ?? null;
  const ids = open === null ? [] : briefsToHide(open, said, outdated !== null, repositories);
  const briefs = agenda === null ? [] : ids.map((id) => briefAnew(id, agenda, said.thread, place));
  return { changes: made?.changes ?? [], effects: [...(made?.effects ?? []), ...briefs] };
}

/**
 * The briefs that may tell of what may not be shown any more. All others are people's to change. One that told of it once
 * counts for good, and where nobody noted what a brief tells of, each does: that what is private stays so comes before
 * what people wrote into it.
 */
function briefsToHide(
  { agenda }: WeekIssueRecord,
  { place, hides, thread, state, commands }: SaidIn,
  isOutdated: boolean,
  repositories: readonly KnownRepository[],
): string[] {
  const visible = new Set(visibleIn(place, repositories));
  const told = new Map(agenda?.told?.map((each) => [`c${each.clusterId}`, each.repositories]));
  const below = briefsBelow(state.posts, thread, place);
  const telling = [...below].filter(
    (id) => told.get(id)?.some((repository) => !visible.has(repository)) ?? (hides || isOutdated),
  );
  if (!isOutdated) return telling;
  // Those that are asked for just now are made from the agenda as it was.
  const asked = commands.filter((command) => isPrepared(command) && command.triage && command.verb === BRIEF);
  return [...telling, ...new Set(asked.map(({ argument }) => argument).filter((id) => !below.has(id)))];
}

/** Agendas that were kept before they noted what they tell of are made anew on the word that something has to be hidden. */
function tellsTooMuch(
  { agenda }: WeekIssueRecord,
  { place, hides }: SaidIn,
  repositories: readonly KnownRepository[],
): boolean {
  const visible = new Set(visibleIn(place, repositories));
  return agenda !== null && (agenda.visible?.some((id) => !visible.has(id)) ?? hides);
}

function isAsked({ state, heard, ledger }: SaidIn): boolean {
  const known = new Set(state.commands.map(({ key }) => key));
  return heard.some(
    ({ verb, key }) => verb === 'triage' && !known.has(key) && ledger.outcomes.get(key)?.result === 'done',
  );
}

export function isTriageRepository(repository: KnownRepository, facts: Facts): boolean {
  return triageRepository(facts.get({ kind: 'repositories' }))?.id === repository.id;
}

/** The figures, and what the config asks for in vain. */
function weekFacts(
  asOf: Date,
  place: KnownRepository,
  repositories: readonly KnownRepository[],
  facts: Facts,
): WeekFacts {
  const { timezone } = place.settings.triage;
  const week = facts.get({ kind: 'week', asOf, timezone, visible: visibleIn(place, repositories) });
  const teams = unreadableTeams(place, facts).map(
    (team) => `staff.teams: ${team} does not exist, or the app may not read it, so nobody is staff by it`,
  );
  const alarms = [
    ...troublesTold(week.troubles),
    ...lossesTold(week.granted),
    ...(matchingHealth(facts) === 'ill' ? [MATCHING_IS_ILL] : []),
  ];
  return { ...week, configProblems: [...week.configProblems, ...teams], alarms };
}

/** One line for all that the app could not do, with where to look; none where all went well. */
function troublesTold({ deadLetters, failedEffects, late }: WeekFacts['troubles']): string[] {
  const told = [
    deadLetters === 0 ? [] : [`${deadLetters} webhooks could not be worked off`],
    failedEffects === 0 ? [] : [`${failedEffects} changes on GitHub were refused and given up`],
    late === 0 ? [] : [`${late} webhooks have been waiting for more than an hour`],
  ].flat();
  if (told.length === 0) return [];
  return [
    `In these seven days ${told.join(', ')}: what this issue says may lack something. Operators: \`fullcircle doctor\` looks for the cause, the dashboard has the reasons, and \`fullcircle replay --dead\` tries again.`,
  ];
}

/** One line for all that the owner has not granted, or taken back. */
function lossesTold(granted: WeekFacts['granted']): string[] {
  // Metadata is given to every installation: where even that is not told, as of a written history, nothing is.
  const isKnown = granted !== undefined && 'metadata' in granted.permissions;
  const lost = isKnown ? lostByPermissions(granted.permissions, granted.accountType) : [];
  if (lost.length === 0) return [];
  return [
    `Permissions are missing: ${lost.join('; ')}. An owner accepts them in the settings of the account under "GitHub Apps".`,
  ];
}

const MATCHING_IS_ILL =
  'Matching is ill: a copy of the newest report does not find that report. Until it is well again, new reports are linked with nothing, which does not mean that they are new problems. Operators: the log tells why, and `fullcircle doctor` looks at the database.';

/** Threads that wait for a stage or a decision are not new; where the app itself is ill, that may be why nothing is. */
function isEmpty({ opened, configProblems, alarms = [] }: WeekFacts): boolean {
  return total(opened) === 0 && configProblems.length === 0 && alarms.length === 0;
}

/**
 * This week's issue is open with this agenda, and every other weekly issue of the installation is closed, unless it is only
 * made anew to hide something.
 */
function openWeek(
  week: IsoWeek,
  asOf: Date,
  place: KnownRepository,
  figures: WeekFacts,
  facts: Facts,
  repositories: readonly KnownRepository[],
  said?: SaidIn,
): { agenda: Agenda; changes: Change[]; effects: Effect[] } {
  const isThis = (open: WeekIssueRecord): boolean => open.week === week && open.repositoryId === place.id;
  const closes = said === undefined || isAsked(said);
  const previous = closes ? figures.openWeeks.filter((open) => !isThis(open)) : [];
  const { agenda, summary } = agendaFor(week, asOf, place, figures, facts, repositories);
  const decisions = decisionsShownIn(place, facts);
  // Said in this very issue: it is known what stands in it. Else what its text says when it is written to is kept.
  const here =
    said !== undefined && figures.openWeeks.some((open) => isThis(open) && open.number === said.thread.number)
      ? said
      : null;
  const human =
    here === null ? NO_HUMAN_PART : standingPart(here.thread.body, agenda, here.commands, here.ledger);
  const attestations = here === null ? [] : attestationsOf(week, here.ledger.standing);
  const { title, body } = renderIssue(agenda, shownDecisions(decisions, agenda), human, attestations);
  return {
    agenda,
    changes: [
      { type: 'week.opened', week, repositoryId: place.id, asOf, agenda, summary },
      ...previous.map(
        (open): Change => ({
          type: 'week.closed',
          week: open.week,
          repositoryId: open.repositoryId,
          at: asOf,
        }),
      ),
    ],
    effects: [
      {
        ...weekPut(week, place, { title, body }),
        opens: true,
        seen: here === null ? NO_HUMAN_PART : readHumanPart(here.thread.body),
        occasion: asOf.toISOString(),
      },
      ...previous.flatMap((open): Effect[] => closing(open, repositories, place)),
    ],
  };
}

/** The effect that gives a weekly issue this text. */
export function weekPut(
  week: IsoWeek,
  place: KnownRepository,
  { title, body }: { title: string; body: string },
): IssuePut {
  const marker = `triage:${week}`;
  return {
    kind: 'issue.put',
    slot: `issue:${place.id}:${marker}`,
    leastMode: 'suggest',
    mode: place.settings.mode,
    priority: 'normal',
    repository: { repositoryId: place.id, owner: place.owner, name: place.name },
    marker,
    title,
    body,
  };
}

function closing(
  open: WeekIssueRecord,
  repositories: readonly KnownRepository[],
  place: KnownRepository,
): Effect[] {
  const home = repositories.find(({ id }) => id === open.repositoryId);
  if (home === undefined) return [];
  const marker = `triage:${open.week}`;
  return [
    {
      kind: 'issue.close',
      slot: `issue:${home.id}:${marker}`,
      leastMode: 'suggest',
      mode: place.settings.mode,
      priority: 'normal',
      repository: { repositoryId: home.id, owner: home.owner, name: home.name },
      marker,
    },
  ];
}
