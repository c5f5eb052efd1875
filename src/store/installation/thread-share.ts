import type { Item } from '../../loop/item.ts';
import { accountId } from '../../loop/record/people.ts';
import type { Actor, RecordedThread } from '../../loop/record.ts';
import type { Account, Role, ThreadRef } from '../../loop/vocabulary.ts';
import { threadKey } from '../../loop/vocabulary.ts';
import { type MemberRow, severityOf } from './record-clusters.ts';
import type { Spoken } from './record-comments.ts';
import { type KnownRole, People, type Sighting } from './record-people.ts';
import type { Act, ThreadRow } from './record-threads.ts';

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

/** One share for each thread that there is a row or a comment of. */
export function sharesOf(
  rows: readonly ThreadRow[],
  spoken: ReadonlyMap<string, Spoken>,
  labelled: ReadonlyMap<string, readonly Act[]>,
  roleOf: (known: KnownRole) => Role,
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
  row: ThreadRow,
  spoken: ReadonlyMap<string, Spoken>,
  labelled: ReadonlyMap<string, readonly Act[]>,
  roleOf: (known: KnownRole) => Role,
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
  const role = roleOf(row);
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
  row: ThreadRow,
  author: Actor,
  comments: RecordedThread['comments'],
  asOf: Date,
): RecordedThread {
  // What was closed later was still open then, as far as the newest snapshot tells.
  const closedAt = row.closedAt !== null && row.closedAt < asOf ? row.closedAt : null;
  const { quality, environment, firstSuccessMinutes, kindConfidence, stage: stageByApp } = row.observed;
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
    ...(row.kindSource === 'model' ? { kindConfidence } : {}),
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
