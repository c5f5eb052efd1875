import { boolean, integer, pgTable, primaryKey } from 'drizzle-orm/pg-core';
import { githubId, json, moment, oneOf, words } from './columns.ts';

/** Who has installed the app. */
export const installations = pgTable('installations', {
  installationId: githubId('installation_id').primaryKey(),
  accountId: githubId('account_id').notNull(),
  login: words('login').notNull(),
  accountType: oneOf<'User' | 'Organization'>('account_type').notNull(),
  permissions: json<Record<string, string>>('permissions').notNull(),
  suspended: boolean('suspended').notNull(),
  repositoriesStale: boolean('repositories_stale').notNull(),
  /** words about repositories that were taken in */
  repositoriesTold: integer('repositories_told').notNull().default(0),
  installedAt: moment('installed_at').notNull(),
  changedAt: moment('changed_at').notNull(),
  goneAt: moment('gone_at'),
});

/** The repositories of an installation, with the config file that is in force. */
export const repositories = pgTable(
  'repositories',
  {
    installationId: githubId('installation_id').notNull(),
    repositoryId: githubId('repository_id').notNull(),
    nodeId: words('node_id').notNull(),
    owner: words('owner').notNull(),
    name: words('name').notNull(),
    private: boolean('private').notNull(),
    archived: boolean('archived').notNull(),
    defaultBranch: words('default_branch'),
    hasIssues: boolean('has_issues').notNull(),
    hasDiscussions: boolean('has_discussions').notNull(),
    configFile: json<unknown>('config_file'),
    configProblems: json<string[]>('config_problems').notNull(),
    configReadAt: moment('config_read_at'),
    changedAt: moment('changed_at').notNull(),
    goneAt: moment('gone_at'),
  },
  (table) => [primaryKey({ columns: [table.installationId, table.repositoryId] })],
);

/** Remote facts that were kept: permissions, teams. */
export const facts = pgTable(
  'facts',
  {
    installationId: githubId('installation_id').notNull(),
    key: words('key').notNull(),
    kind: words('kind').notNull(),
    /** lower case; whom the fact is about, null where it is about no single person */
    login: words('login'),
    value: json<unknown>('value'),
    readAt: moment('read_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.installationId, table.key] })],
);
