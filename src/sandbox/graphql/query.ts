import type { GraphQLResolveInfo } from 'graphql';
import { visible } from '../rest/authorize.ts';
import { searchThreads } from '../rest/search.ts';
import { iso } from '../shapes/json.ts';
import { nodes, type PageArgs } from './connection.ts';
import { type Context, failure, type View, visibleNode } from './context.ts';
import { nodeView } from './views/node.ts';
import { repositoryView } from './views/repository.ts';

/** The fields of `Query`. */
export const QUERY: View = {
  node: ({ id }: { id: string }, context: Context) => nodeView(visibleNode(context, id)),
  nodes: ({ ids }: { ids: readonly string[] }, context: Context) =>
    ids.map((id) => {
      try {
        return nodeView(visibleNode(context, id));
      } catch (error) {
        // An error in the list stands for its own place and leaves the others alone.
        return error;
      }
    }),
  rateLimit: (_: unknown, { limits }: Context) => ({
    ...limits,
    resetAt: iso(new Date(limits.resetS * 1000)),
  }),
  repository: (
    { owner, name, followRenames }: { owner: string; name: string; followRenames: boolean },
    { call }: Context,
  ) => {
    const found = call.scene.world.findRepository(owner, name);
    const renamed = found !== null && found.name.toLowerCase() !== name.toLowerCase();
    if (!found || !visible(call, found) || (renamed && !followRenames)) {
      throw failure('NOT_FOUND', `Could not resolve to a Repository with the name '${owner}/${name}'.`);
    }
    return repositoryView(found);
  },
  search: (args: PageArgs & { query: string; type: string }, context: Context, info: GraphQLResolveInfo) => {
    const found = searchThreads(context.call, args.query);
    const discussions = found.filter((thread) => thread.kind === 'discussion');
    const issues = found.filter((thread) => thread.kind !== 'discussion');
    const chosen = args.type === 'DISCUSSION' ? discussions : args.type === 'ISSUE' ? issues : [];
    return {
      ...nodes(chosen, args, info, nodeView),
      discussionCount: args.type === 'DISCUSSION' ? discussions.length : 0,
      issueCount: args.type === 'ISSUE' ? issues.length : 0,
    };
  },
};
