import { z } from 'zod';
import type { ThreadTarget } from '../../loop/effect.ts';
import { Gone } from '../errors.ts';
import type { GitHub } from '../github.ts';
import { graphqlAuthor, isOwnPost, loginOf, restAuthor } from '../own-mark.ts';
import { fromTheEnd } from '../pages.ts';

/** The newest 1,000 comments, newest first: an attempt without a reply is among the newest. */
const PAGES_MAX = 10;

export interface OwnComment {
  /** database id */
  id: number | null;
  nodeId: string | null;
  body: string;
}

const commentSchema = z.looseObject({
  id: z.number(),
  node_id: z.string().optional(),
  body: z.string().nullish(),
  user: restAuthor,
});

async function findOnIssue(
  github: GitHub,
  thread: ThreadTarget,
  marker: string,
  botLogin: string,
): Promise<OwnComment | null> {
  const comments = fromTheEnd(github, {
    route: 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments',
    parameters: { owner: thread.owner, repo: thread.name, issue_number: thread.number },
    item: commentSchema,
    key: null,
    pagesMax: PAGES_MAX,
  });
  for await (const { id, node_id, body, user } of comments) {
    if (isOwnPost(user?.login ?? null, body ?? '', botLogin, marker)) {
      return { id, nodeId: node_id ?? null, body: body ?? '' };
    }
  }
  return null;
}

/** Comments of a discussion from the end, each with its newest replies: 10,100 nodes, one point of the rate limit. */
export const OWN_DISCUSSION_COMMENTS = `query OwnDiscussionComments($id: ID!, $before: String) {
  node(id: $id) {
    ... on Discussion {
      comments(last: 100, before: $before) {
        pageInfo { hasPreviousPage startCursor }
        nodes { id databaseId body author { __typename login } replies(last: 100) {
          nodes { id databaseId body author { __typename login } }
        } }
      }
    }
  }
}`;

const post = { id: z.string(), databaseId: z.number().nullish(), body: z.string(), author: graphqlAuthor };
const discussionSchema = z.looseObject({
  node: z
    .looseObject({
      comments: z.looseObject({
        pageInfo: z.looseObject({ hasPreviousPage: z.boolean(), startCursor: z.string().nullish() }),
        nodes: z.array(
          z
            .looseObject({
              ...post,
              replies: z.looseObject({ nodes: z.array(z.looseObject(post).nullable()) }),
            })
            .nullable(),
        ),
      }),
    })
    .nullable(),
});

async function findInDiscussion(
  github: GitHub,
  discussionNodeId: string,
  marker: string,
  botLogin: string,
): Promise<OwnComment | null> {
  let before: string | null = null;
  for (let page = 0; page < PAGES_MAX; page++) {
    const { node } = discussionSchema.parse(
      await github.query(OWN_DISCUSSION_COMMENTS, { id: discussionNodeId, before }),
    );
    if (node === null) throw new Gone('the discussion is not there', null, null);
    const { nodes, pageInfo } = node.comments;
    const posts = nodes.flatMap((comment) => (comment === null ? [] : [comment, ...comment.replies.nodes]));
    for (const found of posts.reverse()) {
      if (found !== null && isOwnPost(loginOf(found.author), found.body, botLogin, marker)) {
        return { id: found.databaseId ?? null, nodeId: found.id, body: found.body };
      }
    }
    if (!pageInfo.hasPreviousPage) return null;
    before = pageInfo.startCursor ?? null;
  }
  return null;
}

/** Our own comment of a marker on a thread (in a discussion: replies included), or null. */
export function findOwnComment(
  github: GitHub,
  thread: ThreadTarget,
  marker: string,
  botLogin: string,
): Promise<OwnComment | null> {
  return thread.type === 'discussion'
    ? findInDiscussion(github, thread.nodeId, marker, botLogin)
    : findOnIssue(github, thread, marker, botLogin);
}
