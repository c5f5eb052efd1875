import { discussionJson } from '../shapes/discussion.ts';
import { issueJson } from '../shapes/issue.ts';
import type { Json } from '../shapes/json.ts';
import { pullRequestJson } from '../shapes/pull-request.ts';
import { labelJson } from '../shapes/repository.ts';
import { announce, type Scene } from '../webhooks/announce.ts';
import type { Actor, Commit } from '../world/model.ts';
import type { Happened, Issue, PullRequest, Thread, TimelineEvent } from '../world/thread.ts';
import { nodeId } from '../world/world.ts';
import { notify } from './notifications.ts';
import { crossReference } from './references.ts';

/** What any thread can undergo: edited, closed, reopened, locked, deleted. Each tells the app as GitHub does. */

/** Tells of something that happened to a thread, in the family of events of its type. */
export function tell(scene: Scene, actor: Actor, thread: Thread, action: string, extra: Json = {}): void {
  const { world } = scene;
  const at = thread.repository;
  switch (thread.kind) {
    case 'issue':
      announce(scene, {
        event: 'issues',
        action,
        actor,
        at,
        body: { issue: issueJson(world, thread), ...extra },
      });
      break;
    case 'pull_request': {
      const body = { number: thread.number, pull_request: pullRequestJson(world, thread), ...extra };
      announce(scene, { event: 'pull_request', action, actor, at, body });
      break;
    }
    case 'discussion':
      announce(scene, {
        event: 'discussion',
        action,
        actor,
        at,
        body: { discussion: discussionJson(world, thread), ...extra },
      });
      break;
  }
}

/** Puts a thread into its repository, or brings the repository's count of open ones up to date. */
export function enroll(thread: Thread): void {
  const { threads, pulls, openIssues } = thread.repository;
  threads.set(thread.number, thread);
  if (thread.kind === 'pull_request') pulls.add(thread);
  if (thread.kind !== 'discussion' && thread.state === 'open') openIssues.add(thread);
  else openIssues.delete(thread);
}

/** Notes something on the timeline of a thread. */
export function happened(scene: Scene, actor: Actor, thread: Thread, what: Happened): TimelineEvent {
  const id = scene.world.id('timeline');
  const entry: TimelineEvent = {
    ...what,
    kind: 'timeline',
    id,
    nodeId: nodeId('EV', id),
    thread,
    actor: actor.account,
    viaApp: actor.viaApp,
    createdAt: scene.world.now(),
  };
  thread.timeline.push(entry);
  return scene.world.register(entry);
}

export function touch(scene: Scene, thread: Thread): void {
  thread.updatedAt = scene.world.now();
}

/** Changes title or body. Equal text makes no event, as on GitHub. */
export function editThread(
  scene: Scene,
  actor: Actor,
  thread: Thread,
  change: { title?: string; body?: string },
): void {
  const changes: Json = {};
  if (change.title !== undefined && change.title !== thread.title) {
    changes.title = { from: thread.title };
    happened(scene, actor, thread, { event: 'renamed', from: thread.title, to: change.title });
    thread.title = change.title;
  }
  const before = thread.body;
  if (change.body !== undefined && change.body !== before) {
    changes.body = { from: before };
    thread.body = change.body;
    thread.editedAt = scene.world.now();
    if (thread.edits.length === 0) {
      const { author, createdAt } = thread;
      thread.edits.push({ nodeId: `UCE_${thread.nodeId}_0`, editor: author, at: createdAt, text: before });
    }
    const nodeId = `UCE_${thread.nodeId}_${thread.edits.length}`;
    thread.edits.push({ nodeId, editor: actor.account, at: thread.editedAt, text: change.body });
  }
  if (Object.keys(changes).length === 0) return;
  touch(scene, thread);
  tell(scene, actor, thread, 'edited', { changes });
  if (!changes.body) return;
  crossReference(scene, actor, thread, thread.body, before);
  notify(scene, actor, thread, thread.body, before);
}

export interface Closing {
  /** completed, not_planned, duplicate for issues; resolved, outdated, duplicate for discussions */
  reason?: string | null;
  duplicateOf?: Issue | null;
  closer?: PullRequest | Commit | null;
}

