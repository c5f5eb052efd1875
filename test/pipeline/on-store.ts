import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Change } from '../../src/loop/change.ts';
import type { FactAnswer } from '../../src/loop/fact-answer.ts';
import type { GitHubFactRequest } from '../../src/loop/fact-request.ts';
import { requestKey } from '../../src/loop/fact-request.ts';
import type { ConfigReading } from '../../src/loop/github-facts.ts';
import type { FactSource, FoundInstallation } from '../../src/pipeline/fact-source.ts';
import type { StoredRepository } from '../../src/store/interface/installed.ts';
import type { OpenStore } from '../../src/store/open-store.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { emptied } from '../store/engines.ts';
import { account, NOW, repository } from '../store/samples.ts';

/** One embedded database for a file, emptied before every test. */
export function onStore(): { readonly store: Store } {
  let open: OpenStore | null = null;
  const opened = (): OpenStore => {
    if (open === null) throw new Error('the suite has not begun');
    return open;
  };
  beforeAll(async () => {
    open = await openStore({
      databaseUrl: null,
      dataDir: null,
      applicationName: 'pipeline tests',
      startedAt: new Date(0),
    });
  });
  beforeEach(() => emptied(opened()));
  afterAll(() => open?.close());
  return {
    get store() {
      return opened();
    },
  };
}

/** A clock that stands still until it is set. */
export class SetClock {
  at: Date;

  constructor(at: Date = NOW) {
    this.at = at;
  }

  now(): Date {
    return this.at;
  }

  set(at: Date | string): void {
    this.at = new Date(at);
  }
}

export type Listed = Omit<StoredRepository, 'configFile' | 'configProblems' | 'configReadAt' | 'changedAt'>;

export function listed(id: number, more: Partial<Listed> = {}): Listed {
  return { ...repository(id), hasIssues: true, hasDiscussions: true, ...more };
}

export function reading(file: unknown, more: Partial<ConfigReading> = {}): ConfigReading {
  return {
    file,
    refused: false,
    problems: [],
    check: { conclusion: 'success', title: '', summary: '', annotations: [] },
    ...more,
  };
}

/** A GitHub that knows what it is told, and keeps what it was asked. */
export class ToldSource implements FactSource {
  readonly host = 'github.com';
  readonly asked: string[] = [];
  found: FoundInstallation[] = [];
  /** installations that it says are none */
  gone = new Set<number>();
  listedRepositories: Listed[] | null = [];
  configs = new Map<number, ConfigReading>();
  mayWrite = new Set<string>();
  teams = new Map<string, string[]>();

  async botLogin(): Promise<string> {
    return 'fullcircle[bot]';
  }

  async installations(): Promise<FoundInstallation[]> {
    this.asked.push('installations');
    return this.found;
  }

  async installation(id: number): Promise<FoundInstallation | null> {
    this.asked.push(`installation:${id}`);
    return this.found.find((each) => each.id === id) ?? null;
  }

  async isGone(id: number): Promise<boolean> {
    this.asked.push(`isGone:${id}`);
    return this.gone.has(id);
  }

  async repositories(): Promise<Listed[] | null> {
    this.asked.push('repositories');
    return this.listedRepositories;
  }

  async ask(request: GitHubFactRequest): Promise<FactAnswer> {
    this.asked.push(requestKey(request));
    switch (request.kind) {
      case 'permission': {
        const may = this.mayWrite.has(request.login);
        return { kind: 'permission', value: { triage: may, write: may } };
      }
      case 'edits':
        return { kind: 'edits', value: [] };
      case 'team':
        return { kind: 'team', value: this.teams.get(request.slug) ?? null };
      case 'configFile':
        return { kind: 'configFile', value: this.configs.get(request.repositoryId) ?? reading(null) };
      case 'textFile':
        return { kind: 'textFile', value: null };
      case 'pullPaths':
        return { kind: 'pullPaths', value: [] };
      case 'reactions':
        return { kind: 'reactions', value: [] };
      case 'duplicateOf':
        return { kind: 'duplicateOf', value: null };
      case 'compare':
        return { kind: 'compare', value: null };
      case 'release':
        return { kind: 'release', value: null };
      case 'closing':
        return { kind: 'closing', value: { closes: [], commits: [] } };
    }
  }
}

export const ORGANIZATION = account(70, 'larkspur');

/** Applies changes as decisions do. */
export async function apply(
  store: Store,
  changes: readonly Change[],
  now = NOW,
  installationId = 7,
): Promise<void> {
  await store
    .forInstallation(installationId)
    .decide(null, async () => ({ changes, effects: [], ignored: null }), now);
}

/** Takes an installation with its repositories in, as they were at `installedAt`. */
export async function installed(
  store: Store,
  repositories: readonly Listed[],
  {
    installedAt = NOW,
    installationId = 7,
    type = 'Organization',
  }: { installedAt?: Date; installationId?: number; type?: 'Organization' | 'User' } = {},
): Promise<void> {
  const changes: Change[] = [
    {
      type: 'installation.put',
      account: { ...ORGANIZATION, type },
      permissions: {},
      suspended: false,
      at: installedAt,
    },
    { type: 'repositories.put', repositories: [...repositories], at: installedAt },
  ];
  await apply(store, changes, installedAt, installationId);
}

export function config(repositoryId: number, file: unknown, at = NOW): Change {
  return { type: 'config.put', repositoryId, file, refused: false, problems: [], at };
}
