import { breakReferences, cleanText } from './escape.ts';
import { type LinkedThread, threadLink } from './link.ts';
import { renderMarkerText } from './marker.ts';
import { type ProblemStanding, standingWords } from './standing.ts';
import type { Texts } from './texts/texts.ts';
import { threadTitle } from './title.ts';

/** Threads that are named; the rest is counted. */
const THREADS_SHOWN_MAX = 10;
const VERSIONS_SHOWN_MAX = 6;
const VERSION_CHARACTERS_MAX = 24;

export interface ClusterCommentSubject {
  /** people of the community behind the reports that may be shown here */
  reporters: number;
  /** reports that may be shown here, this one included */
  reports: number;
  /** reports that may not; already 0 where not even their number may be told */
  hidden: number;
  /** further people of the community who asked to be told of the problem */
  asked: number;
  /** people who gave the one of these reports that has most of them a 👍; who they are is not known */
  thumbs: number;
  since: Date;
  /** as the reports name them, without doubles */
  versions: readonly string[];
  /** the other reports, oldest first */
  others: readonly (LinkedThread & { title: string; open: boolean })[];
  /** what became of the problem; null: nothing yet */
  standing: ProblemStanding | null;
  texts: Texts;
  prefix: string;
  marker: string;
}

/** The comment on the thread that stands for a problem: how much there is of it, and where. */
export function renderClusterComment(subject: ClusterCommentSubject): string {
  const { reporters, reports, hidden, asked, thumbs, since, versions, others, prefix, marker } = subject;
  const texts = subject.texts.links;
  const shown = others.slice(0, THREADS_SHOWN_MAX);
  const more = others.length - shown.length;
  const named = versions.slice(0, VERSIONS_SHOWN_MAX).map(version);
  const list = `${named.join(', ')}${versions.length > named.length ? ', …' : ''}`;
  return [
    [
      texts.counted(reports, reporters, since.toISOString().slice(0, 10), hidden),
      ...(asked > 0 ? [texts.asked(asked)] : []),
      ...(thumbs > 0 ? [texts.thumbs(thumbs)] : []),
    ].join(' '),
    ...(subject.standing === null ? [] : [standingWords(subject.standing, subject.texts)]),
    ...(named.length > 0 ? [texts.versions(list)] : []),
    [
      texts.others,
      '',
      ...shown.map(
        (thread) =>
          `- ${threadLink(thread)} ${threadTitle(thread.title)}${thread.open ? '' : ` ${texts.closed}`}`,
      ),
      ...(more > 0 ? [`- ${texts.more(more)}`] : []),
    ].join('\n'),
    texts.countDoubt(`\`${prefix}split\``, `\`${prefix}canonical\``),
    `<sub>${texts.countFooter}</sub>`,
    renderMarkerText(marker),
  ].join('\n\n');
}

function version(text: string): string {
  return `\`${breakReferences(
    cleanText(text)
      .replace(/[`|\s]+/gu, ' ')
      .trim(),
  ).slice(0, VERSION_CHARACTERS_MAX)}\``;
}
