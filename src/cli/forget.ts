import { forget } from '../operate/forget.ts';
import { ask } from './ask.ts';
import type { CliCommand } from './command.ts';
import { UsageError } from './command.ts';
import { noWords, positiveInteger, readOptions } from './options.ts';

const HELP = `Usage: fullcircle forget --installation ID [options]

Deletes everything that is stored of an installation, at once and for good, also from the embedded database's files.
What is on GitHub stays there. An installation that still has the app is taken in again as a new one.

  --installation ID   as "fullcircle doctor" shows it
  --json              print JSON
  --help              this text
`;

export const forgetCommand: CliCommand = {
  name: 'forget',
  summary: 'delete everything that is stored of an installation',
  help: HELP,
  async run(args, io) {
    const { text, flag, words } = readOptions(args, { text: ['installation'], flags: ['json'] });
    noWords(words);
    const installationId = positiveInteger(text.installation, '--installation');
    if (installationId === null) throw new UsageError('forget needs --installation ID');
    const result = await ask(forget, { installationId }, io);
    const said = result.known
      ? `Installation ${installationId} is forgotten.\n`
      : `Installation ${installationId} was not known; nothing of it is left.\n`;
    io.out(flag.json ? `${JSON.stringify(result)}\n` : said);
    return 0;
  },
};
