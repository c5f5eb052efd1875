import type { ProjectRecord, RecordedThread } from '../record.ts';
import { remembering } from '../remembering.ts';
import { isCommunity, personOf } from './people.ts';

/** A cluster as its threads show it. */
export interface Problem {
  id: number;
  /** when its first thread was opened */
  openedAt: Date;
  /** when each community person first reported it; pull requests fix and do not report */
  reporters: ReadonlyMap<number, Date>;
  threads: readonly RecordedThread[];
}

/** `c12`; what only other channels told of has a negative number: `other channels x7`. */
export function clusterName(id: number): string {
  return id < 0 ? `other channels x${-id}` : `c${id}`;
}

interface OpenProblem {
  id: number;
  openedAt: Date;
  reporters: Map<number, Date>;
  threads: RecordedThread[];
}

/** The problems that threads were put into, by the cluster's number. */
export const problemsOf = remembering(({ threads }: ProjectRecord): ReadonlyMap<number, Problem> => {
  const found = new Map<number, OpenProblem>();
  for (const thread of threads) {
    const { clusterId: id, createdAt, author, type } = thread;
    if (id === null) continue;
    const problem: OpenProblem = found.get(id) ?? {
      id,
      openedAt: createdAt,
      reporters: new Map(),
      threads: [],
    };
    found.set(id, problem);
    problem.threads.push(thread);
    if (createdAt < problem.openedAt) problem.openedAt = createdAt;
    if (type === 'pull_request' || !isCommunity(author)) continue;
    const before = problem.reporters.get(personOf(author));
    if (before === undefined || createdAt < before) problem.reporters.set(personOf(author), createdAt);
  }
  return found;
});
