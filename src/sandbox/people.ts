import { commentOnDiscussion, commentOnIssue, deleteComment, editComment } from './actions/comments.ts';
import { changeCategory, markAnswer, openDiscussion, unmarkAnswer } from './actions/discussions.ts';
import { convertToDiscussion, openIssue, setMilestone, transferIssue } from './actions/issues.ts';
import { addLabels, labelNamed, removeLabel } from './actions/labels.ts';
import {
  type MergeMethod,
  mergePullRequest,
  openPullRequest,
  pushToPullRequest,
  review,
} from './actions/pull-requests.ts';
import { react, unreact } from './actions/reactions.ts';
import {
  closeThread,
  deleteThread,
  editThread,
  lockThread,
  reopenThread,
  unlockThread,
} from './actions/threads.ts';
import {
  type CommentHandle,
  commentHandle,
  type ThreadHandle,
  type ThreadLike,
  threadHandle,
} from './people/handles.ts';
import { PeopleOfOrganizations } from './people/organizations.ts';
import type { Files } from './world/git.ts';
import type {
  Category,
  DiscussionComment,
  IssueComment,
  ReactionContent,
  Repository,
  Review,
} from './world/model.ts';

export interface ThreadWords {
  repo: string;
  author: string;
  title: string;
  body?: string;
  labels?: readonly string[];
}

/**
 * The people of the sandbox: what humans (and other bots) do on the website. Everything is named as a person
 * names it — login, `owner/name`, number — and makes the deliveries that GitHub makes. With roles enforced, what
 * somebody may not do throws.
 */
export class People extends PeopleOfOrganizations {
  /** @param issue `form` writes the body as an issue form does: a heading and an answer each */
  openIssue(issue: ThreadWords & { form?: Readonly<Record<string, string>> }): ThreadHandle {
    const repository = this.repository(issue.repo);
    const body = issue.body ?? formBody(issue.form ?? {});
    const actor = this.actor(issue.author, repository, 'read');
    return threadHandle(
      openIssue(this.scene, actor, { repository, title: issue.title, body, labels: issue.labels }),
    );
  }

  openDiscussion(discussion: ThreadWords & { category: string }): ThreadHandle {
    const repository = this.repository(discussion.repo);
    const actor = this.actor(discussion.author, repository, 'read');
    const { title, body = '', labels } = discussion;
    const category = categoryOf(repository, discussion.category);
    return threadHandle(openDiscussion(this.scene, actor, { repository, title, body, labels, category }));
  }

  /** One commit with `files`, or the given `commits`; a branch `patch-N` of the author unless `head` names another. */
  openPullRequest(
    pull: ThreadWords & {
      files?: Files;
      commits?: readonly { message: string; files: Files }[];
      draft?: boolean;
      base?: string;
      head?: string;
    },
  ): ThreadHandle {
    const repository = this.repository(pull.repo);
    const actor = this.actor(pull.author, repository, 'read');
    const { title, body = '', labels, draft } = pull;
    const commits = pull.commits ?? [{ message: title, files: pull.files ?? {} }];
    const wanted = {
      repository,
      title,
      body,
      labels,
      draft,
      commits,
      baseRef: pull.base,
      headRef: pull.head,
    };
    return threadHandle(openPullRequest(this.scene, actor, wanted));
  }

  pushToPullRequest(thread: ThreadLike, change: { author: string; message: string; files: Files }): void {
    const pull = this.pull(thread);
    const { message, files } = change;
    pushToPullRequest(this.scene, this.actor(change.author, pull.repository, 'read'), pull, {
      message,
      files,
    });
  }

  /** Returns the SHA that is on the base branch afterwards. */
  mergePullRequest(thread: ThreadLike, merge: { by: string; method?: MergeMethod }): string {
    const pull = this.pull(thread);
    const actor = this.actor(merge.by, pull.repository, 'write');
    return mergePullRequest(this.scene, actor, pull, merge.method ?? 'merge').sha;
  }

