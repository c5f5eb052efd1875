import { bigint, index, pgTable, primaryKey } from 'drizzle-orm/pg-core';
import type { Agenda, MadeDecision } from '../../loop/triage/agenda.ts';
import type { WeekSummary } from '../../loop/week-record.ts';
import { githubId, json, moment, oneOf, words } from './columns.ts';

/** Weekly issues that an installation opened. */
export const weeks = pgTable(
  'weeks',
  {
    installationId: githubId('installation_id').notNull(),
    /** ISO week, `2026-W48` */
    week: words('week').notNull(),
    repositoryId: githubId('repository_id').notNull(),
    asOf: moment('as_of').notNull(),
    summary: json<WeekSummary>('summary').notNull(),
    /** what it says, texts of others included; null once it is closed */
    agenda: json<Agenda>('agenda'),
    closedAt: moment('closed_at'),
  },
  (table) => [primaryKey({ columns: [table.installationId, table.week, table.repositoryId] })],
);

/** What was decided in a weekly issue and stands: made anew from its commands and ticks each time one is heard. */
export const decisions = pgTable(
  'decisions',
  {
    installationId: githubId('installation_id').notNull(),
    repositoryId: githubId('repository_id').notNull(),
    week: words('week').notNull(),
    /** of the command or tick */
    key: words('key').notNull(),
    clusterId: bigint('cluster_id', { mode: 'number' }).notNull(),
    action: oneOf<MadeDecision['action']>('action').notNull(),
    reason: words('reason').notNull(),
    actor: json<MadeDecision['by']>('actor').notNull(),
    functions: json<readonly string[]>('functions').notNull(),
    at: moment('at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.installationId, table.repositoryId, table.week, table.key] }),
    index('decisions_latest').on(table.installationId, table.at),
  ],
);
