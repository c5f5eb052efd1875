import { z } from 'zod';
import type { ItemBackfilledEvent, ThreadGoneEvent } from '../loop/event.ts';
import { type Account, THREAD_TYPES } from '../loop/vocabulary.ts';
import { happened, type Opened, type Received } from './delivery.ts';
import { read } from './payload-refused.ts';
import { GHOST, timeSchema } from './shared.ts';

/**
 * A thread that was read from GitHub instead of told by it. Our own payload, in the words of the loop: it goes
 * through the inbox like every delivery, so its schema is exact and its ids and order keys are the same as theirs.
 */

/** Name of these deliveries. */
export const BACKFILL = 'fullcircle.backfill';

/** Name of those that tell of a thread which GitHub does not have any more. */
export const GONE = 'fullcircle.gone';

const accountSchema = z.object({
  id: z.number().int(),
  login: z.string(),
  type: z.enum(['User', 'Bot', 'Organization', 'Mannequin'] satisfies Account['type'][]),
});

/** Whoever was forgotten is the ghost in what was handed in before. */
const personSchema = accountSchema
  .nullable()
  .transform((account) => (account?.login === GHOST ? null : account));

const repositorySchema = z.object({
  id: z.number().int().positive(),
  nodeId: z.string(),
  owner: z.string(),
  name: z.string(),
  private: z.boolean(),
  archived: z.boolean(),
  defaultBranch: z.string().nullable(),
});

const threadSchema = z.object({
  repository: repositorySchema,
  number: z.number().int().positive(),
  type: z.enum(THREAD_TYPES),
  nodeId: z.string(),
  id: z.number().int(),
  title: z.string(),
  body: z.string(),
  author: personSchema,
  authorAssociation: z.string(),
  state: z.enum(['open', 'closed']),
  stateReason: z.string().nullable(),
  locked: z.boolean(),
  labels: z.array(z.string()),
  category: z.string().nullable(),
  merged: z.boolean(),
  mergeCommitSha: z.string().nullable(),
  baseRef: z.string().nullable(),
  headSha: z.string().nullable(),
  answer: z.string().nullable(),
  thumbsUp: z.number().int(),
  createdAt: timeSchema,
  updatedAt: timeSchema,
  closedAt: timeSchema.nullable(),
});

const commentSchema = z.object({
  id: z.number().int(),
  nodeId: z.string(),
  family: z.enum(['issue_comment', 'discussion_comment', 'review', 'review_comment']),
  body: z.string(),
  author: personSchema,
  parentId: z.number().int().nullable(),
  parentNodeId: z.string().nullable(),
  isAnswer: z.boolean(),
  createdAt: timeSchema,
  updatedAt: timeSchema,
});

const schema = z.object({
  at: timeSchema,
  origin: z.enum(['history', 'reconcile']),
  thread: threadSchema,
  written: z.object({ by: personSchema, at: timeSchema }).optional(),
  closedBy: personSchema,
  comments: z.array(commentSchema),
  labelChanges: z.array(
    z.object({ label: z.string(), added: z.boolean(), actor: personSchema, at: timeSchema }),
  ),
});

/** The payload's text for a thread that was read; `readBackfill` gives the same event back. */
export function backfillPayload(
  event: Omit<ItemBackfilledEvent, 'type' | 'deliveryId' | 'installationId'>,
): string {
  const { at, origin, thread, written, closedBy, comments, labelChanges } = event;
  return JSON.stringify({ at, origin, thread, written, closedBy, comments, labelChanges });
}

/** `fullcircle.backfill` deliveries. */
export function readBackfill(opened: Opened): Received {
  const { at, ...found } = read(schema, opened);
  return { event: { ...happened(opened, at), type: 'item.backfilled', ...found } };
}

const touchedSchema = z.object({ at: timeSchema, thread: threadSchema, hides: z.boolean().optional() });

/** `fullcircle.touched` deliveries. */
export function readTouched(opened: Opened): Received {
  const { at, ...found } = read(touchedSchema, opened);
  return { event: { ...happened(opened, at), type: 'thread.touched', ...found, actor: null } };
}

const goneSchema = z.object({ at: timeSchema, thread: threadSchema });

/** The payload's text for a thread that is gone. Its words are gone, too. */
export function gonePayload({ at, thread }: Pick<ThreadGoneEvent, 'at' | 'thread'>): string {
  return JSON.stringify({ at, thread: { ...thread, title: '', body: '' } });
}

/** `fullcircle.gone` deliveries: nobody knows who deleted it. */
export function readGone(opened: Opened): Received {
  const { at, thread } = read(goneSchema, opened);
  return { event: { ...happened(opened, at), type: 'thread.deleted', thread, actor: null } };
}
