import { deleteAccount } from '../actions/accounts.ts';
import { createLabel, deleteLabel, editLabel, type LabelWords } from '../actions/labels.ts';
import {
  deleteRelease,
  type NewRelease,
  promoteRelease,
  publishRelease,
  pushFiles,
} from '../actions/pushes.ts';
import {
  createRepository,
  deleteRepository,
  renameRepository,
  setArchived,
  setRole,
  setVisibility,
} from '../actions/repositories.ts';
import { type NewWorkflowRun, runWorkflow } from '../actions/runs.ts';
import type { Files } from '../world/git.ts';
import type { Account, Actor, Label, Release, Repository, RoleName } from '../world/model.ts';
import { fullName, nodeId } from '../world/world.ts';
import { Handles } from './handles.ts';

/** What people do to repositories, their code and their releases. */
export class PeopleOfRepositories extends Handles {
  account(login: string): Account {
    return this.scene.world.account(login);
  }

  /** Somebody leaves GitHub: what they wrote stays, by a ghost. */
  deleteAccount(login: string): void {
    deleteAccount(this.scene, this.scene.world.account(login));
  }

  /** Makes a repository with a first commit (README.md, and `files`). Returns `owner/name`. */
  createRepository(repository: {
    owner: string;
    name: string;
    private?: boolean;
    description?: string;
    files?: Files;
  }): string {
    const { owner, name, description } = repository;
    const actor = this.ownerOf(owner);
    const made = createRepository(this.scene, actor, {
      owner: this.scene.world.account(owner),
      name,
      private: repository.private ?? false,
      description,
    });
    const files = { 'README.md': `# ${name}\n`, ...repository.files };
    pushFiles(this.scene, actor, made, { branch: made.defaultBranch, message: 'Initial commit', files });
    return fullName(made);
  }

  /** Commits files to a branch (default: the default branch); `null` removes a file. Returns the SHA. */
  push(change: { repo: string; author: string; message: string; files: Files; branch?: string }): string {
    const repository = this.repository(change.repo);
    const { message, files, branch = repository.defaultBranch } = change;
    const actor = this.actor(change.author, repository, 'write');
    return pushFiles(this.scene, actor, repository, { branch, message, files }).sha;
  }

  /**
   * Publishes a release at the head of the default branch or at `target`. `commits` are pushed to the default
   * branch first: one with its message and files each.
   */
  publishRelease(
    release: NewRelease & {
      repo: string;
      author: string;
      commits?: readonly { message: string; files: Files }[];
    },
  ): number {
    const { repo, author, commits = [], ...wanted } = release;
    for (const commit of commits) this.push({ repo, author, ...commit });
    const repository = this.repository(repo);
    return publishRelease(this.scene, this.actor(author, repository, 'write'), repository, wanted).id;
  }

  /** Makes a prerelease a release. */
  promoteRelease(repo: string, tag: string, by: string): void {
    const repository = this.repository(repo);
    promoteRelease(this.scene, this.actor(by, repository, 'write'), releaseOf(repository, tag));
  }

  deleteRelease(repo: string, tag: string, by: string): void {
    const repository = this.repository(repo);
    deleteRelease(this.scene, this.actor(by, repository, 'write'), releaseOf(repository, tag));
  }

  createLabel(repo: string, label: LabelWords & { by: string }): void {
    const repository = this.repository(repo);
    const { by, ...words } = label;
    createLabel(this.scene, this.actor(by, repository, 'write'), repository, words);
  }

  editLabel(repo: string, name: string, change: Partial<LabelWords> & { by: string }): void {
    const repository = this.repository(repo);
    const { by, ...words } = change;
    editLabel(this.scene, this.actor(by, repository, 'write'), this.labelOf(repository, name), words);
  }

  deleteLabel(repo: string, name: string, by: string): void {
    const repository = this.repository(repo);
    deleteLabel(this.scene, this.actor(by, repository, 'write'), this.labelOf(repository, name));
  }

  createMilestone(
    repo: string,
    milestone: { by: string; title: string; description?: string; dueOn?: Date },
  ): number {
    const repository = this.repository(repo);
    const { account } = this.actor(milestone.by, repository, 'triage');
    const id = this.scene.world.id('milestone');
    const now = this.scene.world.now();
    const number = repository.milestones.length + 1;
    repository.milestones.push(
      this.scene.world.register({
        kind: 'milestone',
        id,
        nodeId: nodeId('MI', id),
        repository,
        number,
        title: milestone.title,
        description: milestone.description ?? null,
        state: 'open',
        creator: account,
        dueOn: milestone.dueOn ?? null,
        createdAt: now,
        updatedAt: now,
        closedAt: null,
      }),
    );
    return number;
  }

  /** Gives somebody a role in a repository; `none` takes it. */
  setPermission(login: string, repo: string, role: RoleName): void {
    const repository = this.repository(repo);
    setRole(
      this.scene,
      this.ownerOf(repository.owner.login),
      repository,
      this.scene.world.account(login),
      role,
    );
  }

  privatise(repo: string): void {
    const repository = this.repository(repo);
    setVisibility(this.scene, this.ownerOf(repository.owner.login), repository, true);
  }

  publicise(repo: string): void {
    const repository = this.repository(repo);
    setVisibility(this.scene, this.ownerOf(repository.owner.login), repository, false);
  }

  /** Switches issues or discussions of a repository on or off. */
  setFeatures(repo: string, features: { issues?: boolean; discussions?: boolean }): void {
    const repository = this.repository(repo);
    repository.hasIssues = features.issues ?? repository.hasIssues;
    repository.hasDiscussions = features.discussions ?? repository.hasDiscussions;
  }

  renameRepository(repo: string, name: string): string {
    const repository = this.repository(repo);
    renameRepository(this.scene, this.ownerOf(repository.owner.login), repository, name);
    return fullName(repository);
  }

  archive(repo: string, archived = true): void {
    const repository = this.repository(repo);
    setArchived(this.scene, this.ownerOf(repository.owner.login), repository, archived);
  }

  deleteRepository(repo: string): void {
    const repository = this.repository(repo);
    deleteRepository(this.scene, this.ownerOf(repository.owner.login), repository);
  }

  /** Lets a workflow run from start to end. Returns the run's id. */
  runWorkflow(repo: string, run: NewWorkflowRun & { by?: string }): number {
    const repository = this.repository(repo);
    const { by = 'github-actions[bot]', ...wanted } = run;
    return runWorkflow(
      this.scene,
      { account: this.scene.world.account(by), viaApp: false },
      repository,
      wanted,
    ).id;
  }

  /** Who acts for an account: itself, or the first owner of an organisation. */
  protected ownerOf(login: string): Actor {
    const { world } = this.scene;
    const members = world.organizations.get(login.toLowerCase())?.members ?? new Map<Account, string>();
    const [owner] = [...members].find(([, role]) => role === 'admin') ?? [world.account(login)];
    return { account: owner, viaApp: false };
  }

  private labelOf(repository: Repository, name: string): Label {
    const label = this.scene.world.label(repository, name);
    if (!label) throw new Error(`no label ${name}`);
    return label;
  }
}

function releaseOf(repository: Repository, tag: string): Release {
  const release = repository.releases.find((each) => each.tag === tag);
  if (!release) throw new Error(`no release ${tag}`);
  return release;
}
