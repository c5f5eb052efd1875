import { isDeepStrictEqual } from 'node:util';
import { getTableColumns, getTableName, is, type SQL, sql } from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import { describe, expect, it } from 'vitest';
import { labelGone } from '../../src/loop/label-gone.ts';
import type { Database } from '../../src/store/database.ts';
import { LeaseLost } from '../../src/store/errors.ts';
import { exportData } from '../../src/store/export-data.ts';
import { applyChanges } from '../../src/store/installation/changes.ts';
import type { BackfillRow } from '../../src/store/interface/backfill.ts';
import type { InstallationStore } from '../../src/store/interface/installation.ts';
import * as backfillsSchema from '../../src/store/schema/backfills.ts';
import * as clustersSchema from '../../src/store/schema/clusters.ts';
import * as fixesSchema from '../../src/store/schema/fixes.ts';
import * as forgottenSchema from '../../src/store/schema/forgotten.ts';
import * as inboxSchema from '../../src/store/schema/inbox.ts';
import * as installationsSchema from '../../src/store/schema/installations.ts';
import * as itemsSchema from '../../src/store/schema/items.ts';
import * as lessonsSchema from '../../src/store/schema/lessons.ts';
import * as matchingSchema from '../../src/store/schema/matching.ts';
import * as outboxSchema from '../../src/store/schema/outbox.ts';
import * as outsideSchema from '../../src/store/schema/outside.ts';
import * as secretsSchema from '../../src/store/schema/secrets.ts';
import { EXPORTED_TABLES, TABLES, TENANT_TABLES } from '../../src/store/schema/tables.ts';
import * as threadChangesSchema from '../../src/store/schema/thread-changes.ts';
import { threadChanges } from '../../src/store/schema/thread-changes.ts';
import * as weeksSchema from '../../src/store/schema/weeks.ts';
import type { Store } from '../../src/store/store.ts';
import { describeOnEngines } from './engines.ts';
import { fillInstallation, itemIdOf, OTHER_INSTALLATION, TEMPLATE_LINE } from './filled.ts';
import { INTRUSIONS } from './intrusions.ts';
import { logged, look, pair } from './matching-samples.ts';
import { at, commentPut, delivery, labelAdd, NOW, notice, ref, repository } from './samples.ts';
import { openWeekly } from './weekly.ts';

/** The tables of the schema files themselves, so that a new one cannot be forgotten in the lists. */
const SCHEMA = [
  backfillsSchema,
  clustersSchema,
  fixesSchema,
  forgottenSchema,
  inboxSchema,
  installationsSchema,
  itemsSchema,
  matchingSchema,
  lessonsSchema,
  outboxSchema,
  outsideSchema,
  secretsSchema,
  threadChangesSchema,
  weeksSchema,
]
  .flatMap((file) => Object.values(file))
  .filter((value): value is PgTable => is(value, PgTable));

describe('the schema', () => {
  it('is all in the list of tables, by their names', () => {
    expect(Object.values(TABLES).map(getTableName).sort()).toEqual(SCHEMA.map(getTableName).sort());
    for (const [name, table] of Object.entries(TABLES)) expect(name).toBe(getTableName(table));
  });

  it('has an installation in every table that is not the operator’s', () => {
    const tenants = SCHEMA.filter((table) => 'installationId' in getTableColumns(table));
    expect(Object.values(TENANT_TABLES).map(getTableName).sort()).toEqual(tenants.map(getTableName).sort());
    expect(SCHEMA.filter((table) => !tenants.includes(table)).map(getTableName)).toEqual(['secrets']);
  });

  it('keeps moments with their time zone', () => {
    const types = SCHEMA.flatMap((table) =>
      getTableConfig(table).columns.map((column) => column.getSQLType()),
    );
    expect(types.filter((type) => type.startsWith('timestamp'))).not.toHaveLength(0);
    expect(types.filter((type) => type.startsWith('timestamp') && !type.endsWith('with time zone'))).toEqual(
      [],
    );
  });
});

