import { TICK_TASKS } from '../fullcircle/timed-work.ts';
import { tick } from '../operate/tick.ts';
import { ask } from './ask.ts';
import type { CliCommand } from './command.ts';
import { UsageError } from './command.ts';
import { noWords, positiveInteger, readOptions } from './options.ts';

const HELP = `Usage: fullcircle tick TASK [options]

Does timed work now instead of at its time, and returns when everything that came of it is settled on GitHub.

  schedule    weekly issues that are due, repositories that are to be taken in
  catchup     failed webhook deliveries are asked for again
  reconcile   what no webhook told is read from GitHub
  reactions   reactions to the app's comments are read
  edits       open weekly issues are read again

  --installation ID   only this one
  --json              print JSON
  --help              this text
`;

export const tickCommand: CliCommand = {
  name: 'tick',
  summary: 'do timed work now',
  help: HELP,
  async run(args, io) {
    const { text, flag, words } = readOptions(args, { text: ['installation'], flags: ['json'] });
    const [word, ...more] = words;
    noWords(more);
    const task = TICK_TASKS.find((each) => each === word);
    if (task === undefined) throw new UsageError(`tick needs one of ${TICK_TASKS.join(', ')}`);
    const installationId = positiveInteger(text.installation, '--installation');
    const result = await ask(tick, { task, installationId }, io);
    const { handedIn, left } = result;
    const waiting = left.deliveries + left.effects;
    io.out(flag.json ? `${JSON.stringify(result)}\n` : `${task}: ${handedIn} handed in.\n`);
    if (waiting > 0) {
      io.err(
        `${left.deliveries} deliveries and ${left.effects} effects still wait; the log says for what.\n`,
      );
    }
    return waiting > 0 ? 1 : 0;
  },
};
