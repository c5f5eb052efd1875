import { createSystemClock } from './clock.ts';
import type { Environment } from './config/environment.ts';
import { readEnvironment } from './config/environment.ts';
import { EnvironmentError } from './config/environment-error.ts';
import { withStoredEnvironment } from './config/stored-environment.ts';
import { createFullcircle } from './fullcircle.ts';
import { openStore } from './store/open-store.ts';
import { ListenFailed } from './web/listen.ts';
import { createLog } from './web/log.ts';
import { startSetup } from './web/start-setup.ts';

/** A stop that takes longer than this is ended from outside; what was in progress is taken up again at the next start. */
const STOP_WITHIN_MS = 10_000;

/** Starts the app by its environment and ends with its own exit code: 0 after a signal, 1 where it could not start. */
async function start(): Promise<void> {
  const environment = readEnvironment(withStoredEnvironment(process.env));
  const log = createLog({ level: environment.logLevel, format: environment.logFormat });
  const running = await startRole(environment, log);
  let stopping = false;
  const stop = (signal: string): void => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'Stopping');
    setTimeout(() => {
      log.error({ withinMs: STOP_WITHIN_MS }, 'Did not stop in time');
      process.exit(1);
    }, STOP_WITHIN_MS).unref();
    running.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'Could not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.on('SIGINT', () => stop('SIGINT'));
}

async function startRole(
  environment: Environment,
  log: ReturnType<typeof createLog>,
): Promise<{ stop(): Promise<void> }> {
  const { credentials } = environment;
  if (credentials.kind === 'setup') return startSetup(environment, log);
  const clock = createSystemClock(environment.clockOffsetS * 1000);
  const store = await openStore({
    databaseUrl: environment.databaseUrl,
    dataDir: environment.dataDir,
    applicationName: `fullcircle ${environment.role}`,
    startedAt: new Date(),
  });
  try {
    if (store.engine === 'pglite') await store.operator.takeOver(clock.now());
    const app = await createFullcircle({ environment, credentials, store, clock, log });
    const port = await app.listen();
    await store.announce(port);
    app.work();
    return {
      async stop() {
        await app.stop();
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

try {
  await start();
} catch (error) {
  // Errors that a person can repair say how; of others the trace helps.
  const told = error instanceof EnvironmentError || error instanceof ListenFailed || isStoreError(error);
  process.stderr.write(`${error instanceof Error ? (told ? error.message : error.stack) : String(error)}\n`);
  process.exit(1);
}

function isStoreError(error: unknown): boolean {
  return error instanceof Error && error.constructor !== Error;
}
