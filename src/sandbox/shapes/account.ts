import type { Account, Organization, Team } from '../world/model.ts';
import type { World } from '../world/world.ts';
import { api, iso, type Json } from './json.ts';

/** "simple-user" of the REST description; `null` for a deleted account. */
export function userJson(world: World, account: Account | null): Json | null {
  if (!account) return null;
  const at = api(world, `/users/${encodeURIComponent(account.login)}`);
  const page =
    account.type === 'Bot' ? `/apps/${account.login.replace(/\[bot\]$/, '')}` : `/${account.login}`;
  return {
    login: account.login,
    id: account.id,
    node_id: account.nodeId,
    avatar_url: `${world.origin}/avatars/u/${account.id}?v=4`,
    gravatar_id: '',
    url: at,
    html_url: `${world.origin}${page}`,
    followers_url: `${at}/followers`,
    following_url: `${at}/following{/other_user}`,
    gists_url: `${at}/gists{/gist_id}`,
    starred_url: `${at}/starred{/owner}{/repo}`,
    subscriptions_url: `${at}/subscriptions`,
    organizations_url: `${at}/orgs`,
    repos_url: `${at}/repos`,
    events_url: `${at}/events{/privacy}`,
    received_events_url: `${at}/received_events`,
    type: account.type,
    user_view_type: 'public',
    site_admin: false,
  };
}

/** "public-user": an account by itself. */
export function profileJson(world: World, account: Account): Json {
  return {
    ...userJson(world, account),
    name: account.name,
    company: null,
    blog: '',
    location: null,
    email: null,
    hireable: null,
    bio: null,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: iso(account.createdAt),
    updated_at: iso(account.createdAt),
  };
}

/** "organization-simple": the `organization` key of payloads. */
export function organizationJson(world: World, account: Account): Json {
  const at = api(world, `/orgs/${account.login}`);
  return {
    login: account.login,
    id: account.id,
    node_id: account.nodeId,
    url: at,
    repos_url: `${at}/repos`,
    events_url: `${at}/events`,
    hooks_url: `${at}/hooks`,
    issues_url: `${at}/issues`,
    members_url: `${at}/members{/member}`,
    public_members_url: `${at}/public_members{/member}`,
    avatar_url: `${world.origin}/avatars/u/${account.id}?v=4`,
    description: '',
  };
}

export function membershipJson(world: World, organization: Organization, member: Account): Json {
  const login = organization.account.login;
  return {
    url: api(world, `/orgs/${login}/memberships/${member.login}`),
    state: 'active',
    role: organization.members.get(member) ?? 'member',
    organization_url: api(world, `/orgs/${login}`),
    user: userJson(world, member),
  };
}

export function teamJson(world: World, team: Team): Json {
  const at = api(world, `/organizations/${team.organization.id}/team/${team.id}`);
  return {
    name: team.name,
    id: team.id,
    node_id: team.nodeId,
    slug: team.slug,
    description: '',
    privacy: 'closed',
    notification_setting: 'notifications_enabled',
    url: at,
    html_url: `${world.origin}/orgs/${team.organization.login}/teams/${team.slug}`,
    members_url: `${at}/members{/member}`,
    repositories_url: `${at}/repos`,
    permission: 'pull',
    type: 'organization',
    organization_id: team.organization.id,
    parent: null,
  };
}
