import type { LinkedThread } from '../render/link.ts';
import type { Agenda, DuplicatePair, Topic } from './agenda.ts';
import type { AgendaBasis } from './prepare.ts';

/** Something of an issue that has boxes. */
type Asked = Topic | DuplicatePair | Agenda['drafts'][number];

/**
 * What is asked now, and what was answered in the issue that is made anew: that keeps its boxes until the issue closes,
 * unless a repository behind it may not be shown any more.
 */
export function withAnswered<A extends Asked>(
  { current, answered, record }: Pick<AgendaBasis, 'current' | 'answered' | 'record'>,
  partOf: (agenda: Agenda) => readonly A[],
  now: readonly A[],
): A[] {
  const asked = new Set(now.map(boxId));
  const shown = new Set(record.repositories.map(({ owner, name }) => `${owner}/${name}`));
  const stays = (current === null ? [] : partOf(current)).filter(
    (each) =>
      answered.has(boxId(each)) &&
      !asked.has(boxId(each)) &&
      threadsOf(each).every(({ owner, name }) => shown.has(`${owner}/${name}`)),
  );
  return [...now, ...stays];
}

function boxId(asked: Asked): string {
  return 'key' in asked ? asked.key : `c${asked.clusterId}`;
}

function threadsOf(asked: Asked): LinkedThread[] {
  if ('other' in asked) return [asked.thread, asked.other];
  const quoted = asked.quotes.map(({ thread }) => thread);
  if ('threads' in asked) return [...asked.threads, ...asked.tried, ...quoted];
  return asked.solution === null ? quoted : [asked.solution.thread, ...quoted];
}
