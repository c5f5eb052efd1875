import type { ConfigReading, FactAnswer, RemoteFactRequest } from '../loop/facts.ts';
import type { Repository } from '../loop/vocabulary.ts';
import type { Clients } from './client.ts';
import { type AppInstallation, readAppInstallation } from './facts/app-installations.ts';
import type { ConfigFile } from './facts/config-file.ts';
import { gatherFact } from './facts/gather.ts';
import { readInstallationRepositories } from './facts/installation-repositories.ts';
import { readOwnIdentity } from './facts/own-identity.ts';

/** GitHub as the pipeline asks it. Everything rejects with a `GitHubError`. */
export interface GitHubFacts {
  ask(request: RemoteFactRequest, installationId: number): Promise<FactAnswer>;
  installation(installationId: number): Promise<AppInstallation | null>;
  repositories(
    installationId: number,
  ): Promise<(Repository & { hasIssues: boolean; hasDiscussions: boolean })[]>;
  /** asked for once, then known */
  botLogin(): Promise<string>;
  /** host of links to threads */
  host: string;
}

export function createGitHubFacts(options: {
  clients: Clients;
  readConfig: (file: ConfigFile) => ConfigReading;
  host: string;
}): GitHubFacts {
  const { clients, readConfig, host } = options;
  let botLogin: Promise<string> | null = null;
  return {
    host,
    ask: (request, installationId) =>
      gatherFact(clients.forInstallation(installationId), request, readConfig),
    installation: (installationId) => readAppInstallation(clients.app, installationId),
    repositories: (installationId) => readInstallationRepositories(clients.forInstallation(installationId)),
    botLogin() {
      botLogin ??= readOwnIdentity(clients.app)
        .then((identity) => identity.botLogin)
        .catch((error: unknown) => {
          botLogin = null;
          throw error;
        });
      return botLogin;
    },
  };
}
