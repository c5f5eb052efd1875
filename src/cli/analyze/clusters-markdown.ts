import { threadTitle } from '../../loop/render/title.ts';
import type { AnalyzedCluster } from './clusters.ts';

/** Clusters told one by one; the others are counted. */
const TOLD_MAX = 20;
/** Threads and reasons named of each. */
const THREADS_MAX = 8;
const REASONS_MAX = 3;

/** The clusters of a history as Markdown that mentions nobody and links nothing. */
export function clustersMarkdown(clusters: readonly AnalyzedCluster[], week: string): string {
  const head = `# Clusters as of the end of ${week}`;
  if (clusters.length === 0) return `${head}\n\nNo two threads were the same problem for certain.\n`;
  const fixed = clusters.filter(({ state }) => state === 'fixed');
  const parts = [
    head,
    `${counted(clusters.length, 'problem was', 'problems were')} told in more than one thread. Reports are issues and discussions by community people.`,
    toldText(fixed),
    ...clusters.slice(0, TOLD_MAX).map(clusterText),
    ...(clusters.length > TOLD_MAX
      ? [`And ${clusters.length - TOLD_MAX} more, which \`--json\` lists.`]
      : []),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** A history names no releases: with the first one that has the fix the app would go back to these people. */
function toldText(fixed: readonly AnalyzedCluster[]): string {
  const waiting = fixed.filter(({ people }) => people > 0);
  if (waiting.length === 0) return 'Nobody who reported one of them waits for the release of its fix.';
  const list = waiting.map(({ id, people }) => `${id} (${counted(people, 'person', 'people')})`).join(', ');
  return `**Would have been told**, once each, when a release has the fix, and asked whether it is really gone: the reporters of ${list}.`;
}

function clusterText({
  id,
  title,
  state,
  reports,
  people,
  weeks,
  firstAt,
  latestAt,
  threads,
  evidence,
}: AnalyzedCluster): string {
  const span = day(firstAt) === day(latestAt) ? day(firstAt) : `${day(firstAt)} to ${day(latestAt)}`;
  const who =
    reports === 0
      ? `${counted(threads.length, 'thread', 'threads')}, none of them a report by the community`
      : `${counted(reports, 'report', 'reports')} by ${counted(people, 'person', 'people')} in ${weeks === 1 ? 'one week' : `${weeks} different weeks`}`;
  const named = threads.slice(0, THREADS_MAX).map(code).join(', ');
  const more = threads.length > THREADS_MAX ? ` and ${threads.length - THREADS_MAX} more` : '';
  const lines = evidence
    .slice(0, REASONS_MAX)
    .flatMap(({ threads: [one, other], because }) =>
      because.length === 0 ? [] : [`- ${code(one)} and ${code(other)}: ${because.join('; ')}`],
    );
  return [
    `## ${id} ${threadTitle(title)}`,
    '',
    `${who}, ${span}. State: ${state}. Threads: ${named}${more}`,
    ...(lines.length === 0 ? [] : ['', ...lines]),
  ].join('\n');
}

/** In code nothing is linked; a name from a file may be anything. */
function code(name: string): string {
  return `\`${name.replaceAll('`', "'")}\``;
}

function day(at: Date): string {
  return at.toISOString().slice(0, 10);
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
