import { and, asc, eq, isNull, lte, notInArray, or, sql } from 'drizzle-orm';
import type { Change } from '../../loop/change.ts';
import { ORGANIZATION_REPOSITORY } from '../../loop/known-repository.ts';
import type { Repository } from '../../loop/vocabulary.ts';
import { chunks } from '../chunks.ts';
import type { Database } from '../database.ts';
import { excluded } from '../excluded.ts';
import type { RepositoryHome, StoredRepository } from '../interface/installed.ts';
import { isAmong } from '../numbers.ts';
import { installations, repositories } from '../schema/installations.ts';
import { touchMentions } from './mentions.ts';

/** Rows of one statement; installations of whole organisations have thousands of repositories. */
const ROWS_MAX = 1_000;

type Listed = Repository & { hasIssues: boolean; hasDiscussions: boolean };

function isRow(installationId: number, repositoryId: number) {
  return and(eq(repositories.installationId, installationId), eq(repositories.repositoryId, repositoryId));
}

function toRow(installationId: number, { id, ...told }: Listed, at: Date): typeof repositories.$inferInsert {
  return { installationId, repositoryId: id, ...told, configProblems: [], changedAt: at };
}

function toRepository(row: typeof repositories.$inferSelect): StoredRepository {
  const { repositoryId, installationId: _, changedAt: __, goneAt: ___, ...told } = row;
  return { id: repositoryId, ...told };
}

/** The repositories of the installation by number, those that are gone left out. */
export async function readRepositories(
  database: Database,
  installationId: number,
): Promise<StoredRepository[]> {
  const rows = await database
    .select()
    .from(repositories)
    .where(and(eq(repositories.installationId, installationId), isNull(repositories.goneAt)))
    .orderBy(asc(repositories.repositoryId));
  return rows.map(toRepository);
}

/** One repository; null where it is unknown or gone. */
export async function readRepository(
  database: Database,
  installationId: number,
  repositoryId: number,
): Promise<StoredRepository | null> {
  const [row] = await database
    .select()
    .from(repositories)
    .where(and(isRow(installationId, repositoryId), isNull(repositories.goneAt)));
  return row === undefined ? null : toRepository(row);
}

/** The id of a repository by its name, whatever the case; null where the installation has none of that name. */
export async function readRepositoryNamed(
  database: Database,
  installationId: number,
  owner: string,
  name: string,
): Promise<number | null> {
  const [row] = await database
    .select({ repositoryId: repositories.repositoryId })
    .from(repositories)
    .where(
      and(
        eq(repositories.installationId, installationId),
        sql`lower(${repositories.owner}) = ${owner.toLowerCase()}`,
        sql`lower(${repositories.name}) = ${name.toLowerCase()}`,
        isNull(repositories.goneAt),
      ),
    );
  return row?.repositoryId ?? null;
}

/** A repository with what decides about its config, without reading all the others. */
export async function readHome(
  database: Database,
  installationId: number,
  repositoryId: number | null,
): Promise<RepositoryHome> {
  const here = and(eq(repositories.installationId, installationId), isNull(repositories.goneAt));
  const asked = [
    sql`lower(${repositories.name}) = ${ORGANIZATION_REPOSITORY}`,
    ...(repositoryId === null ? [] : [eq(repositories.repositoryId, repositoryId)]),
  ];
  const [named, two] = await Promise.all([
    database
      .select()
      .from(repositories)
      .where(and(here, or(...asked))),
    database.select().from(repositories).where(here).orderBy(asc(repositories.repositoryId)).limit(2),
  ]);
  const found = named.map(toRepository);
  const [first, second] = two.map(toRepository);
  return {
    repository: found.find(({ id }) => id === repositoryId) ?? null,
    organization: found.find(({ name }) => name.toLowerCase() === ORGANIZATION_REPOSITORY) ?? null,
    only: second === undefined ? (first ?? null) : null,
  };
}

/** One repository as a payload told it, which does not say whether issues and discussions are on. The newest word counts. */
export async function putRepository(
  database: Database,
  installationId: number,
  repository: Repository,
  at: Date,
): Promise<void> {
  await withdrawing(database, installationId, [repository.id], at, async () => {
    await upsertRepository(database, installationId, repository, at);
  });
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
      set: {
        ...excluded(repositories, ['nodeId', 'owner', 'name', 'private', 'archived', 'changedAt', 'goneAt']),
        // Short payloads leave it out.
        defaultBranch: sql`coalesce(excluded.default_branch, ${repositories.defaultBranch})`,
      },
      setWhere: sql`excluded.changed_at >= ${repositories.changedAt}`,
    });
}

/** The complete list as GitHub gave it: what is not on it is gone, and the list is no longer stale. */
export async function putRepositoryList(
  database: Database,
  installationId: number,
  all: readonly Listed[],
  at: Date,
): Promise<void> {
  await withdrawing(database, installationId, null, at, async () => {
    await upsertList(database, installationId, all, at);
  });
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
        set: excluded(repositories, [
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
        setWhere: sql`excluded.changed_at >= ${repositories.changedAt}`,
      });
  }
  await database
    .update(repositories)
    .set({ goneAt: at, changedAt: at })
    .where(
      and(
        eq(repositories.installationId, installationId),
        isNull(repositories.goneAt),
        lte(repositories.changedAt, at),
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
      .where(and(isRow(installationId, repositoryId), lte(repositories.changedAt, at)));
  });
}

/**
 * Changes repositories. Where that hides what others could see, the comments that may name it are looked at again, by
 * deliveries of the same transaction.
 * @param ids those that may change; null: all of them
 */
async function withdrawing(
  database: Database,
  installationId: number,
  ids: readonly number[] | null,
  at: Date,
  change: () => Promise<void>,
): Promise<void> {
  const shown = () => readShown(database, installationId, ids);
  const before = await shown();
  await change();
  const after = new Map((await shown()).map(({ id, everywhere }) => [id, everywhere]));
  const hidden = before.filter(({ id, everywhere }) => {
    const now = after.get(id);
    return now === undefined || (everywhere && !now);
  });
  for (const { id } of hidden) await touchMentions(database, installationId, id, at);
}

/** Repositories that are there, and whether their content may be shown everywhere. */
async function readShown(
  database: Database,
  installationId: number,
  ids: readonly number[] | null,
): Promise<{ id: number; everywhere: boolean }[]> {
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

/** The list has to be read from GitHub again. */
export async function markRepositoriesStale(database: Database, installationId: number): Promise<void> {
  await database
    .update(installations)
    .set({ repositoriesStale: true })
    .where(eq(installations.installationId, installationId));
}
