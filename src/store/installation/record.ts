import { and, asc, eq, inArray, isNull, lt, sql } from 'drizzle-orm';
import type { Observation } from '../../loop/observe/observe.ts';
import { accountId, countedRole } from '../../loop/record/people.ts';
import type {
  Actor,
  Attestation,
  ProjectRecord,
  RecordedCluster,
  RecordedComment,
  RecordedRepository,
  RecordedThread,
} from '../../loop/record.ts';
import type { Role } from '../../loop/vocabulary.ts';
import { threadKey } from '../../loop/vocabulary.ts';
import type { Database } from '../database.ts';
import { backfills } from '../schema/backfills.ts';
import { clusterItems } from '../schema/clusters.ts';
import { releases } from '../schema/fixes.ts';
import { installations, repositories } from '../schema/installations.ts';
import { commands, items, judgements } from '../schema/items.ts';
import type { RecordScope } from '../store.ts';
import { readAdopters } from './adopters.ts';
import { type Counts, readDecisions, readLives } from './cluster-lives.ts';
import { readJudgedLinks } from './judged-links.ts';
import { clustersOf, severityOf } from './record-clusters.ts';
import { answersOf, readComments } from './record-comments.ts';
import { People } from './record-people.ts';
import { readAgendas, triagesOf } from './record-weeks.ts';
import { readSignals } from './signals.ts';
import { readStandingWords, type Word } from './standing-words.ts';
import { readRuns } from './starter-runs.ts';

/** What is stored of an installation, as measuring takes it. Deleted threads count, without texts and authors. */
export async function readRecord(
  database: Database,
  installationId: number,
  { asOf, visible, audience, withPrivateSignals = visible === null }: RecordScope,
): Promise<ProjectRecord> {
  const places = (await readPlaces(database, installationId)).filter(
    ({ id }) => visible?.includes(id) ?? true,
  );
  const ids = places.map(({ id }) => id);
  const rows = await readItems(database, installationId, asOf, ids);
  const people = new People();
  const inferred = rows.some(({ roleInferred }) => roleInferred);
  const roleOf = (role: Role) => countedRole(role, inferred, audience);
  for (const row of rows) people.see(row.author, roleOf(row.authorRole), row.createdAt);
  const spoken = await readComments(database, installationId, asOf, ids, {
    people,
    roleOf,
    answers: answersOf(rows),
  });
  const clusterOf = new Map(
    rows.flatMap((row) => (row.clusterId === null ? [] : [[threadKey(row), row.clusterId] as const])),
  );
  const own = new Set(ids);
  const counts: Counts = visible === null ? () => true : (repositoryId) => own.has(repositoryId);
  const words = (await readStandingWords(database, installationId, lt(commands.at, asOf))).filter(
    ({ repositoryId }) => counts(repositoryId),
  );
  const lives = await readLives(database, installationId, asOf, clusterOf, words, counts);
  const decided = (await readDecisions(database, installationId, asOf)).filter(({ repositoryId }) =>
    counts(repositoryId),
  );
  const triaged = new Map<string, { actor: Actor; at: Date }[]>();
  const acts = [
    ...(await readLabelling(database, installationId, asOf)),
    ...words.filter(({ triage }) => triage),
  ];
  for (const { actor, at, ...thread } of acts.sort((a, b) => a.at.getTime() - b.at.getTime())) {
    const key = threadKey(thread);
    const own = triaged.get(key) ?? [];
    triaged.set(key, own);
    own.push({ actor: people.actor(actor), at });
  }
  const configured = await readConfigured(database, installationId);
  const outside = await readSignals(database, installationId, asOf, {
    withPrivate: withPrivateSignals,
    clusters: new Set(clusterOf.values()),
  });
  const threads = rows.map((row) => {
    const key = threadKey(row);
    const author = { id: accountId(row.authorId, row.author?.login ?? null), role: roleOf(row.authorRole) };
    return threadOf(row, author, people, spoken.get(key) ?? [], triaged.get(key) ?? [], asOf);
  });
  return {
    asOf,
    repositories: places,
    logins: people.logins,
    staff: inferred ? 'inferred' : 'declared',
    threads: outside.reports.length === 0 ? threads : byTime([...threads, ...outside.reports]),
    clusters: withOutside(clustersOf(rows, lives), outside.clusters),
    // A written history tells no decisions and no notices; where the app listens, none means that there was none.
    livesKept: lives.size > 0 || rows.some(({ origin }) => origin === 'live'),
    agendas: await readAgendas(database, installationId, asOf, counts),
    triages: triagesOf(decided),
    reviewsKept: [...spoken.values()].some((list) => list.some(({ isReview }) => isReview)),
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

async function readPlaces(database: Database, installationId: number): Promise<RecordedRepository[]> {
  // A reading of history that is not done yet may lack anything from before the installation.
  const since = sql`coalesce(max(case when ${backfills.doneAt} is null then ${installations.installedAt} else ${backfills.since} end), ${installations.installedAt})`;
  return database
    .select({
      id: repositories.repositoryId,
      owner: repositories.owner,
      name: repositories.name,
      private: repositories.private,
      observedSince: since.mapWith(installations.installedAt),
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

/** Of the observation only what counts: reasons and probabilities are the larger part of it. */
const observed = sql<
  Pick<Observation, 'stage' | 'quality' | 'environment' | 'firstSuccessMinutes'>
>`${items.observation} - 'reasons' - 'probabilities'`;

function readItems(database: Database, installationId: number, asOf: Date, ids: readonly number[]) {
  return database
    .select({
      repositoryId: items.repositoryId,
      number: items.number,
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
        lt(items.createdAt, asOf),
      ),
    )
    .orderBy(asc(items.createdAt), asc(items.itemId));
}

type ItemRow = Awaited<ReturnType<typeof readItems>>[number];

function threadOf(
  row: ItemRow,
  author: Actor,
  people: People,
  spoken: RecordedComment[],
  triaged: RecordedThread['triaged'],
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
    closedBy: closedAt === null || row.closedBy === null ? null : people.actor(row.closedBy),
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
    comments: spoken.sort((one, other) => one.at.getTime() - other.at.getTime()),
    triaged,
  };
}

/** Labels put on or taken off by hand. */
async function readLabelling(database: Database, installationId: number, asOf: Date) {
  return database
    .select({
      repositoryId: judgements.repositoryId,
      number: judgements.number,
      actor: judgements.actor,
      at: judgements.at,
    })
    .from(judgements)
    .where(and(eq(judgements.installationId, installationId), lt(judgements.at, asOf)))
    .orderBy(asc(judgements.at), asc(judgements.key));
}

function attestationsOf(words: readonly Word[]): Attestation[] {
  return words.flatMap(({ verb, argument, at }) => {
    const said = /^([\w-]+)\s+(yes|no)$/i.exec(argument);
    if (verb !== 'attest' || said?.[1] === undefined) return [];
    return [{ line: said[1].toLowerCase(), answer: said[2]?.toLowerCase() === 'yes', at }];
  });
}
