import { associationOf } from '../world/access.ts';
import type { Category } from '../world/model.ts';
import type { Discussion, DiscussionComment } from '../world/thread.ts';
import { fullName, type World } from '../world/world.ts';
import { userJson } from './account.ts';
import { iso, isoOrNull, type Json, repositoryApi, repositoryHtml } from './json.ts';
import { reactionsJson } from './reaction.ts';
import { labelJson } from './repository.ts';

export function categoryJson(category: Category): Json {
  return {
    id: category.id,
    node_id: category.nodeId,
    repository_id: category.repository.id,
    emoji: category.emoji,
    name: category.name,
    description: category.description,
    created_at: iso(category.createdAt),
    updated_at: iso(category.createdAt),
    slug: category.slug,
    is_answerable: category.answerable,
  };
}

/** A discussion as payloads show it; there is no REST resource for it. */
export function discussionJson(world: World, discussion: Discussion): Json {
  const { repository, number, answer } = discussion;
  const page = repositoryHtml(world, repository, `/discussions/${number}`);
  return {
    repository_url: repositoryApi(world, repository),
    category: categoryJson(discussion.category),
    answer_html_url: answer ? `${page}#discussioncomment-${answer.id}` : null,
    answer_chosen_at: isoOrNull(discussion.answerChosenAt),
    answer_chosen_by: userJson(world, discussion.answerChosenBy),
    html_url: page,
    id: discussion.id,
    node_id: discussion.nodeId,
    number,
    title: discussion.title,
    user: userJson(world, discussion.author),
    labels: discussion.labels.map((label) => labelJson(world, label)),
    state: discussion.state === 'closed' ? 'closed' : discussion.locked ? 'locked' : 'open',
    state_reason: discussion.stateReason,
    locked: discussion.locked,
    comments: discussion.comments.length,
    created_at: iso(discussion.createdAt),
    updated_at: iso(discussion.updatedAt),
    author_association: associationOf(repository, discussion.author),
    active_lock_reason: discussion.lockReason,
    body: discussion.body,
    reactions: reactionsJson(
      repositoryApi(world, repository, `/discussions/${number}/reactions`),
      discussion.reactions,
    ),
    timeline_url: repositoryApi(world, repository, `/discussions/${number}/timeline`),
  };
}

export function discussionCommentJson(world: World, comment: DiscussionComment): Json {
  const { thread } = comment;
  const { repository } = thread;
  return {
    id: comment.id,
    node_id: comment.nodeId,
    html_url: repositoryHtml(
      world,
      repository,
      `/discussions/${thread.number}#discussioncomment-${comment.id}`,
    ),
    parent_id: comment.parent?.id ?? null,
    child_comment_count: thread.comments.filter((each) => each.parent === comment).length,
    repository_url: fullName(repository),
    discussion_id: thread.id,
    author_association: associationOf(repository, comment.author),
    user: userJson(world, comment.author),
    created_at: iso(comment.createdAt),
    updated_at: iso(comment.updatedAt),
    body: comment.body,
    reactions: reactionsJson(
      repositoryApi(world, repository, `/discussions/comments/${comment.id}/reactions`),
      comment.reactions,
    ),
  };
}
