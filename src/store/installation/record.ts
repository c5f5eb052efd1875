import { and, asc, eq, gte, inArray, isNotNull, isNull, lt, ne, or, sql } from 'drizzle-orm';
import type { Observation } from '../../loop/observe/observe.ts';
import { accountId, countedRole } from '../../loop/record/people.ts';
import { readSaid, SAID_CHARACTERS_MAX } from '../../loop/record/said.ts';
import type {
  Actor,
  Attestation,
  ProjectRecord,
  RecordedCluster,
  RecordedComment,
  RecordedRepository,
  RecordedThread,
} from '../../loop/record.ts';
import type { Account, Role } from '../../loop/vocabulary.ts';
import { threadKey } from '../../loop/vocabulary.ts';
import type { Database } from '../database.ts';
import { backfills } from '../schema/backfills.ts';
import { clusterItems } from '../schema/clusters.ts';
import { releases } from '../schema/fixes.ts';
import { installations, repositories } from '../schema/installations.ts';
import { commands, comments, items, judgements } from '../schema/items.ts';
import type { RecordScope } from '../store.ts';
import { type ClusterLives, NO_LIFE, readLives } from './cluster-lives.ts';
import { readJudgedLinks } from './judged-links.ts';

/** Comments read at once: their texts pass through memory, and only what they say is kept. */
const COMMENTS_PAGE = 20_000;

/** Texts that are older are not read again: no window that they count in reaches back further. */
const TEXTS_DAYS = 400;
const DAY_MS = 86_400_000;

/** What is stored of an installation, as measuring takes it. Deleted threads count, without texts and authors. */
export async function readRecord(
  database: Database,
  installationId: number,
  { asOf, visible, audience }: RecordScope,
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
  const hands = await readHands(database, installationId, asOf, ids);
  const clusterOf = new Map(
    rows.flatMap((row) => (row.clusterId === null ? [] : [[threadKey(row), row.clusterId] as const])),
  );
  const lives = await readLives(database, installationId, asOf, clusterOf);
  const triaged = new Map<string, { actor: Actor; at: Date }[]>();
  for (const { key, actor, at } of hands.acts) {
    const own = triaged.get(key) ?? [];
    triaged.set(key, own);
    own.push({ actor: people.actor(actor), at });
  }
  return {
    ...UNOBSERVED,
    asOf,
    repositories: places,
    logins: people.logins,
    staff: inferred ? 'inferred' : 'declared',
    threads: rows.map((row) => {
      const key = threadKey(row);
      const author = { id: accountId(row.authorId, row.author?.login ?? null), role: roleOf(row.authorRole) };
      return threadOf(row, author, people, spoken.get(key) ?? [], triaged.get(key) ?? [], asOf);
    }),
    clusters: clustersOf(rows, lives),
    livesKept: lives.size > 0,
    reviewsKept: [...spoken.values()].some((list) => list.some(({ isReview }) => isReview)),
    releases: await readPublished(database, installationId, asOf, ids),
    links: await readJudgedLinks(database, installationId),
    attestations: hands.attestations,
  };
}

/** Worst first. */
const SEVERITIES_WORST_FIRST = ['blocker', 'major', 'minor', 'cosmetic'] as const;

/** The clusters that hold any of these threads; null where nothing was ever clustered. */
function clustersOf(rows: readonly ItemRow[], lives: ClusterLives): RecordedCluster[] | null {
  const members = new Map<number, ItemRow[]>();
  for (const row of rows) {
    if (row.clusterId === null) continue;
    const own = members.get(row.clusterId) ?? [];
    members.set(row.clusterId, own);
    own.push(row);
  }
  if (members.size === 0) return null;
  return [...members].map(([id, own]) => ({
    ...(lives.get(id) ?? NO_LIFE),
    id,
    severity: worstOf(own),
    themes: themesOf(own),
    // Who gave a thumbs-up is not kept, only how many did.
    thumbs: [],
  }));
}

/** What a human or a label says goes before what words suggest. */
function worstOf(rows: readonly ItemRow[]): RecordedCluster['severity'] {
  const all = rows.map(severityOf);
  const told = all.filter(({ inferred }) => !inferred);
  const inferred = told.length === 0;
  const values = (inferred ? all : told).map(({ value }) => value);
  return { value: SEVERITIES_WORST_FIRST.find((value) => values.includes(value)) ?? 'minor', inferred };
}

/** What a human said, or what at least half of the threads match: one match alone may be an accident. */
function themesOf(rows: readonly ItemRow[]): string[] {
  const all = rows.flatMap(({ themes }) => themes);
  const names = [...new Set(all.map(({ name }) => name))];
  return names.filter((name) => {
    const own = all.filter((theme) => theme.name === name);
    return own.some(({ source }) => source === 'human') || 2 * own.length >= rows.length;
  });
}

