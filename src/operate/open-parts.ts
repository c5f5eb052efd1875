import { readFileSync } from 'node:fs';
import { type Clock, createSystemClock } from '../clock.ts';
import type { Environment } from '../config/environment.ts';
import { createFullcircle } from '../fullcircle.ts';
import type { OpenStore } from '../store/open-store.ts';
import { openStore } from '../store/open-store.ts';
import type { Logger } from '../web/log.ts';
import { type AppFile, parseAppFile } from '../web/manifest.ts';
import type { OperationParts } from './operation.ts';

/** The same place below `src` and below `dist`. */
const APP_YML = new URL('../../app.yml', import.meta.url);

/** What `app.yml` asks for. */
export function readAppFile(): AppFile {
  return parseAppFile(readFileSync(APP_YML, 'utf8'));
}

/** Opens what the environment names. Where that is an embedded folder, no other process has it from now on. */
export async function openOwnStore(environment: Environment, purpose: string): Promise<OpenStore> {
  return openStore({
    databaseUrl: environment.databaseUrl,
    dataDir: environment.dataDir,
    applicationName: `fullcircle ${purpose}`,
    startedAt: new Date(),
  });
}

/** The app on a store, not working yet; `app` is null without credentials. */
export async function partsOn(
  store: OpenStore,
  environment: Environment,
  log: Logger,
  clock: Clock = createSystemClock(environment.clockOffsetS * 1000),
): Promise<OperationParts> {
  const { credentials } = environment;
  const permissions = readAppFile().default_permissions;
  const app =
    credentials.kind === 'setup'
      ? null
      : await createFullcircle({ environment, credentials, store, clock, log, permissions });
  return { environment, store, clock, log, app };
}
