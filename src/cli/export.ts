import { exportKnown } from '../operate/export-known.ts';
import { measures } from '../operate/measures.ts';
import { ask } from './ask.ts';
import type { CliCommand } from './command.ts';
import { UsageError } from './command.ts';
import { noWords, positiveInteger, readOptions } from './options.ts';

const HELP = `Usage: fullcircle export [options]

Prints what is known as JSON lines: installations, repositories, threads with their stage, decisions of people, commands,
effects, and the number of comments of each thread. For a copy of the whole database see "fullcircle db export".
With --format: what is measured instead, of one installation.

  --installation ID   only this one
  --format FORMAT     json, csv or md: all metrics with interval, number, coverage and definition
  --json              the same as without: it is JSON
  --help              this text
`;

export const exportCommand: CliCommand = {
  name: 'export',
  summary: 'print what is known as JSON lines',
  help: HELP,
  async run(args, io) {
    const { text, words } = readOptions(args, { text: ['installation', 'format'], flags: ['json'] });
    noWords(words);
    const installationId = positiveInteger(text.installation, '--installation');
    if (text.format === undefined) await ask(exportKnown, { installationId }, io);
    else await ask(measures, { installationId, format: formatOf(text.format), period: null }, io);
    return 0;
  },
};

function formatOf(text: string): 'json' | 'csv' | 'md' {
  if (text === 'json' || text === 'csv' || text === 'md') return text;
  throw new UsageError(`--format takes json, csv or md, not ${JSON.stringify(text)}`);
}
