import { replay } from '../operate/replay.ts';
import { ask } from './ask.ts';
import type { CliCommand } from './command.ts';
import { UsageError } from './command.ts';
import { readOptions } from './options.ts';

const HELP = `Usage: fullcircle replay [--dead | ID...] [options]

Puts deliveries that could not be processed back into the inbox. The app takes them up at once.

  --dead   all dead letters (default)
  ID       these deliveries, dead or done, as long as their payload is kept
  --json   print JSON
  --help   this text
`;

export const replayCommand: CliCommand = {
  name: 'replay',
  summary: 'put dead letters back into the inbox',
  help: HELP,
  async run(args, io) {
    const { flag, words } = readOptions(args, { flags: ['dead', 'json'] });
    if (flag.dead && words.length > 0) throw new UsageError('--dead means all of them: leave out the ids');
    const { replayed } = await ask(replay, { ids: words.length > 0 ? words : null }, io);
    io.out(flag.json ? `${JSON.stringify({ replayed })}\n` : `${replayed} put back.\n`);
    return words.length > 0 && replayed < new Set(words).size ? 1 : 0;
  },
};
