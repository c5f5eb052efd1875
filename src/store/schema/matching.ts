import {
  bigint,
  doublePrecision,
  index,
  integer,
  pgTable,
  primaryKey,
  real,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { Document } from '../../loop/cluster/document.ts';
import type { Evidence } from '../../loop/cluster/evidence.ts';
import type { Mass } from '../../loop/cluster/overlap.ts';
import type { Pair } from '../../loop/cluster-record.ts';
import { githubId, json, moment, oneOf, rowNumber, words, writtenJson } from './columns.ts';

/** Reports as they are compared. An item without a row takes no part in matching. */
export const documents = pgTable(
  'documents',
  {
    installationId: githubId('installation_id').notNull(),
    itemId: rowNumber('item_id').notNull(),
    repositoryId: githubId('repository_id').notNull(),
    /** of the item */
    createdAt: moment('created_at').notNull(),
    document: writtenJson<Document>('document').notNull(),
    mass: writtenJson<Mass>('mass').notNull(),
    /** keys of the document's lines, see `textKey`: what is a template's is counted without reading the documents */
    lines: bigint('lines', { mode: 'number' }).array().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.installationId, table.itemId] }),
    index('documents_latest').on(table.installationId, table.repositoryId, table.createdAt, table.itemId),
  ],
);

/** The terms of each repository's documents. Each has a list of postings. */
export const terms = pgTable(
  'terms',
  {
    installationId: githubId('installation_id').notNull(),
    /** see `textKey`: no text is kept here */
    term: bigint('term', { mode: 'number' }).notNull(),
    repositoryId: githubId('repository_id').notNull(),
    listId: bigint('list_id', { mode: 'number' }).generatedByDefaultAsIdentity().notNull(),
    /** documents of the repository that have the term; rows with 0 stay */
    items: integer('items').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.installationId, table.term, table.repositoryId] }),
    uniqueIndex('terms_list').on(table.listId),
  ],
);

/**
 * Which document has which term, and how strongly. The primary key is all that a look-up reads: backwards it gives a
 * list's strongest items first, newest first when tied. It begins with the list, which is of one installation.
 */
export const postings = pgTable(
  'postings',
  {
    installationId: githubId('installation_id').notNull(),
    listId: bigint('list_id', { mode: 'number' }).notNull(),
    impact: real('impact').notNull(),
    itemId: rowNumber('item_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.listId, table.impact, table.itemId] }),
    index('postings_item').on(table.itemId),
  ],
);

/** What the matcher said of items. The evidence quotes texts. */
export const pairs = pgTable(
  'pairs',
  {
    installationId: githubId('installation_id').notNull(),
    /** the one that was looked up */
    itemId: rowNumber('item_id').notNull(),
    otherItemId: rowNumber('other_item_id').notNull(),
    tier: oneOf<Pair['tier']>('tier').notNull(),
    probability: doublePrecision('probability').notNull(),
    evidence: json<Evidence[]>('evidence').notNull(),
    algorithm: words('algorithm').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.installationId, table.itemId, table.otherItemId] }),
    index('pairs_other').on(table.installationId, table.otherItemId),
  ],
);
