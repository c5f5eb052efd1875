import { EnvironmentError } from '../config/environment-error.ts';
import { checkGitHub } from '../operate/doctor/github.ts';
import type { Check, Diagnosis } from '../operate/doctor.ts';
import { configured, doctor } from '../operate/doctor.ts';
import { isForPeople } from '../operate/for-people.ts';
import { createLog } from '../web/log.ts';
import { appEnvironment, ask } from './ask.ts';
import type { CliCommand, CommandIo } from './command.ts';
import { noWords, readOptions } from './options.ts';

const HELP = `Usage: fullcircle doctor [options]

Checks environment, database, credentials, clock, permissions, events, webhook address and every installation, and says
what to do about what is wrong. Shows the secret by which outside channels sign what they send for an installation.
Exits 1 where something does not work.

  --json   print JSON
  --help   this text
`;

export const doctorCommand: CliCommand = {
  name: 'doctor',
  summary: 'check that everything works, and say what to do',
  help: HELP,
  async run(args, io) {
    const { flag, words } = readOptions(args, { flags: ['json'] });
    noWords(words);
    const diagnosis = await diagnose(io);
    const ok = diagnosis.checks.every(({ status }) => status !== 'failed');
    io.out(flag.json ? `${JSON.stringify({ ok, ...diagnosis }, null, 2)}\n` : rendered(diagnosis));
    return ok ? 0 : 1;
  },
};

/** What cannot be looked at is a finding like the others: without a database GitHub can still be asked. */
async function diagnose(io: CommandIo): Promise<Diagnosis> {
  let environment: ReturnType<typeof appEnvironment>;
  try {
    environment = appEnvironment(io);
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    const checks = error.problems.map(
      ({ name, wrong, remedy }): Check => ({
        name: 'environment',
        status: 'failed',
        message: `${name} ${wrong}`,
        advice: `${remedy.charAt(0).toUpperCase()}${remedy.slice(1)}.`,
      }),
    );
    return { checks, installations: [] };
  }
  try {
    return await ask(doctor, {}, io);
  } catch (error) {
    if (!(error instanceof Error) || !isForPeople(error)) throw error;
    const log = createLog({ level: 'warn', format: 'pretty', destination: { write: io.err } });
    const away: Check = { name: 'database', status: 'failed', message: error.message, advice: null };
    return {
      checks: [...configured(environment), away, ...(await checkGitHub(environment, log))],
      installations: [],
    };
  }
}

const MARKS = { ok: 'ok    ', note: 'note  ', failed: 'FAILED' } as const;

function rendered({ checks, installations }: Diagnosis): string {
  const lines = checks.flatMap(({ name, status, message, advice }) => [
    `${MARKS[status]}  ${name}: ${message}`,
    ...(advice === null ? [] : [`        ${advice}`]),
  ]);
  const secrets = installations.flatMap(({ id, account, intakeSecret }) =>
    intakeSecret === null ? [] : [`  ${account} (installation ${id}): ${intakeSecret}`],
  );
  if (secrets.length > 0) lines.push('', 'Secrets for signals from outside channels:', ...secrets);
  return `${lines.join('\n')}\n`;
}
