import type { Scene } from '../webhooks/announce.ts';
import type { Actor } from '../world/model.ts';
import type { Reactable, Reaction, ReactionContent } from '../world/thread.ts';
import { nodeId } from '../world/world.ts';

/** Reactions send no webhooks, on GitHub as here. */

/** Gives a reaction; the same one twice stays one (`fresh` tells which it was). */
export function react(
  scene: Scene,
  actor: Actor,
  subject: Reactable,
  content: ReactionContent,
): { reaction: Reaction; fresh: boolean } {
  const known = subject.reactions.find((each) => each.user === actor.account && each.content === content);
  if (known) return { reaction: known, fresh: false };
  const id = scene.world.id('reaction');
  const reaction: Reaction = {
    kind: 'reaction',
    id,
    nodeId: nodeId('REA', id),
    subject,
    user: actor.account,
    content,
    createdAt: scene.world.now(),
  };
  subject.reactions.push(scene.world.register(reaction));
  return { reaction, fresh: true };
}

export function unreact(scene: Scene, reaction: Reaction): void {
  const { subject } = reaction;
  subject.reactions = subject.reactions.filter((each) => each !== reaction);
  scene.world.nodes.delete(reaction.nodeId);
}
