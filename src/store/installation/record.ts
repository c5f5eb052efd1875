import { and, asc, eq, inArray, isNull, lt, sql } from 'drizzle-orm';
import type {
  Attestation,
  ProjectRecord,
  RecordedCluster,
  RecordedRepository,
  RecordedThread,
} from '../../loop/record.ts';
import type { Database } from '../database.ts';
import type { RecordScope } from '../interface/reader.ts';
import { RecordMemory } from '../record-memory.ts';
import { backfills } from '../schema/backfills.ts';
import { releases } from '../schema/fixes.ts';
import { installations, repositories } from '../schema/installations.ts';
import { commands } from '../schema/items.ts';
import { readAdopters } from './adopters.ts';
import { type Counts, readDecisions, readLives } from './cluster-lives.ts';
import { readJudgedLinks } from './judged-links.ts';
import { clustersOf } from './record-clusters.ts';
import { readShares } from './record-shares.ts';
import { readSignals } from './record-signals.ts';
import { readAgendas, triagesOf } from './record-weeks.ts';
import { readStandingWords, type Word } from './standing-words.ts';
import { readRuns } from './starter-runs.ts';
import { peopleOf, toldThreads } from './told-threads.ts';

/**
 * What is stored of an installation, as measuring takes it. Deleted threads count, without texts and authors.
 * @param memory of an earlier reading: threads that did not change since are not read again
 */
export async function readRecord(
  database: Database,
  installationId: number,
  { asOf, visible, audience, withPrivateSignals = visible === null }: RecordScope,
  memory: RecordMemory = new RecordMemory(),
): Promise<ProjectRecord> {
  const all = await readPlaces(database, installationId);
  const installedAt = all[0]?.installedAt ?? null;
  const places = all
    .filter(({ id }) => visible?.includes(id) ?? true)
    .map(({ installedAt: _, ...place }): RecordedRepository => place);
  const ids = places.map(({ id }) => id);
  const shares = await readShares(database, installationId, { asOf, ids, audience, installedAt }, memory);
  const own = new Set(ids);
  const counts: Counts = visible === null ? () => true : (repositoryId) => own.has(repositoryId);
  const words = (await readStandingWords(database, installationId, lt(commands.at, asOf))).filter(
    ({ repositoryId }) => counts(repositoryId),
  );
  const clusterOf = (key: string) => memory.shares.get(key)?.thread?.base.clusterId ?? null;
  const lives = await readLives(database, installationId, asOf, clusterOf, words, counts);
  const clusters = clustersOf(
    shares.flatMap(({ thread }) => thread?.member ?? []),
    lives,
  );
  const decided = (await readDecisions(database, installationId, asOf)).filter(({ repositoryId }) =>
    counts(repositoryId),
  );
  const configured = await readConfigured(database, installationId);
  const outside = await readSignals(database, installationId, asOf, {
    withPrivate: withPrivateSignals,
    clusters: new Set((clusters ?? []).map(({ id }) => id)),
  });
  const people = peopleOf(shares);
  const threads = toldThreads(
    shares,
    people,
    words.filter(({ triage }) => triage),
  );
  return {
    asOf,
    repositories: places,
    logins: people.logins,
    rolesInferred: shares.filter(({ thread }) => thread?.roleInferred).length,
    threads: outside.reports.length === 0 ? threads : byTime([...threads, ...outside.reports]),
    clusters: withOutside(clusters, outside.clusters),
    // A written history tells no decisions and no notices; where the app listens, none means that there was none.
    livesKept: lives.size > 0 || shares.some(({ thread }) => thread?.origin === 'live'),
    agendas: await readAgendas(database, installationId, asOf, counts),
    triages: triagesOf(decided),
    reviewsKept: shares.some(({ isReviewed }) => isReviewed),
    releases: await readPublished(database, installationId, asOf, ids),
    links: await readJudgedLinks(database, installationId, visible === null ? {} : { within: ids }),
    attestations: attestationsOf(words),
    runs: configured.starters ? await readRuns(database, installationId, asOf, ids) : null,
    adopters: configured.adopters ? await readAdopters(database, installationId, asOf, ids) : null,
    signals: outside.signals,
  };
}

function withOutside(
  clusters: RecordedCluster[] | null,
  outside: readonly RecordedCluster[],
): RecordedCluster[] | null {
  return outside.length === 0 ? clusters : [...(clusters ?? []), ...outside];
}

function readPublished(database: Database, installationId: number, asOf: Date, ids: readonly number[]) {
  return database
    .select({
      repositoryId: releases.repositoryId,
      tag: releases.tag,
      prerelease: releases.prerelease,
      publishedAt: releases.publishedAt,
    })
    .from(releases)
    .where(
      and(
        eq(releases.installationId, installationId),
        inArray(releases.repositoryId, [...ids]),
        lt(releases.publishedAt, asOf),
        isNull(releases.goneAt),
      ),
    )
    .orderBy(asc(releases.publishedAt), asc(releases.releaseId));
}

function byTime(threads: RecordedThread[]): RecordedThread[] {
  return threads.sort((one, other) => one.createdAt.getTime() - other.createdAt.getTime());
}

/** Whether any config file in force names starters, or an adopters' file: none seen is not the same as nobody looking. */
async function readConfigured(
  database: Database,
  installationId: number,
): Promise<{ starters: boolean; adopters: boolean }> {
  const file = repositories.configFile;
  const [row] = await database
    .select({
      starters: sql<boolean>`coalesce(bool_or(${file} #>> '{starters,0,repository}' is not null), false)`,
      adopters: sql<boolean>`coalesce(bool_or(${file} #>> '{signals,adopters_file}' is not null), false)`,
    })
    .from(repositories)
    .where(and(eq(repositories.installationId, installationId), isNull(repositories.goneAt)));
  return row ?? { starters: false, adopters: false };
}

async function readPlaces(
  database: Database,
  installationId: number,
): Promise<(RecordedRepository & { installedAt: Date })[]> {
  // A reading of history that is not done yet may lack anything from before the installation.
  const since = sql`coalesce(max(case when ${backfills.doneAt} is null and ${backfills.readFrom} is null then ${installations.installedAt} else ${backfills.since} end), ${installations.installedAt})`;
  return database
    .select({
      id: repositories.repositoryId,
      owner: repositories.owner,
      name: repositories.name,
      private: repositories.private,
      observedSince: since.mapWith(installations.installedAt),
      installedAt: installations.installedAt,
    })
    .from(repositories)
    .innerJoin(installations, eq(installations.installationId, repositories.installationId))
    .leftJoin(
      backfills,
      and(
        eq(backfills.installationId, repositories.installationId),
        eq(backfills.repositoryId, repositories.repositoryId),
      ),
    )
    .where(eq(repositories.installationId, installationId))
    .groupBy(
      repositories.installationId,
      repositories.repositoryId,
      installations.installationId,
      installations.installedAt,
    )
    .orderBy(asc(repositories.repositoryId));
}

function attestationsOf(words: readonly Word[]): Attestation[] {
  return words.flatMap(({ verb, argument, at }) => {
    const said = /^([\w-]+)\s+(yes|no)$/i.exec(argument);
    if (verb !== 'attest' || said?.[1] === undefined) return [];
    return [{ line: said[1].toLowerCase(), answer: said[2]?.toLowerCase() === 'yes', at }];
  });
}
