import {
  grantPermissions,
  install,
  selectRepositories,
  suspend,
  uninstall,
  unsuspend,
} from '../actions/installations.ts';
import { addMember, addToTeam, removeFromTeam, removeMember } from '../actions/organizations.ts';
import { EVENTS } from '../webhooks/announce.ts';
import type { Account, Actor, Installation, Permissions, RoleName } from '../world/model.ts';
import { APP_PERMISSIONS } from '../world/model.ts';
import { PeopleOfRepositories } from './repositories.ts';

/** What people do to organisations, teams and installations of the app. */
export class PeopleOfOrganizations extends PeopleOfRepositories {
  /** Makes an organisation with its owner (default: the account `LOGIN-owner`). */
  createOrganization(organization: { login: string; owner?: string; baseRole?: RoleName }): Account {
    const { world } = this.scene;
    const account = world.account(organization.login, 'Organization');
    const made = world.organization(organization.login);
    made.baseRole = organization.baseRole ?? 'read';
    made.members.set(world.account(organization.owner ?? `${organization.login}-owner`), 'admin');
    return account;
  }

  addMember(org: string, login: string, role: 'member' | 'admin' = 'member'): void {
    const { world } = this.scene;
    addMember(this.scene, this.ownerOf(org), world.organization(org), world.account(login), role);
  }

  removeMember(org: string, login: string): void {
    const { world } = this.scene;
    removeMember(this.scene, this.ownerOf(org), world.organization(org), world.account(login));
  }

  /** Makes a team, or adds to it; members of a team are members of the organisation too. */
  team(org: string, name: string, members: readonly string[] = []): void {
    const { world } = this.scene;
    const team = world.team(org, name);
    for (const login of members) {
      this.addMember(org, login);
      addToTeam(this.scene, this.ownerOf(org), team, world.account(login));
    }
  }

  leaveTeam(org: string, name: string, login: string): void {
    const { world } = this.scene;
    removeFromTeam(this.scene, this.ownerOf(org), world.team(org, name), world.account(login));
  }

  /** Gives a team a role in a repository. */
  setTeamPermission(org: string, name: string, repo: string, role: RoleName): void {
    this.repository(repo).teamRoles.set(this.scene.world.team(org, name), role);
  }

  /** Installs the app on all repositories of an account, or on the named ones. Returns the installation's id. */
  install(
    account: string,
    options: {
      repositories?: 'all' | readonly string[];
      permissions?: Permissions;
      events?: readonly string[];
      by?: string;
    } = {},
  ): number {
    const { repositories = 'all', permissions = APP_PERMISSIONS, events = EVENTS } = options;
    const owner = this.scene.world.account(account);
    return install(this.scene, options.by ? this.anybody(options.by) : this.ownerOf(account), {
      account: owner,
      repositories: repositories === 'all' ? 'all' : repositories.map((repo) => this.repository(repo)),
      permissions,
      events,
    }).id;
  }

  uninstall(account: string): void {
    uninstall(this.scene, this.ownerOf(account), this.installation(account));
  }

  suspend(account: string): void {
    suspend(this.scene, this.ownerOf(account), this.installation(account));
  }

  unsuspend(account: string): void {
    unsuspend(this.scene, this.ownerOf(account), this.installation(account));
  }

  /** Replaces the permissions of an installation. */
  grantPermissions(account: string, permissions: Permissions): void {
    grantPermissions(this.scene, this.ownerOf(account), this.installation(account), permissions);
  }

  selectRepositories(account: string, change: { add?: readonly string[]; remove?: readonly string[] }): void {
    selectRepositories(this.scene, this.ownerOf(account), this.installation(account), {
      add: (change.add ?? []).map((repo) => this.repository(repo)),
      remove: (change.remove ?? []).map((repo) => this.repository(repo)),
    });
  }

  installation(account: string): Installation {
    const found = this.scene.world.installationOf(this.scene.world.account(account));
    if (!found) throw new Error(`the app is not installed at ${account}`);
    return found;
  }

  protected anybody(login: string): Actor {
    return { account: this.scene.world.account(login), viaApp: false };
  }
}
