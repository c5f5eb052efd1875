import { z } from 'zod';
import type { Repository, ThreadSnapshot } from '../loop/vocabulary.ts';
import { authorSchema, labelNamesSchema, textSchema, thumbsUpSchema, timeSchema } from './shared.ts';

/** What the payloads of issues, pull requests and discussions have in common. */
export const threadFields = {
  id: z.number().int(),
  node_id: z.string(),
  number: z.number().int().positive(),
  title: z.string(),
  body: textSchema,
  user: authorSchema,
  author_association: z.string().optional(),
  locked: z.boolean().optional(),
  labels: labelNamesSchema,
  reactions: thumbsUpSchema,
  created_at: timeSchema,
  updated_at: timeSchema,
  closed_at: timeSchema.nullish(),
};
const fieldsSchema = z.object(threadFields);

/** A snapshot as far as these fields tell; what only some threads have stays empty. */
export function snapshotOf(
  thread: z.output<typeof fieldsSchema>,
  repository: Repository,
): Omit<ThreadSnapshot, 'type' | 'state'> {
  return {
    repository,
    number: thread.number,
    nodeId: thread.node_id,
    id: thread.id,
    title: thread.title,
    body: thread.body,
    author: thread.user,
    authorAssociation: thread.author_association ?? 'NONE',
    stateReason: null,
    locked: thread.locked ?? false,
    labels: thread.labels,
    category: null,
    merged: false,
    mergeCommitSha: null,
    baseRef: null,
    headSha: null,
    answer: null,
    thumbsUp: thread.reactions,
    createdAt: thread.created_at,
    updatedAt: thread.updated_at,
    closedAt: thread.closed_at ?? null,
  };
}
