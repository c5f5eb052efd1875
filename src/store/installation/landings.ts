import { and, asc, desc, eq, inArray, lte, notExists, sql } from 'drizzle-orm';
import type { KnownLanding, Landing, LandingRelease } from '../../loop/fix-record.ts';
import { landingNames } from '../../loop/fix-record.ts';
import type { ThreadRef } from '../../loop/vocabulary.ts';
import { threadKey } from '../../loop/vocabulary.ts';
import { chunks } from '../chunks.ts';
import type { Database } from '../database.ts';
import { containments, landingLinks, landings, releases } from '../schema/fixes.ts';
import { items } from '../schema/items.ts';
import { toRelease } from './releases.ts';

/** Reverts of reverts of reverts …: nobody goes on for longer. */
export const STEPS_MAX = 8;
const ROWS_MAX = 500;

type LandingRow = typeof landings.$inferSelect;

export async function putLanding(
  transaction: Database,
  installationId: number,
  landing: Landing,
): Promise<void> {
  const { closes, reverts, packages, includes, ...told } = landing;
  const { key } = told;
  const row = { installationId, ...told, packages: [...packages], includes: [...includes] };
  await transaction
    .insert(landings)
    .values(row)
    .onConflictDoUpdate({ target: [landings.installationId, landings.key], set: row });
  await transaction
    .delete(landingLinks)
    .where(and(eq(landingLinks.installationId, installationId), eq(landingLinks.key, key)));
  const links = [
    ...closes.map((ref) => ({ verb: 'closes' as const, target: threadTarget(ref) })),
    ...reverts.map((target) => ({ verb: 'reverts' as const, target })),
  ];
  if (links.length === 0) return;
  await transaction
    .insert(landingLinks)
    .values(links.map((link) => ({ installationId, key, ...link })))
    .onConflictDoNothing();
}

function threadTarget(ref: ThreadRef): string {
  return `thread:${threadKey(ref)}`;
}

/** What closes a thread closes it in its new place, too. */
export async function moveLandings(
  transaction: Database,
  installationId: number,
  from: ThreadRef,
  to: ThreadRef,
): Promise<void> {
  await transaction
    .update(landingLinks)
    .set({ target: threadTarget(to) })
    .where(
      and(
        eq(landingLinks.installationId, installationId),
        eq(landingLinks.target, threadTarget(from)),
        sql`not exists (select 1 from ${landingLinks} as there where there.installation_id = ${installationId} and there.key = ${landingLinks.key} and there.verb = ${landingLinks.verb} and there.target = ${threadTarget(to)})`,
      ),
    );
}

/**
 * Everything that closes these threads, the landings with these keys, and what takes any of them back, with their
 * releases. What takes a landing back may be there before it.
 */
export async function readLandings(
  database: Database,
  installationId: number,
  request: { threads: readonly ThreadRef[]; keys: readonly string[] },
): Promise<KnownLanding[]> {
  const rows = new Map<string, LandingRow>();
  let keys = [...request.keys];
  let targets = [...request.threads.map(threadTarget), ...keys];
  for (let step = 0; step < STEPS_MAX && (targets.length > 0 || keys.length > 0); step += 1) {
    const linked = await keysByTarget(database, installationId, targets);
    const wanted = [...new Set([...linked, ...keys])].filter((key) => !rows.has(key));
    const found = await readRows(database, installationId, wanted);
    for (const row of found) rows.set(row.key, row);
    keys = [];
    targets = found.flatMap(landingNames);
  }
  return complete(database, installationId, [...rows.values()]);
}

async function keysByTarget(
  database: Database,
  installationId: number,
  targets: readonly string[],
): Promise<string[]> {
  const found: string[] = [];
  for (const part of chunks([...new Set(targets)], ROWS_MAX)) {
    const rows = await database
      .selectDistinct({ key: landingLinks.key })
      .from(landingLinks)
      .where(and(eq(landingLinks.installationId, installationId), inArray(landingLinks.target, part)));
    found.push(...rows.map(({ key }) => key));
  }
  return found;
}

async function readRows(
  database: Database,
  installationId: number,
  keys: readonly string[],
): Promise<LandingRow[]> {
  const found: LandingRow[] = [];
  for (const part of chunks(keys, ROWS_MAX)) {
    const rows = await database
      .select()
      .from(landings)
      .where(and(eq(landings.installationId, installationId), inArray(landings.key, part)));
    found.push(...rows);
  }
  return found;
}

