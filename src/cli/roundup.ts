import { measures } from '../operate/measures.ts';
import { ask } from './ask.ts';
import type { CliCommand } from './command.ts';
import { UsageError } from './command.ts';
import { noWords, positiveInteger, readOptions } from './options.ts';

const HELP = `Usage: fullcircle roundup --month MONTH [options]

Prints what a community did in a month, as Markdown to publish: who helped how (in alphabetical order, nobody is
mentioned), who contributed for the first time, what was solved. Private repositories are left out.

  --month MONTH       such as 2026-11
  --installation ID   which one, where there are several
  --json              print JSON instead of Markdown
  --help              this text
`;

export const roundupCommand: CliCommand = {
  name: 'roundup',
  summary: 'print what a community did in a month, to publish',
  help: HELP,
  async run(args, io) {
    const { text, flag, words } = readOptions(args, { text: ['month', 'installation'], flags: ['json'] });
    noWords(words);
    const period = text.month;
    if (period === undefined || !/^\d{4}-(0[1-9]|1[0-2])$/.test(period)) {
      throw new UsageError('roundup needs --month with a month such as 2026-11');
    }
    const installationId = positiveInteger(text.installation, '--installation');
    const what = 'roundup';
    await ask(measures, { installationId, period, what, format: flag.json ? 'json' : 'md' }, io);
    return 0;
  },
};