/** Closes an open thread; closing a closed one only takes a new reason. */
export function closeThread(scene: Scene, actor: Actor, thread: Thread, closing: Closing = {}): void {
  const now = scene.world.now();
  const wasOpen = thread.state === 'open';
  const standard = thread.kind === 'issue' ? 'completed' : thread.kind === 'discussion' ? 'resolved' : null;
  const reason = closing.reason ?? (closing.duplicateOf ? 'duplicate' : standard);
  if (!wasOpen && reason === thread.stateReason) return;
  thread.state = 'closed';
  thread.stateReason = reason;
  thread.closedAt = now;
  thread.closedBy = actor.account;
  thread.updatedAt = now;
  enroll(thread);
  if (thread.kind === 'issue' && closing.duplicateOf && reason === 'duplicate') {
    thread.duplicateOf = closing.duplicateOf;
    happened(scene, actor, thread, { event: 'marked_as_duplicate', canonical: closing.duplicateOf });
  }
  happened(scene, actor, thread, { event: 'closed', stateReason: reason, closer: closing.closer ?? null });
  tell(scene, actor, thread, 'closed');
}

export function reopenThread(scene: Scene, actor: Actor, thread: Thread): void {
  if (thread.state === 'open') return;
  thread.state = 'open';
  thread.stateReason = thread.kind === 'pull_request' ? null : 'reopened';
  thread.closedAt = null;
  thread.closedBy = null;
  enroll(thread);
  if (thread.kind === 'issue' && thread.duplicateOf) {
    happened(scene, actor, thread, { event: 'unmarked_as_duplicate', canonical: thread.duplicateOf });
    thread.duplicateOf = null;
  }
  touch(scene, thread);
  happened(scene, actor, thread, { event: 'reopened' });
  tell(scene, actor, thread, 'reopened');
}

export function lockThread(scene: Scene, actor: Actor, thread: Thread, reason: string | null): void {
  if (thread.locked) return;
  thread.locked = true;
  thread.lockReason = reason;
  touch(scene, thread);
  happened(scene, actor, thread, { event: 'locked', reason });
  tell(scene, actor, thread, 'locked');
}

export function unlockThread(scene: Scene, actor: Actor, thread: Thread): void {
  if (!thread.locked) return;
  thread.locked = false;
  thread.lockReason = null;
  touch(scene, thread);
  happened(scene, actor, thread, { event: 'unlocked' });
  tell(scene, actor, thread, 'unlocked');
}

/** Takes the thread out of the world; its number answers 410 from now on. */
export function deleteThread(scene: Scene, actor: Actor, thread: Thread): void {
  forget(scene, thread, null);
  tell(scene, actor, thread, 'deleted');
}

/** Removes a thread and what hangs on it from where they can be found; `successor` is where it lives on. */
export function forget(scene: Scene, thread: Thread, successor: Thread | null): void {
  const { repository, number } = thread;
  repository.threads.delete(number);
  repository.openIssues.delete(thread);
  if (thread.kind === 'pull_request') repository.pulls.delete(thread);
  repository.moved.set(number, successor);
  scene.world.nodes.delete(thread.nodeId);
  for (const comment of thread.comments) scene.world.nodes.delete(comment.nodeId);
}

/** The fields that every new thread starts with. */
export function newThread(
  scene: Scene,
  actor: Actor,
  thread: Pick<Thread, 'repository' | 'title' | 'body'>,
): Omit<Issue, 'kind' | 'id' | 'nodeId' | 'comments' | 'milestone' | 'duplicateOf'> {
  const now = scene.world.now();
  return {
    ...thread,
    number: thread.repository.nextNumber++,
    author: actor.account,
    viaApp: actor.viaApp,
    state: 'open',
    stateReason: null,
    locked: false,
    lockReason: null,
    labels: [],
    reactions: [],
    timeline: [],
    createdAt: now,
    updatedAt: now,
    editedAt: null,
    edits: [],
    closedAt: null,
    closedBy: null,
  };
}

/** Announces a thread that came with labels: `opened` shows them, then one `labeled` each. */
export function tellOpened(scene: Scene, actor: Actor, thread: Thread, extra: Json = {}): void {
  tell(scene, actor, thread, thread.kind === 'discussion' ? 'created' : 'opened', extra);
  for (const label of thread.labels) {
    happened(scene, actor, thread, { event: 'labeled', label });
    tell(scene, actor, thread, 'labeled', { label: labelJson(scene.world, label) });
  }
  crossReference(scene, actor, thread, thread.body, '');
  notify(scene, actor, thread, thread.body, null);
}
