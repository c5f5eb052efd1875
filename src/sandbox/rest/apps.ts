import { coveredBy } from '../actions/installations.ts';
import { appJson, installationJson, permits } from '../shapes/installation.ts';
import { iso } from '../shapes/json.ts';
import { repositoryJson } from '../shapes/repository.ts';
import { EVENTS } from '../webhooks/announce.ts';
import type { Installation, PermissionLevel, Permissions, Repository } from '../world/model.ts';
import { APP_PERMISSIONS } from '../world/model.ts';
import { ApiError, type Call, created, notFound, numberParam, ok, type PlainRoute, paged } from './api.ts';
import type { Grants } from './grants.ts';

/** The app, its installations and their tokens. */
export function appRoutes(grants: Grants): PlainRoute[] {
  return [
    {
      method: 'GET',
      path: '/app',
      needs: { auth: 'app' },
      handle: ({ scene: { world } }) =>
        ok({
          ...appJson(world),
          permissions: APP_PERMISSIONS,
          events: EVENTS,
          installations_count: world.installations.length,
        }),
    },
    {
      method: 'GET',
      path: '/app/installations',
      needs: { auth: 'app' },
      handle: (call) =>
        paged(call, call.scene.world.installations, (each) => installationJson(call.scene.world, each)),
    },
    {
      method: 'GET',
      path: '/app/installations/{installation_id}',
      needs: { auth: 'app' },
      handle: (call) => ok(installationJson(call.scene.world, installationOf(call))),
    },
    {
      method: 'POST',
      path: '/app/installations/{installation_id}/access_tokens',
      needs: { auth: 'app' },
      handle: (call) => issueToken(call, grants),
    },
    {
      method: 'GET',
      path: '/repos/{owner}/{repo}/installation',
      needs: { auth: 'app' },
      handle: (call) => {
        const { world } = call.scene;
        const found = world.findRepository(call.params.owner ?? '', call.params.repo ?? '');
        const installation = found && world.installationOf(found.owner);
        if (!installation || !coveredBy(call.scene, installation).includes(found)) throw notFound();
        return ok(installationJson(world, installation));
      },
    },
    {
      method: 'GET',
      path: '/installation/repositories',
      needs: { auth: 'installation' },
      handle: (call) => {
        const installation = call.grant.kind === 'installation' ? call.grant.installation : null;
        const repositories = installation ? coveredBy(call.scene, installation) : [];
        return paged(call, repositories, (each) => repositoryJson(call.scene.world, each), {
          wrap: (page, total) => ({
            total_count: total,
            repository_selection: installation?.selection,
            repositories: page,
          }),
        });
      },
    },
  ];
}

function installationOf(call: Call): Installation {
  const id = numberParam(call, 'installation_id');
  const installation = call.scene.world.installations.find((each) => each.id === id);
  if (!installation) throw notFound();
  return installation;
}

/** A token for all or some of the installation's repositories and permissions, never for more. */
function issueToken(call: Call, grants: Grants) {
  const installation = installationOf(call);
  if (installation.suspendedAt) throw new ApiError(403, 'This installation has been suspended');
  const { world } = call.scene;
  const { repositories: names, repository_ids: ids, permissions: wanted } = call.body;
  const covered = coveredBy(call.scene, installation);
  let repositories: Set<Repository> | null = null;
  if (Array.isArray(names) || Array.isArray(ids)) {
    const chosen = covered.filter(
      (each) =>
        (Array.isArray(names) && names.includes(each.name)) || (Array.isArray(ids) && ids.includes(each.id)),
    );
    const count = (Array.isArray(names) ? names.length : 0) + (Array.isArray(ids) ? ids.length : 0);
    if (chosen.length < count) {
      throw new ApiError(
        422,
        'There is at least one repository that does not exist or is not accessible to the parent installation.',
      );
    }
    repositories = new Set(chosen);
  }
  const permissions = wanted ? narrowed(installation.permissions, wanted) : installation.permissions;
  const token = grants.issue(installation, { permissions, repositories });
  return created({
    token: token.token,
    expires_at: iso(token.expiresAt),
    permissions: token.permissions,
    repository_selection: repositories ? 'selected' : installation.selection,
    ...(repositories ? { repositories: [...repositories].map((each) => repositoryJson(world, each)) } : {}),
  });
}

function narrowed(held: Permissions, wanted: unknown): Permissions {
  const chosen: Record<string, PermissionLevel> = {};
  for (const [name, level] of Object.entries(typeof wanted === 'object' && wanted !== null ? wanted : {})) {
    if ((level !== 'read' && level !== 'write') || !permits(held, name, level)) {
      throw new ApiError(422, 'The permissions requested are not granted to this installation.');
    }
    chosen[name] = level;
  }
  return chosen;
}
