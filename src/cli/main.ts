import { EnvironmentError } from '../config/environment-error.ts';
import { analyze } from './analyze.ts';
import type { CliCommand, CommandIo } from './command.ts';
import { UsageError, UserError } from './command.ts';
import { demo } from './demo.ts';

const COMMANDS: readonly CliCommand[] = [analyze, demo];

const EXIT = { ok: 0, failed: 1, usage: 2 } as const;

/** Runs `fullcircle` with these arguments. Returns the exit code: 0 ok, 1 failed, 2 usage. */
export async function main(args: readonly string[], io: CommandIo): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === 'help') {
    io.out(overview());
    return name === undefined ? EXIT.usage : EXIT.ok;
  }
  const command = COMMANDS.find((each) => each.name === name);
  if (command === undefined) {
    io.err(`fullcircle: there is no command ${JSON.stringify(name)}\n\n${overview()}`);
    return EXIT.usage;
  }
  if (rest.includes('--help')) {
    io.out(command.help);
    return EXIT.ok;
  }
  try {
    return await command.run(rest, io);
  } catch (error) {
    return explain(error, command.name, io);
  }
}

function explain(error: unknown, name: string, io: CommandIo): number {
  if (error instanceof UsageError) {
    io.err(`fullcircle ${name}: ${error.message}\nTry: fullcircle ${name} --help\n`);
    return EXIT.usage;
  }
  if (error instanceof UserError || error instanceof EnvironmentError) {
    io.err(`fullcircle ${name}: ${error.message}\n`);
    return EXIT.failed;
  }
  io.err(`fullcircle ${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return EXIT.failed;
}

function overview(): string {
  const width = Math.max(...COMMANDS.map(({ name }) => name.length));
  const lines = COMMANDS.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  return `Usage: fullcircle COMMAND [options]\n\n${lines.join('\n')}\n\nfullcircle COMMAND --help tells more.\n`;
}
