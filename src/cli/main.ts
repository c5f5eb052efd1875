import { readFileSync } from 'node:fs';
import { nearestWord } from '../config/nearest-word.ts';
import { explained } from '../operate/for-people.ts';
import { analyze } from './analyze.ts';
import { backfillCommand } from './backfill.ts';
import { benchCommand } from './bench.ts';
import type { CliCommand, CommandIo } from './command.ts';
import { UsageError } from './command.ts';
import { database } from './database.ts';
import { demo } from './demo.ts';
import { doctorCommand } from './doctor.ts';
import { evalCommand } from './eval.ts';
import { exportCommand } from './export.ts';
import { forgetCommand } from './forget.ts';
import { replayCommand } from './replay.ts';
import { reportCommand } from './report.ts';
import { roundupCommand } from './roundup.ts';
import { startCommand } from './start.ts';
import { tickCommand } from './tick.ts';
import { trainCommand } from './train.ts';

const COMMANDS: readonly CliCommand[] = [
  startCommand,
  demo,
  analyze,
  doctorCommand,
  backfillCommand,
  tickCommand,
  replayCommand,
  exportCommand,
  reportCommand,
  roundupCommand,
  forgetCommand,
  database,
  evalCommand,
  trainCommand,
  benchCommand,
];

const EXIT = { ok: 0, failed: 1, usage: 2 } as const;

/** Runs `fullcircle` with these arguments. Returns the exit code: 0 ok, 1 failed, 2 usage. */
export async function main(args: readonly string[], io: CommandIo): Promise<number> {
  const [first, ...rest] = args;
  if (first === '--version') {
    io.out(`${version()}\n`);
    return EXIT.ok;
  }
  const isHelp = first === '--help' || first === 'help';
  const name = isHelp ? rest[0] : first;
  if (name === undefined) {
    io.out(overview());
    return isHelp ? EXIT.ok : EXIT.usage;
  }
  const command = COMMANDS.find((each) => each.name === name);
  if (command === undefined) {
    io.err(`fullcircle: ${unknownCommand(name)}\n\n${overview()}`);
    return EXIT.usage;
  }
  if (isHelp || rest.includes('--help')) {
    io.out(command.help);
    return EXIT.ok;
  }
  try {
    return await command.run(rest, io);
  } catch (error) {
    return explain(error, command.name, io);
  }
}

function unknownCommand(name: string): string {
  const nearest = nearestWord(
    name,
    COMMANDS.map((each) => each.name),
  );
  return `there is no command ${JSON.stringify(name)}${nearest === null ? '' : `; did you mean ${nearest}?`}`;
}

/** As `package.json` has it, which stands beside the folder of the sources and of what is built from them. */
function version(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  const { version } = JSON.parse(text) as { version: string };
  return version;
}

function explain(error: unknown, name: string, io: CommandIo): number {
  if (error instanceof UsageError) {
    io.err(`fullcircle ${name}: ${error.message}\nTry: fullcircle ${name} --help\n`);
    return EXIT.usage;
  }
  io.err(`fullcircle ${name}: ${explained(error)}\n`);
  return EXIT.failed;
}

function overview(): string {
  const width = Math.max(...COMMANDS.map(({ name }) => name.length));
  const lines = COMMANDS.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`);
  return `Usage: fullcircle COMMAND [options]\n\n${lines.join('\n')}\n\nfullcircle COMMAND --help tells more. fullcircle --version prints the release.\n`;
}
