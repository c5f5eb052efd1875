import type { ItemBackfilledEvent } from '../../loop/event.ts';
import type { Account, CommentSnapshot, Repository, ThreadSnapshot } from '../../loop/vocabulary.ts';
import type { HistoryRecord } from './history-file.ts';

/** Associations that make somebody staff where no config says who is. */
const STAFF_ASSOCIATIONS = new Set(['OWNER', 'MEMBER', 'COLLABORATOR']);

/** Comment ids of a thread start here, so that no two threads share one. */
const COMMENTS_PER_THREAD = 100_000;

/** A history with the ids that GitHub would have given, the same for the same input. */
export interface History {
  records: readonly HistoryRecord[];
  repositories: readonly Repository[];
  accounts: ReadonlyMap<string, Account>;
  /** from then on everything that happened is told */
  since: Date;
}

/**
 * Names accounts and repositories by order of their names.
 * @param since from when on the history is complete; null: it begins with its first thread
 */
export function openHistory(records: readonly HistoryRecord[], since: Date | null = null): History {
  const logins = new Set<string>();
  const names = new Set<string>();
  for (const record of records) {
    names.add(record.repo);
    for (const login of [
      record.author,
      record.closedBy,
      ...(record.comments ?? []).map(({ author }) => author),
    ]) {
      if (login) logins.add(login);
    }
  }
  const accounts = [...logins]
    .sort()
    .map((login, index): [string, Account] => [
      login,
      { id: index + 1, login, type: login.endsWith('[bot]') ? 'Bot' : 'User' },
    ]);
  const inOrder = [...records].sort(
    (a, b) => a.createdAt.getTime() - b.createdAt.getTime() || a.number - b.number,
  );
  return {
    records: inOrder,
    since: since ?? inOrder[0]?.createdAt ?? new Date(0),
    repositories: [...names].sort().map((name, index) => repository(name, index + 1)),
    accounts: new Map(accounts),
  };
}

function repository(fullName: string, id: number): Repository {
  const [owner = '', name = ''] = fullName.split('/');
  return { id, nodeId: `R_${id}`, owner, name, private: false, archived: false, defaultBranch: 'main' };
}

/**
 * Lower-case logins of those who, as far as it was visible before `until`, act for the project: they closed somebody
 * else's thread, or an association says so. Inferred, and marked so.
 */
export function inferStaff(history: History, until: Date): Set<string> {
  const staff = new Set<string>();
  for (const record of history.records) {
    if (record.createdAt >= until) break;
    add(staff, record.author, record.authorAssociation);
    if (record.closedBy && record.closedAt && record.closedAt < until && record.closedBy !== record.author) {
      staff.add(record.closedBy.toLowerCase());
    }
    for (const comment of record.comments ?? []) {
      if (comment.createdAt < until) add(staff, comment.author, comment.association);
    }
  }
  return staff;
}

function add(staff: Set<string>, login: string | null, association: string | null | undefined): void {
  if (login !== null && association && STAFF_ASSOCIATIONS.has(association)) staff.add(login.toLowerCase());
}

/** Whether anything of this thread happened in `[from, until)`. */
export function happenedBetween(record: HistoryRecord, from: Date, until: Date): boolean {
  const times = [
    record.createdAt,
    record.closedAt,
    record.mergedAt,
    ...(record.comments ?? []).map((each) => each.createdAt),
  ];
  return times.some((time) => time != null && time >= from && time < until);
}

/** The thread as it could be seen just before `until`: what came later is hidden. */
export function threadAsOf(
  record: HistoryRecord,
  history: History,
  until: Date,
): Pick<ItemBackfilledEvent, 'thread' | 'closedBy' | 'comments' | 'labelChanges'> {
  const home = history.repositories.find(({ owner, name }) => `${owner}/${name}` === record.repo);
  if (home === undefined) throw new Error(`${record.repo} is not among the history's repositories`);
  const closedAt = record.closedAt && record.closedAt < until ? record.closedAt : null;
  const comments = (record.comments ?? []).flatMap((comment, index): CommentSnapshot[] =>
    comment.createdAt < until ? [commentSnapshot(comment, index, record, home, history)] : [],
  );
  const times = [record.createdAt, closedAt, ...comments.map(({ createdAt }) => createdAt)];
  const thread: ThreadSnapshot = {
    repository: home,
    number: record.number,
    type: record.kind,
    nodeId: `T_${home.id}_${record.number}`,
    id: home.id * 1_000_000 + record.number,
    title: record.title,
    body: record.body ?? '',
    author: account(history, record.author),
    authorAssociation: record.authorAssociation ?? 'NONE',
    state: closedAt === null ? 'open' : 'closed',
    stateReason: closedAt === null ? null : (record.stateReason ?? null),
    locked: false,
    // When a label came is not told; on a closed thread it was most likely there before.
    labels: closedAt === null ? [] : (record.labels ?? []),
    category: record.category ?? null,
    merged: record.mergedAt != null && record.mergedAt < until,
    mergeCommitSha: null,
    // Where it is not told into which branch: nearly all go into this one.
    baseRef: record.kind === 'pull_request' && record.intoDefaultBranch !== false ? home.defaultBranch : null,
    headSha: null,
    answer: null,
    thumbsUp: 0,
    createdAt: record.createdAt,
    updatedAt: new Date(Math.max(...times.map((time) => time?.getTime() ?? 0))),
    closedAt,
  };
  return {
    thread,
    closedBy: closedAt === null ? null : account(history, record.closedBy ?? null),
    comments,
    labelChanges: [],
  };
}

function commentSnapshot(
  comment: NonNullable<HistoryRecord['comments']>[number],
  index: number,
  record: HistoryRecord,
  home: Repository,
  history: History,
): CommentSnapshot {
  const id = (home.id * 1_000_000 + record.number) * COMMENTS_PER_THREAD + index;
  return {
    id,
    nodeId: `C_${id}`,
    family: record.kind === 'discussion' ? 'discussion_comment' : 'issue_comment',
    body: comment.body ?? '',
    author: account(history, comment.author),
    parentId: null,
    parentNodeId: null,
    isAnswer: false,
    createdAt: comment.createdAt,
    updatedAt: comment.createdAt,
  };
}

function account(history: History, login: string | null): Account | null {
  return login === null ? null : (history.accounts.get(login) ?? null);
}
