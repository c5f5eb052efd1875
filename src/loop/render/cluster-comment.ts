import { breakReferences, cleanText } from './escape.ts';
import { type LinkedThread, threadLink } from './link.ts';
import { renderMarkerText } from './marker.ts';
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
  since: Date;
  /** as the reports name them, without doubles */
  versions: readonly string[];
  /** the other reports, oldest first */
  others: readonly (LinkedThread & { title: string; open: boolean })[];
  prefix: string;
  marker: string;
}

/** The comment on the thread that stands for a problem: how much there is of it, and where. */
export function renderClusterComment(subject: ClusterCommentSubject): string {
  const { reporters, reports, hidden, since, versions, others, prefix, marker } = subject;
  const shown = others.slice(0, THREADS_SHOWN_MAX);
  const more = others.length - shown.length;
  const named = versions.slice(0, VERSIONS_SHOWN_MAX).map(version);
  return [
    `**${count(reports, 'report')} by ${count(reporters, 'person', 'people')}** of this problem since ${since.toISOString().slice(0, 10)}${hidden > 0 ? ` (+${hidden} private reports)` : ''}. This thread stands for them.`,
    ...(named.length > 0
      ? [`Versions named: ${named.join(', ')}${versions.length > named.length ? ', …' : ''}`]
      : []),
    [
      'The others:',
      '',
      ...shown.map(
        (thread) => `- ${threadLink(thread)} ${threadTitle(thread.title)}${thread.open ? '' : ' (closed)'}`,
      ),
      ...(more > 0 ? [`- and ${more} more`] : []),
    ].join('\n'),
    `Wrong? A maintainer can say \`${prefix}split\` on a report that is another problem, or \`${prefix}canonical\` on one that stands for them better.`,
    '<sub>Fullcircle, an automated app, wrote this because several people reported the same problem. It keeps this one comment up to date and writes it no more if you delete it.</sub>',
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

function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}
