/** The webhook events that are read. What `app.yml` subscribes to and what GitHub sends unasked, together. */

/** To be listed in `app.yml` under `default_events`. */
export const SUBSCRIBED_EVENTS = [
  'discussion',
  'discussion_comment',
  'issue_comment',
  'issues',
  'label',
  'member',
  'membership',
  'organization',
  'public',
  'pull_request',
  'pull_request_review',
  'pull_request_review_comment',
  'push',
  'release',
  'repository',
  'team',
  'workflow_run',
] as const;

/** Sent to every GitHub App without a subscription; a manifest that lists them is refused by GitHub. */
export const AUTOMATIC_EVENTS = ['installation', 'installation_repositories'] as const;

export type HandledEvent = (typeof SUBSCRIBED_EVENTS)[number] | (typeof AUTOMATIC_EVENTS)[number];

export const HANDLED_EVENTS: readonly HandledEvent[] = [...SUBSCRIBED_EVENTS, ...AUTOMATIC_EVENTS];
