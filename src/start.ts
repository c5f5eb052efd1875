import { createSystemClock } from './clock.ts';
import type { Environment } from './config/environment.ts';
import { readEnvironment } from './config/environment.ts';
import { withStoredEnvironment } from './config/stored-environment.ts';
import type { RawEnvironment } from './config/variables.ts';
import { answerCommands } from './operate/control.ts';
import { explained } from './operate/for-people.ts';
import { openOwnStore, partsOn } from './operate/open-parts.ts';
import type { Logger } from './web/log.ts';
import { createLog } from './web/log.ts';
import { startSetup } from './web/start-setup.ts';

/**
 * Supervisors kill after 10 s. What is not at an end by then (a database that does not answer, a hanging request) is
 * left as it is: leases run out, and whoever takes over looks before it writes.
 */
const STOP_WITHIN_MS = 9_000;

interface Running {
  stop(): Promise<void>;
  /** of the set-up pages: resolves when the App is registered and its credentials are written down */
  registered?: Promise<'registered'>;
}

/**
 * Starts the app by its environment and resolves with the exit code when it was told to stop: 0 after SIGTERM or SIGINT,
 * 1 where it could not start, with one message on standard error. Afterwards the process has to be ended, since
 * something may still hang.
 */
export async function start(env: RawEnvironment): Promise<number> {
  // Listened to from the first moment on: a signal during the start must not leave half a start behind.
  const signalled = signal();
  try {
    for (;;) {
      const environment = readEnvironment(withStoredEnvironment(env));
      const log = createLog({ level: environment.logLevel, format: environment.logFormat });
      const starting = startRole(environment, log);
      const registered = starting.then((running) => running.registered ?? signalled);
      const why = await Promise.race([registered, signalled]);
      if (why !== 'registered') {
        log.info({ signal: why }, 'Stopping');
        return await stop(starting, log);
      }
      log.info('The App is registered: starting with its credentials');
      await (await starting).stop();
    }
  } catch (error) {
    process.stderr.write(`${explained(error)}\n`);
    return 1;
  }
}

function signal(): Promise<string> {
  return new Promise((resolve) => {
    // Further signals (Ctrl-C reaches the process twice under npm) change nothing.
    for (const name of ['SIGTERM', 'SIGINT'] as const) process.on(name, () => resolve(name));
  });
}

async function stop(starting: Promise<Running>, log: Logger): Promise<number> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), STOP_WITHIN_MS);
  });
  try {
    const stopped = starting.then((running) => running.stop());
    if ((await Promise.race([stopped, late])) === 'late') {
      log.warn({ withinMs: STOP_WITHIN_MS }, 'Something still hangs; it is taken up again at the next start');
    }
    return 0;
  } finally {
    clearTimeout(timer);
  }
}

async function startRole(environment: Environment, log: Logger): Promise<Running> {
  if (environment.credentials.kind === 'setup') return startSetup(environment, log);
  const clock = createSystemClock(environment.clockOffsetS * 1000);
  const store = await openOwnStore(environment, environment.role);
  try {
    const embedded = store.engine === 'pglite';
    if (embedded) await store.operator.takeOver(clock.now());
    const parts = await partsOn(store, environment, log, clock);
    await parts.app?.listen();
    const control = embedded ? await answerCommands(parts) : null;
    if (control !== null) await store.announce(control.port);
    parts.app?.work();
    return {
      async stop() {
        await Promise.all([parts.app?.stop(), control?.close()]);
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}
