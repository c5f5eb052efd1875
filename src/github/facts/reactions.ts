import { z } from 'zod';
import type { SeenReaction } from '../../loop/github-facts.ts';
import { isForgotten } from '../../loop/redact.ts';
import type { Account } from '../../loop/vocabulary.ts';
import type { GitHub } from '../github.ts';
import { queryPartly } from '../partial-answer.ts';

export const REACTIONS = `query Reactions($ids: [ID!]!) {
  nodes(ids: $ids) {
    id
    ... on IssueComment { reactions(last: 100) { nodes { ...reaction } } }
    ... on DiscussionComment { reactions(last: 100) { nodes { ...reaction } } }
  }
}
fragment reaction on Reaction { content createdAt user { databaseId login } }`;

/** GitHub's own limit for `nodes`. */
export const REACTIONS_ASKED_MAX = 100;

const WORDS = { THUMBS_UP: '+1', THUMBS_DOWN: '-1' } as const;

const schema = z.looseObject({
  nodes: z.array(
    z
      .looseObject({
        id: z.string(),
        reactions: z
          .looseObject({
            nodes: z.array(
              z.looseObject({
                content: z.string(),
                createdAt: z.string(),
                user: z.looseObject({ databaseId: z.number(), login: z.string() }).nullable(),
              }),
            ),
          })
          .optional(),
      })
      .nullable(),
  ),
});

/**
 * The 👍 and 👎 of people on comments of the app, the newest 100 of each. What is gone is missing; bots are never told.
 * @param nodeIds at most REACTIONS_ASKED_MAX
 */
export async function readReactions(
  github: GitHub,
  nodeIds: readonly string[],
): Promise<Map<string, SeenReaction[]>> {
  if (nodeIds.length === 0) return new Map();
  // What is gone comes as an error beside all the others.
  const { data } = await queryPartly(github, REACTIONS, { ids: [...nodeIds] });
  const { nodes } = schema.parse(data);
  return new Map(
    nodes.flatMap((node) => {
      if (node === null) return [];
      const seen = (node.reactions?.nodes ?? []).flatMap(({ content, createdAt, user }): SeenReaction[] => {
        if (user === null || (content !== 'THUMBS_UP' && content !== 'THUMBS_DOWN')) return [];
        const actor: Account = { id: user.databaseId, login: user.login, type: 'User' };
        // An account that is gone says nothing any more.
        if (isForgotten(actor)) return [];
        return [{ content: WORDS[content], actor, at: new Date(createdAt) }];
      });
      return [[node.id, seen] as const];
    }),
  );
}
