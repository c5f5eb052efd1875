import { userJson } from '../shapes/account.ts';
import type { Json } from '../shapes/json.ts';
import { announce, type Scene } from '../webhooks/announce.ts';
import type { Account, Actor, Repository, RoleName } from '../world/model.ts';
import { makeRepository } from '../world/repositories.ts';
import { fullName } from '../world/world.ts';
import { tellRepositories } from './installations.ts';

/** Makes a repository. An installation on all of the owner's repositories hears of it twice, as on GitHub. */
export function createRepository(
  scene: Scene,
  actor: Actor,
  wanted: { owner: Account; name: string; private: boolean; description?: string | null },
): Repository {
  const repository = makeRepository(scene.world, wanted.owner, wanted.name, wanted.private);
  repository.description = wanted.description ?? null;
  tellRepository(scene, actor, repository, 'created');
  const installation = scene.world.installationOf(wanted.owner);
  if (installation?.selection === 'all') tellRepositories(scene, actor, installation, [repository], []);
  return repository;
}

export function setVisibility(scene: Scene, actor: Actor, repository: Repository, isPrivate: boolean): void {
  if (repository.private === isPrivate) return;
  repository.private = isPrivate;
  if (!isPrivate) announce(scene, { event: 'public', action: null, actor, at: repository, body: {} });
  tellRepository(scene, actor, repository, isPrivate ? 'privatized' : 'publicized');
}

export function renameRepository(scene: Scene, actor: Actor, repository: Repository, name: string): void {
  const from = repository.name;
  scene.world.remember(fullName(repository), repository);
  repository.name = name;
  tellRepository(scene, actor, repository, 'renamed', { changes: { repository: { name: { from } } } });
}

export function setArchived(scene: Scene, actor: Actor, repository: Repository, archived: boolean): void {
  if (repository.archived === archived) return;
  repository.archived = archived;
  tellRepository(scene, actor, repository, archived ? 'archived' : 'unarchived');
}

export function deleteRepository(scene: Scene, actor: Actor, repository: Repository): void {
  const { world } = scene;
  tellRepository(scene, actor, repository, 'deleted');
  world.repositories.splice(world.repositories.indexOf(repository), 1);
  world.nodes.delete(repository.nodeId);
  for (const thread of repository.threads.values()) {
    world.nodes.delete(thread.nodeId);
    for (const comment of thread.comments) world.nodes.delete(comment.nodeId);
  }
}

/** Gives somebody a role in a repository, or takes it with `none`. */
export function setRole(
  scene: Scene,
  actor: Actor,
  repository: Repository,
  who: Account,
  role: RoleName,
): void {
  const before = repository.roles.get(who) ?? 'none';
  if (before === role) return;
  if (role === 'none') repository.roles.delete(who);
  else repository.roles.set(who, role);
  const action = role === 'none' ? 'removed' : before === 'none' ? 'added' : 'edited';
  const changes: Json =
    action === 'removed'
      ? {}
      : { changes: { permission: { from: legacy(before), to: legacy(role) }, role_name: { to: role } } };
  if (action === 'added') changes.changes = { permission: { to: legacy(role) }, role_name: { to: role } };
  const body = { member: userJson(scene.world, who), ...changes };
  announce(scene, { event: 'member', action, actor, at: repository, body });
}

/** The older names of roles: triage counts as read, maintain as write. */
export function legacy(role: RoleName): 'none' | 'read' | 'write' | 'admin' {
  if (role === 'triage') return 'read';
  return role === 'maintain' ? 'write' : role;
}

function tellRepository(
  scene: Scene,
  actor: Actor,
  repository: Repository,
  action: string,
  extra: Json = {},
): void {
  announce(scene, { event: 'repository', action, actor, at: repository, body: extra });
}
