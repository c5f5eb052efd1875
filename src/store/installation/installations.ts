import { and, asc, eq, isNull, lte, or, sql } from 'drizzle-orm';
import type { Change } from '../../loop/change.ts';
import type { Database } from '../database.ts';
import { excluded } from '../excluded.ts';
import type { InstallationRow } from '../interface/installed.ts';
import { installations } from '../schema/installations.ts';

function toInstallation(row: typeof installations.$inferSelect): InstallationRow {
  const {
    installationId,
    login,
    accountType,
    permissions,
    suspended,
    installedAt,
    goneAt,
    repositoriesStale,
    repositoriesTold,
  } = row;
  return {
    id: installationId,
    login,
    accountType,
    permissions,
    suspended,
    installedAt,
    goneAt,
    repositoriesStale,
    repositoriesTold,
  };
}

/** All installations by number, those that are gone and not purged yet included. The operator's question. */
export async function readInstallations(database: Database): Promise<InstallationRow[]> {
  return (await database.select().from(installations).orderBy(asc(installations.installationId))).map(
    toInstallation,
  );
}

export async function readInstallation(
  database: Database,
  installationId: number,
): Promise<InstallationRow | null> {
  const [row] = await database
    .select()
    .from(installations)
    .where(eq(installations.installationId, installationId));
  return row === undefined ? null : toInstallation(row);
}

/** Takes in an installation, or what is new about it. The newest word counts; the moment of installing is the first. */
export async function putInstallation(
  database: Database,
  installationId: number,
  { account, permissions, suspended, at }: Extract<Change, { type: 'installation.put' }>,
): Promise<void> {
  await database
    .insert(installations)
    .values({
      installationId,
      accountId: account.id,
      login: account.login,
      accountType: account.type === 'Organization' ? 'Organization' : 'User',
      permissions,
      suspended,
      repositoriesStale: true,
      installedAt: at,
      changedAt: at,
    })
    .onConflictDoUpdate({
      target: installations.installationId,
      set: excluded(installations, [
        'accountId',
        'login',
        'accountType',
        'permissions',
        'suspended',
        'changedAt',
        'goneAt',
      ]),
      setWhere: sql`excluded.changed_at >= ${installations.changedAt}`,
    });
}

export async function installationGone(database: Database, installationId: number, at: Date): Promise<void> {
  await database
    .update(installations)
    .set({ goneAt: at, changedAt: at })
    .where(
      and(
        eq(installations.installationId, installationId),
        or(isNull(installations.goneAt), lte(installations.goneAt, at)),
        lte(installations.changedAt, at),
      ),
    );
}
