import { changeCategory } from '../actions/discussions.ts';
import { convertToDiscussion, setMilestone, transferIssue } from '../actions/issues.ts';
import { addLabels, labelNamed, removeLabel } from '../actions/labels.ts';
import {
  closeThread,
  deleteThread,
  editThread,
  lockThread,
  reopenThread,
  unlockThread,
} from '../actions/threads.ts';
import type { Category, Repository } from '../world/model.ts';
import { type ThreadHandle, type ThreadLike, threadHandle } from './handles.ts';
import { PeopleOfOrganizations } from './organizations.ts';

/** What people do to a thread as a whole, once it is there. */
export class PeopleOfThreads extends PeopleOfOrganizations {
  editThread(thread: ThreadLike, change: { by?: string; title?: string; body?: string }): void {
    const found = this.thread(thread);
    const { by, ...text } = change;
    editThread(this.scene, this.ownerOr(found, by, 'triage'), found, text);
  }

  close(thread: ThreadLike, closing: { by: string; reason?: string; duplicateOf?: ThreadLike }): void {
    const found = this.thread(thread);
    const { by, reason } = closing;
    const duplicateOf = closing.duplicateOf ? this.issue(closing.duplicateOf) : null;
    closeThread(this.scene, this.ownerOr(found, by, 'triage'), found, { reason, duplicateOf });
  }

  /** Authors can reopen only what they closed themselves. */
  reopen(thread: ThreadLike, by: string): void {
    const found = this.thread(thread);
    const own = found.closedBy === this.scene.world.account(by) && found.author === found.closedBy;
    reopenThread(this.scene, this.actor(by, found.repository, own ? 'read' : 'triage'), found);
  }

  /** Puts labels on any thread, making those that do not exist. */
  label(thread: ThreadLike, label: { by: string; labels: readonly string[] }): void {
    const found = this.thread(thread);
    const actor = this.actor(label.by, found.repository, 'triage');
    const labels = label.labels.map((name) => labelNamed(this.scene, actor, found.repository, name));
    addLabels(this.scene, actor, found, labels);
  }

  unlabel(thread: ThreadLike, label: { by: string; labels: readonly string[] }): void {
    const found = this.thread(thread);
    const actor = this.actor(label.by, found.repository, 'triage');
    for (const name of label.labels) {
      const known = this.scene.world.label(found.repository, name);
      if (known) removeLabel(this.scene, actor, found, known);
    }
  }

  setMilestone(thread: ThreadLike, change: { by: string; title: string | null }): void {
    const found = this.thread(thread);
    if (found.kind === 'discussion') throw new Error('discussions have no milestones');
    const actor = this.actor(change.by, found.repository, 'triage');
    const milestone = found.repository.milestones.find((each) => each.title === change.title) ?? null;
    setMilestone(this.scene, actor, found, milestone);
  }

  lock(thread: ThreadLike, lock: { by: string; reason?: string }): void {
    const found = this.thread(thread);
    lockThread(this.scene, this.actor(lock.by, found.repository, 'write'), found, lock.reason ?? null);
  }

  unlock(thread: ThreadLike, by: string): void {
    const found = this.thread(thread);
    unlockThread(this.scene, this.actor(by, found.repository, 'write'), found);
  }

  deleteThread(thread: ThreadLike, by: string): void {
    const found = this.thread(thread);
    deleteThread(this.scene, this.actor(by, found.repository, 'admin'), found);
  }

  /** Moves an issue to another repository of the same owner and returns it there. */
  transfer(thread: ThreadLike, move: { by: string; to: string }): ThreadHandle {
    const found = this.issue(thread);
    const actor = this.actor(move.by, found.repository, 'write');
    return threadHandle(transferIssue(this.scene, actor, found, this.repository(move.to)));
  }

  convertToDiscussion(thread: ThreadLike, conversion: { by: string; category: string }): ThreadHandle {
    const found = this.issue(thread);
    const actor = this.actor(conversion.by, found.repository, 'write');
    const category = categoryOf(found.repository, conversion.category);
    return threadHandle(convertToDiscussion(this.scene, actor, found, category));
  }

  changeCategory(thread: ThreadLike, change: { by: string; category: string }): void {
    const found = this.discussion(thread);
    const actor = this.actor(change.by, found.repository, 'triage');
    changeCategory(this.scene, actor, found, categoryOf(found.repository, change.category));
  }
}

/** By name or slug. */
export function categoryOf(repository: Repository, name: string): Category {
  const wanted = name.toLowerCase();
  const category = repository.categories.find(
    (each) => each.slug === wanted || each.name.toLowerCase() === wanted,
  );
  if (!category) throw new Error(`no discussion category ${name}`);
  return category;
}
