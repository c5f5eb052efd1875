import { contributions } from '../community/contributions.ts';
import { thanksTo } from '../community/thanks.ts';
import { thanksText } from '../measure/markdown.ts';
import type { Measured } from '../measured.ts';
import { WINDOW_DAYS } from '../measured.ts';
import { isWithin } from '../record/days.ts';
import { isCommunity } from '../record/people.ts';
import type { RecordedThread } from '../record.ts';
import type { LinkedThread } from '../render/link.ts';
import type { Bar } from '../render/mermaid.ts';
import { threadKey } from '../vocabulary.ts';
import type { WeekSummary } from '../week-record.ts';
import type { Agenda, Section, Topic } from './agenda.ts';
import type { PreparedAgenda } from './prepare.ts';
import { renderAudit } from './sections/audit.ts';
import { renderGaps, renderProblems } from './sections/gaps.ts';
import { renderLoops, renderRegressions } from './sections/loops.ts';
import { renderPictures } from './sections/pictures.ts';
import { renderStages } from './sections/stages.ts';
import { renderStuck } from './sections/stuck.ts';
import { renderUnstaged, unstagedCount } from './sections/unstaged.ts';
import { signalTable } from './signals.ts';
import type { TopicSources } from './topic.ts';

/** The sections that no decision changes; empty ones are left out. */
export function sectionsOf(
  prepared: PreparedAgenda,
  sources: TopicSources,
  topics: readonly Topic[],
  signals: readonly Measured[],
  before: WeekSummary | null,
): Pick<Agenda, 'attention' | 'figures' | 'appendix'> {
  const { record, figures, measures, repositories, host, place, frame } = prepared;
  const { prefix } = place.settings.commands;
  const titleOf = titles(frame, sources);
  const asked = new Set(topics.flatMap(({ threads }) => threads.map(linkKey)));
  const isAsked = (thread: RecordedThread): boolean => {
    const link = sources.linkOf(thread);
    return link !== null && asked.has(linkKey(link));
  };
  const stuck = renderStuck(
    // What is up for a decision above is told once.
    prepared.waiting.filter(({ thread }) => !isAsked(thread)),
    ({ thread }) => {
      const link = sources.linkOf(thread);
      const text = sources.texts.get(thread.key);
      return link === null || text === undefined ? null : { link, title: text.title };
    },
    host,
  );
  const week = frame.trailing(WINDOW_DAYS.week);
  const thanks = thanksTo(contributions(record), record.logins, week);
  const attention = [
    section('Health', (figures.alarms ?? []).map((alarm) => `- ${alarm}`).join('\n'), 0),
    section('Config', renderProblems(figures.configProblems), 0),
    section('Critical and stuck', stuck, 1),
    section('Closed loops', renderLoops(prepared.loops, titleOf), 3),
    section('Came back', renderRegressions(prepared.reopened, titleOf), 1),
    section(
      `Needs a stage (${unstagedCount(figures.unstaged)})`,
      renderUnstaged(figures.unstaged, repositories, host, prefix),
      null,
    ),
  ];
  const shown = [
    section('Signals', signalTable(signals, before?.signals ?? {}), signals.some(isKnown) ? 4 : null),
    section('Where people stand', renderStages(figures), 6),
    section('Thank you', thanks.length === 0 ? '' : thanksText(thanks), 5),
  ];
  const appendix = [
    section(
      'What came of decisions',
      renderAudit(measures.decisions ?? [], record.clusters ?? [], titleOf),
      null,
    ),
    section('What is not known, and how often the app was wrong', renderGaps(record, measures), null),
    section(
      'Pictures',
      renderPictures({ weeks: weeklyBars(prepared), topics, channels: channels(prepared) }),
      null,
    ),
  ];
  return { attention: filled(attention), figures: filled(shown), appendix: filled(appendix) };
}

/**
 * What a cluster is called beside its name: the title of the thread that stands for it, else of its first one; null where
 * neither was read.
 */
export function titles(
  frame: PreparedAgenda['frame'],
  { texts, canonicals }: Pick<TopicSources, 'texts' | 'canonicals'>,
): (clusterId: number) => string | null {
  return (clusterId) => {
    const canonical = canonicals.get(clusterId);
    const own = canonical === undefined ? undefined : texts.get(threadKey(canonical));
    if (own !== undefined) return own.title;
    const first = frame.problems.get(clusterId)?.threads.find(({ type }) => type !== null);
    return first === undefined ? null : (texts.get(first.key)?.title ?? null);
  };
}

function linkKey({ owner, name, number }: LinkedThread): string {
  return `${owner}/${name}#${number}`;
}

function isKnown({ metric }: Measured): boolean {
  return metric.value !== null;
}

function section(title: string, body: string, givesWay: number | null): Section {
  return { title, body, givesWay };
}

function filled(sections: readonly Section[]): Section[] {
  return sections.filter(({ body }) => body !== '');
}

/** Threads alone, as all other counts of the issue are; signals have a picture of their own. */
function weeklyBars({ frame, record }: PreparedAgenda): Bar[] {
  const times = record.threads
    .filter(({ type, author }) => type !== null && isCommunity(author))
    .map(({ createdAt }) => createdAt);
  return frame.weeks.map((week) => ({
    label: week.week.slice(-3),
    value: times.filter((at) => isWithin(at, week)).length,
  }));
}

const CHANNEL_NAMES: Record<string, string> = {
  issue: 'issues',
  discussion: 'discussions',
  pull_request: 'pull requests',
};

/** Where the community's threads and signals of the last seven days came from. */
function channels({ record, frame }: PreparedAgenda): Bar[] {
  const window = frame.trailing(WINDOW_DAYS.week);
  const counts = new Map<string, number>();
  for (const { author, createdAt, type, channel } of record.threads) {
    if (!isCommunity(author) || !isWithin(createdAt, window)) continue;
    const name = type === null ? channel : (CHANNEL_NAMES[type] ?? type);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([label, value]) => ({ label, value })).sort((a, b) => b.value - a.value);
}
