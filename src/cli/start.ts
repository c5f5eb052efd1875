import { start } from '../start.ts';
import type { CliCommand } from './command.ts';
import { noWords, readOptions } from './options.ts';

const HELP = `Usage: fullcircle start

Starts the app by its environment (docs/environment.md lists the variables) and works until SIGTERM or Ctrl-C.
Without credentials it serves the set-up page.

  --help   this text
`;

export const startCommand: CliCommand = {
  name: 'start',
  summary: 'start the app',
  help: HELP,
  async run(args, io) {
    noWords(readOptions(args, {}).words);
    return start(io.environment);
  },
};
