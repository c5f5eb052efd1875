import { profileJson, teamJson, userJson } from '../shapes/account.ts';
import type { Organization } from '../world/model.ts';
import { type Call, notFound, numberParam, ok, type PlainRoute, paged, param, type Reply } from './api.ts';
import type { Meter } from './meter.ts';

const MEMBERS = { organization: 'members' } as const;

/** Organisations, teams, people, and how many requests are left. */
export function organizationRoutes(meter: Meter): PlainRoute[] {
  return [
    {
      method: 'GET',
      path: '/orgs/{org}/members',
      needs: MEMBERS,
      handle: (call) =>
        paged(call, [...organizationOf(call).members.keys()], (each) => userJson(call.scene.world, each)),
    },
    {
      method: 'GET',
      path: '/orgs/{org}/members/{username}',
      needs: MEMBERS,
      handle: (call) => {
        const account = call.scene.world.accounts.get(param(call, 'username').toLowerCase());
        if (!account || !organizationOf(call).members.has(account)) throw notFound();
        return { status: 204 };
      },
    },
    {
      method: 'GET',
      path: '/orgs/{org}/teams',
      needs: MEMBERS,
      handle: (call) =>
        paged(call, [...organizationOf(call).teams.values()], (each) => teamJson(call.scene.world, each)),
    },
    { method: 'GET', path: '/orgs/{org}/teams/{team_slug}/members', needs: MEMBERS, handle: teamMembers },
    {
      method: 'GET',
      path: '/orgs/{org}/teams/{team_slug}/memberships/{username}',
      needs: MEMBERS,
      handle: (call) => {
        const team = organizationOf(call).teams.get(param(call, 'team_slug').toLowerCase());
        const account = call.scene.world.accounts.get(param(call, 'username').toLowerCase());
        if (!team || !account || !team.members.has(account)) throw notFound();
        return ok({ url: call.url.href, role: 'member', state: 'active' });
      },
    },
    { method: 'GET', path: '/users/{username}', needs: { auth: 'anybody' }, handle: user },
    {
      method: 'GET',
      path: '/user/{account_id}',
      needs: { auth: 'anybody' },
      handle: (call) => {
        const id = numberParam(call, 'account_id');
        const account = [...call.scene.world.accounts.values()].find((each) => each.id === id);
        if (!account) throw notFound();
        return ok(profileJson(call.scene.world, account));
      },
    },
    {
      method: 'GET',
      path: '/rate_limit',
      needs: { auth: 'anybody' },
      handle: (call) => {
        const { limit, remaining, used, resetS } = meter.spend(call.grant, 0);
        const core = { limit, remaining, used, reset: resetS, resource: 'core' };
        const resources = {
          core,
          search: { ...core, resource: 'search' },
          graphql: { ...core, resource: 'graphql' },
        };
        return ok({ resources, rate: core });
      },
    },
  ];
}

/** The organisation whose installation asks; any other does not exist for it. */
function organizationOf(call: Call): Organization {
  const organization = call.scene.world.organizations.get(param(call, 'org').toLowerCase());
  const { grant } = call;
  if (!organization || grant.kind !== 'installation' || grant.installation.account !== organization.account) {
    throw notFound();
  }
  return organization;
}

function teamMembers(call: Call): Reply {
  const team = organizationOf(call).teams.get(param(call, 'team_slug').toLowerCase());
  if (!team) throw notFound();
  return paged(call, [...team.members], (each) => userJson(call.scene.world, each));
}

function user(call: Call): Reply {
  const account = call.scene.world.accounts.get(param(call, 'username').toLowerCase());
  if (!account) throw notFound();
  return ok(profileJson(call.scene.world, account));
}
