import { z } from 'zod';
import type { Repository, ThreadSnapshot } from '../loop/vocabulary.ts';
import type { Opened, Received } from './delivery.ts';
import { read } from './payload-refused.ts';
import { eventLabelSchema, surroundings, timeSchema } from './shared.ts';
import { type ThreadMeaning, threadEvent } from './thread.ts';
import { snapshotOf, threadFields } from './thread-fields.ts';

/** A pull request; with reviews and review comments it comes without `merged`, then `merged_at` tells. */
export const pullRequestSchema = z.object({
  ...threadFields,
  state: z.enum(['open', 'closed']),
  merged: z.boolean().nullish(),
  merged_at: timeSchema.nullish(),
  merge_commit_sha: z.string().nullish(),
  base: z.object({ ref: z.string() }),
  head: z.object({ sha: z.string() }),
});

export function pullRequestSnapshot(
  pull: z.output<typeof pullRequestSchema>,
  repository: Repository,
): ThreadSnapshot {
  const merged = pull.merged ?? Boolean(pull.merged_at);
  return {
    ...snapshotOf(pull, repository),
    type: 'pull_request',
    state: pull.state,
    merged,
    // Before the merge GitHub puts the commit of its trial merge here, which is on no branch.
    mergeCommitSha: merged ? (pull.merge_commit_sha ?? null) : null,
    baseRef: pull.base.ref,
    headSha: pull.head.sha,
  };
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
  assigned: 'thread.touched',
  unassigned: 'thread.touched',
  auto_merge_enabled: 'thread.touched',
  auto_merge_disabled: 'thread.touched',
  converted_to_draft: 'thread.touched',
  ready_for_review: 'thread.touched',
  milestoned: 'thread.touched',
  demilestoned: 'thread.touched',
  enqueued: 'thread.touched',
  dequeued: 'thread.touched',
  review_requested: 'thread.touched',
  review_request_removed: 'thread.touched',
  synchronize: 'thread.touched',
};

const schema = z.object({ pull_request: pullRequestSchema, label: eventLabelSchema, ...surroundings });

/** `pull_request` deliveries. */
export function readPullRequest(opened: Opened): Received {
  return threadEvent(opened, MEANINGS, () => {
    const payload = read(schema, opened);
    return {
      thread: pullRequestSnapshot(payload.pull_request, payload.repository),
      actor: payload.sender,
      label: payload.label,
      to: null,
    };
  });
}
