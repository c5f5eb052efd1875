import { backfill } from '../operate/backfill.ts';
import { ask } from './ask.ts';
import type { CliCommand } from './command.ts';
import { UsageError } from './command.ts';
import { noWords, positiveInteger, readOptions } from './options.ts';

const HELP = `Usage: fullcircle backfill --installation ID [options]

Reads the history of an installation from GitHub, quietly: nobody's thread is commented on, and old threads are labelled
only where the config asks for it. May be broken off and begun again; what is known already costs nothing but the look.

  --installation ID    as "fullcircle doctor" shows it
  --repository NAME    only this one
  --json               print JSON
  --help               this text
`;

export const backfillCommand: CliCommand = {
  name: 'backfill',
  summary: 'read the history of an installation',
  help: HELP,
  async run(args, io) {
    const { text, flag, words } = readOptions(args, {
      text: ['installation', 'repository'],
      flags: ['json'],
    });
    noWords(words);
    const installationId = positiveInteger(text.installation, '--installation');
    if (installationId === null) throw new UsageError('backfill needs --installation ID');
    const result = await ask(backfill, { installationId, repository: text.repository ?? null }, io);
    const { repositoriesDone, repositories, threads, problems, left } = result;
    if (flag.json) io.out(`${JSON.stringify(result)}\n`);
    else io.out(`${threads} threads of ${repositoriesDone} of ${repositories} repositories.\n`);
    for (const { repository, type, problem } of problems) io.err(`${repository}, ${type}: ${problem}\n`);
    const waiting = left.deliveries + left.effects;
    if (waiting > 0) io.err(`${waiting} of it still wait; the log says for what.\n`);
    return problems.length > 0 || waiting > 0 ? 1 : 0;
  },
};
