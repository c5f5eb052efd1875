import { forget } from '../operate/forget.ts';
import { type ForgottenEverywhere, forgetPerson } from '../operate/forget-person.ts';
import { ask } from './ask.ts';
import type { CliCommand, CommandIo } from './command.ts';
import { UsageError } from './command.ts';
import { noWords, positiveInteger, readOptions } from './options.ts';

const HELP = `Usage: fullcircle forget LOGIN [options]
       fullcircle forget --installation ID [options]

With LOGIN: takes a person out of everything that is stored, at once and for good, also out of the embedded database's
files. Texts of theirs are emptied and their wishes to be told deleted. A salted hash of the account stays, so that what
arrives later is stored without them. What they decided stays, by nobody, with the reason that they gave for it; so do
comments of the app on GitHub. Doing it again finds nothing.

With --installation alone: deletes everything that is stored of an installation, also of those who were forgotten in it.
What is on GitHub stays there. An installation that still has the app is taken in again as a new one.

  --installation ID   as "fullcircle doctor" shows it; with LOGIN: only there
  --dry-run           with LOGIN: say what would be found and change nothing
  --json              print JSON
  --help              this text
`;

export const forgetCommand: CliCommand = {
  name: 'forget',
  summary: 'delete everything that is stored of a person or of an installation',
  help: HELP,
  async run(args, io) {
    const { text, flag, words } = readOptions(args, { text: ['installation'], flags: ['json', 'dry-run'] });
    const [login, ...more] = words;
    noWords(more);
    const installationId = positiveInteger(text.installation, '--installation');
    if (login !== undefined) {
      const found = await ask(forgetPerson, { login, installationId, dryRun: flag['dry-run'] }, io);
      io.out(flag.json ? `${JSON.stringify(found)}\n` : told(found));
      return 0;
    }
    if (flag['dry-run']) throw new UsageError('--dry-run needs a LOGIN');
    if (installationId === null) throw new UsageError('forget needs a LOGIN or --installation ID');
    return forgetInstallation(installationId, flag.json, io);
  },
};

async function forgetInstallation(installationId: number, json: boolean, io: CommandIo): Promise<number> {
  const result = await ask(forget, { installationId }, io);
  const said = result.known
    ? `Installation ${installationId} is forgotten.\n`
    : `Installation ${installationId} was not known; nothing of it is left.\n`;
  io.out(json ? `${JSON.stringify(result)}\n` : said);
  return 0;
}

function told({ login, dryRun, installations }: ForgottenEverywhere): string {
  const lines = installations.map(({ id, rows, namedInConfigOf }) => {
    const found = Object.entries(rows).map(([table, count]) => `${count} in ${table}`);
    const what = found.length === 0 ? 'nothing found' : found.join(', ');
    const config =
      namedInConfigOf.length === 0
        ? ''
        : `; named in the config of ${namedInConfigOf.join(', ')}: remove it there`;
    return `Installation ${id}: ${what}${config}\n`;
  });
  const end = dryRun
    ? 'Nothing was changed.\n'
    : `${login} is forgotten. What stays: decisions, by nobody, and comments of the app on GitHub.\n`;
  return lines.join('') + end;
}
