import { readFile, writeFile } from 'node:fs/promises';
import { describeProblem } from '../config/check-run.ts';
import { readAnalysisEnvironment } from '../config/environment.ts';
import { parseConfig } from '../config/parse.ts';
import { resolveSettings } from '../config/resolve.ts';
import { createTokenClient } from '../github/client.ts';
import { isoWeekBounds } from '../loop/calendar.ts';
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
import { chooseWeeks, hintOf } from './analyze/weeks.ts';
import type { CliCommand, CommandIo } from './command.ts';
import { UsageError, UserError } from './command.ts';
import { readOptions as parse } from './options.ts';
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

  --history FILE   instead: JSON lines, one thread a line, plain or gzipped; docs/cli.md tells the fields
  --week WEEK      ISO week to tell, such as 2013-W16
                   (default: the last full week before the newest thread, or the only week that there is)
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
    const span = { records: history.records, until: since === null ? null : io.now(), timezone };
    const weeks = chooseWeeks(span, options);
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
      const hint = hintOf(span, weeks);
      if (hint !== null) io.err(`${hint}\n`);
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
  const {
    text: values,
    flag,
    words,
  } = parse(args, {
    text: ['history', 'week', 'weeks', 'config', 'html'],
    flags: ['json'],
  });
  const from = readSource(words, values.history);
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
    json: flag.json,
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
  if ('file' in options.from) {
    const records = await readHistory(options.from.file, (fields) =>
      io.err(`Fields that are not read, in case one is misspelt: ${fields.join(', ')}\n`),
    );
    return { records, since: null };
  }
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

async function readConfigFile(path: string): Promise<{ file: unknown; timezone: string }> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    throw new UserError(`${path}: the config cannot be read`, { cause });
  }
  const { file, problems } = parseConfig(text, { scope: 'only' });
  if (file === null) {
    const lines = problems.map((problem) => `${path}, line ${problem.line}: ${describeProblem(problem)}`);
    throw new UserError(lines.join('\n'));
  }
  return { file, timezone: file.triage?.timezone ?? 'UTC' };
}

function print(
  { weeks, clusters }: Analysis,
  repositories: readonly string[],
  json: boolean,
  io: CommandIo,
): void {
  if (json) {
    const staffProvenance = weeks.at(-1)?.measures.staff;
    io.out(`${JSON.stringify({ repositories, staffProvenance, weeks, clusters }, null, 2)}\n`);
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
