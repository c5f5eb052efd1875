import { z } from 'zod';
import type { Repository, ThreadSnapshot } from '../loop/vocabulary.ts';
import type { Opened, Received } from './delivery.ts';
import { movedSchema, movedTo } from './issue.ts';
import { read } from './payload-refused.ts';
import {
  authorSchema,
  eventLabelSchema,
  labelNamesSchema,
  surroundings,
  textSchema,
  thumbsUpSchema,
  timeSchema,
} from './shared.ts';
import { type ThreadMeaning, type ThreadReading, threadEvent } from './thread.ts';

export const discussionSchema = z.object({
  id: z.number().int(),
  node_id: z.string(),
  number: z.number().int().positive(),
  title: z.string(),
  body: textSchema,
  user: authorSchema,
  author_association: z.string().optional(),
  /** open, closed, and in passing: locked, converting, transferring */
  state: z.string(),
  state_reason: z.string().nullish(),
  locked: z.boolean().optional(),
  labels: labelNamesSchema,
  reactions: thumbsUpSchema,
  category: z.object({ name: z.string() }).nullish(),
  answer_html_url: z.string().nullish(),
  created_at: timeSchema,
  updated_at: timeSchema,
  closed_at: timeSchema.nullish(),
});

type Discussion = z.output<typeof discussionSchema>;

/**
 * `answer` is told only when an answer is chosen (or by a comment that is the answer). Elsewhere the payload
 * has the answer's web address, which then stands in its place, so that an answered discussion never looks unanswered.
 */
export function discussionSnapshot(
  discussion: Discussion,
  repository: Repository,
  answer: string | null,
): ThreadSnapshot {
  return {
    repository,
    number: discussion.number,
    type: 'discussion',
    nodeId: discussion.node_id,
    id: discussion.id,
    title: discussion.title,
    body: discussion.body,
    author: discussion.user,
    authorAssociation: discussion.author_association ?? 'NONE',
    state: discussion.state === 'closed' ? 'closed' : 'open',
    stateReason: discussion.state_reason ?? null,
    locked: discussion.locked ?? false,
    labels: discussion.labels,
    category: discussion.category?.name ?? null,
    merged: false,
    mergeCommitSha: null,
    baseRef: null,
    headSha: null,
    answer: answer ?? discussion.answer_html_url ?? null,
    thumbsUp: discussion.reactions,
    createdAt: discussion.created_at,
    updatedAt: discussion.updated_at,
    closedAt: discussion.closed_at ?? null,
  };
}

const MEANINGS: Readonly<Record<string, ThreadMeaning>> = {
  created: 'thread.opened',
  edited: 'thread.edited',
  closed: 'thread.closed',
  reopened: 'thread.reopened',
  locked: 'thread.locked',
  unlocked: 'thread.unlocked',
  labeled: 'labeled',
  unlabeled: 'unlabeled',
  answered: 'thread.answered',
  unanswered: 'thread.unanswered',
  deleted: 'deleted',
  transferred: 'transferred',
  category_changed: 'thread.touched',
  pinned: 'thread.touched',
  unpinned: 'thread.touched',
};

const plainSchema = z.object({ discussion: discussionSchema, label: eventLabelSchema, ...surroundings });
const answeredSchema = plainSchema.extend({ answer: z.object({ node_id: z.string() }) });
const movingSchema = plainSchema.extend({ changes: movedSchema });

/** `discussion` deliveries. */
export function readDiscussion(opened: Opened): Received {
  return threadEvent(opened, MEANINGS, readThread);
}

function readThread(opened: Opened): ThreadReading {
  if (opened.action === 'answered') {
    const payload = read(answeredSchema, opened);
    return reading(payload, payload.answer.node_id);
  }
  if (opened.action === 'transferred') {
    const payload = read(movingSchema, opened);
    return { ...reading(payload, null), to: movedTo(payload.changes, null) };
  }
  const payload = read(plainSchema, opened);
  if (opened.action === 'unanswered') payload.discussion.answer_html_url = null;
  // GitHub tells no time of closing; that of the closing itself is the update that brought it.
  if (opened.action === 'closed') payload.discussion.closed_at ??= payload.discussion.updated_at;
  return reading(payload, null);
}

function reading(payload: z.output<typeof plainSchema>, answer: string | null): ThreadReading {
  return {
    thread: discussionSnapshot(payload.discussion, payload.repository, answer),
    actor: payload.sender,
    label: payload.label,
    to: null,
  };
}
