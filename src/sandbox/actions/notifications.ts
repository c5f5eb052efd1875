import type { Scene } from '../webhooks/announce.ts';
import { atLeast, roleOf } from '../world/access.ts';
import type { Account, Actor } from '../world/model.ts';
import type { Thread } from '../world/thread.ts';
import { readReferences } from './references.ts';

/**
 * Notes whom a text reaches by mail: everybody it mentions for the first time, and for a new comment all who
 * take part in the thread. An edit reaches nobody but those it newly mentions.
 */
export function notify(
  scene: Scene,
  actor: Actor,
  thread: Thread,
  text: string,
  before: string | null,
): void {
  const { world } = scene;
  const { repository } = thread;
  const told = new Set<Account>([actor.account]);
  const known = new Set(before === null ? [] : readReferences(before, repository, world.origin).mentions);
  for (const mention of readReferences(text, repository, world.origin).mentions) {
    if (known.has(mention)) continue;
    for (const account of mentioned(scene, mention)) {
      if (told.has(account) || !atLeast(roleOf(world, repository, account), 'read')) continue;
      told.add(account);
      world.notifications.push({
        at: world.now(),
        to: account,
        thread,
        reason: 'mention',
        by: actor.account,
      });
    }
  }
  if (before !== null) return;
  for (const account of participants(thread)) {
    if (told.has(account)) continue;
    told.add(account);
    world.notifications.push({ at: world.now(), to: account, thread, reason: 'comment', by: actor.account });
  }
}

function mentioned(scene: Scene, mention: string): Account[] {
  const [login = '', slug] = mention.split('/');
  if (slug === undefined) {
    const account = scene.world.accounts.get(login.toLowerCase());
    return account?.type === 'User' ? [account] : [];
  }
  const team = scene.world.organizations.get(login.toLowerCase())?.teams.get(slug.toLowerCase());
  return team ? [...team.members] : [];
}

function participants(thread: Thread): Account[] {
  const accounts = [thread.author, ...thread.comments.map((comment) => comment.author)];
  return accounts.filter((account) => account?.type === 'User').filter((account) => account !== null);
}
