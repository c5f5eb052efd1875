import { boolean, index, integer, pgTable, primaryKey, real } from 'drizzle-orm/pg-core';
import type { ObservedSignal, OutsideReport } from '../../loop/outside.ts';
import { githubId, json, moment, oneOf, rowNumber, words } from './columns.ts';

/** Runs of the starters' workflows. */
export const starterRuns = pgTable(
  'starter_runs',
  {
    installationId: githubId('installation_id').notNull(),
    repositoryId: githubId('repository_id').notNull(),
    runId: githubId('run_id').notNull(),
    /** 1 at first; a run that is started again keeps its id */
    attempt: integer('attempt').notNull(),
    /** path of the workflow's file */
    workflow: words('workflow').notNull(),
    trigger: words('trigger').notNull(),
    conclusion: words('conclusion'),
    startedAt: moment('started_at').notNull(),
    finishedAt: moment('finished_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.installationId, table.runId, table.attempt] }),
    index('starter_runs_started').on(table.installationId, table.startedAt),
  ],
);

/** Who stands in the adopters' files. Whoever goes again has been one all the same. */
export const adopters = pgTable(
  'adopters',
  {
    installationId: githubId('installation_id').notNull(),
    repositoryId: githubId('repository_id').notNull(),
    /** lower case */
    key: words('key').notNull(),
    name: words('name').notNull(),
    /** the earliest push that is known to have had the entry */
    at: moment('at').notNull(),
    /** whether that push brought it; else it was there before */
    added: boolean('added').notNull(),
  },
  (table) => [primaryKey({ columns: [table.installationId, table.repositoryId, table.key] })],
);

/** What other channels told. */
export const signals = pgTable(
  'signals',
  {
    installationId: githubId('installation_id').notNull(),
    source: words('source').notNull(),
    /** the source's own */
    id: words('id').notNull(),
    type: oneOf<OutsideReport['kind']>('type').notNull(),
    /** negative, made of the author's key; null: forgotten */
    person: githubId('person'),
    title: words('title').notNull(),
    text: words('text').notNull(),
    url: words('url'),
    private: boolean('private').notNull(),
    minutes: real('minutes'),
    /** `SOURCE:ID` of the first known report of the same problem; null: it is that itself, or alone */
    sameAs: words('same_as'),
    at: moment('at').notNull(),
    /** reports: what the text tells */
    observed: json<ObservedSignal>('observed'),
    /** reports: the thread that is certainly about the same problem; null: none was found */
    itemId: rowNumber('item_id'),
  },
  (table) => [
    primaryKey({ columns: [table.installationId, table.source, table.id] }),
    index('signals_at').on(table.installationId, table.at),
  ],
);
