import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { readAnalysisEnvironment } from '../config/environment.ts';
import { parseConfig } from '../config/parse.ts';
import { resolveSettings } from '../config/resolve.ts';
import { createTokenClient } from '../github/client.ts';
import { isoWeek, isoWeekBounds } from '../loop/calendar.ts';
import { metricsMarkdown } from '../loop/measure/markdown.ts';
import { openStore } from '../store/open-store.ts';
import { renderReport } from '../web/dashboard/report.tsx';
import { openHistory } from './analyze/as-of.ts';
import { clustersMarkdown } from './analyze/clusters-markdown.ts';
import { readFromGitHub } from './analyze/from-github.ts';
import type { HistoryRecord } from './analyze/history-file.ts';
import { readHistory } from './analyze/history-file.ts';
import type { Analysis } from './analyze/run-analysis.ts';
import { runAnalysis } from './analyze/run-analysis.ts';
import type { CliCommand, CommandIo } from './command.ts';
import { UsageError, UserError } from './command.ts';
import { createProgress } from './progress.ts';

const DAY_MS = 86_400_000;

/** How far back a repository is read: what an installation reads by default. */
const READ_BACK_DAYS = 365;

/** More weeks than this are a report, not a weekly issue. */
const WEEKS_MAX = 520;

const HELP = `Usage: fullcircle analyze OWNER/REPO [options]
       fullcircle analyze --history FILE [options]

Plays a project's history through the app and prints the weekly issue it would have opened, what was reported
more than once, who would have been told of a fix, and everything that is measured of the project at that moment.
Read-only: nothing is written but the file of --html. OWNER/REPO is read from GitHub with the
token in GITHUB_TOKEN (read access is enough), a year back.

  --history FILE   instead: JSON lines, one thread a line, plain or gzipped
  --week WEEK      ISO week to tell, such as 2013-W16
                   (default: the last full week before the newest thread)
  --weeks N        tell the N weeks up to that one (default 1)
  --config FILE    a .github/fullcircle.yml to analyse with
  --html FILE      also write a page that opens from disk
  --json           print JSON instead of Markdown
  --help           this text

Without a staff config, staff is inferred: who closed others' threads, or is OWNER, MEMBER or COLLABORATOR.
What happened after the told week is hidden from it. The same input gives the same output.
`;

export const analyze: CliCommand = {
  name: 'analyze',
  summary: 'look first: print the weekly issue of a project, read-only',
  help: HELP,
  async run(args, io) {
    const options = readOptions(args);
    const { records, since } = await readRecords(options, io);
    const history = openHistory(records, since);
    const config = options.config === null ? null : await readConfigFile(options.config);
    const timezone = config?.timezone ?? 'UTC';
    const weeks = chooseWeeks(options, history.records.at(-1)?.createdAt ?? new Date(0), timezone);
    const progress = createProgress('Reading the history', io);
    const store = await openStore({
      databaseUrl: null,
      dataDir: null,
      applicationName: 'fullcircle analyze',
      startedAt: io.now(),
    });
    try {
      const analysis = await runAnalysis(store, {
        history,
        weeks,
        timezone,
        configFile: config?.file ?? null,
        settings: resolveSettings({
          organizationFile: null,
          repositoryFile: config?.file ?? null,
          single: true,
        }),
        onProgress: progress.at,
      });
      progress.end();
      const names = history.repositories.map(({ owner, name }) => `${owner}/${name}`);
      if (options.html !== null) await writePage(options.html, names, analysis);
      print(analysis, names, options.json, io);
    } finally {
      progress.end();
      await store.close();
    }
    return 0;
  },
};

interface Options {
  from: { file: string } | { repository: string };
  week: string | null;
  weeks: number;
  config: string | null;
  html: string | null;
  json: boolean;
}

function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parse(args);
  const from = readSource(positionals, values.history);
  const weeks = Number(values.weeks ?? '1');
  if (!Number.isInteger(weeks) || weeks < 1 || weeks > WEEKS_MAX) {
    throw new UsageError(`--weeks takes a whole number from 1 to ${WEEKS_MAX}`);
  }
  if (values.week !== undefined && isoWeekBounds(values.week, 'UTC') === null) {
    throw new UsageError(`--week takes an ISO week such as 2013-W16, not ${JSON.stringify(values.week)}`);
  }
  return {
    from,
    week: values.week ?? null,
    weeks,
    config: values.config ?? null,
    html: values.html ?? null,
    json: values.json ?? false,
  };
}

