/**
 * What history is read with. Page sizes are chosen against GitHub's two limits: 500,000 nodes that a query could
 * return, and points of the hour's budget, where each connection counts once for every parent, a hundred for a point
 * (https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api).
 *
 * A page of 100 issues is 31,000 nodes and 4 points, of 100 pull requests 41,000 and 5, of 100 discussions 330,000 and
 * 103: replies hang on each comment. Fewer comments in a page would cost fewer points, but a call for each discussion
 * that has more; calls are what takes the time.
 */

const AUTHOR = `author {
  __typename login
  ... on User { databaseId }
  ... on Bot { databaseId }
  ... on Organization { databaseId }
}`;
const ACTOR = AUTHOR.replace('author', 'actor');
const COMMENT = `id fullDatabaseId body createdAt updatedAt ${AUTHOR}`;
const DISCUSSION_COMMENT = `id databaseId body createdAt updatedAt isAnswer ${AUTHOR}`;
const FORWARD = 'pageInfo { hasNextPage endCursor }';

const COMMENTS = `comments(first: 100) { ${FORWARD} nodes { ${COMMENT} } }`;
const REVIEWS = `reviews(first: 100) { ${FORWARD} nodes { ${COMMENT} } }`;
const REPLIES = `replies(first: 30) { ${FORWARD} nodes { ${DISCUSSION_COMMENT} } }`;
const LABEL_CHANGE = `__typename
  ... on LabeledEvent { createdAt label { name } ${ACTOR} }
  ... on UnlabeledEvent { createdAt label { name } ${ACTOR} }`;
const LABEL_CHANGES = `labelChanges: timelineItems(last: 100, itemTypes: [LABELED_EVENT, UNLABELED_EVENT]) {
  pageInfo { hasPreviousPage startCursor }
  nodes { ${LABEL_CHANGE} }
}`;
const CLOSING = `closing: timelineItems(last: 1, itemTypes: [CLOSED_EVENT]) {
  nodes { ... on ClosedEvent { ${ACTOR} } }
}`;
const EDITOR = AUTHOR.replace('author', 'editor');
const THREAD = `id number title body lastEditedAt ${EDITOR} authorAssociation locked createdAt updatedAt closedAt closed ${AUTHOR}
  labels(first: 100) { nodes { name } }
  thumbsUp: reactions(content: THUMBS_UP) { totalCount }`;

/** What is left of the hour's points, so that reading history leaves enough for everything else. */
const BUDGET = 'rateLimit { limit remaining resetAt }';

/** GitHub caps the labels of an issue at 100 and says so nowhere else. */
export const ISSUES = `query HistoryIssues($id: ID!, $size: Int!, $after: String, $since: DateTime) {
  ${BUDGET}
  node(id: $id) { ... on Repository {
    page: issues(first: $size, after: $after, filterBy: {since: $since}, orderBy: {field: UPDATED_AT, direction: DESC}) {
      ${FORWARD}
      nodes { ${THREAD} fullDatabaseId stateReason(enableDuplicate: true) ${CLOSING} ${LABEL_CHANGES} ${COMMENTS} }
    }
  } }
}`;

export const PULL_REQUESTS = `query HistoryPullRequests($id: ID!, $size: Int!, $after: String) {
  ${BUDGET}
  node(id: $id) { ... on Repository {
    page: pullRequests(first: $size, after: $after, orderBy: {field: UPDATED_AT, direction: DESC}) {
      ${FORWARD}
      nodes {
        ${THREAD} fullDatabaseId merged mergeCommit { oid } baseRefName headRefOid
        ${CLOSING} ${LABEL_CHANGES} ${COMMENTS} ${REVIEWS}
      }
    }
  } }
}`;

export const DISCUSSIONS = `query HistoryDiscussions($id: ID!, $size: Int!, $after: String) {
  ${BUDGET}
  node(id: $id) { ... on Repository {
    page: discussions(first: $size, after: $after, orderBy: {field: UPDATED_AT, direction: DESC}) {
      ${FORWARD}
      nodes {
        ${THREAD} databaseId stateReason category { name } answer { id }
        comments(first: 100) { ${FORWARD} nodes { ${DISCUSSION_COMMENT} ${REPLIES} } }
      }
    }
  } }
}`;

/** Further pages of a long thread. */
export const MORE_COMMENTS = `query HistoryComments($id: ID!, $after: String) {
  node(id: $id) {
    ... on Issue { more: comments(first: 100, after: $after) { ${FORWARD} nodes { ${COMMENT} } } }
    ... on PullRequest { more: comments(first: 100, after: $after) { ${FORWARD} nodes { ${COMMENT} } } }
  }
}`;

export const MORE_REVIEWS = `query HistoryReviews($id: ID!, $after: String) {
  node(id: $id) {
    ... on PullRequest { more: reviews(first: 100, after: $after) { ${FORWARD} nodes { ${COMMENT} } } }
  }
}`;

export const MORE_DISCUSSION_COMMENTS = `query HistoryDiscussionComments($id: ID!, $after: String) {
  node(id: $id) {
    ... on Discussion {
      more: comments(first: 100, after: $after) { ${FORWARD} nodes { ${DISCUSSION_COMMENT} ${REPLIES} } }
    }
  }
}`;

export const MORE_REPLIES = `query HistoryReplies($id: ID!, $after: String) {
  node(id: $id) {
    ... on DiscussionComment { more: replies(first: 100, after: $after) { ${FORWARD} nodes { ${DISCUSSION_COMMENT} } } }
  }
}`;

/** Label changes from the newest backwards. */
export const MORE_LABEL_CHANGES = `query HistoryLabelChanges($id: ID!, $before: String) {
  node(id: $id) {
    ... on Issue {
      more: timelineItems(last: 100, before: $before, itemTypes: [LABELED_EVENT, UNLABELED_EVENT]) {
        pageInfo { hasPreviousPage startCursor } nodes { ${LABEL_CHANGE} }
      }
    }
    ... on PullRequest {
      more: timelineItems(last: 100, before: $before, itemTypes: [LABELED_EVENT, UNLABELED_EVENT]) {
        pageInfo { hasPreviousPage startCursor } nodes { ${LABEL_CHANGE} }
      }
    }
  }
}`;

/**
 * What there is to read in up to 100 repositories, in one call: how many threads of each kind, when the newest was
 * updated, and whether there is a config file at all. 3 points.
 */
export const OVERVIEW = `query HistoryOverview($ids: [ID!]!, $issues: Boolean!, $pulls: Boolean!, $discussions: Boolean!) {
  nodes(ids: $ids) { ... on Repository {
    id
    config: object(expression: "HEAD:.github/fullcircle.yml") { id }
    issue: issues(first: 1, orderBy: {field: UPDATED_AT, direction: DESC}) @include(if: $issues) {
      totalCount nodes { updatedAt }
    }
    pull_request: pullRequests(first: 1, orderBy: {field: UPDATED_AT, direction: DESC}) @include(if: $pulls) {
      totalCount nodes { updatedAt }
    }
    discussion: discussions(first: 1, orderBy: {field: UPDATED_AT, direction: DESC}) @include(if: $discussions) {
      totalCount nodes { updatedAt }
    }
  } }
}`;

/** Which of up to 100 threads are still there. 1 point. */
export const STILL_THERE = `query StillThere($ids: [ID!]!) {
  nodes(ids: $ids) { id __typename }
}`;
