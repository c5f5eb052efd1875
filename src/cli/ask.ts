import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Environment } from '../config/environment.ts';
import { readEnvironment } from '../config/environment.ts';
import { withStoredEnvironment } from '../config/stored-environment.ts';
import { openOwnStore, partsOn } from '../operate/open-parts.ts';
import type { Listener, Operation } from '../operate/operation.ts';
import { folderHolder } from '../store/folder/lock.ts';
import { CONTROL_TOKEN_FILE } from '../web/control.ts';
import { createLog } from '../web/log.ts';
import { askControl } from './ask-control.ts';
import type { CommandIo } from './command.ts';
import { UserError } from './command.ts';
import { createStages } from './progress.ts';

/** The environment of the app, stored credentials included. @throws EnvironmentError naming every bad variable */
export function appEnvironment(io: CommandIo): Environment {
  return readEnvironment(withStoredEnvironment(io.environment));
}

/**
 * Has an operation done: by the app that holds the embedded data folder, asked over loopback, else by this process.
 * @throws UserError where a process holds the folder that cannot be asked
 */
export async function ask<Request, Result>(
  operation: Operation<Request, Result>,
  request: Request,
  io: CommandIo,
): Promise<Result> {
  const environment = appEnvironment(io);
  const stages = createStages(io);
  // Text goes to standard output, progress to standard error.
  const listener: Listener = { text: (text) => io.out(text), progress: stages.at };
  try {
    const holder = environment.databaseUrl === null ? await folderHolder(environment.dataDir) : null;
    if (holder === null) return await carryOut(operation, request, environment, io, listener);
    const token = await readFile(join(environment.dataDir, CONTROL_TOKEN_FILE), 'utf8').catch(() => null);
    if (holder.port === null || token === null) {
      throw new UserError(
        `The data folder ${environment.dataDir} is in use by process ${holder.pid} on ${holder.host}, which takes no questions. ` +
          'If it is just starting, try again in a moment; else stop it first.',
      );
    }
    const where = { port: holder.port, token: token.trim(), pid: holder.pid, host: holder.host };
    return operation.result.parse(await askControl(where, operation.name, request, listener));
  } finally {
    stages.end();
  }
}

/** Opens what the environment names, as the app would, and does it here. */
async function carryOut<Request, Result>(
  operation: Operation<Request, Result>,
  request: Request,
  environment: Environment,
  io: CommandIo,
  listener: Listener,
): Promise<Result> {
  // Standard output is for what was asked for.
  const log = createLog({ level: 'warn', format: environment.logFormat, destination: { write: io.err } });
  const store = await openOwnStore(environment, operation.name);
  try {
    const parts = await partsOn(store, environment, log);
    try {
      if (operation.needsWorkers && parts.app !== null) {
        // In the embedded database nobody else can be at work: what a dead process had claimed is free.
        if (store.engine === 'pglite') await store.operator.takeOver(parts.clock.now());
        parts.app.work({ timers: false });
      }
      return await operation.run(request, parts, listener);
    } finally {
      await parts.app?.stop();
    }
  } finally {
    await store.close();
  }
}
