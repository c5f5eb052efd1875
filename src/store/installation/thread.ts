import { and, asc, eq, lt, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Post, ThreadState } from '../../loop/item.ts';
import { present } from '../../loop/present.ts';
import type { ThreadRef } from '../../loop/vocabulary.ts';
import type { Database } from '../database.ts';
import type { ThreadAuthor } from '../interface/reader.ts';
import { repositories } from '../schema/installations.ts';
import { commands, items, judgements } from '../schema/items.ts';
import { posts } from '../schema/outbox.ts';
import { toItem } from './item-row.ts';
import { isRepositoryOfItem } from './joins.ts';

interface ThreadColumns {
  installationId: PgColumn;
  repositoryId: PgColumn;
  number: PgColumn;
}

/** A command as the loop knows it. */
export const COMMAND_COLUMNS = {
  key: commands.key,
  source: commands.source,
  verb: commands.verb,
  argument: commands.argument,
  actor: commands.actor,
  triage: commands.triage,
  target: commands.target,
  at: commands.at,
};

/** A post as the loop knows it. */
export const POST_COLUMNS = {
  slot: posts.slot,
  kind: posts.kind,
  hash: posts.hash,
  wanted: posts.wanted,
  state: posts.state,
  subject: posts.subject,
  nodeId: posts.remoteNodeId,
};

/**
 * Everything that is known of a thread, each in one query.
 * @param author who wrote it, for a thread that is not stored yet; the stored one's own author goes before
 */
export async function readThread(
  database: Database,
  installationId: number,
  ref: ThreadRef,
  author: ThreadAuthor | null,
): Promise<ThreadState> {
  const of = (table: ThreadColumns) =>
    and(
      eq(table.installationId, installationId),
      eq(table.repositoryId, ref.repositoryId),
      eq(table.number, ref.number),
    );
  const [found, judged, commanded, posted] = await Promise.all([
    database.select().from(items).leftJoin(repositories, isRepositoryOfItem()).where(of(items)),
    database
      .select({
        key: judgements.key,
        verb: judgements.verb,
        label: judgements.label,
        actor: judgements.actor,
        at: judgements.at,
      })
      .from(judgements)
      .where(of(judgements))
      .orderBy(asc(judgements.at), asc(judgements.key)),
    database
      .select(COMMAND_COLUMNS)
      .from(commands)
      .where(of(commands))
      .orderBy(asc(commands.at), asc(commands.key)),
    readPosts(database, of(posts)),
  ]);
  const row = found[0];
  const deletedAt = row?.items.deletedAt ?? null;
  const item = row === undefined || deletedAt !== null ? null : toItem(row.items, row.repositories);
  const writer: ThreadAuthor | null = item === null ? author : authorOf(item.snapshot);
  return {
    itemId: row?.items.itemId ?? (await nextItemId(database)),
    item,
    deletedAt,
    judgements: judged,
    commands: commanded,
    posts: posted,
    ...(writer === null ? NOBODY : await readPriors(database, installationId, writer)),
  };
}

/** A number that no other row will get. Those that are never used leave gaps, and numbers do not run out. */
async function nextItemId(database: Database): Promise<number> {
  const [row] = await database
    .select({ itemId: sql`nextval(pg_get_serial_sequence('items', 'item_id'))`.mapWith(Number) })
    .from(sql`(values (1)) as one`);
  return present(row).itemId;
}

const NOBODY = { authorPriorThreads: 0, authorPriorMergedPulls: 0 };

function authorOf(snapshot: { author: { id: number } | null; createdAt: Date }): ThreadAuthor | null {
  return snapshot.author && { id: snapshot.author.id, createdAt: snapshot.createdAt };
}

function readPosts(database: Database, where: ReturnType<typeof and>): Promise<Post[]> {
  return database.select(POST_COLUMNS).from(posts).where(where).orderBy(asc(posts.slot));
}

/** What the author had done in the installation before the thread was opened. */
async function readPriors(
  database: Database,
  installationId: number,
  { id, createdAt }: ThreadAuthor,
): Promise<typeof NOBODY> {
  const [row] = await database
    .select({
      authorPriorThreads: sql`count(*)`.mapWith(Number),
      authorPriorMergedPulls:
        sql`count(*) filter (where ${items.merged} and ${lt(items.closedAt, createdAt)})`.mapWith(Number),
    })
    .from(items)
    .where(
      and(eq(items.installationId, installationId), eq(items.authorId, id), lt(items.createdAt, createdAt)),
    );
  return row ?? NOBODY;
}
