import { createAppAuth } from '@octokit/auth-app';
import { retry } from '@octokit/plugin-retry';
import { Octokit } from '@octokit/rest';
import { type Call, type GitHub, githubOver } from './github.ts';

export interface ClientsOptions {
  appId: number;
  /** PEM */
  privateKey: string;
  /** host, with port, of a GitHub Enterprise Server; null for github.com */
  host: string | null;
  protocol: 'http' | 'https';
  userAgent: string;
  /** by which `Limited.resumeAt` is told: that of whoever waits for it; tokens never depend on it */
  clock: { now(): Date };
  log: { warn(message: string): void };
  onRequest?: (call: Call) => void;
}

/** GitHub as the person of a token sees it: for looking at a project before anything is installed. */
export function createTokenClient(
  options: Omit<ClientsOptions, 'appId' | 'privateKey'> & { token: string },
): GitHub {
  return githubOver(() => new RetryingOctokit({ ...common(options), auth: options.token }), options);
}

/** What every Octokit of the app is made with. */
function common(options: Pick<ClientsOptions, 'host' | 'protocol' | 'userAgent' | 'log'>) {
  return {
    baseUrl: apiUrl(options.host, options.protocol),
    userAgent: options.userAgent,
    log: {
      debug: () => {},
      info: () => {},
      warn: (message: string) => options.log.warn(message),
      error: () => {},
    },
    retry: { doNotRetry: DO_NOT_RETRY, retries: READ_RETRIES },
  };
}

/** GitHub for the app itself (JWT) and for each of its installations (tokens, renewed by themselves). */
export interface Clients {
  readonly app: GitHub;
  forInstallation(installationId: number): GitHub;
}

/** Two repeats, after 1 s and 4 s: what is still away then comes back to the caller as `Transient`. */
const READ_RETRIES = 2;
/** These say something that a repeat does not change; 429 and 403 are limits, whose waits belong to the caller. */
const DO_NOT_RETRY = [400, 401, 403, 404, 410, 422, 429, 451];
/** Clients kept; the least lately made goes first. Each is a few kilobytes and a token. */
const CLIENTS_MAX = 1000;

const RetryingOctokit = Octokit.plugin(retry);

/** Where the REST API of a host is. GraphQL follows from it (`/api/graphql` beside `/api/v3`). */
export function apiUrl(host: string | null, protocol: 'http' | 'https'): string {
  return host === null ? 'https://api.github.com' : `${protocol}://${host}/api/v3`;
}

/**
 * Makes every Octokit of the app in one way. There is no throttling plugin: writes are paced by the outbox, one at
 * a time per installation, and limits come back as `Limited` instead of being slept through where nobody sees it.
 */
export function createClients(options: ClientsOptions): Clients {
  function octokit(installationId: number | null): Octokit {
    return new RetryingOctokit({
      ...common(options),
      authStrategy: createAppAuth,
      auth: {
        appId: options.appId,
        privateKey: options.privateKey,
        ...(installationId === null ? {} : { installationId }),
      },
    });
  }
  const clients = new Map<number, GitHub>();
  return {
    app: githubOver(() => octokit(null), options),
    forInstallation(installationId) {
      const known = clients.get(installationId);
      if (known !== undefined) return known;
      const made = githubOver(() => octokit(installationId), options);
      clients.set(installationId, made);
      const [oldest] = clients.keys();
      if (clients.size > CLIENTS_MAX && oldest !== undefined) clients.delete(oldest);
      return made;
    },
  };
}
