import { z } from 'zod';
import type {
  Account,
  CommentSnapshot,
  Repository,
  ThreadSnapshot,
  ThreadType,
} from '../../loop/vocabulary.ts';
import { loginOf } from '../own-mark.ts';

/** What GraphQL gives of threads and comments, and the same in the words of the loop. Only the fields that are used. */

const time = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

/** Accounts whose kind has no number here (a mannequin of an import, an enterprise's) are nobody. */
const account = z
  .looseObject({ __typename: z.string(), login: z.string(), databaseId: z.number().nullish() })
  .nullish()
  .transform((found): Account | null => {
    const login = loginOf(found);
    const id = found?.databaseId;
    if (login === null || id === null || id === undefined) return null;
    return { id, login, type: accountType(found?.__typename) };
  });

function accountType(name: string | undefined): Account['type'] {
  return name === 'Bot' || name === 'Organization' ? name : 'User';
}

const forward = z.looseObject({ hasNextPage: z.boolean(), endCursor: z.string().nullish() });
const backward = z.looseObject({ hasPreviousPage: z.boolean(), startCursor: z.string().nullish() });

/** Nodes of a list; GitHub puts null where it could not look. */
function listOf<T extends z.ZodType>(node: T) {
  return z
    .array(node.nullable())
    .transform((nodes) => nodes.filter((each): each is NonNullable<typeof each> => each !== null));
}

const comment = {
  id: z.string(),
  body: z.string(),
  author: account,
  createdAt: time,
  updatedAt: time,
};
/** Ids of comments on issues are beyond GraphQL's integers. */
const issueComment = z.looseObject({ ...comment, fullDatabaseId: z.coerce.number() });
const reply = z.looseObject({ ...comment, databaseId: z.number(), isAnswer: z.boolean() });

/** Pages of comments, as parts of a thread's page and on their own. */
export const issueComments = z.looseObject({ pageInfo: forward, nodes: listOf(issueComment) });
export const replies = z.looseObject({ pageInfo: forward, nodes: listOf(reply) });
export const discussionComments = z.looseObject({
  pageInfo: forward,
  nodes: listOf(reply.extend({ replies })),
});
export const labelChanges = z.looseObject({
  pageInfo: backward,
  nodes: listOf(
    z.looseObject({
      __typename: z.string(),
      createdAt: time,
      label: z.looseObject({ name: z.string() }).nullish(),
      actor: account,
    }),
  ),
});
const closing = z.looseObject({ nodes: listOf(z.looseObject({ actor: account })) });

const thread = {
  id: z.string(),
  number: z.number().int().positive(),
  title: z.string(),
  body: z.string(),
  author: account,
  lastEditedAt: time.nullish(),
  editor: account,
  authorAssociation: z.string(),
  locked: z.boolean(),
  closed: z.boolean(),
  labels: z.looseObject({ nodes: listOf(z.looseObject({ name: z.string() })) }).nullish(),
  thumbsUp: z.looseObject({ totalCount: z.number() }),
  createdAt: time,
  updatedAt: time,
  closedAt: time.nullish(),
};

export const issue = z.looseObject({
  ...thread,
  fullDatabaseId: z.coerce.number(),
  stateReason: z.string().nullish(),
  closing,
  labelChanges,
  comments: issueComments,
});
export const pullRequest = z.looseObject({
  ...thread,
  fullDatabaseId: z.coerce.number(),
  merged: z.boolean(),
  mergeCommit: z.looseObject({ oid: z.string() }).nullish(),
  baseRefName: z.string(),
  headRefOid: z.string(),
  closing,
  labelChanges,
  comments: issueComments,
  reviews: issueComments.nullish(),
});
export const discussion = z.looseObject({
  ...thread,
  databaseId: z.number(),
  stateReason: z.string().nullish(),
  category: z.looseObject({ name: z.string() }),
  answer: z.looseObject({ id: z.string() }).nullish(),
  comments: discussionComments,
});

/** Who wrote a thread's text as it is now, and when. */
export function writtenBy(found: z.output<z.ZodObject<typeof thread>>): { by: Account | null; at: Date } {
  const { author, editor, createdAt, lastEditedAt } = found;
  return lastEditedAt ? { by: editor, at: lastEditedAt } : { by: author, at: createdAt };
}

/** What all threads have; the kinds replace what they know better. */
export function threadSnapshot(
  found: z.output<z.ZodObject<typeof thread>>,
  repository: Repository,
  own: { type: ThreadType; id: number } & Partial<ThreadSnapshot>,
): ThreadSnapshot {
  return {
    repository,
    number: found.number,
    nodeId: found.id,
    title: found.title,
    body: found.body,
    author: found.author,
    authorAssociation: found.authorAssociation,
    state: found.closed ? 'closed' : 'open',
    stateReason: null,
    locked: found.locked,
    labels: (found.labels?.nodes ?? []).map(({ name }) => name),
    category: null,
    merged: false,
    mergeCommitSha: null,
    baseRef: null,
    headSha: null,
    answer: null,
    thumbsUp: found.thumbsUp.totalCount,
    createdAt: found.createdAt,
    updatedAt: found.updatedAt,
    closedAt: found.closedAt ?? null,
    ...own,
  };
}

/** The same comment as a webhook tells it: GraphQL's `id` is the node id there. */
export function issueCommentSnapshot(
  found: z.output<typeof issueComment>,
  family: 'issue_comment' | 'review',
): CommentSnapshot {
  const { fullDatabaseId: id, id: nodeId, body, author, createdAt, updatedAt } = found;
  return {
    id,
    nodeId,
    family,
    body,
    author,
    parentId: null,
    parentNodeId: null,
    isAnswer: false,
    createdAt,
    updatedAt,
  };
}

export function discussionCommentSnapshot(
  found: z.output<typeof reply>,
  parent: { databaseId: number; id: string } | null,
): CommentSnapshot {
  const { databaseId: id, id: nodeId, body, author, isAnswer, createdAt, updatedAt } = found;
  return {
    id,
    nodeId,
    family: 'discussion_comment',
    body,
    author,
    parentId: parent?.databaseId ?? null,
    parentNodeId: parent?.id ?? null,
    isAnswer,
    createdAt,
    updatedAt,
  };
}

/** Label events oldest first, as a list of what changed. Labels that were deleted since have no name any more. */
export function labelChangeList(
  events: z.output<typeof labelChanges>['nodes'],
): { label: string; added: boolean; actor: Account | null; at: Date }[] {
  return events.flatMap(({ __typename, label, actor, createdAt }) =>
    label ? [{ label: label.name, added: __typename === 'LabeledEvent', actor, at: createdAt }] : [],
  );
}
