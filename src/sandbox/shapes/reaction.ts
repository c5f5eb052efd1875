import { REACTIONS, type Reaction } from '../world/thread.ts';
import type { World } from '../world/world.ts';
import { userJson } from './account.ts';
import { iso, type Json } from './json.ts';

/** "reaction-rollup": how often each reaction was given. */
export function reactionsJson(url: string, reactions: readonly Reaction[]): Json {
  const counts = REACTIONS.map((content) => [
    content,
    reactions.filter((reaction) => reaction.content === content).length,
  ]);
  return { url, total_count: reactions.length, ...Object.fromEntries(counts) };
}

export function reactionJson(world: World, reaction: Reaction): Json {
  return {
    id: reaction.id,
    node_id: reaction.nodeId,
    user: userJson(world, reaction.user),
    content: reaction.content,
    created_at: iso(reaction.createdAt),
  };
}
