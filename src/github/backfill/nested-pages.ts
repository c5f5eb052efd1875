import { z } from 'zod';
import { Gone } from '../errors.ts';
import type { GitHub } from '../github.ts';
import {
  MORE_COMMENTS,
  MORE_DISCUSSION_COMMENTS,
  MORE_LABEL_CHANGES,
  MORE_REPLIES,
  MORE_REVIEWS,
} from './documents.ts';
import { discussionComments, issueComments, labelChanges, replies } from './snapshots.ts';

/**
 * Further pages of a thread: GitHub takes no more than 2,500 comments on an issue, and what a machine fills without end
 * in a discussion is cut here.
 */
const PAGES_MAX = 50;

interface Page<T> {
  pageInfo: { hasNextPage: boolean; endCursor?: string | null | undefined };
  nodes: T[];
}

async function rest<T>(
  github: GitHub,
  document: string,
  shape: z.ZodType<Page<T>>,
  id: string,
  first: Page<T>,
): Promise<T[]> {
  const all = [...first.nodes];
  let { pageInfo } = first;
  for (let page = 1; pageInfo.hasNextPage && page < PAGES_MAX; page += 1) {
    const answer = await github.query(document, { id, after: pageInfo.endCursor });
    const more = moreOf(answer, shape);
    all.push(...more.nodes);
    pageInfo = more.pageInfo;
  }
  return all;
}

function moreOf<T>(answer: unknown, shape: z.ZodType<T>): T {
  const { node } = z
    .looseObject({ node: z.looseObject({ more: shape.optional() }).nullable() })
    .parse(answer);
  if (node?.more === undefined) throw new Gone('the thread went away while it was read', null, null);
  return node.more;
}

type Of<T extends z.ZodType> = z.output<T>;

/** All comments of an issue or pull request, given the first page. */
export function allComments(github: GitHub, id: string, first: Of<typeof issueComments>) {
  return rest(github, MORE_COMMENTS, issueComments, id, first);
}

export function allReviews(github: GitHub, id: string, first: Of<typeof issueComments>) {
  return rest(github, MORE_REVIEWS, issueComments, id, first);
}

/** All comments of a discussion, each followed by its replies. */
export async function allDiscussionComments(
  github: GitHub,
  id: string,
  first: Of<typeof discussionComments>,
): Promise<
  {
    comment: Of<typeof discussionComments>['nodes'][number];
    replies: Of<typeof replies>['nodes'];
  }[]
> {
  const comments = await rest(github, MORE_DISCUSSION_COMMENTS, discussionComments, id, first);
  const found = [];
  for (const comment of comments) {
    found.push({ comment, replies: await rest(github, MORE_REPLIES, replies, comment.id, comment.replies) });
  }
  return found;
}

/** All label changes, oldest first, given the newest. */
export async function allLabelChanges(
  github: GitHub,
  id: string,
  newest: Of<typeof labelChanges>,
): Promise<Of<typeof labelChanges>['nodes']> {
  let all = newest.nodes;
  let { pageInfo } = newest;
  for (let page = 1; pageInfo.hasPreviousPage && page < PAGES_MAX; page += 1) {
    const answer = await github.query(MORE_LABEL_CHANGES, { id, before: pageInfo.startCursor });
    const older = moreOf(answer, labelChanges);
    all = [...older.nodes, ...all];
    pageInfo = older.pageInfo;
  }
  return all;
}
