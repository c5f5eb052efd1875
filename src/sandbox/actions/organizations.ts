import { membershipJson, teamJson, userJson } from '../shapes/account.ts';
import { announce, type Scene } from '../webhooks/announce.ts';
import type { Account, Actor, Organization, Team } from '../world/model.ts';

export function addMember(
  scene: Scene,
  actor: Actor,
  organization: Organization,
  who: Account,
  role: 'member' | 'admin',
): void {
  if (organization.members.has(who)) return;
  organization.members.set(who, role);
  const body = { membership: membershipJson(scene.world, organization, who) };
  announce(scene, { event: 'organization', action: 'member_added', actor, at: organization.account, body });
}

/** Removes a member, from the teams first. */
export function removeMember(scene: Scene, actor: Actor, organization: Organization, who: Account): void {
  for (const team of organization.teams.values()) removeFromTeam(scene, actor, team, who);
  const body = { membership: membershipJson(scene.world, organization, who) };
  if (!organization.members.delete(who)) return;
  announce(scene, { event: 'organization', action: 'member_removed', actor, at: organization.account, body });
}

export function addToTeam(scene: Scene, actor: Actor, team: Team, who: Account): void {
  if (team.members.has(who)) return;
  team.members.add(who);
  tellMembership(scene, actor, team, who, 'added');
}

export function removeFromTeam(scene: Scene, actor: Actor, team: Team, who: Account): void {
  if (team.members.delete(who)) tellMembership(scene, actor, team, who, 'removed');
}

function tellMembership(scene: Scene, actor: Actor, team: Team, who: Account, action: string): void {
  const body = { scope: 'team', member: userJson(scene.world, who), team: teamJson(scene.world, team) };
  announce(scene, { event: 'membership', action, actor, at: team.organization, body });
}
