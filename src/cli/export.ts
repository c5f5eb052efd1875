import { exportKnown } from '../operate/export-known.ts';
import { ask } from './ask.ts';
import type { CliCommand } from './command.ts';
import { noWords, positiveInteger, readOptions } from './options.ts';

const HELP = `Usage: fullcircle export [options]

Prints what is known as JSON lines: installations, repositories, threads with their stage, decisions of people, commands,
effects, and the number of comments of each thread. For a copy of the whole database see "fullcircle db export".

  --installation ID   only this one
  --json              the same: it is JSON
  --help              this text
`;

export const exportCommand: CliCommand = {
  name: 'export',
  summary: 'print what is known as JSON lines',
  help: HELP,
  async run(args, io) {
    const { text, words } = readOptions(args, { text: ['installation'], flags: ['json'] });
    noWords(words);
    await ask(exportKnown, { installationId: positiveInteger(text.installation, '--installation') }, io);
    return 0;
  },
};
