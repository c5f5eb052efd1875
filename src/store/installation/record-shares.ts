import { countedRole } from '../../loop/record/people.ts';
import type { ThreadRef } from '../../loop/vocabulary.ts';
import { threadKey } from '../../loop/vocabulary.ts';
import type { Database } from '../database.ts';
import type { RecordScope } from '../interface/reader.ts';
import type { RecordMemory } from '../record-memory.ts';
import { answersOf, readComments } from './record-comments.ts';
import type { KnownRole } from './record-people.ts';
import { readLabelling, readThreadRows } from './record-threads.ts';
import { changedThreads, currentSnapshot } from './thread-changes.ts';
import { sharesOf, type ThreadShare } from './thread-share.ts';

/** So many threads are read again one by one; where more changed, reading everything takes no longer. */
const CHANGED_MAX = 5_000;

interface SharesRequest extends Pick<RecordScope, 'asOf' | 'audience'> {
  /** repositories */
  ids: readonly number[];
  /** what was purged before a new installation was noted by nobody; null: there is no repository */
  installedAt: Date | null;
}

/** The share of every thread, oldest first. Those that did not change since the memory was filled are taken from it. */
export async function readShares(
  database: Database,
  installationId: number,
  request: SharesRequest,
  memory: RecordMemory,
): Promise<readonly ThreadShare[]> {
  const { asOf, ids, audience, installedAt } = request;
  const scope = JSON.stringify([installationId, installedAt, ids, audience]);
  // Of what is undone by going back in time nothing was kept.
  if (memory.scope !== scope || asOf < memory.asOf) memory.clear();
  // Before anything else is read: what is committed meanwhile is told as changed the next time.
  const snapshot = await currentSnapshot(database);
  const among = await toBeRead(database, installationId, asOf, memory);
  const rows = await readThreadRows(database, installationId, ids, among);
  const isRead = new Set(among?.map(threadKey));
  const roleOf = ({ authorRole, roleInferred }: KnownRole) => countedRole(authorRole, roleInferred, audience);
  const spoken = await readComments(database, installationId, {
    asOf,
    ids,
    among,
    roleOf,
    answers: answersOf(rows.filter(({ createdAt }) => createdAt < asOf)),
  });
  const labelled = await readLabelling(database, installationId, ids, among);
  // Nothing is awaited from here on: what fails before leaves the memory as it was.
  if (among === null) {
    memory.clear();
    memory.begunAt = asOf;
  }
  for (const key of isRead) memory.shares.delete(key);
  const made = sharesOf(rows, spoken, labelled, roleOf, asOf);
  for (const share of made) memory.shares.set(share.key, share);
  if (isRead.size > 0 || made.length > 0) memory.ordered = [...memory.shares.values()].sort(byAge);
  Object.assign(memory, { scope, snapshot, asOf });
  return memory.ordered;
}

/** Threads that changed, or are others because time went on; null: all of them. */
async function toBeRead(
  database: Database,
  installationId: number,
  asOf: Date,
  { snapshot, ordered }: RecordMemory,
): Promise<ThreadRef[] | null> {
  if (snapshot === null) return null;
  const changed = await changedThreads(database, installationId, snapshot);
  const found = new Map(changed.map((ref) => [threadKey(ref), ref]));
  const asOfMs = asOf.getTime();
  for (const { key, ref, expiresAtMs } of ordered) if (expiresAtMs < asOfMs) found.set(key, ref);
  return found.size > CHANGED_MAX ? null : [...found.values()];
}

function byAge({ thread: one }: ThreadShare, { thread: other }: ThreadShare): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  return one.base.createdAt.getTime() - other.base.createdAt.getTime() || one.itemId - other.itemId;
}
