import { sql } from 'drizzle-orm';
import { bigint, boolean, index, integer, pgTable, primaryKey, uniqueIndex } from 'drizzle-orm/pg-core';
import type { Command, CommandTarget, Item, Judgement } from '../../loop/item.ts';
import type {
  Account,
  CommentSnapshot,
  Kind,
  Repository,
  Role,
  Severity,
  Stage,
  ThreadType,
} from '../../loop/vocabulary.ts';
import { githubId, json, moment, oneOf, words } from './columns.ts';

/** Threads: the newest snapshot of each and what was observed of it. `deleted_at` makes a row a tombstone. */
export const items = pgTable(
  'items',
  {
    itemId: bigint('item_id', { mode: 'number' }).primaryKey().generatedByDefaultAsIdentity(),
    installationId: githubId('installation_id').notNull(),
    repositoryId: githubId('repository_id').notNull(),
    number: integer('number').notNull(),
    type: oneOf<ThreadType>('type').notNull(),
    nodeId: words('node_id').notNull(),
    githubId: githubId('github_id').notNull(),
    /** the repository as the snapshot told it; the row of `repositories` goes before */
    repository: json<Repository>('repository').notNull(),
    title: words('title').notNull(),
    body: words('body').notNull(),
    authorId: githubId('author_id'),
    author: json<Account>('author'),
    authorAssociation: words('author_association').notNull(),
    authorRole: oneOf<Role>('author_role').notNull(),
    roleInferred: boolean('role_inferred').notNull(),
    state: oneOf<'open' | 'closed'>('state').notNull(),
    stateReason: words('state_reason'),
    locked: boolean('locked').notNull(),
    labels: json<string[]>('labels').notNull(),
    category: words('category'),
    merged: boolean('merged').notNull(),
    mergeCommitSha: words('merge_commit_sha'),
    baseRef: words('base_ref'),
    headSha: words('head_sha'),
    answer: words('answer_node_id'),
    thumbsUp: integer('thumbs_up').notNull(),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
    closedAt: moment('closed_at'),
    closedBy: json<Account>('closed_by'),
    observation: json<Item['observation']>('observation').notNull(),
    stage: oneOf<Stage>('stage'),
    stageSource: oneOf<Item['stageSource']>('stage_source').notNull(),
    kind: oneOf<Kind>('kind').notNull(),
    kindSource: oneOf<Item['kind']['source']>('kind_source').notNull(),
    severity: oneOf<Severity>('severity').notNull(),
    severitySource: oneOf<Item['severity']['source']>('severity_source').notNull(),
    themes: json<Item['themes']>('themes').notNull(),
    paths: json<string[]>('paths'),
    origin: oneOf<Item['origin']>('origin').notNull(),
    deletedAt: moment('deleted_at'),
  },
  (table) => [
    uniqueIndex('items_thread').on(table.installationId, table.repositoryId, table.number),
    index('items_author').on(table.installationId, table.authorId),
    index('items_created').on(table.installationId, table.createdAt),
    // Lists of the rare are as quick as lists of all.
    index('items_stage').on(table.installationId, table.stage, table.createdAt, table.itemId),
    index('items_type').on(table.installationId, table.type, table.createdAt, table.itemId),
    index('items_themes').using('gin', sql`${table.themes} jsonb_path_ops`),
  ],
);

/** Comments of people; the app's own are in `posts`. */
export const comments = pgTable(
  'comments',
  {
    installationId: githubId('installation_id').notNull(),
    family: oneOf<CommentSnapshot['family']>('family').notNull(),
    commentId: githubId('comment_id').notNull(),
    repositoryId: githubId('repository_id').notNull(),
    number: integer('number').notNull(),
    nodeId: words('node_id').notNull(),
    body: words('body').notNull(),
    authorId: githubId('author_id'),
    author: json<Account>('author'),
    authorRole: oneOf<Role>('author_role').notNull(),
    roleInferred: boolean('role_inferred').notNull().default(false),
    parentId: githubId('parent_id'),
    parentNodeId: words('parent_node_id'),
    isAnswer: boolean('is_answer').notNull(),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
    deletedAt: moment('deleted_at'),
  },
  (table) => [
    primaryKey({ columns: [table.installationId, table.family, table.commentId] }),
    index('comments_thread').on(table.installationId, table.repositoryId, table.number),
  ],
);

/** Labels that people put on or took off by hand, for ever. */
export const judgements = pgTable(
  'judgements',
  {
    installationId: githubId('installation_id').notNull(),
    repositoryId: githubId('repository_id').notNull(),
    number: integer('number').notNull(),
    key: words('key').notNull(),
    verb: oneOf<Judgement['verb']>('verb').notNull(),
    label: words('label').notNull(),
    actor: json<Account>('actor').notNull(),
    at: moment('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.installationId, table.repositoryId, table.number, table.key] })],
);

/** Commands as they were found in texts. */
export const commands = pgTable(
  'commands',
  {
    installationId: githubId('installation_id').notNull(),
    repositoryId: githubId('repository_id').notNull(),
    number: integer('number').notNull(),
    key: words('key').notNull(),
    source: json<Command['source']>('source').notNull(),
    verb: words('verb').notNull(),
    argument: words('argument').notNull(),
    actor: json<Account>('actor').notNull(),
    triage: boolean('triage').notNull(),
    target: json<CommandTarget>('target'),
    at: moment('at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.installationId, table.repositoryId, table.number, table.key] }),
    // Words that are looked for from elsewhere: of clusters, of releases, of fixes.
    index('commands_verb').on(table.installationId, table.verb),
  ],
);
