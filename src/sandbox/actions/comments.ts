import { discussionCommentJson, discussionJson } from '../shapes/discussion.ts';
import { issueCommentJson, issueJson } from '../shapes/issue.ts';
import type { Json } from '../shapes/json.ts';
import { announce, type Scene } from '../webhooks/announce.ts';
import type { Actor } from '../world/model.ts';
import type { Discussion, DiscussionComment, Issue, IssueComment, PullRequest } from '../world/thread.ts';
import { nodeId } from '../world/world.ts';
import { notify } from './notifications.ts';
import { crossReference } from './references.ts';
import { touch } from './threads.ts';

type TalkComment = IssueComment | DiscussionComment;

/** The fields that every new comment starts with. */
export function newComment(
  scene: Scene,
  actor: Actor,
  body: string,
): Omit<IssueComment, 'kind' | 'id' | 'nodeId' | 'thread'> {
  const now = scene.world.now();
  return {
    author: actor.account,
    viaApp: actor.viaApp,
    body,
    reactions: [],
    minimized: null,
    createdAt: now,
    updatedAt: now,
    editedAt: null,
  };
}

export function commentOnIssue(
  scene: Scene,
  actor: Actor,
  thread: Issue | PullRequest,
  body: string,
): IssueComment {
  const id = scene.world.id('issueComment');
  const comment: IssueComment = {
    ...newComment(scene, actor, body),
    kind: 'issue_comment',
    id,
    nodeId: nodeId('IC', id),
    thread,
  };
  thread.comments.push(scene.world.register(comment));
  touch(scene, thread);
  tellComment(scene, actor, comment, 'created');
  crossReference(scene, actor, thread, body, '');
  notify(scene, actor, thread, body, null);
  return comment;
}

/** A reply to a reply goes below the same top-level comment: discussions nest one level only. */
export function commentOnDiscussion(
  scene: Scene,
  actor: Actor,
  thread: Discussion,
  body: string,
  replyTo: DiscussionComment | null,
): DiscussionComment {
  const id = scene.world.id('discussionComment');
  const comment: DiscussionComment = {
    ...newComment(scene, actor, body),
    kind: 'discussion_comment',
    id,
    nodeId: nodeId('DC', id),
    thread,
    parent: replyTo?.parent ?? replyTo,
    deletedAt: null,
  };
  thread.comments.push(scene.world.register(comment));
  touch(scene, thread);
  tellComment(scene, actor, comment, 'created');
  notify(scene, actor, thread, body, null);
  return comment;
}

export function editComment(scene: Scene, actor: Actor, comment: TalkComment, body: string): void {
  const before = comment.body;
  if (before === body) return;
  comment.body = body;
  comment.updatedAt = scene.world.now();
  comment.editedAt = comment.updatedAt;
  touch(scene, comment.thread);
  tellComment(scene, actor, comment, 'edited', { changes: { body: { from: before } } });
  crossReference(scene, actor, comment.thread, body, before);
  notify(scene, actor, comment.thread, body, before);
}

/** Deletes a comment. One of a discussion that has replies leaves an empty shell. */
export function deleteComment(scene: Scene, actor: Actor, comment: TalkComment): void {
  const { thread } = comment;
  tellComment(scene, actor, comment, 'deleted');
  scene.world.nodes.delete(comment.nodeId);
  touch(scene, thread);
  if (comment.kind === 'issue_comment') {
    comment.thread.comments = comment.thread.comments.filter((each) => each !== comment);
    return;
  }
  const discussion = comment.thread;
  if (discussion.answer === comment) discussion.answer = null;
  if (discussion.comments.some((each) => each.parent === comment)) {
    comment.deletedAt = scene.world.now();
    comment.body = '';
    comment.author = null;
  } else {
    discussion.comments = discussion.comments.filter((each) => each !== comment);
  }
}

function tellComment(
  scene: Scene,
  actor: Actor,
  comment: TalkComment,
  action: string,
  extra: Json = {},
): void {
  const { world } = scene;
  const at = comment.thread.repository;
  if (comment.kind === 'issue_comment') {
    const body = {
      ...extra,
      issue: issueJson(world, comment.thread),
      comment: issueCommentJson(world, comment),
    };
    announce(scene, { event: 'issue_comment', action, actor, at, body });
  } else {
    const body = {
      ...extra,
      comment: discussionCommentJson(world, comment),
      discussion: discussionJson(world, comment.thread),
    };
    announce(scene, { event: 'discussion_comment', action, actor, at, body });
  }
}