/** A thread that is not stored is given a free number, which tells nothing. */
function withoutNumber(answer: unknown): unknown {
  if (typeof answer !== 'object' || answer === null || !('itemId' in answer)) return answer;
  const { itemId: _free, ...rest } = answer;
  return rest;
}

async function rowsOf({ people }: InstallationStore, login: string): Promise<unknown[]> {
  const rows: unknown[] = [];
  for await (const row of people.rows(login)) rows.push(row);
  return rows;
}

const ANY_CLUSTER = {
  stage: null,
  state: null,
  repositoryId: null,
  theme: null,
  channel: null,
  shared: false,
  among: null,
};

type Method = (...given: never[]) => unknown;

/** What a function of a tenant finds. */
type Read = (tenant: InstallationStore) => Promise<unknown>;

/** Each function has a read, those that write, and those that need more than a filled installation, are named and tried below. */
type Tried = Read | 'writes' | 'below';

type Each<S> = { [K in keyof S as S[K] extends Method ? K : never]: Tried };

/** Every function of a tenant, those of its parts included: a new one that nobody tries does not compile. */
type EveryFunction = Each<InstallationStore> & {
  [K in keyof InstallationStore as InstallationStore[K] extends Method | number ? never : K]: Each<
    InstallationStore[K]
  >;
};

/** Of the functions for all tenants: one that is told an installation is tried, others say why they need not be. */
type ForAll = ((store: Store, installationId: number) => Promise<unknown>) | string;

