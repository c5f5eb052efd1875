import { GraphQLError } from 'graphql';
import type { Call } from '../rest/api.ts';
import { visible } from '../rest/authorize.ts';
import { holds, reaches } from '../rest/grants.ts';
import type { Node, Repository } from '../world/model.ts';
import type { Thread } from '../world/thread.ts';
import { fullName } from '../world/world.ts';

/** What every resolver gets as third argument. */
export interface Context {
  call: Call;
  /** points that the query costs, and what is left */
  limits: { cost: number; nodeCount: number; limit: number; remaining: number; used: number; resetS: number };
}

/**
 * An object of the schema: plain values, and functions `(args, context)` where there is something to compute.
 * The default resolver of `graphql` calls them; `__typename` tells interfaces and unions apart.
 */
export type View = Readonly<Record<string, unknown>>;

/** An error in GitHub's shape: `type` beside the message. */
export function failure(type: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { type } });
}

export function unresolved(id: string): GraphQLError {
  return failure('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'`);
}

/** Refuses what the installation has no permission for in a repository; reading others' public ones is free. */
export function demand(
  context: Context,
  repository: Repository,
  permission: string,
  level: 'read' | 'write',
): void {
  const { grant } = context.call;
  if (grant.kind !== 'installation') {
    if (level === 'write') throw failure('FORBIDDEN', 'Resource not accessible by personal access token');
    return;
  }
  const installed = reaches(grant, repository);
  if (!installed && level === 'read') return;
  if (!installed || !permission.split('|').some((name) => holds(grant, name, level))) {
    throw failure('FORBIDDEN', 'Resource not accessible by integration');
  }
  if (level === 'write' && repository.archived) {
    throw failure('UNPROCESSABLE', `${fullName(repository)} was archived so is read-only.`);
  }
}

/** The permission that a thread takes: pull requests accept either of two. */
export function permissionOf(thread: Thread): string {
  return { issue: 'issues', pull_request: 'issues|pull_requests', discussion: 'discussions' }[thread.kind];
}

/** The repository that an entity is in; null for accounts and teams. */
function homeOf(node: Node): Repository | null {
  if (node.kind === 'repository') return node;
  if (node.kind === 'account' || node.kind === 'team') return null;
  if (node.kind === 'reaction') return homeOf(node.subject);
  return 'thread' in node ? node.thread.repository : node.repository;
}

/** The thread that an entity is or belongs to, if any. */
export function threadOf(node: Node): Thread | null {
  if (node.kind === 'issue' || node.kind === 'pull_request' || node.kind === 'discussion') return node;
  if (node.kind === 'reaction') return threadOf(node.subject);
  return 'thread' in node ? node.thread : null;
}

/** An entity by its global id, if the caller may see it. */
export function visibleNode(context: Context, id: string): Node {
  const node = context.call.scene.world.nodes.get(id);
  if (!node) throw unresolved(id);
  const home = homeOf(node);
  if (home && !visible(context.call, home)) throw unresolved(id);
  const thread = threadOf(node);
  if (thread) demand(context, thread.repository, permissionOf(thread), 'read');
  return node;
}