function severityOf({ severity: value, severitySource }: ItemRow): RecordedThread['severity'] {
  return { value, inferred: severitySource === 'model' };
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

/** What the store does not keep yet. */
const UNOBSERVED = {
  agendas: null,
  triages: null,
  runs: null,
  signals: null,
  adopters: null,
} satisfies Partial<ProjectRecord>;

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

/** What names the accepted answer of each thread: a node id, or an address that ends with the comment's number. */
function answersOf(rows: readonly ItemRow[]): Map<string, string> {
  return new Map(rows.flatMap((row) => (row.answer === null ? [] : [[threadKey(row), row.answer]])));
}

interface Reading {
  people: People;
  roleOf(role: Role): Role;
  answers: ReadonlyMap<string, string>;
}

async function readComments(
  database: Database,
  installationId: number,
  asOf: Date,
  ids: readonly number[],
  reading: Reading,
): Promise<Map<string, RecordedComment[]>> {
  const byThread = new Map<string, RecordedComment[]>();
  let after: { family: string; id: number } | null = null;
  for (;;) {
    const page: CommentRow[] = await commentPage(database, installationId, asOf, ids, after);
    for (const row of page) {
      const key = threadKey(row);
      const list = byThread.get(key) ?? [];
      byThread.set(key, list);
      list.push(commentOf(row, key, reading));
    }
    const last = page.at(-1);
    if (last === undefined || page.length < COMMENTS_PAGE) return byThread;
    after = { family: last.family, id: last.commentId };
  }
}

function commentPage(
  database: Database,
  installationId: number,
  asOf: Date,
  ids: readonly number[],
  after: { family: string; id: number } | null,
) {
  const textsFrom = new Date(asOf.getTime() - TEXTS_DAYS * DAY_MS);
  return database
    .select({
      family: comments.family,
      commentId: comments.commentId,
      nodeId: comments.nodeId,
      repositoryId: comments.repositoryId,
      number: comments.number,
      authorId: comments.authorId,
      login: sql<string | null>`${comments.author} ->> 'login'`,
      authorRole: comments.authorRole,
      isAnswer: comments.isAnswer,
      at: comments.createdAt,
      isGone: isNotNull(comments.deletedAt),
      body: sql<string>`case when ${gte(comments.createdAt, textsFrom)} then left(${comments.body}, ${SAID_CHARACTERS_MAX}) else '' end`,
    })
    .from(comments)
    .leftJoin(
      items,
      and(
        eq(items.installationId, comments.installationId),
        eq(items.repositoryId, comments.repositoryId),
        eq(items.number, comments.number),
      ),
    )
    .where(
      and(
        eq(comments.installationId, installationId),
        inArray(comments.repositoryId, [...ids]),
        lt(comments.createdAt, asOf),
        // What was taken away alone was no answer; what went with its thread was.
        or(isNull(comments.deletedAt), and(isNotNull(items.deletedAt), ne(comments.nodeId, ''))),
        after === null
          ? undefined
          : // As a row, so that the primary key serves it.
            sql`(${comments.family}, ${comments.commentId}) > (${after.family}, ${after.id}::bigint)`,
      ),
    )
    .orderBy(asc(comments.family), asc(comments.commentId))
    .limit(COMMENTS_PAGE);
}

type CommentRow = Awaited<ReturnType<typeof commentPage>>[number];

function commentOf(row: CommentRow, key: string, { people, roleOf, answers }: Reading): RecordedComment {
  const role = roleOf(row.authorRole);
  const id = accountId(row.authorId, row.login);
  if (id !== null && row.login !== null) people.seeLogin(id, row.login, role, row.at);
  const answer = answers.get(key);
  return {
    author: { id, role },
    at: row.at,
    isReview: row.family === 'review' || row.family === 'review_comment',
    isAnswer:
      row.isAnswer ||
      (answer !== undefined &&
        (answer === row.nodeId || answer.endsWith(`discussioncomment-${row.commentId}`))),
    said: row.body === '' || row.isGone ? null : readSaid(row.body),
  };
}

/** Labels by hand, commands of those who may triage, and what they attested. */
async function readHands(database: Database, installationId: number, asOf: Date, ids: readonly number[]) {
  const of = (table: typeof judgements | typeof commands) =>
    and(eq(table.installationId, installationId), inArray(table.repositoryId, [...ids]), lt(table.at, asOf));
  const [judged, commanded] = await Promise.all([
    database.select().from(judgements).where(of(judgements)).orderBy(asc(judgements.at), asc(judgements.key)),
    database
      .select()
      .from(commands)
      .where(and(of(commands), eq(commands.triage, true)))
      .orderBy(asc(commands.at), asc(commands.key)),
  ]);
  const acts = [...judged, ...commanded].map((row) => ({
    key: threadKey(row),
    actor: row.actor,
    at: row.at,
  }));
  const attestations = commanded.flatMap(({ verb, argument, at }): Attestation[] => {
    const said = /^([\w-]+)\s+(yes|no)\b/i.exec(argument);
    if (verb !== 'attest' || said?.[1] === undefined) return [];
    return [{ line: said[1], answer: said[2]?.toLowerCase() === 'yes', at }];
  });
  return { acts, attestations };
}

/** Everybody who was seen, by account: the newest login, and the newest role for rows that do not tell one. */
class People {
  readonly #logins = new Map<number, string>();
  readonly #roles = new Map<number, Role>();
  readonly #newest = new Map<number, number>();

  get logins(): ReadonlyMap<number, string> {
    return this.#logins;
  }

  see(account: Account | null, role: Role, at: Date): void {
    const id = account === null ? null : accountId(account.id, account.login);
    if (account !== null && id !== null) this.seeLogin(id, account.login, role, at);
  }

  seeLogin(id: number, login: string, role: Role, at: Date): void {
    if (at.getTime() < (this.#newest.get(id) ?? Number.NEGATIVE_INFINITY)) return;
    this.#newest.set(id, at.getTime());
    this.#logins.set(id, login);
    this.#roles.set(id, role);
  }

  /** Who was never seen to write, and yet labels and closes, has the permission to: staff. */
  actor({ id, login, type }: Account): Actor {
    const isBot = type === 'Bot' || login.endsWith('[bot]');
    return { id: accountId(id, login), role: isBot ? 'bot' : (this.#roles.get(id) ?? 'staff') };
  }
}
