import { and, asc, eq, isNull, or, sql } from 'drizzle-orm';
import { ORGANIZATION_REPOSITORY } from '../../loop/known-repository.ts';
import type { Database } from '../database.ts';
import type { RepositoryHome, StoredRepository } from '../interface/installed.ts';
import { repositories } from '../schema/installations.ts';

/** The row of one repository. */
export function isRow(installationId: number, repositoryId: number) {
  return and(eq(repositories.installationId, installationId), eq(repositories.repositoryId, repositoryId));
}

function toRepository(row: typeof repositories.$inferSelect): StoredRepository {
  const { repositoryId, installationId: _, goneAt: __, ...told } = row;
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

/** Since when a repository is known to be gone; null: it is there, or was never known. */
export async function readGoneSince(
  database: Database,
  installationId: number,
  repositoryId: number,
): Promise<Date | null> {
  const [row] = await database
    .select({ goneAt: repositories.goneAt })
    .from(repositories)
    .where(isRow(installationId, repositoryId));
  return row?.goneAt ?? null;
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
