import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Item } from '../../loop/item.ts';
import type { Observation } from '../../loop/observe/observe.ts';
import { accountId, countedRole } from '../../loop/record/people.ts';
import type { Actor, RecordedThread } from '../../loop/record.ts';
import type { Account, Role, ThreadRef } from '../../loop/vocabulary.ts';
import { threadKey } from '../../loop/vocabulary.ts';
import type { Database } from '../database.ts';
import type { RecordScope } from '../interface/reader.ts';
import type { RecordMemory } from '../record-memory.ts';
import { clusterItems } from '../schema/clusters.ts';
import { items, judgements } from '../schema/items.ts';
import { isAmongThreads } from './among-threads.ts';
import { type MemberRow, severityOf } from './record-clusters.ts';
import { answersOf, readComments, type Spoken } from './record-comments.ts';
import { People, type Sighting } from './record-people.ts';
import { changedThreads, currentSnapshot } from './thread-changes.ts';

/** So many threads are read again one by one; where more changed, reading everything takes no longer. */
const CHANGED_MAX = 5_000;

/** What somebody did on a thread without writing. */
interface Act {
  account: Account;
  at: Date;
}

/** All that is read of one thread and of no other: it changes only with that thread, or where a moment is passed. */
export interface ThreadShare {
  key: string;
  ref: ThreadRef;
  /** null: so far only comments on it are known */
  thread: {
    /** without who closed and who labelled: as what they count depends on other threads */
    base: RecordedThread;
    itemId: number;
    origin: Item['origin'];
    roleInferred: boolean;
    member: MemberRow;
    closedBy: Account | null;
    labelled: readonly Act[];
    /** as it was told last; the same object as long as it is the same */
    told: RecordedThread | null;
  } | null;
  sightings: readonly Sighting[];
  isReviewed: boolean;
  /** as of a later moment than this it has to be read again */
  expiresAtMs: number;
}

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
  const rows = await readItems(database, installationId, ids, among);
  const isRead = new Set(among?.map(threadKey));
  const kept = among === null ? [] : memory.ordered;
  const inferred =
    kept.some(({ key, thread }) => thread?.roleInferred && !isRead.has(key)) ||
    rows.some(({ roleInferred, createdAt }) => roleInferred && createdAt < asOf);
  if (kept.length > 0 && inferred !== memory.inferred) {
    // Everybody counts as somebody else now.
    memory.clear();
    return readShares(database, installationId, request, memory);
  }
  const roleOf = (role: Role) => countedRole(role, inferred, audience);
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
  const made = madeShares(rows, spoken, labelled, roleOf, asOf);
  for (const share of made) memory.shares.set(share.key, share);
  if (isRead.size > 0 || made.length > 0) memory.ordered = [...memory.shares.values()].sort(byAge);
  Object.assign(memory, { scope, snapshot, asOf, inferred });
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

/** Of the observation only what counts: reasons and probabilities are the larger part of it. */
const observed = sql<
  Pick<Observation, 'stage' | 'quality' | 'environment' | 'firstSuccessMinutes'>
>`${items.observation} - 'reasons' - 'probabilities'`;

function readItems(
  database: Database,
  installationId: number,
  ids: readonly number[],
  among: readonly ThreadRef[] | null,
) {
  return database
    .select({
      repositoryId: items.repositoryId,
      number: items.number,
      itemId: items.itemId,
      type: items.type,
      authorId: items.authorId,
      author: items.author,
      authorRole: items.authorRole,
      roleInferred: items.roleInferred,
      createdAt: items.createdAt,
      closedAt: items.closedAt,
      closedBy: items.closedBy,
      stateReason: items.stateReason,
      merged: items.merged,
      labels: items.labels,
      category: items.category,
      answer: items.answer,
      stage: items.stage,
      stageSource: items.stageSource,
      observed,
      kind: items.kind,
      severity: items.severity,
      severitySource: items.severitySource,
      themes: items.themes,
      paths: items.paths,
      thumbsUp: items.thumbsUp,
      origin: items.origin,
      clusterId: clusterItems.clusterId,
    })
    .from(items)
    .leftJoin(
      clusterItems,
      and(eq(clusterItems.installationId, items.installationId), eq(clusterItems.itemId, items.itemId)),
    )
    .where(
      and(
        eq(items.installationId, installationId),
        inArray(items.repositoryId, [...ids]),
        among === null ? undefined : isAmongThreads(items, among),
      ),
    );
}

