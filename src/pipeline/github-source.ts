import { configCheckRun, describeProblem } from '../config/check-run.ts';
import { parseConfig } from '../config/parse.ts';
import type { Clients } from '../github/client.ts';
import { Gone, PermissionMissing } from '../github/errors.ts';
import {
  isInstallationGone,
  readAppInstallation,
  readAppInstallations,
} from '../github/facts/app-installations.ts';
import type { ConfigFile } from '../github/facts/config-file.ts';
import { CONFIG_BYTES_MAX } from '../github/facts/config-file.ts';
import { gatherFact } from '../github/facts/gather.ts';
import { readInstallationRepositories } from '../github/facts/installation-repositories.ts';
import { readOwnIdentity } from '../github/facts/own-identity.ts';
import { readWriters } from '../github/facts/writers.ts';
import type { ConfigReading } from '../loop/github-facts.ts';
import type { ConfigScope } from '../loop/known-repository.ts';
import type { FactSource } from './fact-source.ts';

/** Facts from GitHub itself. */
export function createGitHubSource(clients: Clients, host: string, clock: { now(): Date }): FactSource {
  let botLogin: Promise<string> | null = null;
  const writers = keptWriters(clients, clock);

  return {
    host,
    botLogin() {
      botLogin ??= readOwnIdentity(clients.app).then(
        (identity) => identity.botLogin,
        (error: unknown) => {
          // Asked again by the next one: an outage at the start must not stick.
          botLogin = null;
          throw error;
        },
      );
      return botLogin;
    },
    async ask(request, installationId) {
      const github = clients.forInstallation(installationId);
      const scope = request.kind === 'configFile' ? request.scope : 'repository';
      try {
        return await gatherFact(github, request, (file) => readConfig(file, scope));
      } catch (error) {
        // The rest works without it, and the weekly issue tells.
        if (request.kind !== 'configFile' || !(error instanceof PermissionMissing)) throw error;
        return { kind: 'configFile', value: refused('GitHub does not let the app read it (Contents: read)') };
      }
    },
    async listed(request, installationId) {
      if (request.kind !== 'permission' || request.fresh) return null;
      const list = await writers(installationId, request);
      if (list === null) return null;
      const write = list.has(request.login.toLowerCase());
      return { kind: 'permission', value: { triage: write, write } };
    },
    installations: () => readAppInstallations(clients.app),
    installation: (id) => readAppInstallation(clients.app, id),
    isGone: (id) => isInstallationGone(clients.app, id),
    async repositories(installationId) {
      try {
        return await readInstallationRepositories(clients.forInstallation(installationId));
      } catch (error) {
        if (error instanceof Gone) return null;
        throw error;
      }
    },
  };
}

/** Threads of history come by the hundred; what changes meanwhile concerns old threads only. */
const WRITERS_KEPT_MS = 10 * 60 * 1000;

/** Lists kept; the one that was made first goes first. */
const WRITERS_MAX = 1_000;

/** Who may write to a repository, asked for once in a while. */
function keptWriters(clients: Clients, clock: { now(): Date }) {
  const kept = new Map<number, { at: number; list: Promise<ReadonlySet<string> | null> }>();
  return (
    installationId: number,
    repository: { repositoryId: number; owner: string; name: string },
  ): Promise<ReadonlySet<string> | null> => {
    const now = clock.now().getTime();
    const known = kept.get(repository.repositoryId);
    if (known !== undefined && now - known.at < WRITERS_KEPT_MS) return known.list;
    const list = readWriters(clients.forInstallation(installationId), repository);
    kept.delete(repository.repositoryId);
    kept.set(repository.repositoryId, { at: now, list });
    list.catch(() => kept.delete(repository.repositoryId));
    const [oldest] = kept.keys();
    if (kept.size > WRITERS_MAX && oldest !== undefined) kept.delete(oldest);
    return list;
  };
}

/** A config file by the strict schema, with what the check run says of it. */
export function readConfig(file: ConfigFile, scope: ConfigScope): ConfigReading {
  switch (file.found) {
    case 'none':
      return reading({ file: null, problems: [], ignoredKeys: [] }, false);
    case 'tooLarge':
      return refused(`the file has ${file.bytes} bytes; at most ${CONFIG_BYTES_MAX} are read`);
    case 'text': {
      const parsed = parseConfig(file.text, { scope });
      return reading(parsed, parsed.file === null);
    }
  }
}

/** The file as a whole cannot be used. */
function refused(message: string): ConfigReading {
  const problem = { line: 1, column: 1, key: '', message, suggestion: null };
  return reading({ file: null, problems: [problem], ignoredKeys: [] }, true);
}

function reading(parsed: ReturnType<typeof parseConfig>, refused: boolean): ConfigReading {
  return {
    file: parsed.file,
    refused,
    problems: parsed.problems.map((problem) => `line ${problem.line}: ${describeProblem(problem)}`),
    check: configCheckRun(parsed),
  };
}
