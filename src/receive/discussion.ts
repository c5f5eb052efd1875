import { z } from 'zod';
import type { Repository, ThreadSnapshot } from '../loop/vocabulary.ts';
import type { Opened, Received } from './delivery.ts';
import { movedSchema, movedTo } from './issue.ts';
import { read } from './payload-refused.ts';
import { eventLabelSchema, surroundings } from './shared.ts';
import { type ThreadMeaning, type ThreadReading, threadEvent } from './thread.ts';
import { snapshotOf, threadFields } from './thread-fields.ts';

export const discussionSchema = z.object({
  ...threadFields,
  /** open, closed, and in passing: locked, converting, transferring */
  state: z.string(),
  state_reason: z.string().nullish(),
  category: z.object({ name: z.string() }).nullish(),
  answer_html_url: z.string().nullish(),
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
    ...snapshotOf(discussion, repository),
    type: 'discussion',
    state: discussion.state === 'closed' ? 'closed' : 'open',
    stateReason: discussion.state_reason ?? null,
    category: discussion.category?.name ?? null,
    answer: answer ?? discussion.answer_html_url ?? null,
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
