import { measures } from '../operate/measures.ts';
import { ask } from './ask.ts';
import type { CliCommand } from './command.ts';
import { UsageError } from './command.ts';
import { noWords, positiveInteger, readOptions } from './options.ts';

const HELP = `Usage: fullcircle report --quarter QUARTER [options]

Prints everything that is measured, as of the end of a quarter: metrics with their intervals, the checklist
"pause or amplify", what came of decisions. While the quarter lasts, as of now. Private repositories are included.

  --quarter QUARTER   such as 2026-Q4
  --installation ID   which one, where there are several
  --json              print JSON instead of Markdown
  --help              this text
`;

export const reportCommand: CliCommand = {
  name: 'report',
  summary: 'print everything that is measured, as of the end of a quarter',
  help: HELP,
  async run(args, io) {
    const { text, flag, words } = readOptions(args, { text: ['quarter', 'installation'], flags: ['json'] });
    noWords(words);
    const period = text.quarter;
    if (period === undefined || !/^\d{4}-Q[1-4]$/.test(period)) {
      throw new UsageError('report needs --quarter with a quarter such as 2026-Q4');
    }
    const installationId = positiveInteger(text.installation, '--installation');
    const what = 'metrics';
    await ask(measures, { installationId, period, what, format: flag.json ? 'json' : 'md' }, io);
    return 0;
  },
};