/** Rows with their links, their pull requests and their releases, in order of time. */
async function complete(
  database: Database,
  installationId: number,
  rows: readonly LandingRow[],
): Promise<KnownLanding[]> {
  if (rows.length === 0) return [];
  const keys = rows.map(({ key }) => key);
  const [links, pulls, contained] = await Promise.all([
    readLinks(database, installationId, keys),
    database
      .select({
        key: landings.key,
        title: items.title,
        author: items.author,
        authorRole: items.authorRole,
      })
      .from(landings)
      .innerJoin(
        items,
        and(
          eq(items.installationId, landings.installationId),
          eq(items.repositoryId, landings.repositoryId),
          eq(items.number, landings.number),
        ),
      )
      .where(and(eq(landings.installationId, installationId), inArray(landings.key, keys))),
    database
      .select({ key: containments.landingKey, witness: containments.witness, release: releases })
      .from(containments)
      .innerJoin(
        releases,
        and(
          eq(releases.installationId, containments.installationId),
          eq(releases.repositoryId, containments.repositoryId),
          eq(releases.releaseId, containments.releaseId),
        ),
      )
      .where(and(eq(containments.installationId, installationId), inArray(containments.landingKey, keys)))
      .orderBy(asc(releases.publishedAt), asc(releases.releaseId)),
  ]);
  const pullOf = new Map(pulls.map((pull) => [pull.key, pull]));
  return rows
    .map((row): KnownLanding => {
      const pull = pullOf.get(row.key);
      return {
        ...toLanding(row, links),
        title: pull?.title ?? '',
        author: pull?.author ?? null,
        authorRole: pull?.authorRole ?? 'community',
        releases: contained
          .filter(({ key }) => key === row.key)
          .map(({ witness, release }): LandingRelease => ({ witness, release: toRelease(release) })),
      };
    })
    .sort((a, b) => a.at.getTime() - b.at.getTime() || (a.key < b.key ? -1 : 1));
}

type LinkRow = typeof landingLinks.$inferSelect;

/** What landings close and take back, by key. */
export async function readLinks(
  database: Database,
  installationId: number,
  keys: readonly string[],
): Promise<LinkRow[]> {
  if (keys.length === 0) return [];
  return database
    .select()
    .from(landingLinks)
    .where(and(eq(landingLinks.installationId, installationId), inArray(landingLinks.key, [...keys])))
    .orderBy(asc(landingLinks.key), asc(landingLinks.target));
}

function toLanding(
  { key, repositoryId, number, sha, at, packages, includes }: LandingRow,
  links: readonly LinkRow[],
): Landing {
  const own = links.filter((link) => link.key === key);
  return {
    key,
    repositoryId,
    number,
    sha,
    at,
    packages,
    includes,
    closes: own.flatMap(({ verb, target }) => (verb === 'closes' ? (refOf(target) ?? []) : [])),
    reverts: own.flatMap(({ verb, target }) => (verb === 'reverts' ? [target] : [])),
  };
}

/** The thread that a link leads to; null: it leads to another landing. */
export function refOf(target: string): ThreadRef | null {
  const [, repositoryId, number] = /^thread:(\d+)-(\d+)$/.exec(target) ?? [];
  return repositoryId === undefined ? null : { repositoryId: Number(repositoryId), number: Number(number) };
}

/** Landings up to a moment that this release was not asked about, latest first. */
export async function readWaiting(
  database: Database,
  installationId: number,
  request: { repositoryId: number; releaseId: number; before: Date; limit: number },
): Promise<KnownLanding[]> {
  const asked = database
    .select({ one: sql`1` })
    .from(containments)
    .where(
      and(
        eq(containments.installationId, installationId),
        eq(containments.repositoryId, request.repositoryId),
        eq(containments.releaseId, request.releaseId),
        eq(containments.landingKey, landings.key),
      ),
    );
  const rows = await database
    .select()
    .from(landings)
    .where(
      and(
        eq(landings.installationId, installationId),
        eq(landings.repositoryId, request.repositoryId),
        lte(landings.at, request.before),
        notExists(asked),
      ),
    )
    .orderBy(desc(landings.at), asc(landings.key))
    .limit(request.limit);
  return complete(database, installationId, rows);
}
