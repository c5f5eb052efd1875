import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import type { Environment } from '../config/environment.ts';
import type { Logger } from './log.ts';
import { createMetrics } from './metrics.ts';
import type { Readiness } from './readiness.ts';
import { startServer } from './server.ts';
import { addSetup } from './setup.tsx';

/** The same place below `src` and below `dist`. */
const APP_YML = new URL('../../app.yml', import.meta.url);

const NOT_SET_UP: Readiness = {
  ready: false,
  database: false,
  migrations: false,
  workers: false,
  backlogAgeS: null,
  backfill: null,
  notes: ['There are no credentials yet: open the set-up page at /.'],
};

/** Serves the set-up pages instead of the app, as long as there are no credentials. Rejects with ListenFailed. */
export async function startSetup(
  environment: Environment,
  log: Logger,
): Promise<{ port: number; registered: Promise<'registered'>; stop(): Promise<void> }> {
  const { github, host, publicUrl, webhookPath, webhookProxyUrl, dataDir } = environment;
  const appYml = await readFile(APP_YML, 'utf8');
  let key = '';
  let onRegistered = () => {};
  const registered = new Promise<'registered'>((resolve) => {
    onRegistered = () => resolve('registered');
  });
  const server = await startServer({
    host,
    port: environment.port,
    webhook: { path: webhookPath, receiver: null },
    formTargets: [github.webUrl],
    readiness: async () => NOT_SET_UP,
    metrics: createMetrics(),
    log,
    routes(app) {
      const { webUrl, apiUrl } = github;
      const addresses = { webUrl, apiUrl, publicUrl, webhookPath, webhookProxyUrl };
      const clock = { now: () => new Date() };
      ({ key } = addSetup(app, { appYml, ...addresses, dataDir, clock, log, onRegistered }));
    },
  });
  const shown = isIP(host) === 6 ? `[${host}]` : host;
  const base = publicUrl ?? `http://${shown}:${server.port}`;
  log.info(`Not set up yet. Open http://localhost:${server.port}/ on this machine, or ${base}/?key=${key}`);
  return { port: server.port, registered, stop: () => server.close() };
}
