import { react, unreact } from '../actions/reactions.ts';
import { reactionJson } from '../shapes/reaction.ts';
import { REACTIONS, type Reactable, type ReactionContent } from '../world/thread.ts';
import {
  ApiError,
  invalid,
  noContent,
  notFound,
  numberParam,
  paged,
  type RepositoryCall,
  type RepositoryRoute,
} from './api.ts';
import { issueCommentOf } from './comments.ts';
import { issueOf } from './issues.ts';
import { reviewCommentOf } from './pulls.ts';

/** What can be reacted to: path of the thing, how to find it, the permission it takes. */
const SUBJECTS: readonly { path: string; find: (call: RepositoryCall) => Reactable; permission: string }[] = [
  { path: '/repos/{owner}/{repo}/issues/{issue_number}', find: issueOf, permission: 'thread' },
  { path: '/repos/{owner}/{repo}/issues/comments/{comment_id}', find: issueCommentOf, permission: 'thread' },
  {
    path: '/repos/{owner}/{repo}/pulls/comments/{comment_id}',
    find: reviewCommentOf,
    permission: 'pull_requests',
  },
];

/** Reactions: giving one twice answers 200 with the first; only one's own can be taken back. */
export const reactionRoutes: RepositoryRoute[] = SUBJECTS.flatMap(
  ({ path, find, permission }): RepositoryRoute[] => [
    {
      method: 'GET',
      path: `${path}/reactions`,
      needs: { permission, level: 'read' },
      handle: (call) => {
        const content = call.url.searchParams.get('content');
        const reactions = find(call).reactions.filter((each) => content === null || each.content === content);
        return paged(call, reactions, (each) => reactionJson(call.scene.world, each));
      },
    },
    {
      method: 'POST',
      path: `${path}/reactions`,
      needs: { permission, level: 'write' },
      handle: (call) => {
        const { content } = call.body;
        if (!isReaction(content)) throw invalid('Reaction', 'content', 'invalid');
        const { reaction, fresh } = react(call.scene, call.actor, find(call), content);
        return { status: fresh ? 201 : 200, body: reactionJson(call.scene.world, reaction) };
      },
    },
    {
      method: 'DELETE',
      path: `${path}/reactions/{reaction_id}`,
      needs: { permission, level: 'write' },
      handle: (call) => {
        const id = numberParam(call, 'reaction_id');
        const reaction = find(call).reactions.find((each) => each.id === id);
        if (!reaction) throw notFound();
        if (reaction.user !== call.actor.account) throw new ApiError(403, 'Forbidden');
        unreact(call.scene, reaction);
        return noContent;
      },
    },
  ],
);

function isReaction(content: unknown): content is ReactionContent {
  return REACTIONS.some((each) => each === content);
}
