import type { GraphQLResolveInfo } from 'graphql';
import { iso } from '../../shapes/json.ts';
import type { Reactable, Reaction, ReactionContent } from '../../world/thread.ts';
import { nodes, type PageArgs } from '../connection.ts';
import type { Context, View } from '../context.ts';
import { accountView } from './account.ts';
import { nodeView } from './node.ts';

/** Names of reactions in GraphQL and in REST. */
export const REACTION_NAMES: Readonly<Record<string, ReactionContent>> = {
  THUMBS_UP: '+1',
  THUMBS_DOWN: '-1',
  LAUGH: 'laugh',
  CONFUSED: 'confused',
  HEART: 'heart',
  HOORAY: 'hooray',
  ROCKET: 'rocket',
  EYES: 'eyes',
};

const NAME_OF = new Map(Object.entries(REACTION_NAMES).map(([name, content]) => [content, name]));

export function reactionView(reaction: Reaction): View {
  return {
    __typename: 'Reaction',
    id: reaction.nodeId,
    databaseId: reaction.id,
    content: NAME_OF.get(reaction.content),
    createdAt: iso(reaction.createdAt),
    // A reaction of a bot has no user, as on GitHub.
    user: reaction.user.type === 'User' ? accountView(reaction.user) : null,
    reactable: () => nodeView(reaction.subject),
  };
}

/** The fields that everything has that can be reacted to. */
export function reactableFields(subject: Reactable): View {
  const mine = (context: Context, reactions: readonly Reaction[]) =>
    reactions.some((each) => each.user === context.call.actor.account);
  return {
    viewerCanReact: true,
    reactions: (args: PageArgs & { content?: string | null }, context: Context, info: GraphQLResolveInfo) => {
      const content = args.content ? REACTION_NAMES[args.content] : null;
      const chosen = subject.reactions.filter((each) => content === null || each.content === content);
      return { ...nodes(chosen, args, info, reactionView), viewerHasReacted: mine(context, chosen) };
    },
    reactionGroups: (_: unknown, context: Context) => reactionGroups(subject, context),
  };
}

/** One group for each kind of reaction, empty ones too. */
export function reactionGroups(subject: Reactable, context: Context): View[] {
  return Object.entries(REACTION_NAMES).map(([name, content]) => {
    const given = subject.reactions.filter((each) => each.content === content);
    const [first] = given;
    return {
      content: name,
      createdAt: first ? iso(first.createdAt) : null,
      subject: () => nodeView(subject),
      viewerHasReacted: given.some((each) => each.user === context.call.actor.account),
      reactors: (args: PageArgs, _: unknown, info: GraphQLResolveInfo) => ({
        ...nodes(given, args, info, (each) => accountView(each.user)),
        edges: () =>
          given.map((each) => ({
            cursor: each.nodeId,
            node: accountView(each.user),
            reactedAt: iso(each.createdAt),
          })),
      }),
    };
  });
}
