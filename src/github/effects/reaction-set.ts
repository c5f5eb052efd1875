import { z } from 'zod';
import type { ReactionSet } from '../../loop/effect.ts';
import { Gone } from '../errors.ts';
import type { GitHub } from '../github.ts';
import { isOwnBot, restAuthor } from '../own-mark.ts';
import { fromTheEnd } from '../pages.ts';
import { created, type Performed, type SendContext, settled } from './context.ts';

export const ADD_REACTION = `mutation AddReaction($input: AddReactionInput!) {
  addReaction(input: $input) { clientMutationId }
}`;
export const REMOVE_REACTION = `mutation RemoveReaction($input: RemoveReactionInput!) {
  removeReaction(input: $input) { clientMutationId }
}`;

const GRAPHQL_CONTENT = { '+1': 'THUMBS_UP', confused: 'CONFUSED' } as const;

const reactionSchema = z.looseObject({ id: z.number(), content: z.string(), user: restAuthor });
/** 1,000 reactions of one content on one comment. */
const PAGES_MAX = 10;

/** REST path of what carries the reactions; null for what only GraphQL reaches (discussions, reviews). */
function restPath(effect: ReactionSet): { path: string; parameters: Record<string, unknown> } | null {
  const { thread, comment } = effect;
  const repository = { owner: thread.owner, repo: thread.name };
  if (comment === null) {
    if (thread.type === 'discussion') return null;
    const parameters = { ...repository, issue_number: thread.number };
    return { path: '/repos/{owner}/{repo}/issues/{issue_number}/reactions', parameters };
  }
  const parameters = { ...repository, comment_id: comment.id };
  switch (comment.family) {
    case 'issue_comment':
      return { path: '/repos/{owner}/{repo}/issues/comments/{comment_id}/reactions', parameters };
    case 'review_comment':
      return { path: '/repos/{owner}/{repo}/pulls/comments/{comment_id}/reactions', parameters };
    case 'discussion_comment':
    case 'review':
      return null;
  }
}

async function findOwnReaction(
  github: GitHub,
  rest: { path: string; parameters: Record<string, unknown> },
  content: string,
  botLogin: string,
): Promise<number | null> {
  const reactions = fromTheEnd(github, {
    route: `GET ${rest.path}`,
    parameters: { ...rest.parameters, content },
    item: reactionSchema,
    key: null,
    pagesMax: PAGES_MAX,
  });
  for await (const reaction of reactions) {
    if (reaction.content === content && isOwnBot(reaction.user?.login ?? null, botLogin)) return reaction.id;
  }
  return null;
}

/** GitHub gives an existing reaction back instead of adding a second, so this needs no look before it. */
async function put(github: GitHub, effect: ReactionSet): Promise<Performed> {
  const rest = restPath(effect);
  if (rest !== null) {
    const parameters = { ...rest.parameters, content: effect.content };
    const answer = await github.write(`POST ${rest.path}`, parameters);
    return settled({ id: created(answer.data).id });
  }
  const subjectId = effect.comment?.nodeId ?? effect.thread.nodeId;
  await github.mutate(ADD_REACTION, { input: { subjectId, content: GRAPHQL_CONTENT[effect.content] } });
  return settled(null);
}

async function remove(github: GitHub, effect: ReactionSet, context: SendContext): Promise<void> {
  const rest = restPath(effect);
  if (rest === null) {
    const subjectId = effect.comment?.nodeId ?? effect.thread.nodeId;
    await github.mutate(REMOVE_REACTION, { input: { subjectId, content: GRAPHQL_CONTENT[effect.content] } });
    return;
  }
  const id = context.remote?.id ?? (await findOwnReaction(github, rest, effect.content, context.botLogin));
  if (id === null) return;
  await github.write(`DELETE ${rest.path}/{reaction_id}`, { ...rest.parameters, reaction_id: id });
}

/** Our own reaction is on a thread or a comment, or off it. Taking off what is not there is done. */
export async function setReaction(
  github: GitHub,
  effect: ReactionSet,
  context: SendContext,
): Promise<Performed> {
  if (!effect.removed) return put(github, effect);
  try {
    await remove(github, effect, context);
  } catch (error) {
    if (!(error instanceof Gone)) throw error;
  }
  return settled(null);
}
