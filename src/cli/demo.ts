import { parseArgs } from 'node:util';
import type { CliCommand, CommandIo } from './command.ts';
import { UsageError } from './command.ts';
import { HISTORY } from './demo/history/history.ts';
import type { PlayedStory } from './demo/play.ts';
import { playStory } from './demo/play.ts';
import { renderSummary, summarise } from './demo/summary.ts';
import { weeklyIssues } from './demo/weekly-issues.ts';
import { createProgress } from './progress.ts';

const HELP = `Usage: fullcircle demo [options]

Plays ten weeks of an invented project through the real app and a GitHub inside this machine, and prints the newest
weekly issue. Needs no credentials and no network, and writes nothing to disk.

  --once   end after printing, also on a terminal
  --json   print JSON instead of Markdown
  --help   this text

On a terminal it keeps serving afterwards, until Ctrl-C. Without one it ends.
`;

export const demo: CliCommand = {
  name: 'demo',
  summary: 'try it: ten weeks of an invented project in a minute, without credentials or network',
  help: HELP,
  async run(args, io) {
    const { once, json } = readOptions(args);
    const progress = createProgress('Playing ten weeks of tidewheel', io);
    const story = await playStory({
      history: HISTORY,
      onProgress: progress.at,
      onLog: (line) => {
        progress.end();
        io.err(line);
      },
    }).finally(() => progress.end());
    try {
      await print(story, json, io);
      if (io.outIsTerminal && !once) await serve(story, io);
    } finally {
      await story.close();
    }
    return 0;
  },
};

function readOptions(args: readonly string[]): { once: boolean; json: boolean } {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { once: { type: 'boolean' }, json: { type: 'boolean' } },
    });
    return { once: values.once ?? false, json: values.json ?? false };
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

async function print(story: PlayedStory, json: boolean, io: CommandIo): Promise<void> {
  const newest = weeklyIssues(story.sandbox.world).at(-1);
  const summary = await summarise(story);
  const { address } = story;
  if (json) {
    const issue = newest === undefined ? null : { title: newest.title, body: newest.body };
    io.out(`${JSON.stringify({ issue, dashboard: address, summary }, null, 2)}\n`);
    return;
  }
  const issue = newest === undefined ? 'No weekly issue was opened.' : `# ${newest.title}\n\n${newest.body}`;
  io.out(`${issue}\n\nDashboard: ${address}\n`);
  io.err(`\n${renderSummary(summary)}`);
}

/** The app goes on working, at the machine's pace from the end of the story on, until somebody stops it. */
async function serve({ app, clock }: PlayedStory, io: CommandIo): Promise<void> {
  clock.release();
  app.work();
  io.err('\nServing until Ctrl-C.\n');
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}
