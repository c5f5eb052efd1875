import type { RawEnvironment } from '../config/variables.ts';

export { UserError } from '../user-error.ts';

/** What a command may touch: streams, environment, clock. Given by the entry point, replaced in tests. */
export interface CommandIo {
  out(text: string): void;
  err(text: string): void;
  /** whether progress lines may be drawn over on standard error */
  isTerminal: boolean;
  /** whether somebody looks at standard output, so that it makes sense to go on serving */
  outIsTerminal: boolean;
  environment: RawEnvironment;
  now(): Date;
}

/** One command of `fullcircle`. */
export interface CliCommand {
  name: string;
  /** one line for the list of commands */
  summary: string;
  /** complete text of `--help` */
  help: string;
  /**
   * Runs with the arguments behind the command's name.
   * @returns the exit code: 0 ok, 1 failed. Throws UsageError (2) and UserError (1).
   */
  run(args: readonly string[], io: CommandIo): Promise<number>;
}

/** The words of the call are wrong. */
export class UsageError extends Error {
  override name = 'UsageError';
}
