import { bigint, boolean, index, integer, pgTable, primaryKey } from 'drizzle-orm/pg-core';
import type { ClusterStage, NoticeRecord, Witness } from '../../loop/fix-record.ts';
import type { Account } from '../../loop/vocabulary.ts';
import { githubId, json, moment, oneOf, words } from './columns.ts';

/** Changes that went into a default branch and concern reports. Titles and authors are those of `items`. */
export const landings = pgTable(
  'landings',
  {
    installationId: githubId('installation_id').notNull(),
    /** `pull:12-45`, `commit:12-SHA` */
    key: words('key').notNull(),
    repositoryId: githubId('repository_id').notNull(),
    number: integer('number'),
    sha: words('sha'),
    at: moment('at').notNull(),
    packages: json<string[]>('packages').notNull(),
    includes: json<string[]>('includes').notNull().default([]),
  },
  (table) => [
    primaryKey({ columns: [table.installationId, table.key] }),
    index('landings_repository').on(table.installationId, table.repositoryId, table.at),
  ],
);

/** What a landing closes (`thread:12-34`) or takes back (`pull:12-45`, `commit:12-SHA`). */
export const landingLinks = pgTable(
  'landing_links',
  {
    installationId: githubId('installation_id').notNull(),
    key: words('key').notNull(),
    verb: oneOf<'closes' | 'reverts'>('verb').notNull(),
    target: words('target').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.installationId, table.key, table.verb, table.target] }),
    index('landing_links_target').on(table.installationId, table.target),
  ],
);

/** Published releases; those that are gone stay, so that late deliveries do not bring them back. */
export const releases = pgTable(
  'releases',
  {
    installationId: githubId('installation_id').notNull(),
    repositoryId: githubId('repository_id').notNull(),
    releaseId: githubId('release_id').notNull(),
    tag: words('tag').notNull(),
    url: words('url').notNull(),
    prerelease: boolean('prerelease').notNull(),
    publishedAt: moment('published_at').notNull(),
    /** numbers of pull requests that its notes name */
    named: json<number[]>('named').notNull(),
    goneAt: moment('gone_at'),
    changedAt: moment('changed_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.installationId, table.repositoryId, table.releaseId] }),
    index('releases_published').on(table.installationId, table.repositoryId, table.publishedAt),
  ],
);

/** Which releases were asked about which landings, and what they answered. */
export const containments = pgTable(
  'containments',
  {
    installationId: githubId('installation_id').notNull(),
    repositoryId: githubId('repository_id').notNull(),
    releaseId: githubId('release_id').notNull(),
    landingKey: words('landing_key').notNull(),
    /** null: it does not have it */
    witness: oneOf<Witness>('witness'),
  },
  (table) => [
    primaryKey({ columns: [table.installationId, table.releaseId, table.landingKey] }),
    index('containments_landing').on(table.installationId, table.landingKey),
  ],
);

/** The life of each cluster, step by step. */
export const clusterTransitions = pgTable(
  'cluster_transitions',
  {
    installationId: githubId('installation_id').notNull(),
    clusterId: bigint('cluster_id', { mode: 'number' }).notNull(),
    index: integer('index').notNull(),
    from: oneOf<ClusterStage>('from_stage').notNull(),
    to: oneOf<ClusterStage>('to_stage').notNull(),
    cause: words('cause').notNull(),
    /** what it came from: a command, a landing, a release, a report */
    key: words('key').notNull(),
    /** null: the app, by evidence */
    actor: json<Account>('actor'),
    at: moment('at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.installationId, table.clusterId, table.index] }),
    index('cluster_transitions_at').on(table.installationId, table.at),
    index('cluster_transitions_to').on(table.installationId, table.to, table.clusterId),
  ],
);

/** Notices that were wanted: who is told what where, and what waits for approval. What became of each is in `posts`. */
export const notices = pgTable(
  'notices',
  {
    installationId: githubId('installation_id').notNull(),
    slot: words('slot').notNull(),
    clusterId: bigint('cluster_id', { mode: 'number' }).notNull(),
    repositoryId: githubId('repository_id').notNull(),
    number: integer('number').notNull(),
    people: json<number[]>('people').notNull(),
    news: words('news').notNull(),
    release: words('release'),
    claim: words('claim'),
    held: oneOf<NonNullable<NoticeRecord['held']>>('held'),
    eligibleAt: moment('eligible_at').notNull(),
    /** when its claim first stood on GitHub, however often the note was edited since; null: not yet */
    toldAt: moment('told_at'),
  },
  (table) => [
    primaryKey({ columns: [table.installationId, table.slot] }),
    index('notices_cluster').on(table.installationId, table.clusterId),
    index('notices_release').on(table.installationId, table.release),
  ],
);
