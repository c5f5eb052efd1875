import { z } from 'zod';
import type { Repository, ThreadSnapshot } from '../loop/vocabulary.ts';
import type { Opened, Received } from './delivery.ts';
import { read } from './payload-refused.ts';
import { eventLabelSchema, repositorySchema, surroundings, textSchema, timeSchema } from './shared.ts';
import { type ThreadMeaning, type ThreadReading, threadEvent } from './thread.ts';
import { snapshotOf, threadFields } from './thread-fields.ts';

/** An issue, also where it is the issue side of a pull request (comments on pull requests come with that one). */
export const issueSchema = z.object({
  ...threadFields,
  /** some payloads leave it out (`issues.pinned`); the time of closing tells as well */
  state: z.enum(['open', 'closed']).optional(),
  state_reason: z.string().nullish(),
  pull_request: z.object({ merged_at: timeSchema.nullish() }).nullish(),
});

/** What the payload of an issue does not say of a pull request stays null. */
export function issueSnapshot(issue: z.output<typeof issueSchema>, repository: Repository): ThreadSnapshot {
  return {
    ...snapshotOf(issue, repository),
    type: issue.pull_request ? 'pull_request' : 'issue',
    state: issue.state ?? (issue.closed_at ? 'closed' : 'open'),
    stateReason: issue.state_reason ?? null,
    merged: Boolean(issue.pull_request?.merged_at),
  };
}

const placeSchema = z.object({
  id: z.number().int(),
  node_id: z.string(),
  number: z.number().int().positive(),
});

/** `changes` of a transfer or a conversion; every part may be missing where we may not see the new place. */
export const movedSchema = z
  .object({
    new_issue: placeSchema.nullish(),
    new_discussion: placeSchema.nullish(),
    new_repository: repositorySchema.nullish(),
  })
  .nullish();

/** `home`: the repository where the thread stays unless another one is told (conversions). */
export function movedTo(moved: z.output<typeof movedSchema>, home: Repository | null): ThreadReading['to'] {
  const place = moved?.new_issue ?? moved?.new_discussion;
  const repository = moved?.new_repository ?? home;
  if (!place || !repository) return null;
  return { repositoryId: repository.id, number: place.number, nodeId: place.node_id, repository };
}

const MEANINGS: Readonly<Record<string, ThreadMeaning>> = {
  opened: 'thread.opened',
  edited: 'thread.edited',
  closed: 'thread.closed',
  reopened: 'thread.reopened',
  locked: 'thread.locked',
  unlocked: 'thread.unlocked',
  labeled: 'labeled',
  unlabeled: 'unlabeled',
  deleted: 'deleted',
  transferred: 'transferred',
  // GitHub documents the conversion only as an issue event of the timeline; read here in case it is delivered.
  converted_to_discussion: 'transferred',
  assigned: 'thread.touched',
  unassigned: 'thread.touched',
  milestoned: 'thread.touched',
  demilestoned: 'thread.touched',
  pinned: 'thread.touched',
  unpinned: 'thread.touched',
  typed: 'thread.touched',
  untyped: 'thread.touched',
};

const plainSchema = z.object({ issue: issueSchema, label: eventLabelSchema, ...surroundings });
/** An edit names what it changed, with the text before. */
const editedSchema = plainSchema.extend({
  changes: z
    .object({ body: z.object({ from: textSchema }).nullish() })
    .nullish()
    .catch(null),
});
/** The arrival of a transferred issue names the place it came from. */
const openedSchema = plainSchema.extend({
  changes: z
    .object({
      old_issue: z.object({ number: z.number().int().positive() }).nullish(),
      old_repository: z.object({ id: z.number().int().positive() }).nullish(),
    })
    .nullish(),
});
const movingSchema = plainSchema.extend({ changes: movedSchema });

/** `issues` deliveries. */
export function readIssue(opened: Opened): Received {
  return threadEvent(opened, MEANINGS, readThread);
}

function readThread(opened: Opened): ThreadReading {
  if (opened.action === 'opened') {
    const { issue, repository, sender, label, changes } = read(openedSchema, opened);
    const { old_issue: before, old_repository: place } = changes ?? {};
    const from = before && place ? { repositoryId: place.id, number: before.number } : undefined;
    return { thread: issueSnapshot(issue, repository), actor: sender, label, to: null, from };
  }
  if (opened.action === 'edited') {
    const { issue, repository, sender, changes } = read(editedSchema, opened);
    const bodyBefore = changes?.body?.from;
    return { thread: issueSnapshot(issue, repository), actor: sender, label: null, to: null, bodyBefore };
  }
  if (opened.action !== 'transferred' && opened.action !== 'converted_to_discussion') {
    const payload = read(plainSchema, opened);
    return {
      thread: issueSnapshot(payload.issue, payload.repository),
      actor: payload.sender,
      label: payload.label,
      to: null,
    };
  }
  const payload = read(movingSchema, opened);
  const home = opened.action === 'converted_to_discussion' ? payload.repository : null;
  return {
    thread: issueSnapshot(payload.issue, payload.repository),
    actor: payload.sender,
    label: null,
    to: movedTo(payload.changes, home),
  };
}
