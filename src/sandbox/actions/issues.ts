import { issueJson } from '../shapes/issue.ts';
import type { Json } from '../shapes/json.ts';
import { milestoneJson, repositoryJson } from '../shapes/repository.ts';
import type { Scene } from '../webhooks/announce.ts';
import type { Actor, Category, Milestone, Repository } from '../world/model.ts';
import type { Discussion, Issue, PullRequest } from '../world/thread.ts';
import { nodeId } from '../world/world.ts';
import { openDiscussion } from './discussions.ts';
import { labelNamed } from './labels.ts';
import { enroll, forget, happened, lockThread, newThread, tell, tellOpened, touch } from './threads.ts';

export interface NewThread {
  repository: Repository;
  title: string;
  body: string;
  labels?: readonly string[];
}

/** Opens an issue; labels that do not exist are made with a random colour, as GitHub does. */
export function openIssue(scene: Scene, actor: Actor, wanted: NewThread): Issue {
  const issue = makeIssue(scene, actor, wanted);
  tellOpened(scene, actor, issue);
  return issue;
}

function makeIssue(scene: Scene, actor: Actor, wanted: NewThread): Issue {
  const { repository, title, body } = wanted;
  const id = scene.world.id('issue');
  const issue: Issue = {
    ...newThread(scene, actor, { repository, title, body }),
    kind: 'issue',
    id,
    nodeId: nodeId('I', id),
    comments: [],
    milestone: null,
    duplicateOf: null,
  };
  issue.labels = (wanted.labels ?? []).map((name) => labelNamed(scene, actor, repository, name));
  enroll(issue);
  return scene.world.register(issue);
}

/**
 * Moves an issue to another repository of the same owner: new number, new id, comments go along.
 * The new side sends `opened`, the old side `transferred`, mostly in this order; `changes` links the two.
 */
export function transferIssue(scene: Scene, actor: Actor, issue: Issue, to: Repository): Issue {
  const { world } = scene;
  const from = issue.repository;
  const author: Actor = { account: issue.author ?? actor.account, viaApp: issue.viaApp };
  // Only labels that the new repository has survive the move.
  const labels = issue.labels
    .map((label) => world.label(to, label.name)?.name)
    .filter((name) => name !== undefined);
  const moved = makeIssue(scene, author, { repository: to, title: issue.title, body: issue.body, labels });
  moved.createdAt = issue.createdAt;
  moved.author = issue.author;
  moved.state = issue.state;
  moved.stateReason = issue.stateReason;
  enroll(moved);
  moved.closedAt = issue.closedAt;
  moved.closedBy = issue.closedBy;
  moved.reactions = issue.reactions;
  moved.timeline = [...issue.timeline];
  moved.comments = issue.comments;
  const oldJson = issueJson(world, issue);
  forget(scene, issue, moved);
  for (const comment of moved.comments) {
    comment.thread = moved;
    world.register(comment);
  }
  happened(scene, actor, moved, { event: 'transferred', from });
  const changes: Json = { new_issue: issueJson(world, moved), new_repository: repositoryJson(world, to) };
  issue.comments = [];
  tell(scene, actor, moved, 'opened', {
    changes: { old_issue: oldJson, old_repository: repositoryJson(world, from) },
  });
  tell(scene, actor, issue, 'transferred', { changes });
  return moved;
}

/** Turns an issue into a discussion: the issue stays behind closed and locked and points to it. */
export function convertToDiscussion(
  scene: Scene,
  actor: Actor,
  issue: Issue,
  category: Category,
): Discussion {
  const author: Actor = { account: issue.author ?? actor.account, viaApp: false };
  const discussion = openDiscussion(scene, author, {
    repository: issue.repository,
    title: issue.title,
    body: issue.body,
    category,
    sender: actor,
  });
  happened(scene, actor, issue, { event: 'converted_to_discussion', discussion });
  issue.state = 'closed';
  issue.stateReason = 'completed';
  issue.closedAt = scene.world.now();
  issue.closedBy = actor.account;
  enroll(issue);
  touch(scene, issue);
  tell(scene, actor, issue, 'closed');
  lockThread(scene, actor, issue, null);
  return discussion;
}

/** Puts an issue or pull request into a milestone, or takes it out with `null`. */
export function setMilestone(
  scene: Scene,
  actor: Actor,
  thread: Issue | PullRequest,
  milestone: Milestone | null,
): void {
  const before = thread.milestone;
  if (before === milestone) return;
  thread.milestone = milestone;
  touch(scene, thread);
  if (before) {
    happened(scene, actor, thread, { event: 'demilestoned', milestone: before });
    tell(scene, actor, thread, 'demilestoned', { milestone: milestoneJson(scene.world, before) });
  }
  if (milestone) {
    happened(scene, actor, thread, { event: 'milestoned', milestone });
    tell(scene, actor, thread, 'milestoned', { milestone: milestoneJson(scene.world, milestone) });
  }
}