  review(
    thread: ThreadLike,
    words: {
      author: string;
      body?: string;
      state?: Review['state'];
      comments?: readonly { path: string; body: string }[];
    },
  ): CommentHandle {
    const pull = this.pull(thread);
    const actor = this.actor(words.author, pull.repository, 'read');
    const { state = 'commented', body = '', comments = [] } = words;
    return commentHandle(review(this.scene, actor, pull, { state, body, comments }));
  }

  comment(thread: ThreadLike, words: { author: string; body: string }): CommentHandle {
    const found = this.thread(thread);
    const actor = this.actor(words.author, found.repository, found.locked ? 'write' : 'read');
    const made =
      found.kind === 'discussion'
        ? commentOnDiscussion(this.scene, actor, found, words.body, null)
        : commentOnIssue(this.scene, actor, found, words.body);
    return commentHandle(made);
  }

  replyToDiscussion(comment: CommentHandle, words: { author: string; body: string }): CommentHandle {
    const parent = this.discussionComment(comment);
    const actor = this.actor(words.author, parent.thread.repository, parent.thread.locked ? 'write' : 'read');
    return commentHandle(commentOnDiscussion(this.scene, actor, parent.thread, words.body, parent));
  }

  /** By its author, unless `by` says who else. */
  editComment(comment: CommentHandle, change: { by?: string; body: string }): void {
    const found = this.talk(comment);
    editComment(this.scene, this.ownerOr(found, change.by, 'write'), found, change.body);
  }

  deleteComment(comment: CommentHandle, by?: string): void {
    const found = this.talk(comment);
    deleteComment(this.scene, this.ownerOr(found, by, 'write'), found);
  }

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

  markAnswer(comment: CommentHandle, by: string): void {
    const found = this.discussionComment(comment);
    if (!found.thread.category.answerable) throw new Error(`${found.thread.category.name} takes no answers`);
    markAnswer(this.scene, this.ownerOr(found.thread, by, 'triage'), found);
  }

  unmarkAnswer(thread: ThreadLike, by: string): void {
    const found = this.discussion(thread);
    unmarkAnswer(this.scene, this.ownerOr(found, by, 'triage'), found);
  }

  changeCategory(thread: ThreadLike, change: { by: string; category: string }): void {
    const found = this.discussion(thread);
    const actor = this.actor(change.by, found.repository, 'triage');
    changeCategory(this.scene, actor, found, categoryOf(found.repository, change.category));
  }

  /** Reacts to a thread or a comment; reactions send no webhook. */
  react(subject: ThreadLike | CommentHandle, reaction: { by: string; content: ReactionContent }): void {
    const found = this.reactable(subject);
    react(
      this.scene,
      { account: this.scene.world.account(reaction.by), viaApp: false },
      found,
      reaction.content,
    );
  }

  unreact(subject: ThreadLike | CommentHandle, reaction: { by: string; content: ReactionContent }): void {
    const account = this.scene.world.account(reaction.by);
    const given = this.reactable(subject).reactions.find(
      (each) => each.user === account && each.content === reaction.content,
    );
    if (given) unreact(this.scene, given);
  }

  private talk(comment: CommentHandle): IssueComment | DiscussionComment {
    const found = this.scene.world.nodes.get(comment.nodeId);
    if (found?.kind === 'issue_comment' || found?.kind === 'discussion_comment') return found;
    throw new Error(`no comment ${comment.nodeId}`);
  }

  private discussionComment(comment: CommentHandle): DiscussionComment {
    const found = this.talk(comment);
    if (found.kind === 'discussion_comment') return found;
    throw new Error('not a comment of a discussion');
  }
}

/** What GitHub makes of the answers to an issue form. */
function formBody(form: Readonly<Record<string, string>>): string {
  return Object.entries(form)
    .map(([question, answer]) => `### ${question}\n\n${answer === '' ? '_No response_' : answer}`)
    .join('\n\n');
}

function categoryOf(repository: Repository, name: string): Category {
  const wanted = name.toLowerCase();
  const category = repository.categories.find(
    (each) => each.slug === wanted || each.name.toLowerCase() === wanted,
  );
  if (!category) throw new Error(`no discussion category ${name}`);
  return category;
}
