import { pullRequestJson, reviewCommentJson, reviewJson } from '../shapes/pull-request.ts';
import { announce, type Scene } from '../webhooks/announce.ts';
import { commit, compare, type Files, resolve } from '../world/git.ts';
import type { Account, Actor, Commit, Repository } from '../world/model.ts';
import type { PullRequest, Review, ReviewComment } from '../world/thread.ts';
import { nodeId } from '../world/world.ts';
import { newComment } from './comments.ts';
import { labelNamed } from './labels.ts';
import { push } from './pushes.ts';
import { closedBy, issuesNamed } from './references.ts';
import { closeThread, enroll, happened, newThread, tell, tellOpened, touch } from './threads.ts';

export interface NewPullRequest {
  repository: Repository;
  title: string;
  body: string;
  /** one commit each; a single record of files is one commit named like the pull request */
  commits: readonly { message: string; files: Files }[];
  labels?: readonly string[];
  draft?: boolean;
  baseRef?: string;
  headRef?: string;
  headOwner?: Account;
}

export function openPullRequest(scene: Scene, actor: Actor, wanted: NewPullRequest): PullRequest {
  const { world } = scene;
  const { repository, title, body } = wanted;
  const baseRef = wanted.baseRef ?? repository.defaultBranch;
  const base = resolve(repository, baseRef);
  if (!base) throw new Error(`no branch ${baseRef} in ${repository.name}`);
  const commits: Commit[] = [];
  for (const change of wanted.commits) {
    const parents = [commits.at(-1)?.sha ?? base.sha];
    commits.push(commit(world, repository, { parents, author: actor.account, ...change }));
  }
  const id = world.id('issue');
  const thread = newThread(scene, actor, { repository, title, body });
  const pull: PullRequest = {
    ...thread,
    kind: 'pull_request',
    id,
    pullId: world.id('pull'),
    nodeId: nodeId('PR', id),
    comments: [],
    milestone: null,
    draft: wanted.draft ?? false,
    baseRef,
    headRef: wanted.headRef ?? `patch-${thread.number}`,
    headOwner: wanted.headOwner ?? actor.account,
    headSha: commits.at(-1)?.sha ?? base.sha,
    baseSha: base.sha,
    commits,
    mergedAt: null,
    mergedBy: null,
    mergeCommitSha: null,
    reviews: [],
  };
  pull.labels = (wanted.labels ?? []).map((name) => labelNamed(scene, actor, repository, name));
  enroll(world.register(pull));
  tellOpened(scene, actor, pull);
  return pull;
}

/** Adds a commit to an open pull request. */
export function pushToPullRequest(
  scene: Scene,
  actor: Actor,
  pull: PullRequest,
  change: { message: string; files: Files },
): void {
  const before = pull.headSha;
  const added = commit(scene.world, pull.repository, { parents: [before], author: actor.account, ...change });
  pull.commits.push(added);
  pull.headSha = added.sha;
  touch(scene, pull);
  tell(scene, actor, pull, 'synchronize', { before, after: added.sha });
}

export type MergeMethod = 'merge' | 'squash' | 'rebase';

/** How a pull request is merged. */
export interface Merge {
  method: MergeMethod;
  /** of the commit that a squash makes, where it is not GitHub's own */
  message?: string;
}

/**
 * Merges a pull request. A merge keeps its commits below a merge commit; squash makes one new commit with
 * `(#number)` in its first line; rebase makes a new commit of each. Issues that its body or a message that lands names by
 * a closing keyword close.
 */
