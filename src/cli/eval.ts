import { evaluateClusters } from '../eval/duplicates/clusters.ts';
import { evaluateDuplicates } from '../eval/duplicates/evaluate.ts';
import { parseReports } from '../eval/duplicates/reports.ts';
import { parseKindIssues, parseStageThreads } from '../eval/observe/data.ts';
import { crossValidateKinds, evaluateKinds } from '../eval/observe/kinds.ts';
import { crossValidateStages, evaluateStages } from '../eval/observe/stages.ts';
import { STAGE_MODEL } from '../loop/observe/stage-model.ts';
import type { CliCommand } from './command.ts';
import { UsageError } from './command.ts';
import { parseDataFile } from './data-file.ts';
import { noWords, type ParsedOptions, readOptions } from './options.ts';

const HELP = `Usage: fullcircle eval duplicates --data FILE [--from DATE] [--until DATE] [--clusters]
       fullcircle eval stages --data FILE [--cross-validate [--train FILE]]
       fullcircle eval kinds --train FILE (--test FILE | --cross-validate)

Measures the app's judgement against data that says what is right. Touches no network. Files are JSON lines (kinds: CSV),
plain or gzipped.

  duplicates   each report is looked up among all earlier ones; ranks, and what each tier is worth
  stages       the journey stage of threads, forced to choose and as the app labels
  kinds        bug, feature or question, one model per repository

  --cross-validate  instead of the shipped model: five models, each judged on repositories (kinds: issues) it has not
                    seen; over --data and --train together
  --from, --until   count only reports of these days, 2014-01-31, inclusive, UTC
  --clusters        also how well the clusters agree with the known groups that certain links alone gather, over the
                    whole file: B-cubed, the largest of both; takes as long again
  --json            print JSON
  --help            this text
`;

const TEXT = ['data', 'from', 'until', 'train', 'test'] as const;
type Options = ParsedOptions<(typeof TEXT)[number], 'json' | 'cross-validate' | 'clusters'>;

export const evalCommand: CliCommand = {
  name: 'eval',
  summary: "measure the app's judgement against data",
  help: HELP,
  async run(args, io) {
    const options = readOptions(args, { text: TEXT, flags: ['json', 'cross-validate', 'clusters'] });
    const [subject, ...more] = options.words;
    noWords(more);
    const figures = await evaluate(subject, options);
    io.out(
      options.flag.json ? `${JSON.stringify(figures)}\n` : `${JSON.stringify(rounded(figures), null, 2)}\n`,
    );
    return 0;
  },
};

/** Options of each subject; any other is a mistake that would go unnoticed. */
const TAKES: Readonly<Record<string, readonly string[]>> = {
  duplicates: ['data', 'from', 'until'],
  stages: ['data', 'train'],
  kinds: ['train', 'test'],
};

async function evaluate(subject: string | undefined, { text, flag }: Options): Promise<object> {
  const takes = TAKES[subject ?? ''];
  if (takes === undefined) throw new UsageError(`eval needs one of ${Object.keys(TAKES).join(', ')}`);
  const stray = Object.keys(text).find((name) => !takes.includes(name));
  if (stray !== undefined) throw new UsageError(`eval ${subject} takes no --${stray}`);
  const file = (name: 'data' | 'train' | 'test'): string => {
    const path = text[name];
    if (path === undefined) throw new UsageError(`eval ${subject} needs --${name} FILE`);
    return path;
  };
  const crossValidate = flag['cross-validate'] === true;
  if (crossValidate && subject === 'duplicates')
    throw new UsageError('eval duplicates takes no --cross-validate');
  if (flag.clusters === true && subject !== 'duplicates')
    throw new UsageError(`eval ${subject} takes no --clusters`);
  switch (subject) {
    case 'duplicates': {
      const dates = { from: day(text.from, '--from'), until: day(text.until, '--until') };
      const reports = await parseDataFile(file('data'), parseReports);
      const figures = evaluateDuplicates(reports, dates);
      return flag.clusters === true ? { ...figures, clusters: evaluateClusters(reports) } : figures;
    }
    case 'stages': {
      if (!crossValidate && text.train !== undefined) {
        throw new UsageError('eval stages takes --train with --cross-validate only');
      }
      const threads = await parseDataFile(file('data'), parseStageThreads);
      if (!crossValidate) return evaluateStages(STAGE_MODEL, threads);
      const more = text.train === undefined ? [] : await parseDataFile(text.train, parseStageThreads);
      return crossValidateStages([...more, ...threads]);
    }
    default: {
      if (crossValidate) return crossValidateKinds(await parseDataFile(file('train'), parseKindIssues));
      const [train, test] = [file('train'), file('test')];
      return evaluateKinds(
        await parseDataFile(train, parseKindIssues),
        await parseDataFile(test, parseKindIssues),
      );
    }
  }
}

function day(text: string | undefined, option: string): string | undefined {
  if (text === undefined) return undefined;
  const at = new Date(`${text}T00:00:00Z`);
  if (
    !/^\d{4}-\d{2}-\d{2}$/.test(text) ||
    Number.isNaN(at.getTime()) ||
    at.toISOString().slice(0, 10) !== text
  ) {
    throw new UsageError(`${option} takes a day such as 2014-01-31, not ${JSON.stringify(text)}`);
  }
  return text;
}

const DECIMALS = 1_000;

/** For people: three decimals are more than the data can say. */
function rounded(value: unknown): unknown {
  if (typeof value === 'number') return Math.round(value * DECIMALS) / DECIMALS;
  if (Array.isArray(value)) return value.map(rounded);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, rounded(each)]));
}
