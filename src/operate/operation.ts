import type { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { Environment } from '../config/environment.ts';
import type { Fullcircle } from '../fullcircle.ts';
import type { OpenStore } from '../store/open-store.ts';
import type { Logger } from '../web/log.ts';

/** What an operation works with: the running app, or what a command has opened for itself. */
export interface OperationParts {
  environment: Environment;
  store: OpenStore;
  clock: Clock;
  log: Logger;
  /** the app that runs or that a command put together; null without credentials */
  app: Fullcircle | null;
}

/** What an operation tells while it works. Resolves when more may be told. */
export interface Listener {
  /** text for standard output, with its line end */
  text(text: string): Promise<void> | void;
  progress(what: string, done: number, total: number): void;
}

/**
 * One thing that an operator asks of the app. Where the app holds the embedded data folder it does it itself, asked over
 * loopback, so what goes in and comes out is JSON.
 */
export interface Operation<Request = unknown, Result = unknown> {
  name: string;
  request: z.ZodType<Request>;
  result: z.ZodType<Result>;
  /** whether it waits for deliveries and effects, so that somebody has to work on them meanwhile */
  needsWorkers?: true;
  run(request: Request, parts: OperationParts, listener: Listener): Promise<Result>;
}
