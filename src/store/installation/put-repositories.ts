import { and, eq, isNull, lte, notInArray, sql } from 'drizzle-orm';
import type { Change } from '../../loop/change.ts';
import type { Repository } from '../../loop/vocabulary.ts';
import { chunks } from '../chunks.ts';
import type { Database } from '../database.ts';
import { excluded } from '../excluded.ts';
import { isAmong } from '../numbers.ts';
import { installations, repositories } from '../schema/installations.ts';
import { forgetReadings } from './backfill.ts';
import { touchCounts, touchMentions } from './mentions.ts';
import { isRow } from './repositories.ts';

/** Rows of one statement; installations of whole organisations have thousands of repositories. */
const ROWS_MAX = 1_000;

type Listed = Repository & { hasIssues: boolean; hasDiscussions: boolean };

function toRow(installationId: number, { id, ...told }: Listed, at: Date): typeof repositories.$inferInsert {
  return { installationId, repositoryId: id, ...told, configProblems: [], changedAt: at };
}

/**
 * One repository as a payload told it, which does not say whether issues and discussions are on. A payload may be late:
 * of what is stored it only hides what it says is private. All else is up to the list.
 */
export async function putRepository(
  database: Database,
  installationId: number,
  repository: Repository,
  at: Date,
): Promise<void> {
  const { before } = await withdrawing(database, installationId, [repository.id], at, async () => {
    await upsertRepository(database, installationId, repository, at);
  });
  // A list that is being read just now may not know of it. What is public and known overtakes none: lists show by themselves.
  if (repository.private || before.length === 0) await noteTold(database, installationId);
}

async function upsertRepository(
  database: Database,
  installationId: number,
  repository: Repository,
  at: Date,
): Promise<void> {
  await database
    .insert(repositories)
    .values(toRow(installationId, { ...repository, hasIssues: true, hasDiscussions: false }, at))
    .onConflictDoUpdate({
      target: [repositories.installationId, repositories.repositoryId],
      set: { private: sql`${repositories.private} or excluded.private` },
    });
}

/**
 * The complete list as GitHub gave it: what is not on it is gone, and the list is no longer stale. One that hides
 * something overtakes the older ones that are still being read, and would show it again; any other overtakes none, so
 * that readers come to rest.
 */
export async function putRepositoryList(
  database: Database,
  installationId: number,
  all: readonly Listed[],
  at: Date,
): Promise<void> {
  const { hidden } = await withdrawing(database, installationId, null, at, async () => {
    await upsertList(database, installationId, all, at);
  });
  if (hidden.length > 0) await noteTold(database, installationId);
  await database
    .update(installations)
    .set({ repositoriesStale: false })
    .where(eq(installations.installationId, installationId));
}

async function upsertList(
  database: Database,
  installationId: number,
  all: readonly Listed[],
  at: Date,
): Promise<void> {
  const byId = new Map(all.map((repository) => [repository.id, repository]));
  for (const part of chunks([...byId.values()], ROWS_MAX)) {
    await database
      .insert(repositories)
      .values(part.map((repository) => toRow(installationId, repository, at)))
      .onConflictDoUpdate({
        target: [repositories.installationId, repositories.repositoryId],
        set: {
          ...excluded(repositories, [
            'nodeId',
            'owner',
            'name',
            'private',
            'archived',
            'defaultBranch',
            'hasIssues',
            'hasDiscussions',
            'changedAt',
            'goneAt',
          ]),
          // Another default branch has a config of its own; until that is read, the one of before stays in force.
          configReadAt: sql`case when ${repositories.defaultBranch} is not distinct from excluded.default_branch
            then ${repositories.configReadAt} end`,
        },
      });
  }
  await database
    .update(repositories)
    .set({ goneAt: at, changedAt: at })
    .where(
      and(
        eq(repositories.installationId, installationId),
        isNull(repositories.goneAt),
        byId.size === 0 ? undefined : notInArray(repositories.repositoryId, [...byId.keys()]),
      ),
    );
}

export async function repositoryGone(
  database: Database,
  installationId: number,
  repositoryId: number,
  at: Date,
): Promise<void> {
  await withdrawing(database, installationId, [repositoryId], at, async () => {
    await database
      .update(repositories)
      .set({ goneAt: at, changedAt: at })
      .where(and(isRow(installationId, repositoryId), isNull(repositories.goneAt)));
  });
  await noteTold(database, installationId);
}

/** Overtakes the lists that are being read just now. */
async function noteTold(database: Database, installationId: number): Promise<void> {
  await database
    .update(installations)
    .set({ repositoriesTold: sql`${installations.repositoriesTold} + 1` })
    .where(eq(installations.installationId, installationId));
}

/**
 * Changes repositories. Where that hides what others could see, the comments that may name it are looked at again, by
 * deliveries of the same transaction, and where it shows again what was hidden or away, those that count it there. What is
 * gone is read anew where it comes back: nobody tells of what happens there meanwhile.
 * @param ids those that may change; null: all of them
 * @returns those that were there before, and those of them that it hides
 */
async function withdrawing(
  database: Database,
  installationId: number,
  ids: readonly number[] | null,
  at: Date,
  change: () => Promise<void>,
): Promise<{ before: readonly Shown[]; hidden: readonly Shown[] }> {
  const read = () => readShown(database, installationId, ids);
  const before = await read();
  await change();
  const after = new Map((await read()).map(({ id, everywhere }) => [id, everywhere]));
  const hidden = before.filter(({ id, everywhere }) => {
    const now = after.get(id);
    return now === undefined || (everywhere && !now);
  });
  for (const { id } of hidden) await touchMentions(database, installationId, id, at);
  const gone = before.flatMap(({ id }) => (after.has(id) ? [] : [id]));
  if (gone.length > 0) await forgetReadings(database, installationId, gone);
  const shownBefore = new Set(before.flatMap(({ id, everywhere }) => (everywhere ? [id] : [])));
  const shown = [...after].flatMap(([id, everywhere]) => (everywhere && !shownBefore.has(id) ? [id] : []));
  if (shown.length > 0) await touchCounts(database, installationId, shown, at);
  return { before, hidden };
}

interface Shown {
  id: number;
  everywhere: boolean;
}

/** Repositories that are there, and whether their content may be shown everywhere. */
async function readShown(
  database: Database,
  installationId: number,
  ids: readonly number[] | null,
): Promise<Shown[]> {
  return database
    .select({ id: repositories.repositoryId, everywhere: sql<boolean>`not ${repositories.private}` })
    .from(repositories)
    .where(
      and(
        eq(repositories.installationId, installationId),
        isNull(repositories.goneAt),
        ids === null ? undefined : isAmong(repositories.repositoryId, ids),
      ),
    );
}

/** What the config file says now. A refused one leaves the last good one in force and tells its problems. */
export async function putConfig(
  database: Database,
  installationId: number,
  { repositoryId, file, refused, problems, at }: Extract<Change, { type: 'config.put' }>,
): Promise<void> {
  await database
    .update(repositories)
    .set({ ...(refused ? {} : { configFile: file }), configProblems: problems, configReadAt: at })
    .where(
      and(
        isRow(installationId, repositoryId),
        sql`(${repositories.configReadAt} is null or ${lte(repositories.configReadAt, at)})`,
      ),
    );
}

/**
 * The list has to be read from GitHub again. That alone overtakes no list that is being read: two readers would overtake
 * each other for ever.
 */
export async function markRepositoriesStale(database: Database, installationId: number): Promise<void> {
  await database
    .update(installations)
    .set({ repositoriesStale: true })
    .where(eq(installations.installationId, installationId));
}
