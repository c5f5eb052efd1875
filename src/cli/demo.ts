import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { measure } from '../loop/measure.ts';
import { measureSettings } from '../web/dashboard/measure-settings.ts';
import { renderReport } from '../web/dashboard/report.tsx';
import type { CliCommand, CommandIo } from './command.ts';
import { UsageError, UserError } from './command.ts';
import { HISTORY } from './demo/history/history.ts';
import type { PlayedStory } from './demo/play.ts';
import { playStory } from './demo/play.ts';
import { renderSummary, summarise } from './demo/summary.ts';
import { weeklyIssues } from './demo/weekly-issues.ts';
import { createProgress } from './progress.ts';

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
  summary: 'try it: ten weeks of an invented project in a minute, without credentials or network',
  help: HELP,
  async run(args, io) {
    const { once, json, html } = readOptions(args);
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
      await print(story, json, io);
      if (io.outIsTerminal && !once) await serve(story, io);
    } finally {
      await story.close();
    }
    return 0;
  },
};

function readOptions(args: readonly string[]): { once: boolean; json: boolean; html: string | null } {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { once: { type: 'boolean' }, json: { type: 'boolean' }, html: { type: 'string' } },
    });
    return { once: values.once ?? false, json: values.json ?? false, html: values.html ?? null };
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