function readSource(positionals: readonly string[], file: string | undefined): Options['from'] {
  const [repository, stray] = positionals;
  if (stray !== undefined || (repository !== undefined && file !== undefined)) {
    throw new UsageError('analyze takes one OWNER/REPO, or --history FILE');
  }
  if (file !== undefined) return { file };
  if (repository === undefined) throw new UsageError('analyze needs OWNER/REPO, or --history FILE');
  if (!/^[\w.-]+\/[\w.-]+$/.test(repository)) {
    throw new UsageError(`${JSON.stringify(repository)} is not of the form OWNER/REPO`);
  }
  return { repository };
}

async function readRecords(
  options: Options,
  io: CommandIo,
): Promise<{ records: HistoryRecord[]; since: Date | null }> {
  if ('file' in options.from) return { records: await readHistory(options.from.file), since: null };
  const { github, token } = readAnalysisEnvironment(io.environment);
  if (token === null)
    throw new UserError('analyze OWNER/REPO needs a token in GITHUB_TOKEN; read access is enough');
  const clock = { now: io.now };
  const client = createTokenClient({
    token,
    host: github.enterpriseHost,
    protocol: github.webUrl.startsWith('https:') ? 'https' : 'http',
    userAgent: 'fullcircle analyze',
    clock,
    log: { warn: () => undefined },
  });
  const since = new Date(io.now().getTime() - READ_BACK_DAYS * DAY_MS);
  const progress = createProgress('Reading from GitHub', io);
  try {
    const { repository } = options.from;
    const records = await readFromGitHub(client, repository, since, (threads) => progress.at(threads, null));
    return { records, since };
  } finally {
    progress.end();
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        history: { type: 'string' },
        week: { type: 'string' },
        weeks: { type: 'string' },
        config: { type: 'string' },
        html: { type: 'string' },
        json: { type: 'boolean' },
      },
    });
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

async function readConfigFile(path: string): Promise<{ file: unknown; timezone: string }> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    throw new UserError(`${path}: the config cannot be read`, { cause });
  }
  const { file, problems } = parseConfig(text, { scope: 'only' });
  if (file === null) {
    const lines = problems.map(({ line, message }) => `${path}, line ${line}: ${message}`);
    throw new UserError(lines.join('\n'));
  }
  return { file, timezone: file.triage?.timezone ?? 'UTC' };
}

/** The weeks to tell, oldest first: by default the last full one before the newest thread. */
function chooseWeeks(options: Options, newest: Date, timezone: string): string[] {
  const running = isoWeekBounds(isoWeek(newest, timezone), timezone);
  const last = options.week ?? isoWeek(new Date((running?.from ?? newest).getTime() - DAY_MS), timezone);
  const weeks = [last];
  while (weeks.length < options.weeks) {
    const bounds = isoWeekBounds(weeks[0] ?? last, timezone);
    if (bounds === null) break;
    weeks.unshift(isoWeek(new Date(bounds.from.getTime() - DAY_MS), timezone));
  }
  return weeks;
}

function print(
  { weeks, clusters }: Analysis,
  repositories: readonly string[],
  json: boolean,
  io: CommandIo,
): void {
  if (json) {
    io.out(`${JSON.stringify({ repositories, staffProvenance: 'inferred', weeks, clusters }, null, 2)}\n`);
    return;
  }
  const parts = weeks.map(({ week, issue, measures }) => {
    const text =
      issue === null
        ? `# Feedback triage: ${week}\n\nNothing new: no issue would have been opened.\n`
        : `# ${issue.title}\n\n${issue.body}\n`;
    return `${text}\n${metricsMarkdown(measures)}`;
  });
  parts.push(clustersText({ weeks, clusters }));
  io.out(parts.join('\n'));
}

function clustersText({ weeks, clusters }: Analysis): string {
  return clustersMarkdown(clusters, weeks.at(-1)?.week ?? '');
}

async function writePage(
  path: string,
  repositories: readonly string[],
  { weeks, clusters }: Analysis,
): Promise<void> {
  try {
    await writeFile(path, renderReport(repositories.join(', '), weeks, clustersText({ weeks, clusters })));
  } catch (cause) {
    throw new UserError(`${path}: the page cannot be written`, { cause });
  }
}
