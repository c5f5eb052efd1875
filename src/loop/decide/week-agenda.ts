import type { IsoWeek } from '../calendar.ts';
import type { Facts } from '../facts.ts';
import type { KnownRepository } from '../known-repository.ts';
import { threadLink } from '../render/link.ts';
import type { Agenda, MadeDecision } from '../triage/agenda.ts';
import type { Undecided } from '../triage/candidates.ts';
import { makeAgenda } from '../triage/make.ts';
import { showsPrivate, visibleIn } from '../triage/place.ts';
import { prepareAgenda } from '../triage/prepare.ts';
import type { WeekFacts } from '../week-facts.ts';
import type { WeekIssueRecord, WeekSummary } from '../week-record.ts';
import { answeredIn } from './boxes.ts';

/**
 * Pairs that are looked at, likeliest first. Three are asked about; of many nobody could judge, or was asked often enough,
 * and those must not keep the others out. Each costs two beginnings of texts, once a week.
 */
const PAIRS_READ_MAX = 100;

/**
 * The weekly issue as data. Everything in it is worked out from what may be shown in the triage repository and from
 * nothing else: places, numbers, themes and titles.
 */
export function agendaFor(
  week: IsoWeek,
  asOf: Date,
  place: KnownRepository,
  figures: WeekFacts,
  facts: Facts,
  repositories: readonly KnownRepository[],
): { agenda: Agenda; summary: WeekSummary } {
  const visible = visibleIn(place, repositories);
  const pairs = { kind: 'possiblePairs', asOf, visible, limit: PAIRS_READ_MAX } as const;
  const record = {
    kind: 'record',
    asOf,
    visible,
    audience: place.settings.audience,
    withPrivateSignals: showsPrivate(place, repositories),
  } as const;
  const decisions = { kind: 'decisions', visible } as const;
  facts.require([record, decisions, pairs]);
  const before = figures.recentWeeks.find((recent) => recent.week < week) ?? null;
  const current = figures.openWeeks.find((open) => open.week === week && open.repositoryId === place.id);
  const answered = current === undefined ? new Set<string>() : answeredBoxes(current, facts);
  const prepared = facts.once(`agenda:${week}:${asOf.toISOString()}`, () =>
    prepareAgenda({
      week,
      record: facts.get(record),
      figures,
      place,
      repositories,
      host: facts.standing.host,
      decisions: facts.get(decisions),
      before: before?.summary ?? null,
      current: current?.agenda ?? null,
      answered,
      previous: before === null ? null : named(before, place, facts.standing.host),
    }),
  );
  const canonicals = facts.get({ kind: 'canonicals', clusters: prepared.clustersNamed, visible });
  const texts = facts.get({
    kind: 'threadTexts',
    threads: [...prepared.textsWanted, ...canonicals.values()],
    clusters: prepared.clustersWanted,
    visible,
  });
  const { agenda, summary } = makeAgenda(prepared, { ...texts, canonicals, pairs: facts.get(pairs) });
  const told = toldSince(sameWeek(week, place, figures), agenda, prepared.considered);
  return { agenda: { ...agenda, visible, ...(told === null ? {} : { told }) }, summary };
}

/** The issue that is made anew, or opened again. */
function sameWeek(
  week: IsoWeek,
  { id }: KnownRepository,
  { openWeeks, recentWeeks }: WeekFacts,
): WeekIssueRecord | null {
  return (
    [...openWeeks, ...recentWeeks].find((each) => each.week === week && each.repositoryId === id) ?? null
  );
}

/**
 * What the topics were made from, in this agenda and in those before it; null where one of them did not say: it was made
 * before that was noted, or dropped when the issue was closed.
 */
function toldSince(
  earlier: WeekIssueRecord | null,
  { topics }: Agenda,
  considered: readonly Undecided[],
): Agenda['told'] | null {
  const before = earlier === null ? [] : earlier.agenda?.told;
  if (before === undefined) return null;
  const told = new Map(before.map(({ clusterId, repositories }) => [clusterId, new Set(repositories)]));
  const standing = new Set(topics.map(({ clusterId }) => clusterId));
  for (const { clusterId, threads, pulls } of considered.filter((each) => standing.has(each.clusterId))) {
    const ids = [...threads, ...pulls].flatMap(({ repositoryId }) => repositoryId ?? []);
    told.set(clusterId, new Set([...(told.get(clusterId) ?? []), ...ids]));
  }
  return [...told].map(([clusterId, ids]) => ({ clusterId, repositories: [...ids].sort((a, b) => a - b) }));
}

/** What people have answered in the issue that is made anew. */
function answeredBoxes({ agenda, repositoryId, number }: WeekIssueRecord, facts: Facts): Set<string> {
  if (agenda === null || number === null) return new Set();
  const { item, commands } = facts.get({ kind: 'thread', ref: { repositoryId, number } });
  return answeredIn(agenda, commands, item?.snapshot.body ?? '');
}

/**
 * The decisions that may be spoken of in an issue: of clusters that stand in it, or stood in one that was shown in the
 * same place. Of others the log tells nothing: their clusters may be private.
 */
export function shownDecisions(
  decisions: readonly MadeDecision[],
  { topics, shown }: Agenda,
): MadeDecision[] {
  const clusters = new Set([...topics.map(({ clusterId }) => clusterId), ...shown]);
  return decisions.filter(({ clusterId }) => clusters.has(clusterId));
}

/** A weekly issue by its week, with a link where it stands in the same place: another may be hidden from its readers. */
function named(
  { week, repositoryId, number }: WeekIssueRecord,
  place: KnownRepository,
  host: string,
): string {
  if (repositoryId !== place.id || number === null) return week;
  return `${week} (${threadLink({ host, owner: place.owner, name: place.name, number, type: 'issue' })})`;
}