type ItemRow = Awaited<ReturnType<typeof readItems>>[number];

/** One share for each thread that there is a row or a comment of. */
function madeShares(
  rows: readonly ItemRow[],
  spoken: ReadonlyMap<string, Spoken>,
  labelled: ReadonlyMap<string, readonly Act[]>,
  roleOf: (role: Role) => Role,
  asOf: Date,
): ThreadShare[] {
  const shares = rows.map((row) => shareOf(row, spoken, labelled, roleOf, asOf));
  const known = new Set(rows.map(threadKey));
  for (const [key, said] of spoken) {
    if (known.has(key)) continue;
    shares.push({ key, ref: said.on, thread: null, ...spokenShare(said) });
  }
  return shares;
}

function spokenShare({ comments, sightings, expiresAtMs }: Spoken) {
  return { sightings, isReviewed: comments.some(({ isReview }) => isReview), expiresAtMs };
}

function shareOf(
  row: ItemRow,
  spoken: ReadonlyMap<string, Spoken>,
  labelled: ReadonlyMap<string, readonly Act[]>,
  roleOf: (role: Role) => Role,
  asOf: Date,
): ThreadShare {
  const key = threadKey(row);
  const ref = { repositoryId: row.repositoryId, number: row.number };
  const said = spoken.get(key) ?? {
    on: ref,
    comments: [],
    sightings: [],
    expiresAtMs: Number.POSITIVE_INFINITY,
  };
  const own = labelled.get(key) ?? [];
  const share = spokenShare(said);
  const later = [row.createdAt, row.closedAt, ...own.map(({ at }) => at)].flatMap((at) =>
    at === null || at < asOf ? [] : at.getTime(),
  );
  const expiresAtMs = Math.min(share.expiresAtMs, ...later);
  if (row.createdAt >= asOf) return { key, ref, thread: null, ...share, expiresAtMs };
  const role = roleOf(row.authorRole);
  const id = accountId(row.authorId, row.author?.login ?? null);
  const people = new People();
  for (const sighting of share.sightings) people.see(sighting);
  if (row.author !== null) {
    const seen = accountId(row.author.id, row.author.login);
    if (seen !== null) people.see({ id: seen, login: row.author.login, role, at: row.createdAt });
  }
  const base = threadOf(row, { id, role }, said.comments, asOf);
  return {
    key,
    ref,
    thread: {
      base,
      itemId: row.itemId,
      origin: row.origin,
      roleInferred: row.roleInferred,
      member: {
        clusterId: row.clusterId,
        severity: row.severity,
        severitySource: row.severitySource,
        themes: row.themes,
      },
      closedBy: base.closedAt === null ? null : row.closedBy,
      labelled: own.filter(({ at }) => at < asOf),
      told: null,
    },
    ...share,
    sightings: people.sightings,
    expiresAtMs,
  };
}

function threadOf(
  row: ItemRow,
  author: Actor,
  comments: RecordedThread['comments'],
  asOf: Date,
): RecordedThread {
  // What was closed later was still open then, as far as the newest snapshot tells.
  const closedAt = row.closedAt !== null && row.closedAt < asOf ? row.closedAt : null;
  const { quality, environment, firstSuccessMinutes, stage: stageByApp } = row.observed;
  return {
    key: threadKey(row),
    repositoryId: row.repositoryId,
    number: row.number,
    type: row.type,
    channel: 'github',
    author,
    createdAt: row.createdAt,
    closedAt,
    closedBy: null,
    stateReason: closedAt === null ? null : row.stateReason,
    merged: closedAt !== null && row.merged,
    paths: row.paths,
    labels: row.labels,
    category: row.category,
    stage: row.stage,
    stageByApp,
    stageByHuman: row.stageSource === 'human',
    kind: row.kind,
    severity: severityOf(row),
    quality,
    environment,
    firstSuccessMinutes,
    thumbsUp: row.thumbsUp,
    clusterId: row.clusterId,
    comments: comments.toSorted((one, other) => one.at.getTime() - other.at.getTime()),
    triaged: [],
  };
}

