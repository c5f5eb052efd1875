import { z } from 'zod';
import type { Account, Repository, ThreadType } from '../../loop/vocabulary.ts';
import { assertNever } from '../../loop/vocabulary.ts';
import { Gone } from '../errors.ts';
import type { GitHub } from '../github.ts';
import { DISCUSSIONS, ISSUES, PULL_REQUESTS } from './documents.ts';
import type { FoundThread } from './found-thread.ts';
import { allComments, allDiscussionComments, allLabelChanges, allReviews } from './nested-pages.ts';
import {
  discussion,
  discussionCommentSnapshot,
  issue,
  issueCommentSnapshot,
  labelChangeList,
  pullRequest,
  threadSnapshot,
  writtenBy,
} from './snapshots.ts';

/** GitHub's largest page. */
export const PAGE_THREADS_MAX = 100;

/** Threads of one kind, newest first. */
export interface ThreadPage {
  threads: FoundThread[];
  /** where the next page begins */
  cursor: string | null;
  /** nothing newer than `since` is left */
  ended: boolean;
  /** points of the hour that are left, where GitHub tells */
  budget: { limit: number; remaining: number; resetAt: Date } | null;
}

/**
 * One page of a repository's threads of one kind, last updated first, with all of their comments: threads with more
 * than 100 take further calls. Line comments of reviews are left out, since they would cost a hundred points a page.
 * Rejects with a `GitHubError`: `Gone` where the repository is, `Transient` also where the page was too much for GitHub.
 */
export async function readThreadPage(
  github: GitHub,
  repository: Repository,
  wanted: { type: ThreadType; since: Date; cursor: string | null; size: number },
): Promise<ThreadPage> {
  const { type, since, cursor, size } = wanted;
  const variables = { id: repository.nodeId, after: cursor, size };
  switch (type) {
    case 'issue': {
      // Only issues can be cut by GitHub; the others are cut here.
      const answer = await github.query(ISSUES, { ...variables, since: since.toISOString() });
      return page(answer, issue, since, (found) => readIssue(github, repository, found));
    }
    case 'pull_request':
      return page(await github.query(PULL_REQUESTS, variables), pullRequest, since, (found) =>
        readPullRequest(github, repository, found),
      );
    case 'discussion':
      return page(await github.query(DISCUSSIONS, variables), discussion, since, (found) =>
        readDiscussion(github, repository, found),
      );
    default:
      return assertNever(type);
  }
}

async function page<T extends { updatedAt: Date }>(
  answer: unknown,
  shape: z.ZodType<T>,
  since: Date,
  complete: (found: T) => Promise<FoundThread>,
): Promise<ThreadPage> {
  const schema = z.looseObject({
    rateLimit: z
      .looseObject({ limit: z.number(), remaining: z.number(), resetAt: z.string() })
      .nullish()
      .transform((told) => (told ? { ...told, resetAt: new Date(told.resetAt) } : null)),
    node: z
      .looseObject({
        page: z
          .looseObject({
            pageInfo: z.looseObject({ hasNextPage: z.boolean(), endCursor: z.string().nullish() }),
            nodes: z.array(shape.nullable()),
          })
          .optional(),
      })
      .nullable(),
  });
  const { node, rateLimit } = schema.parse(answer);
  const found = node?.page;
  if (found === undefined) throw new Gone('the repository is not there', null, null);
  const newEnough = found.nodes.filter((each) => each !== null && each.updatedAt >= since);
  const older = found.nodes.some((each) => each !== null && each.updatedAt < since);
  const threads: FoundThread[] = [];
  for (const each of newEnough) {
    const whole = each === null ? null : await complete(each).catch(nullWhereGone);
    if (whole !== null) threads.push(whole);
  }
  return {
    threads,
    cursor: found.pageInfo.endCursor ?? null,
    ended: older || !found.pageInfo.hasNextPage,
    budget: rateLimit,
  };
}

/** A thread may be deleted between its page and its further comments: the page goes on without it. */
function nullWhereGone(error: unknown): null {
  if (error instanceof Gone) return null;
  throw error;
}

function closedBy(found: {
  closed: boolean;
  closing: { nodes: { actor: Account | null }[] };
}): Account | null {
  return found.closed ? (found.closing.nodes[0]?.actor ?? null) : null;
}

/** GraphQL shouts what REST and webhooks say in lower case. */
function reason(stateReason: string | null | undefined): string | null {
  return stateReason?.toLowerCase() ?? null;
}

/** What an issue has and a pull request, too, which for GitHub is one. */
async function readConversation(
  github: GitHub,
  found: z.output<typeof issue> | z.output<typeof pullRequest>,
): Promise<Omit<FoundThread, 'thread'>> {
  const comments = await allComments(github, found.id, found.comments);
  return {
    written: writtenBy(found),
    closedBy: closedBy(found),
    comments: comments.map((each) => issueCommentSnapshot(each, 'issue_comment')),
    labelChanges: labelChangeList(await allLabelChanges(github, found.id, found.labelChanges)),
  };
}

async function readIssue(
  github: GitHub,
  repository: Repository,
  found: z.output<typeof issue>,
): Promise<FoundThread> {
  return {
    thread: threadSnapshot(found, repository, {
      type: 'issue',
      id: found.fullDatabaseId,
      stateReason: reason(found.stateReason),
    }),
    ...(await readConversation(github, found)),
  };
}

async function readPullRequest(
  github: GitHub,
  repository: Repository,
  found: z.output<typeof pullRequest>,
): Promise<FoundThread> {
  const conversation = await readConversation(github, found);
  const reviews = found.reviews ? await allReviews(github, found.id, found.reviews) : [];
  return {
    thread: threadSnapshot(found, repository, {
      type: 'pull_request',
      id: found.fullDatabaseId,
      merged: found.merged,
      mergeCommitSha: found.merged ? (found.mergeCommit?.oid ?? null) : null,
      baseRef: found.baseRefName,
      headSha: found.headRefOid,
    }),
    ...conversation,
    comments: [...conversation.comments, ...reviews.map((each) => issueCommentSnapshot(each, 'review'))],
  };
}

/** Discussions have no timeline: who closed or labelled one, nobody tells. */
async function readDiscussion(
  github: GitHub,
  repository: Repository,
  found: z.output<typeof discussion>,
): Promise<FoundThread> {
  const comments = await allDiscussionComments(github, found.id, found.comments);
  return {
    thread: threadSnapshot(found, repository, {
      type: 'discussion',
      id: found.databaseId,
      stateReason: reason(found.stateReason),
      category: found.category.name,
      answer: found.answer?.id ?? null,
    }),
    written: writtenBy(found),
    closedBy: null,
    comments: comments.flatMap(({ comment, replies }) => [
      discussionCommentSnapshot(comment, null),
      ...replies.map((each) => discussionCommentSnapshot(each, comment)),
    ]),
    labelChanges: [],
  };
}
