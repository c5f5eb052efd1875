import type { Octokit } from '@octokit/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Started, startSandbox } from '../start.ts';

let started: Started & { installationId: number };
let octokit: Octokit;
beforeEach(async () => {
  started = await startSandbox();
  octokit = started.installed(started.installationId);
});
afterEach(() => started.sandbox.close());

const REPO = 'owner: "acme", name: "core"';

function types(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    (data) => data,
    (error: { errors?: { type?: string; message: string }[]; message: string }) =>
      error.errors?.map((each) => each.type ?? each.message) ?? error.message,
  );
}

describe('reading', () => {
  it('pages through discussions with their comments and replies', async () => {
    const { people } = started.sandbox;
    for (let count = 1; count <= 3; count++) {
      const title = `Question ${count}`;
      const thread = people.openDiscussion({ repo: 'acme/core', author: 'mira', title, category: 'Q&A' });
      const top = people.comment(thread, { author: 'tom', body: `Answer ${count}` });
      people.replyToDiscussion(top, { author: 'mira', body: 'Thanks' });
      if (count === 2) people.markAnswer(top, 'mira');
    }
    const query = `query ($after: String) { repository(${REPO}) { discussions(first: 2, after: $after, orderBy: { field: CREATED_AT, direction: ASC }) {
      pageInfo { hasNextPage endCursor } totalCount
      nodes { number title isAnswered category { slug isAnswerable } author { login __typename ... on User { databaseId } }
        comments(first: 10) { totalCount nodes { body isAnswer replies(first: 5) { nodes { body replyTo { body } } } } } } } } }`;
    const seen: { number: number }[] = [];
    let after: string | null = null;
    do {
      const answer: {
        repository: {
          discussions: { nodes: { number: number }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
        };
      } = await octokit.graphql(query, { after });
      const { nodes, pageInfo } = answer.repository.discussions;
      seen.push(...nodes);
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after);
    expect(seen.map((each) => each.number)).toEqual([1, 2, 3]);
    expect(seen[1]).toMatchObject({
      isAnswered: true,
      category: { slug: 'q-a', isAnswerable: true },
      author: { login: 'mira', __typename: 'User' },
      comments: {
        totalCount: 1,
        nodes: [
          {
            body: 'Answer 2',
            isAnswer: true,
            replies: { nodes: [{ body: 'Thanks', replyTo: { body: 'Answer 2' } }] },
          },
        ],
      },
    });
    expect(started.sandbox.problems).toEqual([]);
  });

  it('links pull requests with the issues they close, and shows who labelled', async () => {
    const { people } = started.sandbox;
    const issue = people.openIssue({ repo: 'acme/core', author: 'mira', title: 'Broken' });
    people.label(issue, { by: 'olga', labels: ['bug'] });
    const pull = people.openPullRequest({
      repo: 'acme/core',
      author: 'ben',
      title: 'Mend',
      body: 'Fixes #1',
      files: { 'a.ts': 'a' },
    });
    people.mergePullRequest(pull, { by: 'olga', method: 'rebase' });
    const answer = await octokit.graphql(`{ repository(${REPO}) {
      issue(number: 1) { state stateReason(enableDuplicate: true)
        closedByPullRequestsReferences(first: 5, includeClosedPrs: true) { nodes { number state merged mergeCommit { oid } } }
        timelineItems(first: 10, itemTypes: [LABELED_EVENT, CLOSED_EVENT]) { nodes { __typename
          ... on LabeledEvent { actor { login } label { name } }
          ... on ClosedEvent { closer { __typename ... on PullRequest { number } } } } } }
      pullRequest(number: 2) { state closingIssuesReferences(first: 5) { nodes { number } } files(first: 5) { nodes { path changeType } } } } }`);
    expect(answer).toMatchObject({
      repository: {
        issue: {
          state: 'CLOSED',
          stateReason: 'COMPLETED',
          closedByPullRequestsReferences: { nodes: [{ number: 2, state: 'MERGED', merged: true }] },
          timelineItems: {
            nodes: [
              { __typename: 'LabeledEvent', actor: { login: 'olga' }, label: { name: 'bug' } },
              { __typename: 'ClosedEvent', closer: { __typename: 'PullRequest', number: 2 } },
            ],
          },
        },
        pullRequest: {
          state: 'MERGED',
          closingIssuesReferences: { nodes: [{ number: 1 }] },
          files: { nodes: [{ path: 'a.ts', changeType: 'ADDED' }] },
        },
      },
    });
  });

  it('filters by time, searches, reads files and compares refs', async () => {
    const { sandbox, clock } = started;
    sandbox.people.openIssue({ repo: 'acme/core', author: 'mira', title: 'Old crash' });
    sandbox.people.publishRelease({ repo: 'acme/core', author: 'olga', tag: 'v1' });
    clock.forward(60_000);
    sandbox.people.openIssue({ repo: 'acme/core', author: 'mira', title: 'New crash' });
    sandbox.people.push({ repo: 'acme/core', author: 'olga', message: 'More', files: { 'x.md': 'x' } });
    const answer = await octokit.graphql(
      `query ($since: DateTime!) { repository(${REPO}) {
        issues(first: 10, filterBy: { since: $since }) { nodes { title } }
        object(expression: "HEAD:x.md") { ... on Blob { text } }
        ref(qualifiedName: "refs/tags/v1") { compare(headRef: "main") { status aheadBy } }
        release(tagName: "v1") { isPrerelease tagCommit { oid } } }
      search(type: ISSUE, query: "repo:acme/core crash", first: 5) { issueCount nodes { ... on Issue { number } } }
      rateLimit { cost remaining } }`,
      { since: '2026-03-02T09:00:30Z' },
    );
    expect(answer).toMatchObject({
      repository: {
        issues: { nodes: [{ title: 'New crash' }] },
        object: { text: 'x' },
        ref: { compare: { status: 'AHEAD', aheadBy: 1 } },
        release: { isPrerelease: false },
      },
      search: { issueCount: 2, nodes: [{ number: 2 }, { number: 1 }] },
      rateLimit: { cost: 1 },
    });
  });

  it.each([
    [
      'no page size',
      `{ repository(${REPO}) { issues { nodes { id } } } }`,
      ['MISSING_PAGINATION_BOUNDARIES'],
    ],
    [
      'a page too large',
      `{ repository(${REPO}) { issues(first: 101) { nodes { id } } } }`,
      ['EXCESSIVE_PAGINATION'],
    ],
    ['an unknown repository', '{ repository(owner: "acme", name: "none") { id } }', ['NOT_FOUND']],
    ['an unknown id', '{ node(id: "I_nope") { id } }', ['NOT_FOUND']],
    ['an unknown field', '{ viewerIsGod }', ['Cannot query field "viewerIsGod" on type "Query".']],
    [
      'too many nodes',
      `{ repository(${REPO}) { issues(first: 100) { nodes { comments(first: 100) { nodes { reactions(first: 100) { nodes { id } } } } } } } }`,
      ['MAX_NODE_LIMIT_EXCEEDED'],
    ],
  ])('refuses %s', async (_, query, expected) => {
    expect(await types(octokit.graphql(query))).toEqual(expected);
  });

  it('counts without a page size', async () => {
    const answer = await octokit.graphql(`{ repository(${REPO}) { issues { totalCount } } }`);
    expect(answer).toEqual({ repository: { issues: { totalCount: 0 } } });
  });
});

describe('writing', () => {
  it('talks in discussions, edits in place, reacts and closes', async () => {
    const { people, webhooks } = started.sandbox;
    const discussion = people.openDiscussion({
      repo: 'acme/core',
      author: 'mira',
      title: 'How?',
      category: 'q-a',
    });
    people.createLabel('acme/core', { by: 'olga', name: 'stage: adoption', color: '0e8a16' });
    const add = await octokit.graphql<{
      addDiscussionComment: { comment: { id: string; author: { login: string } } };
    }>(
      'mutation ($id: ID!) { addDiscussionComment(input: { discussionId: $id, body: "See", clientMutationId: "c" }) { clientMutationId comment { id author { login } } } }',
      { id: discussion.nodeId },
    );
    const { id, author } = add.addDiscussionComment.comment;
    expect(author.login).toBe('fullcircle');
    await octokit.graphql(
      `mutation ($id: ID!, $to: ID!) {
        reply: addDiscussionComment(input: { discussionId: $to, replyToId: $id, body: "Below" }) { comment { id } }
        updateDiscussionComment(input: { commentId: $id, body: "See here" }) { comment { body } }
        addReaction(input: { subjectId: $id, content: THUMBS_UP }) { reaction { content } }
        again: addReaction(input: { subjectId: $id, content: THUMBS_UP }) { reaction { content } }
        minimizeComment(input: { subjectId: $id, classifier: OUTDATED }) { minimizedComment { isMinimized minimizedReason } }
        closeDiscussion(input: { discussionId: $to, reason: DUPLICATE }) { discussion { closed stateReason } } }`,
      { id, to: discussion.nodeId },
    );
    const label = await octokit.graphql<{ repository: { label: { id: string } } }>(
      `{ repository(${REPO}) { label(name: "stage: adoption") { id } } }`,
    );
    await octokit.graphql(
      'mutation ($to: ID!, $label: ID!) { addLabelsToLabelable(input: { labelableId: $to, labelIds: [$label] }) { labelable { labels(first: 5) { nodes { name } } } } }',
      { to: discussion.nodeId, label: label.repository.label.id },
    );
    expect(started.sandbox.state()['acme/core']?.threads[1]).toMatchObject({
      labels: ['stage: adoption'],
      state: 'closed',
      stateReason: 'duplicate',
      comments: [
        {
          body: 'See here',
          reactions: ['+1 fullcircle[bot]'],
          minimized: 'outdated',
          replies: [{ body: 'Below', author: 'fullcircle[bot]' }],
        },
      ],
    });
    expect(
      webhooks
        .deliveries()
        .filter((each) => each.event.startsWith('discussion'))
        .map((each) => `${each.event}.${each.action}`),
    ).toEqual([
      'discussion.created',
      'discussion_comment.created',
      'discussion_comment.created',
      'discussion_comment.edited',
      'discussion.closed',
      'discussion.labeled',
    ]);
    expect(started.sandbox.writes.map((write) => write.template)).toContain('mutation addDiscussionComment');
  });

  it('closes an issue as duplicate and takes that back', async () => {
    const { people } = started.sandbox;
    const first = people.openIssue({ repo: 'acme/core', author: 'mira', title: 'One' });
    const second = people.openIssue({ repo: 'acme/core', author: 'tom', title: 'Two' });
    const query = `{ repository(${REPO}) { issue(number: 2) { state stateReason plain: stateReason withDuplicate: stateReason(enableDuplicate: true)
      timelineItems(first: 5, itemTypes: [MARKED_AS_DUPLICATE_EVENT]) { nodes { ... on MarkedAsDuplicateEvent { isCrossRepository canonical { ... on Issue { number } } } } } } } }`;
    const ids = { canonical: first.nodeId, duplicate: second.nodeId };
    await octokit.graphql(
      'mutation ($canonical: ID!, $duplicate: ID!) { closeIssue(input: { issueId: $duplicate, stateReason: DUPLICATE, duplicateIssueId: $canonical }) { issue { number } } }',
      ids,
    );
    expect(await octokit.graphql(query)).toMatchObject({
      repository: {
        issue: {
          state: 'CLOSED',
          withDuplicate: 'DUPLICATE',
          timelineItems: { nodes: [{ isCrossRepository: false, canonical: { number: 1 } }] },
        },
      },
    });
    await octokit.graphql(
      'mutation ($canonical: ID!, $duplicate: ID!) { unmarkIssueAsDuplicate(input: { canonicalId: $canonical, duplicateId: $duplicate }) { duplicate { ... on Issue { number } } } }',
      ids,
    );
  });

  it('is refused without the permission', async () => {
    const { people } = started.sandbox;
    const discussion = people.openDiscussion({
      repo: 'acme/core',
      author: 'mira',
      title: 'How?',
      category: 'q-a',
    });
    people.grantPermissions('acme', { metadata: 'read', issues: 'write', discussions: 'read' });
    const mutation =
      'mutation ($id: ID!) { addDiscussionComment(input: { discussionId: $id, body: "x" }) { comment { id } } }';
    expect(await types(octokit.graphql(mutation, { id: discussion.nodeId }))).toEqual(['FORBIDDEN']);
    expect(started.sandbox.writes).toEqual([]);
  });
});
