import type { Scene } from '../webhooks/announce.ts';
import type { Account } from '../world/model.ts';
import type { Comment, Thread } from '../world/thread.ts';
import { unreact } from './reactions.ts';

/**
 * Takes an account out of the world. What it wrote stays, without an author; its reactions, roles and memberships go.
 * GitHub tells nobody.
 */
export function deleteAccount({ world, queue }: Scene, account: Account): void {
  for (const repository of world.repositories) {
    repository.roles.delete(account);
    repository.contributors.delete(account);
    for (const thread of repository.threads.values()) leave({ world, queue }, thread, account);
  }
  for (const organization of world.organizations.values()) {
    organization.members.delete(account);
    for (const team of organization.teams.values()) team.members.delete(account);
  }
  world.accounts.delete(account.login.toLowerCase());
  world.nodes.delete(account.nodeId);
}

function leave(scene: Scene, thread: Thread, account: Account): void {
  if (thread.closedBy === account) thread.closedBy = null;
  for (const each of [thread, ...everySaid(thread)]) {
    if (each.author === account) each.author = null;
    for (const reaction of each.reactions) if (reaction.user === account) unreact(scene, reaction);
  }
}

/** Comments, reviews, and the comments of reviews. */
function everySaid(thread: Thread): Comment[] {
  if (thread.kind !== 'pull_request') return [...thread.comments];
  return [...thread.comments, ...thread.reviews, ...thread.reviews.flatMap(({ comments }) => comments)];
}
