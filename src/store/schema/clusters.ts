import { type SQL, sql } from 'drizzle-orm';
import { bigint, index, type PgColumn, pgTable, primaryKey } from 'drizzle-orm/pg-core';
import type { Entry } from '../../loop/cluster/entry.ts';
import type { Cause } from '../../loop/cluster-record.ts';
import { githubId, json, moment, rowNumber } from './columns.ts';

/** Whether a human says something of two items by an entry. In the very words of the index, or the index is not used. */
export function isJudging(entry: PgColumn): SQL {
  return sql`${entry} ->> 'verb' in ('join', 'reject', 'split', 'undo')`;
}

/** The log of clusters: the truth, never changed. Only the component is renamed. */
export const clusterEntries = pgTable(
  'cluster_entries',
  {
    installationId: githubId('installation_id').notNull(),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    component: rowNumber('component').notNull(),
    entry: json<Entry>('entry').notNull(),
    cause: json<Cause>('cause').notNull(),
    at: moment('at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.installationId, table.seq] }),
    index('cluster_entries_component').on(table.installationId, table.component, table.seq),
    // Words of people are few beside what the matcher and GitHub say, and each look-up asks for them.
    index('cluster_entries_judging').on(table.installationId, table.seq).where(isJudging(table.entry)),
  ],
);

/** The items that the log names. */
export const clusterItems = pgTable(
  'cluster_items',
  {
    installationId: githubId('installation_id').notNull(),
    itemId: rowNumber('item_id').notNull(),
    /** items that any entry names together have the same; it is the number of one of them */
    component: rowNumber('component').notNull(),
    /** null: in none (yet, or any more) */
    clusterId: bigint('cluster_id', { mode: 'number' }),
  },
  (table) => [
    primaryKey({ columns: [table.installationId, table.itemId] }),
    index('cluster_items_component').on(table.installationId, table.component),
    index('cluster_items_cluster').on(table.installationId, table.clusterId),
  ],
);

/** Clusters as the log has made them, and the ids of former ones. */
export const clusters = pgTable(
  'clusters',
  {
    installationId: githubId('installation_id').notNull(),
    clusterId: bigint('cluster_id', { mode: 'number' }).notNull(),
    pinned: rowNumber('pinned'),
    /** the older cluster that this one is part of now; null: it stands for itself */
    mergedInto: bigint('merged_into', { mode: 'number' }),
  },
  (table) => [primaryKey({ columns: [table.installationId, table.clusterId] })],
);
