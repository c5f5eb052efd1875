import type { LinkedThread } from '../../render/link.ts';
import { threadLink } from '../../render/link.ts';
import { renderBox } from '../../render/marker.ts';
import { neutralisePlain } from '../../render/neutralise.ts';
import { threadTitle } from '../../render/title.ts';
import type { Action, Agenda, FunctionName, MadeDecision, Quote, Topic } from '../agenda.ts';
import { ACTIONS, FUNCTIONS } from '../agenda.ts';
import type { HumanPart } from '../human.ts';
import { boxKey, renderOwner } from '../human.ts';
import { QUOTE_CHARACTERS_MAX } from '../quote.ts';
import { decisionText } from './log.ts';

/** From this week on a topic may not be put off again. */
const FORCED_FROM_WEEK = 3;

const TITLE_CHARACTERS_MAX = 80;
const TITLE_CHARACTERS_TERSE = 50;
const THEME_CHARACTERS_MAX = 30;
const VERSION_CHARACTERS_MAX = 16;
const THEMES_SHOWN_MAX = 3;

const AT_THE_TABLE: Record<FunctionName, string> = { product: 'Product', docs: 'Docs', support: 'Support' };

/** The box that asks for a brief; the others are words of `/decide`. */
export const BRIEF = 'brief';

/** What the parts of a rank are. */
const KEY = 'F: people and thumbs, S: severity, A: your themes. ';

/** Before what only fills the places that shared problems leave. */
const ALONE =
  'What is new below was reported by one person each: it stands here because few problems are shared.';

/**
 * What is to be decided: what waits from before, then the rest by who is at the table.
 * @param terse without quotations, themes, versions and reasons, which the log has; titles cut short
 */
export function renderTopics(
  agenda: Agenda,
  decisions: ReadonlyMap<number, MadeDecision>,
  human: HumanPart,
  terse: boolean,
): string {
  if (agenda.topics.length === 0) return '### Decide now\n\nNothing needs a decision this week.';
  const carried = agenda.topics.filter(({ weeks }) => weeks > 1);
  const fresh = agenda.topics.filter(({ weeks }) => weeks === 1);
  const decisionOn = ({ clusterId }: Topic): MadeDecision | null => {
    const made = decisions.get(clusterId) ?? null;
    return made !== null && terse ? { ...made, reason: '' } : made;
  };
  const one = (topic: Topic) =>
    renderTopic(terse ? withoutWords(topic) : topic, agenda, decisionOn(topic), human);
  const parts = FUNCTIONS.flatMap((name) => {
    const own = fresh.filter((topic) => topic.function === name);
    return own.length === 0 ? [] : [`### Decide now: ${AT_THE_TABLE[name]}`, ...own.map(one)];
  });
  const isShared = fresh.some(({ threadCount, reporters }) => threadCount > 1 || reporters > 1);
  return [
    ...(fresh.length === 0 || isShared ? [] : [ALONE]),
    ...(carried.length === 0 ? [] : ['### Carried over', ...carried.map(one)]),
    ...parts,
    `<sub>${agenda.topics.some(({ places }) => places !== null) ? KEY : ''}A tick is a decision; without Write, comment \`${agenda.prefix}decide c12 fix REASON\`.</sub>`,
  ].join('\n\n');
}

function withoutWords(topic: Topic): Topic {
  const start = [...topic.title].slice(0, TITLE_CHARACTERS_TERSE).join('');
  return {
    ...topic,
    title: start === topic.title ? start : `${start}…`,
    quotes: [],
    themes: [],
    versions: [],
  };
}

function renderTopic(topic: Topic, agenda: Agenda, decision: MadeDecision | null, human: HumanPart): string {
  const id = `c${topic.clusterId}`;
  const [quote] = topic.quotes;
  const lines = [
    `#### ${id}: ${threadTitle(topic.title, TITLE_CHARACTERS_MAX)}`,
    '',
    [...facts(topic), peopleText(topic)].join(' · '),
    threadsText(topic, agenda.host),
    ...(quote === undefined ? [] : ['', quoteText(quote, agenda.host)]),
    '',
    decision === null ? adviceText(topic) : `**Decided**: ${decisionText(decision)}`,
    '',
    ...boxes(topic, human, decision),
    renderOwner(id, human.owners[id]),
  ];
  return lines.join('\n');
}

