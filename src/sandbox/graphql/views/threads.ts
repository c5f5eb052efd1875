import type { GraphQLResolveInfo } from 'graphql';
import type { Repository } from '../../world/model.ts';
import type { Discussion, Issue, Thread } from '../../world/thread.ts';
import { nodes, type PageArgs } from '../connection.ts';
import { type Context, demand, type View } from '../context.ts';
import { type OrderArgs, ordered } from '../order.ts';
import { discussionView, issueView, pullRequestView } from './thread.ts';

type Filter = PageArgs &
  OrderArgs & {
    states?: readonly string[] | null;
    labels?: readonly string[] | null;
    filterBy?: {
      since?: string | null;
      labels?: readonly string[] | null;
      states?: readonly string[] | null;
      createdBy?: string | null;
    } | null;
    baseRefName?: string | null;
    categoryId?: string | null;
    answered?: boolean | null;
  };

/** The lists of threads of a repository, filtered and ordered as asked for. */
export function threadConnections(repository: Repository): View {
  return {
    issues: (args: Filter, context: Context, info: GraphQLResolveInfo) => {
      demand(context, repository, 'issues', 'read');
      const issues = [...repository.threads.values()].filter(
        (thread): thread is Issue => thread.kind === 'issue' && meets(thread, args),
      );
      return nodes(ordered(issues, args.orderBy), args, info, issueView);
    },
    pullRequests: (args: Filter, context: Context, info: GraphQLResolveInfo) => {
      demand(context, repository, 'pull_requests', 'read');
      const pulls = [...repository.pulls].filter(
        (pull) => meets(pull, args) && (args.baseRefName == null || pull.baseRef === args.baseRefName),
      );
      return nodes(ordered(pulls, args.orderBy), args, info, pullRequestView);
    },
    discussions: (args: Filter, context: Context, info: GraphQLResolveInfo) => {
      demand(context, repository, 'discussions', 'read');
      const discussions = [...repository.threads.values()].filter(
        (thread): thread is Discussion =>
          thread.kind === 'discussion' &&
          meets(thread, args) &&
          (args.categoryId == null || thread.category.nodeId === args.categoryId) &&
          (args.answered == null || (thread.answer !== null) === args.answered),
      );
      return nodes(ordered(discussions, args.orderBy), args, info, discussionView);
    },
  };
}

function meets(thread: Thread, args: Filter): boolean {
  const state = thread.kind === 'pull_request' && thread.mergedAt ? 'MERGED' : thread.state.toUpperCase();
  const since = args.filterBy?.since;
  const creator = args.filterBy?.createdBy?.toLowerCase();
  return (
    [args.states, args.filterBy?.states].every(
      (states) => !states || states.length === 0 || states.includes(state),
    ) &&
    [args.labels, args.filterBy?.labels].every((names) => !names || wears(thread, names)) &&
    (!since || thread.updatedAt.getTime() >= Date.parse(since)) &&
    (!creator || thread.author?.login.toLowerCase() === creator)
  );
}

function wears(thread: Thread, names: readonly string[]): boolean {
  return names.some((name) => thread.labels.some((label) => label.name.toLowerCase() === name.toLowerCase()));
}
