import type { Scene } from '../webhooks/announce.ts';
import { atLeast, roleOf } from '../world/access.ts';
import type { Account, Actor, Repository, RoleName } from '../world/model.ts';
import type { Comment, Discussion, Issue, PullRequest, Reactable, Thread } from '../world/thread.ts';
import { fullName } from '../world/world.ts';

/** How a person names a thread. */
export interface ThreadLike {
  /** `owner/name` */
  repo: string;
  number: number;
}

export interface ThreadHandle extends ThreadLike {
  id: number;
  nodeId: string;
}

export interface CommentHandle {
  thread: ThreadHandle;
  id: number;
  nodeId: string;
}

export function threadHandle(thread: Thread): ThreadHandle {
  return {
    repo: fullName(thread.repository),
    number: thread.number,
    id: thread.id,
    nodeId: thread.nodeId,
  };
}

export function commentHandle(comment: Comment): CommentHandle {
  return { thread: threadHandle(comment.thread), id: comment.id, nodeId: comment.nodeId };
}

/** Finds what people name, and checks that they may do what they do. */
export class Handles {
  protected readonly scene: Scene;
  readonly #enforceRoles: boolean;

  constructor(scene: Scene, enforceRoles: boolean) {
    this.scene = scene;
    this.#enforceRoles = enforceRoles;
  }

  repository(repo: string): Repository {
    const [owner = '', name = ''] = repo.split('/');
    const found = this.scene.world.findRepository(owner, name);
    if (!found) throw new Error(`no repository ${repo}`);
    return found;
  }

  /** The thread, also where it was transferred to. */
  thread(like: ThreadLike): Thread {
    const repository = this.repository(like.repo);
    const found = repository.threads.get(like.number) ?? repository.moved.get(like.number);
    if (!found) throw new Error(`no thread ${like.repo}#${like.number}`);
    return found;
  }

  /** A thread's own handle, for one that was known by number only. */
  handle(like: ThreadLike): ThreadHandle {
    return threadHandle(this.thread(like));
  }

  protected issue(like: ThreadLike): Issue {
    const found = this.thread(like);
    if (found.kind !== 'issue') throw new Error(`${like.repo}#${like.number} is no issue`);
    return found;
  }

  protected pull(like: ThreadLike): PullRequest {
    const found = this.thread(like);
    if (found.kind !== 'pull_request') throw new Error(`${like.repo}#${like.number} is no pull request`);
    return found;
  }

  protected discussion(like: ThreadLike): Discussion {
    const found = this.thread(like);
    if (found.kind !== 'discussion') throw new Error(`${like.repo}#${like.number} is no discussion`);
    return found;
  }

  protected reactable(subject: ThreadLike | CommentHandle): Reactable {
    if ('number' in subject) return this.thread(subject);
    const found = this.scene.world.nodes.get(subject.nodeId);
    if (!found || !('reactions' in found)) throw new Error(`nothing to react to at ${subject.nodeId}`);
    return found;
  }

  /** Somebody by login, who must have at least that role. */
  protected actor(login: string, repository: Repository, needed: RoleName): Actor {
    const { world } = this.scene;
    const account = world.account(login);
    if (this.#enforceRoles && !atLeast(roleOf(world, repository, account), needed)) {
      throw new Error(`${login} has no ${needed} permission in ${fullName(repository)}`);
    }
    return { account, viaApp: false };
  }

  /** The author, or somebody else who needs a role for it. */
  protected ownerOr(
    thing: { author: Account | null } & ({ repository: Repository } | { thread: { repository: Repository } }),
    by: string | undefined,
    needed: RoleName,
  ): Actor {
    const login = by ?? thing.author?.login;
    if (login === undefined) throw new Error('nobody to do this: the author is gone');
    const repository = 'repository' in thing ? thing.repository : thing.thread.repository;
    return this.actor(login, repository, this.scene.world.account(login) === thing.author ? 'read' : needed);
  }
}
