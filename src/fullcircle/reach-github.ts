import type { Environment } from '../config/environment.ts';
import { type Clients, createClients } from '../github/client.ts';
import type { Call } from '../github/github.ts';
import type { Logger } from '../web/log.ts';

/** GitHub is named in `User-Agent`, as it asks for. */
const USER_AGENT = 'fullcircle';

export interface ReachOptions {
  environment: Environment;
  credentials: Extract<Environment['credentials'], { kind: 'app' }>;
  /** for the moments at which limits end; tokens live by the machine's own clock */
  clock: { now(): Date };
  log: Logger;
  onRequest(call: Call): void;
}

/** GitHub over the network, with the credentials of the app. */
export function reachGitHub({ environment, credentials, clock, log, onRequest }: ReachOptions): Clients {
  const { enterpriseHost, webUrl } = environment.github;
  return createClients({
    appId: credentials.appId,
    privateKey: credentials.privateKey,
    host: enterpriseHost,
    protocol: webUrl.startsWith('https:') ? 'https' : 'http',
    userAgent: USER_AGENT,
    clock,
    log,
    onRequest,
  });
}