/** Labels put on or taken off by hand, of each thread, oldest first. */
async function readLabelling(
  database: Database,
  installationId: number,
  ids: readonly number[],
  among: readonly ThreadRef[] | null,
): Promise<Map<string, Act[]>> {
  const rows = await database
    .select({
      repositoryId: judgements.repositoryId,
      number: judgements.number,
      account: judgements.actor,
      at: judgements.at,
    })
    .from(judgements)
    .where(
      and(
        eq(judgements.installationId, installationId),
        inArray(judgements.repositoryId, [...ids]),
        among === null ? undefined : isAmongThreads(judgements, among),
      ),
    )
    .orderBy(asc(judgements.at), asc(judgements.key));
  const byThread = new Map<string, Act[]>();
  for (const { account, at, ...ref } of rows) {
    const key = threadKey(ref);
    const own = byThread.get(key) ?? [];
    byThread.set(key, own);
    own.push({ account, at });
  }
  return byThread;
}

/** Everybody who was seen on any of these threads. */
export function peopleOf(shares: readonly ThreadShare[]): People {
  const people = new People();
  for (const { sightings } of shares) for (const sighting of sightings) people.see(sighting);
  return people;
}

/**
 * The threads with who closed and who labelled them, which takes knowing everybody. Where nothing of a thread is another
 * than before, it is the same object.
 * @param words commands that put threads in order
 */
export function toldThreads(
  shares: readonly ThreadShare[],
  people: People,
  words: readonly (ThreadRef & { actor: Account; at: Date })[],
): RecordedThread[] {
  const said = new Map<string, Act[]>();
  for (const { actor: account, at, ...ref } of words) {
    const key = threadKey(ref);
    const own = said.get(key) ?? [];
    said.set(key, own);
    own.push({ account, at });
  }
  const threads: RecordedThread[] = [];
  for (const { key, thread } of shares) {
    if (thread === null) continue;
    const { base, labelled, closedBy: closer, told } = thread;
    const closedBy = closer === null ? null : people.actor(closer);
    const triaged = triagedBy(labelled, said.get(key), people);
    if (told === null || !isSame(told, closedBy, triaged)) thread.told = { ...base, closedBy, triaged };
    threads.push(thread.told ?? base);
  }
  return threads;
}

const NOTHING: RecordedThread['triaged'] = [];

function triagedBy(
  labelled: readonly Act[],
  said: readonly Act[] | undefined,
  people: People,
): RecordedThread['triaged'] {
  // Most threads nobody put in order, and there may be a hundred thousand.
  if (labelled.length === 0 && said === undefined) return NOTHING;
  return [...labelled, ...(said ?? [])]
    .sort((one, other) => one.at.getTime() - other.at.getTime())
    .map(({ account, at }) => ({ actor: people.actor(account), at }));
}

function isSame(told: RecordedThread, closedBy: Actor | null, triaged: RecordedThread['triaged']): boolean {
  return (
    isSameActor(told.closedBy, closedBy) &&
    told.triaged.length === triaged.length &&
    told.triaged.every(({ actor, at }, index) => {
      const other = triaged[index];
      return other !== undefined && at.getTime() === other.at.getTime() && isSameActor(actor, other.actor);
    })
  );
}

function isSameActor(one: Actor | null, other: Actor | null): boolean {
  return one?.id === other?.id && one?.role === other?.role;
}
