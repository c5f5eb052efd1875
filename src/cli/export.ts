import { KNOWN_TABLES, type KnownTableName } from '../loop/measure/known-table.ts';
import { exportKnown } from '../operate/export-known.ts';
import { exportPerson } from '../operate/export-person.ts';
import { measures } from '../operate/measures.ts';
import { ask } from './ask.ts';
import type { CliCommand } from './command.ts';
import { UsageError } from './command.ts';
import { noWords, positiveInteger, readOptions } from './options.ts';

const HELP = `Usage: fullcircle export [options]

Prints what is known as JSON lines: installations, repositories, threads with their stage, decisions of people, commands,
effects, and the number of comments of each thread. For a copy of the whole database see "fullcircle db export".
With --format: what is measured instead, of one installation. With --person: what is stored about a person, by table.

  --installation ID   only this one
  --person LOGIN      what somebody wrote, did and decided, and what they are to be told
  --format FORMAT     json, csv or md: all metrics with interval, number, coverage and definition
  --table TABLE       decisions, clusters or notices, one by one, instead of metrics; JSON unless --format says other
  --json              the same as without: it is JSON
  --help              this text
`;

export const exportCommand: CliCommand = {
  name: 'export',
  summary: 'print what is known as JSON lines',
  help: HELP,
  async run(args, io) {
    const { text, words } = readOptions(args, {
      text: ['installation', 'format', 'person', 'table'],
      flags: ['json'],
    });
    noWords(words);
    const installationId = positiveInteger(text.installation, '--installation');
    const login = text.person?.replace(/^@/, '');
    if (login !== undefined && (text.format ?? text.table) !== undefined)
      throw new UsageError('--person comes as JSON lines, without --format');
    if (login !== undefined) await ask(exportPerson, { login, installationId }, io);
    else if (text.format === undefined && text.table === undefined)
      await ask(exportKnown, { installationId }, io);
    else {
      const what = text.table === undefined ? 'metrics' : tableOf(text.table);
      const format = formatOf(text.format ?? 'json');
      await ask(measures, { installationId, what, format, period: null }, io);
    }
    return 0;
  },
};

function tableOf(text: string): KnownTableName {
  const table = KNOWN_TABLES.find((each) => each === text);
  if (table !== undefined) return table;
  throw new UsageError(`--table takes ${KNOWN_TABLES.join(', ')}, not ${JSON.stringify(text)}`);
}

function formatOf(text: string): 'json' | 'csv' | 'md' {
  if (text === 'json' || text === 'csv' || text === 'md') return text;
  throw new UsageError(`--format takes json, csv or md, not ${JSON.stringify(text)}`);
}
