import { commentOnDiscussion, commentOnIssue, deleteComment, editComment } from './actions/comments.ts';
import { markAnswer, openDiscussion, unmarkAnswer } from './actions/discussions.ts';
import { openIssue } from './actions/issues.ts';
import {
  type Merge,
  mergePullRequest,
  openPullRequest,
  pushToPullRequest,
  review,
} from './actions/pull-requests.ts';
import { react, unreact } from './actions/reactions.ts';
import {
  type CommentHandle,
  commentHandle,
  type ThreadHandle,
  type ThreadLike,
  threadHandle,
} from './people/handles.ts';
import { categoryOf, PeopleOfThreads } from './people/threads.ts';
import type { Files } from './world/git.ts';
import type { DiscussionComment, IssueComment, ReactionContent, Review } from './world/thread.ts';

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
export class People extends PeopleOfThreads {
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
  mergePullRequest(thread: ThreadLike, merge: { by: string } & Partial<Merge>): string {
    const pull = this.pull(thread);
    const actor = this.actor(merge.by, pull.repository, 'write');
    return mergePullRequest(this.scene, actor, pull, { method: 'merge', ...merge }).sha;
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

  markAnswer(comment: CommentHandle, by: string): void {
    const found = this.discussionComment(comment);
    if (!found.thread.category.answerable) throw new Error(`${found.thread.category.name} takes no answers`);
    markAnswer(this.scene, this.ownerOr(found.thread, by, 'triage'), found);
  }

  unmarkAnswer(thread: ThreadLike, by: string): void {
    const found = this.discussion(thread);
    unmarkAnswer(this.scene, this.ownerOr(found, by, 'triage'), found);
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
