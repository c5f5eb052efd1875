import { userJson } from '../shapes/account.ts';
import { installationJson } from '../shapes/installation.ts';
import type { Json } from '../shapes/json.ts';
import { repositoryNameJson } from '../shapes/repository.ts';
import type { Scene } from '../webhooks/announce.ts';
import type { Account, Actor, Installation, Permissions, Repository } from '../world/model.ts';
import { covers, nodeId } from '../world/world.ts';

export interface NewInstallation {
  account: Account;
  /** `all`, or the chosen ones */
  repositories: 'all' | readonly Repository[];
  permissions: Permissions;
  events: readonly string[];
}

export function install(scene: Scene, actor: Actor, wanted: NewInstallation): Installation {
  const { world } = scene;
  const id = world.id('installation');
  const now = world.now();
  const installation: Installation = {
    kind: 'installation',
    id,
    nodeId: nodeId('IN', id),
    account: wanted.account,
    selection: wanted.repositories === 'all' ? 'all' : 'selected',
    selected: new Set(wanted.repositories === 'all' ? [] : wanted.repositories),
    permissions: wanted.permissions,
    events: wanted.events,
    createdAt: now,
    updatedAt: now,
    suspendedAt: null,
    suspendedBy: null,
  };
  world.installations.push(installation);
  tellInstallation(scene, actor, installation, 'created', {
    repositories: coveredBy(scene, installation).map(repositoryNameJson),
    requester: null,
  });
  return installation;
}

export function uninstall(scene: Scene, actor: Actor, installation: Installation): void {
  const { installations } = scene.world;
  const repositories = coveredBy(scene, installation).map(repositoryNameJson);
  installations.splice(installations.indexOf(installation), 1);
  tellInstallation(scene, actor, installation, 'deleted', { repositories });
}

export function suspend(scene: Scene, actor: Actor, installation: Installation): void {
  installation.suspendedAt = scene.world.now();
  installation.suspendedBy = actor.account;
  tellInstallation(scene, actor, installation, 'suspend', {
    repositories: coveredBy(scene, installation).map(repositoryNameJson),
  });
}

export function unsuspend(scene: Scene, actor: Actor, installation: Installation): void {
  installation.suspendedAt = null;
  installation.suspendedBy = null;
  tellInstallation(scene, actor, installation, 'unsuspend', {
    repositories: coveredBy(scene, installation).map(repositoryNameJson),
  });
}

/** Replaces the permissions, as when an owner accepts new ones. */
export function grantPermissions(
  scene: Scene,
  actor: Actor,
  installation: Installation,
  permissions: Permissions,
): void {
  installation.permissions = permissions;
  installation.updatedAt = scene.world.now();
  tellInstallation(scene, actor, installation, 'new_permissions_accepted', {});
}

/** Adds repositories to, or removes them from, an installation on selected repositories. */
export function selectRepositories(
  scene: Scene,
  actor: Actor,
  installation: Installation,
  change: { add: readonly Repository[]; remove: readonly Repository[] },
): void {
  for (const repository of change.add) installation.selected.add(repository);
  for (const repository of change.remove) installation.selected.delete(repository);
  tellRepositories(scene, actor, installation, change.add, change.remove);
}

/** `installation_repositories`: one event for the added ones, one for the removed ones. */
export function tellRepositories(
  scene: Scene,
  actor: Actor,
  installation: Installation,
  added: readonly Repository[],
  removed: readonly Repository[],
): void {
  for (const [action, repositories] of [
    ['added', added],
    ['removed', removed],
  ] as const) {
    if (repositories.length === 0) continue;
    addDelivery(scene, actor, installation, 'installation_repositories', action, {
      repository_selection: installation.selection,
      repositories_added: action === 'added' ? repositories.map(repositoryNameJson) : [],
      repositories_removed: action === 'removed' ? repositories.map(repositoryNameJson) : [],
      requester: null,
    });
  }
}

export function coveredBy(scene: Scene, installation: Installation): Repository[] {
  return scene.world.repositories.filter((repository) => covers(installation, repository));
}

function tellInstallation(
  scene: Scene,
  actor: Actor,
  installation: Installation,
  action: string,
  body: Json,
): void {
  addDelivery(scene, actor, installation, 'installation', action, body);
}

/** Events about installations go to the app always: it cannot unsubscribe from them. */
function addDelivery(
  scene: Scene,
  actor: Actor,
  installation: Installation,
  event: string,
  action: string,
  body: Json,
): void {
  scene.queue.add({
    event,
    action,
    installationId: installation.id,
    repositoryId: null,
    payload: {
      action,
      installation: installationJson(scene.world, installation),
      ...body,
      sender: userJson(scene.world, actor.account),
    },
  });
}
