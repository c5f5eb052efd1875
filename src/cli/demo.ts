import { writeFile } from 'node:fs/promises';

import { measure } from '../loop/measure.ts';
import { measureSettings } from '../web/dashboard/measure-settings.ts';
import { renderReport } from '../web/dashboard/report.tsx';
import type { CliCommand, CommandIo } from './command.ts';
import { UserError } from './command.ts';
import { HISTORY } from './demo/history/history.ts';
import type { PlayedStory } from './demo/play.ts';
import { playStory } from './demo/play.ts';
import { renderSummary, summarise } from './demo/summary.ts';
import { weeklyIssues } from './demo/weekly-issues.ts';
import { noWords, readOptions } from './options.ts';
import { createProgress } from './progress.ts';
import { readableMarkdown } from './readable.ts';

const HELP = `Usage: fullcircle demo [options]

Plays ten weeks of an invented project through the real app and a GitHub inside this machine, and prints the newest
weekly issue. Needs no credentials and no network, and writes nothing to disk but the file of --html.

  --once       end after printing, also on a terminal
  --html FILE  also write the issue and all figures as a page that opens from disk
  --json       print JSON instead of Markdown
  --help       this text

On a terminal it keeps serving afterwards, until Ctrl-C. Without one it ends.
`;

export const demo: CliCommand = {
  name: 'demo',
  summary: 'try it: ten weeks of an invented project in two minutes, without credentials or network',
  help: HELP,
  async run(args, io) {
    const { text, flag, words } = readOptions(args, { text: ['html'], flags: ['once', 'json'] });
    noWords(words);
    const html = text.html ?? null;
    const goesOn = io.outIsTerminal && !flag.once;
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
      if (html !== null) await writeReport(html, story);
      await print(story, { json: flag.json, address: goesOn ? story.address : null }, io);
      if (goesOn) await serve(story, io);
    } finally {
      await story.close();
    }
    return 0;
  },
};

interface Printing {
  json: boolean;
  /** of the dashboard; null: nobody answers there once this is printed */
  address: string | null;
}

async function print(story: PlayedStory, { json, address }: Printing, io: CommandIo): Promise<void> {
  const newest = weeklyIssues(story.sandbox.world).at(-1);
  const summary = await summarise(story);
  if (json) {
    const issue = newest === undefined ? null : { title: newest.title, body: newest.body };
    io.out(`${JSON.stringify({ issue, dashboard: address, summary }, null, 2)}\n`);
    return;
  }
  const issue =
    newest === undefined
      ? 'No weekly issue was opened.'
      : `# ${newest.title}\n\n${readableMarkdown(newest.body)}`;
  io.out(`${issue}\n${address === null ? '' : `\nDashboard: ${address}\n`}`);
  io.err(`\n${renderSummary(summary)}`);
}

async function writeReport(path: string, { history, sandbox, store, clock }: PlayedStory): Promise<void> {
  const [installation] = await store.operator.installations();
  if (installation === undefined) return;
  const tenant = store.forInstallation(installation.id);
  const settings = await measureSettings(tenant);
  const record = await tenant.record({ asOf: clock.now(), visible: null, audience: settings.audience });
  const measures = measure(record, settings);
  const issue = weeklyIssues(sandbox.world).at(-1) ?? null;
  try {
    await writeFile(path, renderReport(history.organization, [{ week: measures.week, issue, measures }]));
  } catch (cause) {
    throw new UserError(`${path}: the page cannot be written`, { cause });
  }
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
