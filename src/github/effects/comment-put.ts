import { z } from 'zod';
import type { CommentPut } from '../../loop/effect.ts';
import { Gone } from '../errors.ts';
import { findOwnComment } from '../facts/own-comment.ts';
import type { GitHub } from '../github.ts';
import { sameText } from '../own-mark.ts';
import { deleteComment } from './comment-delete.ts';
import { created, type Performed, type RemotePost, type SendContext, settled } from './context.ts';

export const ADD_COMMENT = `mutation AddComment($input: AddDiscussionCommentInput!) {
  addDiscussionComment(input: $input) { comment { id databaseId } }
}`;
export const UPDATE_COMMENT = `mutation UpdateComment($input: UpdateDiscussionCommentInput!) {
  updateDiscussionComment(input: $input) { comment { id } }
}`;

export const TOP_LEVEL = `query TopLevel($id: ID!) {
  node(id: $id) { ... on DiscussionComment { replyTo { id } } }
}`;

const topLevelSchema = z.looseObject({
  node: z.looseObject({ replyTo: z.looseObject({ id: z.string() }).nullish() }).nullish(),
});

const addedSchema = z.looseObject({
  addDiscussionComment: z.looseObject({
    comment: z.looseObject({ id: z.string(), databaseId: z.number().nullish() }).nullish(),
  }),
});

/** The comment that replies go to: GitHub refuses a reply to a reply, and its webhooks do not name the comment above. */
async function topLevel(github: GitHub, nodeId: string): Promise<string> {
  const { node } = topLevelSchema.parse(await github.query(TOP_LEVEL, { id: nodeId }));
  return node?.replyTo?.id ?? nodeId;
}

async function create(github: GitHub, effect: CommentPut): Promise<Performed> {
  const { thread, replyToNodeId } = effect;
  const body = firstBody(effect);
  if (thread.type !== 'discussion') {
    const answer = await github.write('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', {
      owner: thread.owner,
      repo: thread.name,
      issue_number: thread.number,
      body,
    });
    return settled(created(answer.data));
  }
  const replyToId = replyToNodeId === null ? null : await topLevel(github, replyToNodeId);
  const data = await github.mutate(ADD_COMMENT, {
    input: { discussionId: thread.nodeId, body, ...(replyToId === null ? {} : { replyToId }) },
  });
  const added = addedSchema.safeParse(data);
  const comment = added.success ? added.data.addDiscussionComment.comment : null;
  return settled({ id: comment?.databaseId ?? null, nodeId: comment?.id ?? null });
}

/** As it is first posted: nothing else would reach those who asked to be told. */
function firstBody({ body, mentions = [] }: CommentPut): string {
  return mentions.length === 0 ? body : `${mentions.map((login) => `@${login}`).join(' ')}\n\n${body}`;
}

async function edit(github: GitHub, effect: CommentPut, remote: RemotePost): Promise<Performed> {
  const { thread, body } = effect;
  if (thread.type === 'discussion') {
    await github.mutate(UPDATE_COMMENT, { input: { commentId: remote.nodeId, body } });
  } else {
    await github.write('PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', {
      owner: thread.owner,
      repo: thread.name,
      comment_id: remote.id,
      body,
    });
  }
  return settled(remote);
}

/** Whether the known place of a comment is enough to reach it. */
export function reaches(remote: RemotePost | null, type: CommentPut['thread']['type']): remote is RemotePost {
  return type === 'discussion' ? remote?.nodeId != null : remote?.id != null;
}

/**
 * One comment of the marker is on the thread, with this body: edited where it is, created where there is none.
 * A comment that was ours and was deleted by somebody rejects with `Gone`: it is not posted again.
 */
export async function putComment(
  github: GitHub,
  effect: CommentPut,
  context: SendContext,
): Promise<Performed> {
  if (effect.renewal !== undefined) return renew(github, effect, effect.renewal, context);
  if (reaches(context.remote, effect.thread.type)) return edit(github, effect, context.remote);
  // Also at the first attempt: a database that was restored or replaced knows less than GitHub does.
  const found = await findOwnComment(github, effect.thread, effect.marker, context.botLogin);
  if (found === null) return create(github, effect);
  const remote = { id: found.id, nodeId: found.nodeId, number: null };
  return isSaid(found.body, effect) ? settled(remote) : edit(github, effect, remote);
}

/** Whether a comment says it already, as it was posted or as it was edited. */
function isSaid(body: string, effect: CommentPut): boolean {
  return sameText(body, effect.body) || sameText(body, firstBody(effect));
}

/** The same for a comment that must have this line: one without it is deleted, and the next attempt posts it anew. */
async function renew(
  github: GitHub,
  effect: CommentPut,
  renewal: string,
  context: SendContext,
): Promise<Performed> {
  const { thread, marker } = effect;
  const found = await findOwnComment(github, thread, marker, context.botLogin);
  if (found === null) {
    // An attempt before this one may have deleted it; else somebody did, and it is not posted again.
    if (reaches(context.remote, thread.type) && context.repeat === null) {
      throw new Gone('the comment was deleted', null, null);
    }
    return create(github, effect);
  }
  const remote = { id: found.id, nodeId: found.nodeId, number: null };
  if (found.body.includes(renewal)) {
    return isSaid(found.body, effect) ? settled(remote) : edit(github, effect, remote);
  }
  await deleteComment(github, thread, remote);
  return { remote: null, more: true, emptied: true };
}
