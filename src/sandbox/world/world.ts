import type { Account, Installation, Label, Node, Organization, Repository, Team } from './model.ts';
import type { Thread } from './thread.ts';

export interface Clock {
  now(): Date;
}

/** First database id of each noun: far apart, so that a mixed-up id is never valid by accident. */
const FIRST_ID = {
  account: 1_001,
  installation: 50_001,
  team: 60_001,
  repository: 700_001,
  label: 8_000_001,
  milestone: 9_000_001,
  category: 10_000_001,
  issue: 200_000_001,
  pull: 300_000_001,
  discussion: 400_001,
  issueComment: 500_000_001,
  discussionComment: 6_000_001,
  review: 700_000_001,
  reviewComment: 800_000_001,
  reaction: 90_000_001,
  timeline: 11_000_000_001,
  release: 120_000_001,
  workflow: 130_001,
  run: 1_400_000_001,
  check: 15_000_000_001,
  delivery: 16_000_000_001,
} as const;
export type Noun = keyof typeof FIRST_ID;

/** Somebody is told of a thread by mail. */
export interface Notification {
  at: Date;
  to: Account;
  thread: Thread;
  reason: 'mention' | 'comment';
  by: Account;
}

export interface AppIdentity {
  id: number;
  slug: string;
  name: string;
  bot: Account;
}

/** The whole state of one sandbox. Ids follow the order of creation. */
export class World {
  readonly clock: Clock;
  readonly app: AppIdentity;
  /** origin of every address, e.g. `http://127.0.0.1:4711`; known once the server listens */
  origin = 'http://127.0.0.1:0';
  readonly accounts = new Map<string, Account>();
  readonly organizations = new Map<string, Organization>();
  readonly repositories: Repository[] = [];
  readonly installations: Installation[] = [];
  readonly nodes = new Map<string, Node>();
  readonly notifications: Notification[] = [];
  readonly #redirects = new Map<string, Repository>();
  readonly #next = new Map<Noun, number>();

  constructor(clock: Clock, appId: number, botLogin: string) {
    this.clock = clock;
    const slug = botLogin.replace(/\[bot\]$/, '');
    const bot = this.account(botLogin, 'Bot');
    this.app = { id: appId, slug, name: slug, bot };
  }

  now(): Date {
    return this.clock.now();
  }

  /** The next database id of a noun. */
  id(noun: Noun): number {
    const id = this.#next.get(noun) ?? FIRST_ID[noun];
    this.#next.set(noun, id + 1);
    return id;
  }

  /** Makes an entity findable by its node id and returns it. */
  register<T extends Node>(entity: T): T {
    this.nodes.set(entity.nodeId, entity);
    return entity;
  }

  /** The account of that login, made if it is new. */
  account(login: string, type?: Account['type']): Account {
    const known = this.accounts.get(login.toLowerCase());
    if (known) return known;
    const kind = type ?? (login.endsWith('[bot]') ? 'Bot' : 'User');
    const id = this.id('account');
    const prefix = { User: 'U', Bot: 'BOT', Organization: 'O' }[kind];
    const account: Account = {
      kind: 'account',
      id,
      nodeId: nodeId(prefix, id),
      login,
      type: kind,
      name: null,
      createdAt: this.now(),
    };
    this.accounts.set(login.toLowerCase(), account);
    if (kind === 'Organization') {
      this.organizations.set(login.toLowerCase(), {
        account,
        members: new Map(),
        baseRole: 'read',
        teams: new Map(),
      });
    }
    return this.register(account);
  }

  organization(login: string): Organization {
    const organization = this.organizations.get(login.toLowerCase());
    if (!organization) throw new Error(`no organisation ${login}`);
    return organization;
  }

  team(login: string, name: string): Team {
    const organization = this.organization(login);
    const slug = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
    const known = organization.teams.get(slug);
    if (known) return known;
    const id = this.id('team');
    const team: Team = {
      kind: 'team',
      id,
      nodeId: nodeId('T', id),
      organization: organization.account,
      name,
      slug,
      members: new Set(),
    };
    organization.teams.set(slug, team);
    return this.register(team);
  }

  /** The repository of that full name; a former name leads to the renamed one. */
  findRepository(owner: string, name: string): Repository | null {
    const wanted = `${owner}/${name}`.toLowerCase();
    const there = this.repositories.find((each) => fullName(each).toLowerCase() === wanted);
    return there ?? this.#redirects.get(wanted) ?? null;
  }

  /** Former names of a repository keep working, as GitHub redirects them. */
  remember(formerName: string, repository: Repository): void {
    this.#redirects.set(formerName.toLowerCase(), repository);
  }

  installationOf(account: Account): Installation | null {
    return this.installations.find((each) => each.account === account) ?? null;
  }

  label(repository: Repository, name: string): Label | null {
    const wanted = name.toLowerCase();
    return repository.labels.find((label) => label.name.toLowerCase() === wanted) ?? null;
  }

  /** All threads of every repository, by repository and number. */
  *threads(): Generator<Thread> {
    for (const repository of this.repositories) yield* repository.threads.values();
  }
}

/** A global node id in GitHub's newer look; the same for the same database id. */
export function nodeId(prefix: string, id: number | string): string {
  return `${prefix}_kwDO${typeof id === 'number' ? id.toString(36).toUpperCase() : id}`;
}

export function fullName(repository: Repository): string {
  return `${repository.owner.login}/${repository.name}`;
}

/** Whether an installation may see a repository at all. */
export function covers(installation: Installation, repository: Repository): boolean {
  if (repository.owner !== installation.account) return false;
  return installation.selection === 'all' || installation.selected.has(repository);
}