describeOnEngines('tenants', (on) => {
  const lines = async () => {
    const all: string[] = [];
    for await (const line of exportData(on.store)) all.push(line);
    return all.slice(1);
  };
  const tablesOf = (all: readonly string[]) => new Set(all.map((line) => String(JSON.parse(line).table)));

  const isOf = (installationId: number) => (line: string) =>
    JSON.parse(line).row.installationId === installationId;

  const FIRST_TWO = [itemIdOf(7, 1), itemIdOf(7, 2)];
  const NONE = { awareness: 0, onboarding: 0, adoption: 0, retention: 0, advocacy: 0, none: 0 };
  const READS = {
    backfill: {
      rows: ({ backfill }) => backfill.rows(),
      waiting: ({ backfill }) => backfill.waiting('issues'),
      threads: ({ backfill }) => backfill.threads(12, [1]),
      after: ({ backfill }) => backfill.after(12, 'issue', 0, 9),
      plan: 'writes',
      advance: 'writes',
    },
    lessons: {
      labelled: ({ lessons }) => lessons.labelled(),
      examples: ({ lessons }) => lessons.examples(12, 9),
      keepKinds: 'writes',
      reset: 'writes',
    },
    dashboard: {
      clusters: ({ dashboard }) =>
        dashboard.clusters({ visible: [12], filter: ANY_CLUSTER, after: null, limit: 9 }),
      alike: ({ dashboard }) =>
        dashboard.alike({ visible: [12], query: [{ term: 'install', weight: 1 }], limit: 9 }),
      cluster: ({ dashboard }) => dashboard.cluster({ clusterId: 1, visible: [12], skip: 0, limit: 9 }),
      effects: ({ dashboard }) => dashboard.effects({ visible: [12], states: null, before: null, limit: 9 }),
      deliveries: ({ dashboard }) => dashboard.deliveries({ state: 'waiting', before: null, limit: 9 }),
      delivery: ({ dashboard }) => dashboard.delivery('delivery-of-7'),
      decisions: ({ dashboard }) => dashboard.decisions(at(-900), [12]),
      weeks: ({ dashboard }) => dashboard.weeks([12], 9),
      titles: ({ dashboard }) => dashboard.titles([1], [12]),
      sources: ({ dashboard }) => dashboard.sources(9),
    },
    people: {
      rows: (tenant) => rowsOf(tenant, 'person-501'),
      forgotten: async ({ people }) => (await people.forgotten())?.isLogin('somebody-else') ?? false,
      find: ({ people }) => people.find('person-501'),
      forget: 'writes',
      keepRedacted: 'writes',
    },
    // Needs a number of GitHub: below.
    openWeekThreads: 'below',
    row: (tenant) => tenant.row(),
    repositories: (tenant) => tenant.repositories(),
    repository: (tenant) => tenant.repository(12),
    // Needs a repository that is gone: below.
    repositoryGoneSince: 'below',
    home: (tenant) => tenant.home(12),
    thread: (tenant) => tenant.thread(ref(1), { id: 501, createdAt: at(500) }),
    week: (tenant) => tenant.week(at(10), 'UTC', [12]),
    remembered: (tenant) =>
      tenant.remembered({ kind: 'team', organization: 'larkspur', slug: 'devrel' }, at(-1)),
    repositoryNamed: (tenant) => tenant.repositoryNamed('larkspur', 'Core-12'),
    templateLines: (tenant) => tenant.templateLines(12, [TEMPLATE_LINE.toLowerCase()]),
    terms: (tenant) => tenant.terms({ repositories: null }, ['install']),
    candidates: (tenant) => tenant.candidates(look([['install', 1]])),
    clusterLog: (tenant) => tenant.clusterLog(FIRST_TWO),
    members: (tenant) => tenant.members(FIRST_TWO),
    pairs: (tenant) => tenant.pairs(FIRST_TWO),
    learned: (tenant) => tenant.learned(12),
    linkVerdicts: (tenant) => tenant.linkVerdicts(12, 'test'),
    canary: (tenant) => tenant.canary(),
    outsideReports: (tenant) => tenant.outsideReports({ besides: '', limit: 10 }),
    reactable: (tenant) => tenant.reactable(at(-1), 9),
    record: (tenant) => tenant.record({ asOf: at(900), visible: null, audience: 'external' }),
    landings: (tenant) => tenant.landings({ threads: [ref(1)], keys: [] }),
    fixedItems: (tenant) => tenant.fixedItems(['pull:12-45']),
    waiting: (tenant) => tenant.waiting({ repositoryId: 12, releaseId: 98, before: at(900), limit: 9 }),
    contained: (tenant) => tenant.contained(12, 99),
    saidFixedIn: (tenant) => tenant.saidFixedIn('v1.99.0'),
    clusterItems: (tenant) => tenant.clusterItems([2]),
    releases: (tenant) => tenant.releases(12),
    clusterWords: (tenant) => tenant.clusterWords([1]),
    claims: (tenant) => tenant.claims(['comment:12-1:notice:c1']),
    releaseNotices: (tenant) => tenant.releaseNotices('12-99'),
    weekIssue: (tenant) => tenant.weekIssue({ repositoryId: 12, number: 1, week: '2026-W10' }),
    decisions: (tenant) => tenant.decisions([12]),
    canonicals: (tenant) => tenant.canonicals([1], [12]),
    threadTexts: (tenant) => tenant.threadTexts({ threads: [ref(1)], clusters: [1], visible: [99] }),
    possiblePairs: (tenant) => tenant.possiblePairs({ asOf: at(900), visible: [12], limit: 9 }),
    remember: 'writes',
    putRepositories: 'writes',
    decide: 'writes',
  } as const satisfies EveryFunction;
  type Writes<T> = { [K in keyof T]: T[K] extends 'writes' ? K : never }[keyof T];
  type Reads = typeof READS;
  /** Those that write, the ones of a part after its name. */
  type Written =
    | Writes<Reads>
    | {
        [K in keyof Reads]: Reads[K] extends object ? `${K}.${Writes<Reads[K]> & string}` : never;
      }[keyof Reads];
  const NOTHING: Record<string, unknown> = {
    'backfill.rows': [],
    'backfill.waiting': 0,
    'backfill.threads': new Map(),
    'backfill.after': [],
    linkVerdicts: { confirmed: 0, rejected: 0, unjudged: 0 },
    reactable: [],
    possiblePairs: [],
    row: null,
    repositories: [],
    repository: null,
    home: { repository: null, organization: null, only: null },
    thread: {
      item: null,
      deletedAt: null,
      judgements: [],
      commands: [],
      posts: [],
      authorPriorThreads: 0,
      authorPriorMergedPulls: 0,
    },
    week: {
      opened: NONE,
      openedBefore: NONE,
      unstaged: [],
      openWeeks: [],
      recentWeeks: [],
      held: [],
      configProblems: [],
      hidden: 0,
      troubles: { deadLetters: 0, failedEffects: 0, late: 0 },
    },
    repositoryNamed: null,
    templateLines: new Set(),
    terms: { items: 0, documentFrequency: new Map() },
    candidates: [],
    clusterLog: { entries: [], nextSeq: 1 },
    members: [],
    pairs: new Map(),
    'lessons.labelled': [],
    'lessons.examples': [],
    'people.rows': [],
    'people.forgotten': false,
    'people.find': { accounts: 0, rows: {}, namedInConfigOf: [] },
    'dashboard.clusters': [],
    'dashboard.alike': [],
    'dashboard.cluster': null,
    'dashboard.effects': [],
    'dashboard.deliveries': [],
    'dashboard.delivery': null,
    'dashboard.decisions': [],
    'dashboard.weeks': [],
    'dashboard.titles': new Map(),
    'dashboard.sources': [],
    learned: null,
    canary: null,
    outsideReports: [],
    remembered: null,
    landings: [],
    fixedItems: [],
    waiting: [],
    contained: [],
    saidFixedIn: [],
    clusterItems: [],
    releases: [],
    clusterWords: [],
    releaseNotices: [],
    claims: new Map(),
    weekIssue: null,
    decisions: [],
    canonicals: new Map(),
    threadTexts: { texts: [], hidden: new Map() },
    record: {
      asOf: at(900),
      repositories: [],
      logins: new Map(),
      rolesInferred: 0,
      threads: [],
      clusters: null,
      livesKept: false,
      reviewsKept: false,
      links: [],
      agendas: [],
      triages: [],
      releases: [],
      runs: null,
      attestations: [],
      signals: null,
      adopters: null,
    },
  };

  const PUBLIC_REPORT = {
    source: 'forum',
    id: '1',
    kind: 'report' as const,
    person: -6,
    title: 'A report of elsewhere',
    text: '',
    url: null,
    private: false,
    minutes: null,
    at: NOW,
  };

  /** Filled, with a report of elsewhere that anybody may see, a pair that somebody may be asked about, and a comment whose thumbs count. */
  async function fill(installationId: number): Promise<void> {
    await fillInstallation(on.store, installationId);
    const [one, other] = [itemIdOf(installationId, 3), itemIdOf(installationId, 4)];
    const entries = logged(
      [3, 4].map((n) => ({ verb: 'appear', itemId: itemIdOf(installationId, n) })),
      4,
    );
    const marker = 'related:12-3';
    await on.store.forInstallation(installationId).decide(
      null,
      async () => ({
        changes: [
          { type: 'pairs.put', itemId: one, pairs: [pair(other, { tier: 'possible' })] },
          { type: 'entries.append', entries },
          { type: 'signal.put', report: PUBLIC_REPORT, observed: null, itemId: null, sameAs: null },
          {
            type: 'clusters.put',
            clusters: [3, 4].map((id) => ({
              id,
              members: [itemIdOf(installationId, id)],
              pinned: null,
            })),
            redirects: [],
          },
        ],
        effects: [commentPut(ref(3), 'The same.', { marker, slot: `comment:12-3:${marker}` })],
        ignored: null,
      }),
      NOW,
    );
    const turn = await on.store.outbox.takeTurn({ worker: 'w', now: NOW, leaseMs: 1_000 });
    const effect = await turn?.next(NOW);
    if (!turn || !effect) throw new Error('there is nothing to send');
    await turn.begin(effect, NOW);
    await turn.settle(effect, { state: 'sent', remote: { id: 3, nodeId: 'IC_3', number: null } }, at(1));
    await turn.release();
  }

  /** By the part of a tenant's store that they are of: a fill for each is what costs. */
  const GROUPS = Object.entries(READS).flatMap(([part, tried]: [string, Tried | Record<string, Tried>]) => {
    const all = typeof tried === 'object' ? Object.entries(tried) : [['', tried] as const];
    const reads = all.flatMap(([name, read]) =>
      typeof read === 'string' ? [] : [{ name: name === '' ? part : `${part}.${name}`, read }],
    );
    return reads.length === 0 ? [] : [{ part, reads }];
  });

  it.each(GROUPS)(
    '$part finds nothing of another installation, and the same whatever that has',
    async ({ reads }) => {
      await fill(7);
      const first = on.store.forInstallation(7);
      const found: { name: string; read: Read; own: unknown }[] = [];
      for (const { name, read } of reads) {
        const own = await read(first);
        // It has something to hide.
        expect(own, name).not.toEqual(NOTHING[name]);
        const others = withoutNumber(await read(on.store.forInstallation(OTHER_INSTALLATION)));
        expect(others, name).toEqual(NOTHING[name]);
        found.push({ name, read, own });
      }
      await fill(OTHER_INSTALLATION);
      for (const { name, read, own } of found) expect(await read(first), name).toEqual(own);
    },
  );

  const BY_LEASE = 'by the lease that the claim gave';
  const EVERYBODYS = 'of all installations, for the operator and the workers';
  const FOR_ALL: { [P in 'inbox' | 'outbox' | 'timers']: { [K in keyof Store[P]]: ForAll } } = {
    inbox: {
      list: ({ inbox }, installationId) => inbox.list({ installationId, limit: 9 }),
      hasBacklog: ({ inbox }, installationId) =>
        inbox.hasBacklog(installationId, { besides: 'push', receivedUntil: NOW, now: NOW }),
      put: 'GitHub says whose it is, and signs it',
      putMany: 'GitHub says whose it is, and signs it',
      known: 'ids of GitHub are of one delivery each',
      claim: EVERYBODYS,
      settle: BY_LEASE,
      fail: BY_LEASE,
      renew: BY_LEASE,
      release: BY_LEASE,
      replay: EVERYBODYS,
      backlog: EVERYBODYS,
      counts: EVERYBODYS,
      prune: EVERYBODYS,
    },
    outbox: {
      list: ({ outbox }, installationId) => outbox.list({ installationId, limit: 9 }),
      takeTurn: EVERYBODYS,
      backlog: EVERYBODYS,
      nextDueAt: EVERYBODYS,
      counts: EVERYBODYS,
      prune: EVERYBODYS,
    },
    timers: {
      // What is found is when the task was last done. Turns end, so that it can be asked again.
      take: async ({ timers }, installationId) => {
        const task = { task: 'told-apart', firstAt: NOW, early: true, now: NOW, leaseMs: 1_000 };
        const turn = await timers.take({ installationId, ...task });
        if (turn === null) return 'somebody else has it';
        await turn.end(at(900), turn.doneAt);
        return turn.doneAt ?? [];
      },
    },
  };

  it('are told apart by what is asked for all of them', async () => {
    await fill(7);
    const turn = { task: 'told-apart', firstAt: NOW, now: NOW, leaseMs: 1_000 };
    await (await on.store.timers.take({ installationId: 7, ...turn }))?.end(at(900), at(1));
    const reads = Object.entries(FOR_ALL).flatMap(([part, functions]) =>
      Object.entries(functions).flatMap(([name, read]: [string, ForAll]) =>
        typeof read === 'string' ? [] : [{ name: `${part}.${name}`, read }],
      ),
    );
    const own = new Map<string, unknown>();
    for (const { name, read } of reads) {
      own.set(name, await read(on.store, 7));
      const nothing = name === 'inbox.hasBacklog' ? false : [];
      expect(own.get(name), name).not.toEqual(nothing);
      expect(await read(on.store, OTHER_INSTALLATION), name).toEqual(nothing);
    }
    await fill(OTHER_INSTALLATION);
    for (const { name, read } of reads) expect(await read(on.store, 7), name).toEqual(own.get(name));
    // While one has its turn, the other's is free.
    const held = await on.store.timers.take({ installationId: 7, ...turn, early: true });
    expect(held).not.toBeNull();
    const others = await on.store.timers.take({
      installationId: OTHER_INSTALLATION,
      ...turn,
      early: true,
    });
    expect(others).not.toBeNull();
  });

  it('finds open weekly issues of its own installation alone', async () => {
    await openWeekly(on.store, 9);
    expect(await on.store.forInstallation(7).openWeekThreads()).toEqual([ref(9)]);
    expect(await on.store.forInstallation(OTHER_INSTALLATION).openWeekThreads()).toEqual([]);
  });

  it('knows of repositories that are gone from its own installation alone', async () => {
    await fillInstallation(on.store, 7);
    await on.store.forInstallation(7).decide(
      null,
      async () => ({
        changes: [{ type: 'repository.gone', repositoryId: 12, at: at(900) }],
        effects: [],
        ignored: null,
      }),
      at(900),
    );
    expect(await on.store.forInstallation(7).repositoryGoneSince(12)).toEqual(at(900));
    expect(await on.store.forInstallation(OTHER_INSTALLATION).repositoryGoneSince(12)).toBeNull();
  });

  /**
   * What some changes need: wishes that GitHub refused, and that went without a label which is gone, a notice that
   * waits for somebody, and a list of repositories that was read.
   */
  async function fillMore(installationId: number): Promise<void> {
    await fill(installationId);
    const listed = { ...repository(), hasIssues: true, hasDiscussions: true };
    await on.store.forInstallation(installationId).decide(
      null,
      async () => ({
        changes: [
          { type: 'repositories.put', repositories: [listed], at: NOW },
          { type: 'notices.put', notices: [notice(ref(2), { held: 'budget' })] },
        ],
        effects: [labelAdd(ref(4)), labelAdd(ref(5))],
        ignored: null,
      }),
      NOW,
    );
    const turn = await on.store.outbox.takeTurn({ worker: 'w', now: NOW, leaseMs: 1_000 });
    if (turn?.installationId !== installationId) throw new Error('the turn is somebody else’s');
    for (const result of [
      { state: 'failed', error: 'refused' } as const,
      { state: 'withheld', reason: labelGone('stage: adoption') } as const,
    ]) {
      const effect = await turn.next(NOW);
      if (effect === null) throw new Error('there is nothing to send');
      await turn.begin(effect, NOW);
      await turn.settle(effect, result, at(1));
    }
    await turn.release();
  }

  /** All rows of an installation, as one text for each table. */
  async function rowsIn(database: Database, installationId: number): Promise<Record<string, string>> {
    const each = Object.values(TENANT_TABLES)
      .filter((table) => table !== threadChanges)
      .map(
        (table): SQL =>
          sql`select ${getTableName(table)} as name, to_jsonb(${table})::text as row from ${table} where ${table.installationId} = ${installationId}`,
      );
    const rows = await database
      .select({ name: sql<string>`name`, row: sql<string>`row` })
      .from(sql`(${sql.join(each, sql` union all `)}) as every_row`)
      .orderBy(sql`name, row`);
    const all: Record<string, string> = {};
    for (const { name, row } of rows) all[name] = `${all[name] ?? ''}${row}\n`;
    return all;
  }

  /** The rows of the first installation after a change that is then undone. */
  async function after(installationId: number, type: keyof typeof INTRUSIONS) {
    const undo = new Error('undo');
    let rows: Record<string, string> = {};
    await on.store.underneath.database
      .transaction(async (transaction) => {
        await applyChanges(transaction, installationId, [INTRUSIONS[type]]);
        rows = await rowsIn(transaction, 7);
        throw undo;
      })
      .catch((error: unknown) => {
        if (error !== undo) throw new Error(type, { cause: error });
      });
    return rows;
  }

  it.each([
    { what: 'nothing', owners: [7] },
    { what: 'the same numbers', owners: [7, OTHER_INSTALLATION] },
  ])('change nothing of another installation by any change, with $what of their own', async ({ owners }) => {
    for (const owner of owners) await fillMore(owner);
    const before = await rowsIn(on.store.underneath.database, 7);
    const harmless: string[] = [];
    const intruded: string[] = [];
    for (const type of Object.keys(INTRUSIONS) as (keyof typeof INTRUSIONS)[]) {
      if (isDeepStrictEqual(await after(7, type), before)) harmless.push(type);
      if (!isDeepStrictEqual(await after(OTHER_INSTALLATION, type), before)) intruded.push(type);
    }
    expect(intruded).toEqual([]);
    // By its own each does something: otherwise nothing is shown.
    expect(harmless).toEqual([]);
  });

  it('changes nothing of another installation', async () => {
    await fillInstallation(on.store, 7);
    const [claim] = await on.store.inbox.claim({ worker: 'w', now: NOW, leaseMs: 1_000, limit: 9 });
    const [reading] = await on.store.forInstallation(7).backfill.rows();
    if (claim === undefined || reading === undefined) throw new Error('there is nothing to intrude upon');
    const before = await lines();
    const other = on.store.forInstallation(OTHER_INSTALLATION);
    const moved: BackfillRow = { ...reading, threads: 9, doneAt: at(900) };
    const WRITES: Record<Written, () => Promise<unknown>> = {
      putRepositories: () => other.putRepositories([], at(900)),
      remember: () =>
        other.remember(
          { kind: 'team', organization: 'larkspur', slug: 'devrel' },
          { kind: 'team', value: ['intruder'] },
          at(900),
        ),
      decide: async () => {
        const effects = [labelAdd(ref(1), 'another'), labelAdd(ref(1))];
        const decided = { changes: [], effects, ignored: null };
        await other.decide(null, async () => decided, at(900));
        // Somebody else's delivery is not theirs to end.
        await expect(other.decide(claim, async () => decided, at(900))).rejects.toThrow(LeaseLost);
      },
      'backfill.plan': () => other.backfill.plan([], []),
      'backfill.advance': async () =>
        expect(await other.backfill.advance(reading, moved, [delivery('intruding')])).toBeNull(),
      'lessons.keepKinds': () => other.lessons.keepKinds(12, null, 99, at(900)),
      'lessons.reset': () => other.lessons.reset(12, at(900)),
      'people.forget': () => other.people.forget('person-501', at(900)),
      'people.keepRedacted': () =>
        expect(other.people.keepRedacted(claim, '{}', [], at(900))).rejects.toThrow(LeaseLost),
    };
    for (const [name, write] of Object.entries(WRITES)) {
      await write();
      expect((await lines()).filter(isOf(7)), name).toEqual(before.filter(isOf(7)));
    }
    await on.store.operator.purge(OTHER_INSTALLATION);
    expect(await lines()).toEqual(before);
  });

  it('purges every row of an installation in every table, and nothing else', async () => {
    await fillInstallation(on.store, OTHER_INSTALLATION);
    const others = await lines();
    await fillInstallation(on.store, 7);
    expect(tablesOf(await lines())).toEqual(new Set(Object.keys(EXPORTED_TABLES)));
    await on.store.operator.purge(7);
    expect(await lines()).toEqual(others);
    // What an export leaves out.
    const { database } = on.store.underneath;
    const noted = await database.selectDistinct({ id: threadChanges.installationId }).from(threadChanges);
    expect(noted).toEqual([{ id: OTHER_INSTALLATION }]);
  });

  it('purges who is gone when texts are retained', async () => {
    await fillInstallation(on.store, OTHER_INSTALLATION);
    const others = await lines();
    await fillInstallation(on.store, 7);
    await on.store
      .forInstallation(7)
      .decide(
        null,
        async () => ({ changes: [{ type: 'installation.gone', at: at(900) }], effects: [], ignored: null }),
        NOW,
      );
    await on.store.operator.retain(at(1_000));
    expect(await lines()).toEqual(others);
  });
});
