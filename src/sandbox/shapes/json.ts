import type { Repository } from '../world/model.ts';
import type { World } from '../world/world.ts';

/** A JSON object on its way out. */
export type Json = Record<string, unknown>;

/** GitHub's instants have whole seconds. */
export function iso(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}

export function isoOrNull(date: Date | null): string | null {
  return date ? iso(date) : null;
}

export function api(world: World, path: string): string {
  return `${world.origin}/api/v3${path}`;
}

export function repositoryApi(world: World, repository: Repository, path = ''): string {
  return api(world, `/repos/${repository.owner.login}/${repository.name}${path}`);
}

export function repositoryHtml(world: World, repository: Repository, path = ''): string {
  return `${world.origin}/${repository.owner.login}/${repository.name}${path}`;
}
