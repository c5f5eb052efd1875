import { categoryJson, discussionCommentJson } from '../shapes/discussion.ts';
import type { Scene } from '../webhooks/announce.ts';
import type { Actor, Category, Repository } from '../world/model.ts';
import type { Discussion, DiscussionComment } from '../world/thread.ts';
import { nodeId } from '../world/world.ts';
import { labelNamed } from './labels.ts';
import { enroll, newThread, tell, tellOpened, touch } from './threads.ts';

export interface NewDiscussion {
  repository: Repository;
  title: string;
  body: string;
  category: Category;
  labels?: readonly string[];
  /** who causes the event, when that is not the author (conversion of an issue) */
  sender?: Actor;
}

export function openDiscussion(scene: Scene, actor: Actor, wanted: NewDiscussion): Discussion {
  const { repository, title, body, category } = wanted;
  const id = scene.world.id('discussion');
  const discussion: Discussion = {
    ...newThread(scene, actor, { repository, title, body }),
    kind: 'discussion',
    id,
    nodeId: nodeId('D', id),
    comments: [],
    category,
    answer: null,
    answerChosenAt: null,
    answerChosenBy: null,
  };
  discussion.labels = (wanted.labels ?? []).map((name) => labelNamed(scene, actor, repository, name));
  enroll(scene.world.register(discussion));
  tellOpened(scene, wanted.sender ?? actor, discussion);
  return discussion;
}

/** Accepts a comment as the answer; a former answer is unmarked first. */
export function markAnswer(scene: Scene, actor: Actor, comment: DiscussionComment): void {
  const discussion = comment.thread;
  if (discussion.answer === comment) return;
  if (discussion.answer) unmarkAnswer(scene, actor, discussion);
  discussion.answer = comment;
  discussion.answerChosenAt = scene.world.now();
  discussion.answerChosenBy = actor.account;
  touch(scene, discussion);
  tell(scene, actor, discussion, 'answered', { answer: discussionCommentJson(scene.world, comment) });
}

export function unmarkAnswer(scene: Scene, actor: Actor, discussion: Discussion): void {
  const before = discussion.answer;
  if (!before) return;
  discussion.answer = null;
  discussion.answerChosenAt = null;
  discussion.answerChosenBy = null;
  touch(scene, discussion);
  tell(scene, actor, discussion, 'unanswered', { old_answer: discussionCommentJson(scene.world, before) });
}

export function changeCategory(scene: Scene, actor: Actor, discussion: Discussion, category: Category): void {
  const before = discussion.category;
  if (before === category) return;
  discussion.category = category;
  touch(scene, discussion);
  tell(scene, actor, discussion, 'category_changed', {
    changes: { category: { from: categoryJson(before) } },
  });
}
