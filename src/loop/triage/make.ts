import { contentBacklog } from '../teach/backlog.ts';
import { mayShow, toldHidden } from '../visibility.ts';
import { type ThreadRef, threadKey } from '../vocabulary.ts';
import type { HeldNotices } from '../week-facts.ts';
import type { PossiblePair, ThreadText, WeekSummary } from '../week-record.ts';
import type { Agenda, DuplicatePair, Topic } from './agenda.ts';
import { withAnswered } from './answered.ts';
import type { Undecided } from './candidates.ts';
import { choosePlaces } from './choose.ts';
import { sectionsOf, titles } from './make-sections.ts';
import { pairsAsked } from './pairs.ts';
import type { AgendaBasis, PreparedAgenda } from './prepare.ts';
import { renderHeader } from './sections/header.ts';
import { newestFirst } from './sections/log.ts';
import { questionsOf } from './sections/questions.ts';
import { signalValues, watchedSignals } from './signals.ts';
import { teachables } from './teachables.ts';
import type { TopicSources } from './topic.ts';
import { TITLE_CHARACTERS_MAX, topicOf } from './topic.ts';
import { isUndecidable } from './undecidable.ts';

/** Ranked clusters whose decisions the log may name at once; those of others it names from the next week on. */
const NAMEABLE_MAX = 500;

/** Severity weight of what is grave by itself: major. */
const GRAVE_FROM = 4;

/** People over all time that make a problem a repeated one, though only one of them reported it lately. */
const REPEATED_MIN = 3;

/** What the words behind the threads are. */
export interface AgendaTexts {
  texts: readonly ThreadText[];
  /** by cluster, the thread that stands for it among those that may be shown */
  canonicals: ReadonlyMap<number, ThreadRef>;
  /** members that may not be shown, by cluster */
  hidden: ReadonlyMap<number, number>;
  /** likeliest first */
  pairs: readonly PossiblePair[];
}

/** The weekly issue as data, and what of it stays for ever. */
export function makeAgenda(
  prepared: PreparedAgenda,
  { texts, canonicals, hidden, pairs }: AgendaTexts,
): { agenda: Agenda; summary: WeekSummary } {
  const { week, record, figures, place, measures, frame, before, host } = prepared;
  const { triage, commands, teach } = place.settings;
  const sources: TopicSources = {
    asOf: record.asOf,
    texts: new Map(texts.map((text) => [threadKey(text), text])),
    canonicals,
    linkOf: linker(prepared),
    hiddenOf: (clusterId) => toldHidden(hidden.get(clusterId) ?? 0),
  };
  const topics = topicsOf(prepared, sources);
  const signals = watchedSignals(measures);
  const titleOf = titles(frame, sources);
  const header = renderHeader({
    asOf: record.asOf,
    timezone: triage.timezone,
    figures,
    hidden: toldHidden(figures.hidden),
    repositories: record.repositories.length,
    coverage: frame.basis(frame.trailing(28)).coverage,
    previous: prepared.previous,
    checklist: measures.checklist,
    team: triage.team,
  });
  const agenda: Agenda = {
    week,
    asOf: record.asOf.toISOString(),
    host,
    prefix: commands.prefix,
    length: triage.length,
    docs: teach.repository,
    header,
    shown: nameable(prepared),
    titles: [...new Set(newestFirst(prepared.decisions).map(({ clusterId }) => clusterId))].flatMap(
      (clusterId) => {
        const title = titleOf(clusterId);
        return title === null ? [] : [{ clusterId, title: title.slice(0, TITLE_CHARACTERS_MAX) }];
      },
    ),
    topics,
    held: heldNow(prepared),
    duplicates: withAnswered(prepared, ({ duplicates }) => duplicates, askedIn(prepared, pairs)),
    drafts: withAnswered(
      prepared,
      ({ drafts }) => drafts,
      contentBacklog(teachables(...teachable(prepared, sources), record.clusters ?? [])),
    ),
    questions: questionsOf(measures),
    ...sectionsOf(prepared, sources, topics, signals, before),
  };
  const summary: WeekSummary = {
    topics: topics.map(({ clusterId, weeks }) => ({ clusterId, weeks })),
    signals: signalValues(signals),
    pairs: agenda.duplicates.map(({ itemId, otherItemId }) => ({ itemId, otherItemId })),
  };
  return { agenda, summary };
}