/** Rank with its range, and what it is made of. */
function facts({
  rank,
  range,
  places,
  frequency,
  severity,
  isInferred,
  alignment,
  themes,
  stage,
}: Topic): string[] {
  const kept = stage === null ? 'no stage' : stage;
  if (places === null) return [kept, 'not reported in 28 days'];
  const [first, last] = places;
  const tie = first === last ? '' : `, tied from ${first} to ${last}`;
  const named = themes
    .slice(0, THEMES_SHOWN_MAX)
    .map((theme) => neutralisePlain(theme, { inline: true, maxCharacters: THEME_CHARACTERS_MAX }));
  return [
    kept,
    `rank **${rank.toFixed(1)}** (${range[0].toFixed(1)}–${range[1].toFixed(1)}${tie})`,
    `F ${short(frequency)}`,
    `S ${severity}${isInferred ? ' inferred' : ''}`,
    `A ${short(alignment)}${named.length === 0 ? '' : ` (${named.join(', ')})`}`,
  ];
}

function peopleText({ thumbs, reporters, thisWeek, lastWeek, threadCount }: Topic): string {
  if (reporters === 0) return threadCount === 1 ? '1 report in all' : `${threadCount} reports in all`;
  const people = reporters === 1 ? '1 person' : `${reporters} people`;
  const lately =
    thisWeek + lastWeek === 0
      ? 'nobody in the last two weeks'
      : `${thisWeek} new this week, ${lastWeek} the week before`;
  const ever =
    threadCount > Math.max(reporters, thisWeek + lastWeek) ? `; ${threadCount} reports in all` : '';
  const beside = thumbs === undefined ? '' : `, at least ${thumbs} more with 👍`;
  return `${people} in 28 days${beside}; ${lately}${ever}`;
}

function threadsText({ threads, threadCount, hidden, versions }: Topic, host: string): string {
  const more = threadCount - threads.length;
  const named = versions.map((version) =>
    neutralisePlain(version, { inline: true, maxCharacters: VERSION_CHARACTERS_MAX }),
  );
  return [
    threads.map((thread) => linkText(thread, host)).join(', '),
    ...(more > 0 ? [` and ${more} more`] : []),
    ...(hidden > 0 ? [` (+${hidden} private reports)`] : []),
    ...(named.length > 0 ? [`; versions ${named.join(', ')}`] : []),
  ].join('');
}

export function linkText(thread: LinkedThread, host: string): string {
  return threadLink({ ...thread, host });
}

/** One line, so that nothing of it can leave the quotation. */
export function quoteText(quote: Quote, host: string): string {
  const said = neutralisePlain(quote.text, { inline: true, maxCharacters: QUOTE_CHARACTERS_MAX });
  return `> “${said}” ${linkText(quote.thread, host)}`;
}

function adviceText({ suggested, weeks, threadCount }: Topic): string {
  const advice = `Suggested: **${suggested.action}** (${suggested.because}).`;
  if (weeks < FORCED_FROM_WEEK) return weeks === 1 ? advice : `${advice} Waiting since last week.`;
  const instead = suggested.action === 'defer' ? '' : ` ${advice}`;
  // One thread cannot be split.
  return threadCount > 1
    ? `**Week ${weeks}: do it, decline it, or split it** (\`/split\` on a thread).${instead}`
    : `**Week ${weeks}: do it or decline it.**${instead}`;
}

function boxes(topic: Topic, human: HumanPart, decision: MadeDecision | null): string[] {
  const id = `c${topic.clusterId}`;
  const offered = ACTIONS.filter(
    (action) => action !== 'defer' || topic.weeks < FORCED_FROM_WEEK || decision?.action === 'defer',
  );
  const words: readonly (Action | typeof BRIEF)[] =
    topic.function === 'product' ? [...offered, BRIEF] : offered;
  return words.map((action) =>
    renderBox(
      { action, id, ticked: human.ticked.includes(boxKey({ action, id })) || decision?.action === action },
      action === BRIEF ? 'prepare a brief for a PRD' : action,
    ),
  );
}

function short(value: number): string {
  return String(Number(value.toFixed(2)));
}
