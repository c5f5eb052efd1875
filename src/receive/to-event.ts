import { TOUCHED } from '../loop/touched.ts';
import { BACKFILL, GONE, readBackfill, readGone, readTouched } from './backfill.ts';
import { readDiscussionComment, readIssueComment, readReview, readReviewComment } from './comment.ts';
import type { Delivery, Opened, Received } from './delivery.ts';
import { readDiscussion } from './discussion.ts';
import type { HandledEvent } from './events.ts';
import { readInstallation, readInstallationRepositories } from './installation.ts';
import { readIssue } from './issue.ts';
import { readLabel } from './label.ts';
import { readMember, readMembership, readOrganization, readTeam } from './membership.ts';
import { actionOf } from './order-key.ts';
import { PayloadRefused } from './payload-refused.ts';
import { readPullRequest } from './pull-request.ts';
import { readPush } from './push.ts';
import { readRelease } from './release.ts';
import { readPublic, readRepository } from './repository.ts';
import { readSchedule, SCHEDULE } from './schedule.ts';
import { readSignal, SIGNAL } from './signal.ts';
import { meaningOf } from './thread.ts';
import { GIVEN, readGiven } from './word.ts';
import { readWorkflowRun } from './workflow-run.ts';

type Reader = (opened: Opened) => Received;

const WEBHOOKS: Readonly<Record<HandledEvent, Reader>> = {
  discussion: readDiscussion,
  discussion_comment: readDiscussionComment,
  installation: readInstallation,
  installation_repositories: readInstallationRepositories,
  issue_comment: readIssueComment,
  issues: readIssue,
  label: readLabel,
  member: readMember,
  membership: readMembership,
  organization: readOrganization,
  public: readPublic,
  pull_request: readPullRequest,
  pull_request_review: readReview,
  pull_request_review_comment: readReviewComment,
  push: readPush,
  release: readRelease,
  repository: readRepository,
  team: readTeam,
  workflow_run: readWorkflowRun,
};

const READERS: Readonly<Record<string, Reader>> = {
  ...WEBHOOKS,
  [BACKFILL]: readBackfill,
  [GONE]: readGone,
  [TOUCHED]: readTouched,
  [SCHEDULE]: readSchedule,
  [SIGNAL]: readSignal,
  [GIVEN]: readGiven,
};

/**
 * What a delivery means. Events and actions that nobody here reads are ignored with the reason, so that GitHub may
 * add to its own. Throws PayloadRefused where a field that we use is missing or of another type: repeating does
 * not help then.
 */
export function toEvent(delivery: Delivery): Received {
  const reader = meaningOf(READERS, delivery.name);
  if (!reader) return { ignored: `${delivery.name} is not read` };
  if (delivery.installationId === null) {
    return { ignored: `${delivery.name} came without an installation` };
  }
  const payload = parsePayload(delivery);
  return reader({
    id: delivery.id,
    name: delivery.name,
    installationId: delivery.installationId,
    receivedAt: delivery.receivedAt,
    action: actionOf(payload),
    payload,
  });
}

/** `\u0000` and half surrogate pairs: legal in JSON, refused by Postgres in text and jsonb. */
const UNSTORABLE_ESCAPE = /\\u(?:0000|[dD][89a-fA-F][0-9a-fA-F]{2})/;
const UNSTORABLE = /\0|\p{Surrogate}/gu;

function parsePayload(delivery: Delivery): unknown {
  try {
    // Only a payload that may have them pays for looking at every string.
    return UNSTORABLE_ESCAPE.test(delivery.payload)
      ? JSON.parse(delivery.payload, (_key, value: unknown) =>
          typeof value === 'string' ? value.replace(UNSTORABLE, '\uFFFD') : value,
        )
      : JSON.parse(delivery.payload);
  } catch (cause) {
    throw new PayloadRefused(`${delivery.name}: payload: not JSON`, { cause });
  }
}