export function mergePullRequest(scene: Scene, actor: Actor, pull: PullRequest, merge: Merge): Commit {
  const { repository } = pull;
  const base = resolve(repository, pull.baseRef);
  if (!base) throw new Error(`no branch ${pull.baseRef}`);
  const landed = land(scene, actor, pull, base, merge);
  const now = scene.world.now();
  pull.state = 'closed';
  pull.closedAt = now;
  pull.closedBy = actor.account;
  enroll(pull);
  if (pull.author) repository.contributors.add(pull.author);
  pull.mergedAt = now;
  pull.mergedBy = actor.account;
  pull.mergeCommitSha = landed.sha;
  touch(scene, pull);
  happened(scene, actor, pull, { event: 'merged', commitSha: landed.sha });
  happened(scene, actor, pull, { event: 'closed', stateReason: null, closer: null });
  push(scene, actor, repository, pull.baseRef, landed);
  tell(scene, actor, pull, 'closed');
  if (pull.baseRef === repository.defaultBranch) {
    const brought = compare(repository, base, landed)?.commits ?? [];
    const named = brought.flatMap(({ message }) => issuesNamed(scene, repository, message));
    for (const issue of new Set([...closedBy(scene, pull), ...named])) {
      closeThread(scene, actor, issue, { closer: pull });
    }
  }
  return landed;
}

function land(scene: Scene, actor: Actor, pull: PullRequest, base: Commit, merge: Merge): Commit {
  const { world } = scene;
  const { repository, number, title, commits } = pull;
  const author = actor.account;
  const every = Object.assign({}, ...commits.map(filesOf));
  if (merge.method === 'merge') {
    const message = `Merge pull request #${number} from ${pull.headOwner.login}/${pull.headRef}\n\n${title}`;
    return commit(world, repository, { parents: [base.sha, pull.headSha], message, author, files: every });
  }
  if (merge.method === 'squash') {
    const listed = commits.map((each) => `* ${each.message}`).join('\n');
    const message = merge.message ?? `${title} (#${number})\n\n${listed}`;
    const wrote = commits[0]?.author ?? author;
    return commit(world, repository, { parents: [base.sha], message, author: wrote, files: every });
  }
  return commits.reduce(
    (tip, each) =>
      commit(world, repository, {
        parents: [tip.sha],
        message: each.message,
        author: each.author,
        files: filesOf(each),
      }),
    base,
  );
}

/** What a commit changed, as a change that can be made again on top of another. */
function filesOf(made: Commit): Files {
  const written = [...made.added, ...made.modified].map((path) => [path, made.tree.get(path) ?? '']);
  return Object.fromEntries([...written, ...made.removed.map((path) => [path, null])]);
}

/** Reviews a pull request, with comments on single files. */
export function review(
  scene: Scene,
  actor: Actor,
  pull: PullRequest,
  wanted: { state: Review['state']; body: string; comments: readonly { path: string; body: string }[] },
): Review {
  const { world } = scene;
  const id = world.id('review');
  const made: Review = {
    ...newComment(scene, actor, wanted.body),
    kind: 'review',
    id,
    nodeId: nodeId('PRR', id),
    thread: pull,
    state: wanted.state,
    comments: [],
  };
  pull.reviews.push(world.register(made));
  touch(scene, pull);
  const body = { review: reviewJson(world, made), pull_request: pullRequestJson(world, pull) };
  announce(scene, { event: 'pull_request_review', action: 'submitted', actor, at: pull.repository, body });
  for (const words of wanted.comments) reviewComment(scene, actor, made, words);
  return made;
}

function reviewComment(
  scene: Scene,
  actor: Actor,
  made: Review,
  words: { path: string; body: string },
): void {
  const { world } = scene;
  const id = world.id('reviewComment');
  const comment: ReviewComment = {
    ...newComment(scene, actor, words.body),
    kind: 'review_comment',
    id,
    nodeId: nodeId('PRRC', id),
    thread: made.thread,
    review: made,
    path: words.path,
  };
  made.comments.push(world.register(comment));
  const body = {
    comment: reviewCommentJson(world, comment),
    pull_request: pullRequestJson(world, made.thread),
  };
  const at = made.thread.repository;
  announce(scene, { event: 'pull_request_review_comment', action: 'created', actor, at, body });
}
