import type { Installation, Permissions } from '../world/model.ts';
import type { World } from '../world/world.ts';
import { userJson } from './account.ts';
import { api, iso, isoOrNull, type Json } from './json.ts';

/** The app itself ("integration"). */
export function appJson(world: World): Json {
  const { id, slug, name, bot } = world.app;
  return {
    id,
    client_id: `Iv1.${id}`,
    slug,
    node_id: `A_kwDO${id}`,
    owner: userJson(world, bot),
    name,
    description: '',
    external_url: `${world.origin}/apps/${slug}`,
    html_url: `${world.origin}/apps/${slug}`,
    created_at: iso(bot.createdAt),
    updated_at: iso(bot.createdAt),
    permissions: {},
    events: [],
  };
}

export function installationJson(world: World, installation: Installation): Json {
  const { id, account } = installation;
  const organization = account.type === 'Organization';
  return {
    id,
    client_id: `Iv1.${world.app.id}`,
    account: userJson(world, account),
    repository_selection: installation.selection,
    access_tokens_url: api(world, `/app/installations/${id}/access_tokens`),
    repositories_url: api(world, '/installation/repositories'),
    html_url: `${world.origin}/${organization ? `organizations/${account.login}/` : ''}settings/installations/${id}`,
    app_id: world.app.id,
    app_slug: world.app.slug,
    target_id: account.id,
    target_type: account.type,
    permissions: installation.permissions,
    events: installation.events,
    created_at: iso(installation.createdAt),
    updated_at: iso(installation.updatedAt),
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    suspended_by: userJson(world, installation.suspendedBy),
    suspended_at: isoOrNull(installation.suspendedAt),
  };
}

/** The `installation` key of every payload but those about installations. */
export function simpleInstallationJson(installation: Installation): Json {
  return { id: installation.id, node_id: installation.nodeId };
}

/** Whether a set of permissions holds at least that level; write includes read. */
export function permits(permissions: Permissions, name: string, level: 'read' | 'write'): boolean {
  const held = permissions[name];
  return level === 'read' ? held !== undefined : held === 'write' || held === 'admin';
}