/** A short issue asks only for what somebody waits for; of what it does not ask nobody has let pass anything. */
function askedIn(prepared: PreparedAgenda, pairs: readonly PossiblePair[]): DuplicatePair[] {
  const asked = pairsAsked(pairs, prepared);
  return prepared.place.settings.triage.length === 'short'
    ? asked.filter(({ fixed }) => fixed !== undefined)
    : asked;
}

/** What was decided before, and what is ranked: somebody may decide it by a command, though it stands nowhere. */
function nameable({ decisions, measures, frame }: PreparedAgenda): number[] {
  const ranked = (measures.ranking ?? []).slice(0, NAMEABLE_MAX).map(({ id }) => id);
  return [...new Set([...decisions.map(({ clusterId }) => clusterId), ...ranked])]
    .filter((clusterId) => frame.problems.has(clusterId))
    .sort((a, b) => a - b);
}

/** What waits for approval, and what was approved in the issue that is made anew: its box stays. */
function heldNow({ figures, current, answered, frame }: PreparedAgenda): HeldNotices[] {
  const waiting = new Set(figures.held.map(({ clusterId }) => clusterId));
  const stays = (current?.held ?? []).filter(
    ({ clusterId }) =>
      !waiting.has(clusterId) && answered.has(`c${clusterId}`) && frame.problems.has(clusterId),
  );
  return [...stays, ...figures.held];
}

/** What may be told in the docs repository: it may be open to more people than the issue that the tick stands in. */
function teachable(
  { considered, repositories, place }: PreparedAgenda,
  sources: TopicSources,
): [clusters: Undecided[], sources: TopicSources] {
  const name = place.settings.teach.repository?.toLowerCase();
  const docs = repositories.find((repository) => repository.name.toLowerCase() === name) ?? place;
  const shown = new Set(repositories.filter((repository) => mayShow(repository, docs)).map(({ id }) => id));
  const clusters = considered.map((each) => ({
    ...each,
    threads: each.threads.filter(({ repositoryId }) => repositoryId !== null && shown.has(repositoryId)),
    pulls: [],
  }));
  const canonicals = new Map([...sources.canonicals].filter(([, ref]) => shown.has(ref.repositoryId)));
  return [clusters, { ...sources, canonicals }];
}

function linker({ repositories, host }: AgendaBasis): TopicSources['linkOf'] {
  const byId = new Map(repositories.map((repository) => [repository.id, repository]));
  return (thread) => {
    const repository = thread.repositoryId === null ? undefined : byId.get(thread.repositoryId);
    if (repository === undefined || thread.type === null) return null;
    const { owner, name } = repository;
    return { host, owner, name, number: thread.number, type: thread.type };
  };
}

function topicsOf(prepared: PreparedAgenda, sources: TopicSources): Topic[] {
  const { considered, place } = prepared;
  const candidates = considered.flatMap((each) => {
    const topic = topicOf(each, sources);
    if (topic === null) return [];
    const shared =
      topic.reporters > 1 || isGrave(topic) || (each.reporters >= REPEATED_MIN && topic.reporters > 0);
    const carried = topic.weeks > 1;
    if (!shared && !carried && givesNothing(each, sources)) return [];
    return [{ topic, function: topic.function, carried, shared }];
  });
  const chosen = choosePlaces(candidates, place.settings.triage.length).map(({ topic }) => topic);
  return withAnswered(prepared, ({ topics }) => topics, chosen);
}

/** Whether none of the threads whose texts were read gives anybody anything to decide. */
function givesNothing({ threads }: Undecided, { texts }: TopicSources): boolean {
  return threads.every((thread) => {
    const text = texts.get(thread.key);
    return text === undefined || isUndecidable(thread, text);
  });
}

/** Declared, not guessed from words. */
function isGrave({ severity, isInferred }: Topic): boolean {
  return !isInferred && severity >= GRAVE_FROM;
}
