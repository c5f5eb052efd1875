import { and, asc, desc, eq, isNotNull, sql } from 'drizzle-orm';
import type { Change } from '../../loop/change.ts';
import type { KnownRelease, Release } from '../../loop/fix-record.ts';
import { chunks } from '../chunks.ts';
import type { Database } from '../database.ts';
import { excluded } from '../excluded.ts';
import { containments, releases } from '../schema/fixes.ts';

/** More than anybody has published, and still one page of memory. */
const RELEASES_MAX = 1_000;
const ROWS_MAX = 1_000;

/** The latest word counts, but what is gone stays gone until it is published again: a deletion may be told before the publication. */
export async function putRelease(
  transaction: Database,
  installationId: number,
  { release, at }: Extract<Change, { type: 'release.put' }>,
): Promise<void> {
  const { id, named, ...told } = release;
  await transaction
    .insert(releases)
    .values({ ...told, installationId, releaseId: id, named: [...named], changedAt: at })
    .onConflictDoUpdate({
      target: [releases.installationId, releases.repositoryId, releases.releaseId],
      set: {
        ...excluded(releases, ['tag', 'url', 'prerelease', 'publishedAt', 'named', 'changedAt']),
        goneAt: sql`case when excluded.gone_at is null and excluded.published_at > ${releases.goneAt} then null else coalesce(${releases.goneAt}, excluded.gone_at) end`,
      },
      setWhere: sql`excluded.changed_at >= ${releases.changedAt} or (excluded.gone_at is not null and ${releases.goneAt} is null)`,
    });
}

export async function readReleases(
  database: Database,
  installationId: number,
  repositoryId: number,
): Promise<KnownRelease[]> {
  const rows = await database
    .select()
    .from(releases)
    .where(and(eq(releases.installationId, installationId), eq(releases.repositoryId, repositoryId)))
    .orderBy(desc(releases.publishedAt), desc(releases.releaseId))
    .limit(RELEASES_MAX);
  return rows.map((row) => ({ ...toRelease(row), changedAt: row.changedAt }));
}

export function toRelease(row: typeof releases.$inferSelect): Release {
  const { installationId: _, releaseId: id, changedAt: __, ...told } = row;
  return { id, ...told };
}

export async function putContainments(
  transaction: Database,
  installationId: number,
  { containments: all }: Extract<Change, { type: 'containments.put' }>,
): Promise<void> {
  for (const part of chunks(all, ROWS_MAX)) {
    await transaction
      .insert(containments)
      .values(part.map((each) => ({ installationId, ...each })))
      .onConflictDoUpdate({
        target: [containments.installationId, containments.releaseId, containments.landingKey],
        set: excluded(containments, ['witness']),
      });
  }
}

/** Keys of the landings that a release was found to have. */
export async function readContained(
  database: Database,
  installationId: number,
  repositoryId: number,
  releaseId: number,
): Promise<string[]> {
  const rows = await database
    .select({ key: containments.landingKey })
    .from(containments)
    .where(
      and(
        eq(containments.installationId, installationId),
        eq(containments.repositoryId, repositoryId),
        eq(containments.releaseId, releaseId),
        isNotNull(containments.witness),
      ),
    )
    .orderBy(asc(containments.landingKey));
  return rows.map(({ key }) => key);
}
