import { limitBody } from '../render/limit.ts';
import { threadLink } from '../render/link.ts';
import { renderMarker } from '../render/marker.ts';
import { neutralisePlain } from '../render/neutralise.ts';
import { threadTitle } from '../render/title.ts';
import type { Topic } from './agenda.ts';

const QUOTE_CHARACTERS_MAX = 280;
const WORD_CHARACTERS_MAX = 40;

/** What a brief says of a topic, and where it is shown. */
export interface BriefSubject {
  topic: Topic;
  host: string;
  /** `brief:c12` is its marker */
  week: string;
}

/**
 * What somebody needs who writes a product requirements document: the evidence, and the questions that it leaves open. As
 * a comment that pings nobody.
 */
export function renderBrief({ topic, host, week }: BriefSubject): string {
  const id = `c${topic.clusterId}`;
  const body = [
    `### Brief for a PRD: ${id}, ${threadTitle(topic.title)}`,
    part('Problem', problemText(topic, host)),
    part('Evidence', evidenceText(topic, host, week)),
    part('Reporters by segment', segmentsText(topic)),
    part('Affected versions', versionsText(topic)),
    part('What was tried', triedText(topic, host)),
    part('Alignment', alignmentText(topic)),
    part('Open questions', openQuestions(topic)),
    '<sub>Fullcircle, an automated app, wrote this because somebody ticked it in this issue. Take it wherever you write, or delete it: it does not come back in this issue.</sub>',
  ].join('\n\n');
  return limitBody(body, renderMarker('brief', id));
}

function part(name: string, text: string): string {
  return `**${name}**\n\n${text}`;
}

function problemText({ quotes }: Topic, host: string): string {
  if (quotes.length === 0) return 'Nobody put it into a sentence; read the threads.';
  return quotes
    .map(
      ({ text, thread }) =>
        `> “${neutralisePlain(text, { inline: true, maxCharacters: QUOTE_CHARACTERS_MAX })}” ${threadLink({ ...thread, host })}`,
    )
    .join('\n\n');
}

function evidenceText(topic: Topic, host: string, week: string): string {
  const { reporters, threadCount, threads, thisWeek, lastWeek, rank, range, hidden } = topic;
  return [
    `- ${counted(reporters, 'person', 'people')} in 28 days, ${counted(threadCount, 'report', 'reports')}${hidden > 0 ? ` (+${hidden} private ones)` : ''}; ${thisWeek} in the week of ${week}, ${lastWeek} in the one before`,
    `- rank ${rank.toFixed(1)} (${range[0].toFixed(1)} to ${range[1].toFixed(1)}): frequency ${topic.frequency} × severity ${topic.severity}${topic.isInferred ? ' (inferred)' : ''} × alignment ${topic.alignment}`,
    `- ${threads.map((thread) => threadLink({ ...thread, host })).join(', ')}`,
  ].join('\n');
}

function segmentsText({ segments }: Topic): string {
  return ['| stage | reports |', '| --- | ---: |']
    .concat(segments.map(({ stage, reports }) => `| ${stage ?? 'no stage'} | ${reports} |`))
    .join('\n');
}

function versionsText({ versions }: Topic): string {
  if (versions.length === 0) return 'No report names one.';
  return versions
    .map((version) => neutralisePlain(version, { inline: true, maxCharacters: WORD_CHARACTERS_MAX }))
    .join(', ');
}

function triedText({ tried }: Topic, host: string): string {
  if (tried.length === 0) return 'Nothing that the app knows of.';
  return tried
    .map(
      (thread) =>
        `- ${threadLink({ ...thread, host })} (${thread.type === 'pull_request' ? 'pull request' : 'report'}, ${thread.outcome})`,
    )
    .join('\n');
}

function alignmentText({ themes, alignment }: Topic): string {
  if (themes.length === 0) return 'It matches no theme of the config.';
  const names = themes.map((theme) =>
    neutralisePlain(theme, { inline: true, maxCharacters: WORD_CHARACTERS_MAX }),
  );
  return `${names.join(', ')} (weight${names.length > 1 ? ' of all' : ''} ${alignment})`;
}

function counted(n: number, one: string, many: string): string {
  return `${n} ${n === 1 ? one : many}`;
}

/** What the record cannot answer. */
function openQuestions(topic: Topic): string {
  const { isInferred, versions, segments, places } = topic;
  return [
    'What would people do if it worked? Ask two of the reporters.',
    ...(isInferred ? ['How bad is it really? The severity is inferred from words.'] : []),
    ...(versions.length === 0 ? ['Since which version?'] : []),
    ...(segments.some(({ stage }) => stage === null) ? ['Who are those whose stage is not known?'] : []),
    ...(places === null || places[0] !== places[1]
      ? ['Is it more important than its neighbours in the ranking? Their ranges overlap.']
      : []),
    'What happens if nothing is done?',
  ]
    .map((question) => `- ${question}`)
    .join('\n');
}
