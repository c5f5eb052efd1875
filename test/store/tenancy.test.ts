import { getTableColumns, getTableName, is } from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import { describe, expect, it } from 'vitest';
import { exportData } from '../../src/store/export-data.ts';
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
import { describeOnEngines } from './engines.ts';
import { fillInstallation, itemIdOf, OTHER_INSTALLATION, TEMPLATE_LINE } from './filled.ts';
import { logged, look, pair } from './matching-samples.ts';
import { at, commentPut, labelAdd, NOW, ref } from './samples.ts';
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

describeOnEngines('tenants', (on) => {
  const lines = async () => {
    const all: string[] = [];
    for await (const line of exportData(on.store)) all.push(line);
    return all.slice(1);
  };
  const tablesOf = (all: readonly string[]) => new Set(all.map((line) => String(JSON.parse(line).table)));

  const FIRST_TWO = [itemIdOf(7, 1), itemIdOf(7, 2)];
  const NONE = { awareness: 0, onboarding: 0, adoption: 0, retention: 0, advocacy: 0, none: 0 };
  const READS: { [K in keyof InstallationStore]: ((tenant: InstallationStore) => Promise<unknown>) | null } =
    {
      installationId: null,
      backfill: ({ backfill }) =>
        Promise.all([
          backfill.rows(),
          backfill.waiting('issues'),
          backfill.threads(12, [1]),
          backfill.after(12, 'issue', 0, 9),
        ]),
      lessons: (tenant) => tenant.lessons.labelled(),
      dashboard: ({ dashboard }) =>
        Promise.all([
          dashboard.clusters({ visible: [12], filter: ANY_CLUSTER, after: null, limit: 9 }),
          dashboard.cluster({ clusterId: 1, visible: [12], skip: 0, limit: 9 }),
          dashboard.effects({ visible: [12], states: null, before: null, limit: 9 }),
          dashboard.deliveries({ state: 'waiting', before: null, limit: 9 }),
          dashboard.decisions(at(-900), [12]),
          dashboard.weeks([12], 9),
          dashboard.titles([1], [12]),
          dashboard.sources(9),
        ]),
      // Needs a number of GitHub: below.
      openWeekThreads: null,
      people: (tenant) => rowsOf(tenant, 'person-501'),
      row: (tenant) => tenant.row(),
      repositories: (tenant) => tenant.repositories(),
      repository: (tenant) => tenant.repository(12),
      // Needs a repository that is gone: below.
      repositoryGoneSince: null,
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
      landings: (tenant) => tenant.landings({ threads: [ref(1)], pulls: [] }),
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
      remember: null,
      putRepositories: null,
      decide: null,
    };
  const NOTHING: Record<string, unknown> = {
    backfill: [[], 0, new Map(), []],
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
    lessons: [],
    people: [],
    dashboard: [[], null, [], [], [], [], new Map(), []],
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

  it.each(Object.entries(READS).flatMap(([name, read]) => (read === null ? [] : [{ name, read }])))(
    '$name finds nothing of another installation, and the same whatever that has',
    async ({ name, read }) => {
      const nothing = NOTHING[name];
      await fill(7);
      const own = await read(on.store.forInstallation(7));
      expect(own).not.toEqual(nothing);
      // Of several answers each has something to hide.
      if (Array.isArray(own) && Array.isArray(nothing))
        for (const [index, none] of nothing.entries()) expect(own[index], String(index)).not.toEqual(none);
      expect(withoutNumber(await read(on.store.forInstallation(OTHER_INSTALLATION)))).toEqual(nothing);
      await fill(OTHER_INSTALLATION);
      expect(await read(on.store.forInstallation(7))).toEqual(own);
    },
  );

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

  it('changes nothing of another installation', async () => {
    await fillInstallation(on.store, 7);
    const before = await lines();
    const other = on.store.forInstallation(OTHER_INSTALLATION);
    await other.putRepositories([], at(900));
    await other.people.forget('person-501', at(900));
    await other.remember(
      { kind: 'team', organization: 'larkspur', slug: 'devrel' },
      { kind: 'team', value: ['intruder'] },
      at(900),
    );
    await other.decide(
      null,
      async () => ({
        changes: [
          { type: 'item.deleted', ref: ref(1), at: at(900) },
          { type: 'item.moved', ref: ref(1), to: { ...ref(2), nodeId: 'x' }, at: at(900) },
          { type: 'comment.deleted', ref: ref(1), family: 'issue_comment', commentId: 31, at: at(900) },
          { type: 'post.vetoed', slot: labelAdd(ref(1)).slot, at: at(900) },
          { type: 'repository.gone', repositoryId: 12, at: at(900) },
          { type: 'repositories.put', repositories: [], at: at(900) },
          { type: 'repositories.stale', at: at(900) },
          { type: 'installation.gone', at: at(900) },
          {
            type: 'config.put',
            repositoryId: 12,
            file: { mode: 'observe' },
            refused: false,
            problems: [],
            at: at(900),
          },
          { type: 'roles.stale', login: null, at: at(900) },
          { type: 'document.put', itemId: itemIdOf(7, 1), repositoryId: 12, indexed: null },
          { type: 'pairs.put', itemId: itemIdOf(7, 1), pairs: [] },
          { type: 'week.closed', week: '2026-W10', repositoryId: 12, at: at(900) },
          { type: 'decisions.put', week: '2026-W10', repositoryId: 12, decisions: [] },
        ],
        effects: [labelAdd(ref(1), 'another')],
        ignored: null,
      }),
      at(900),
    );
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
