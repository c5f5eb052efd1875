import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parseReports } from '../eval/duplicates/reports.ts';
import { trainDuplicates } from '../eval/duplicates/train.ts';
import { parseStageThreads } from '../eval/observe/data.ts';
import { trainObservationModels } from '../eval/observe/train.ts';
import { unlearn } from '../operate/unlearn.ts';
import { ask } from './ask.ts';
import type { CliCommand, CommandIo } from './command.ts';
import { UsageError, UserError } from './command.ts';
import { parseDataFile } from './data-file.ts';
import { noWords, readOptions } from './options.ts';

const HELP = `Usage: fullcircle train --out FOLDER [--stages FILE] [--duplicates FILE] [options]
       fullcircle train --reset OWNER/REPO

Makes the app's models again from data, the same ones from the same data. Prints what they reach on data that they had
not seen. With --reset: forgets what the app has learnt from the people of a repository, by their commands and labels;
what they say from then on teaches again.

  --stages FILE       threads with their stage and kind: stages.model.json, kinds.model.json (src/loop/observe)
  --duplicates FILE   reports with known duplicates: match.model.json (src/loop/cluster)
  --out FOLDER        where the models are written
  --reset OWNER/REPO  nothing is trained; the repository is judged as any other
  --json              print JSON
  --help              this text
`;

/** Raised where a model is read differently than before. */
const MATCH_MODEL_VERSION = '2';

export const trainCommand: CliCommand = {
  name: 'train',
  summary: "make the app's models again from data",
  help: HELP,
  async run(args, io) {
    const { text, flag, words } = readOptions(args, {
      text: ['stages', 'duplicates', 'out', 'reset'],
      flags: ['json'],
    });
    noWords(words);
    const { out, stages, duplicates, reset } = text;
    if (reset !== undefined) {
      if ((out ?? stages ?? duplicates) !== undefined) throw new UsageError('--reset goes alone');
      const { installations } = await ask(unlearn, { repository: reset }, io);
      const said = `What was learnt in ${reset} is forgotten.\n`;
      io.out(flag.json ? `${JSON.stringify({ repository: reset, installations })}\n` : said);
      return 0;
    }
    if (out === undefined) throw new UsageError('train needs --out FOLDER');
    if (stages === undefined && duplicates === undefined) {
      throw new UsageError('train needs --stages FILE, --duplicates FILE, or both');
    }
    const models = new Map<string, { provenance: unknown }>();
    if (stages !== undefined) {
      io.err('Training the models of stages and kinds\n');
      const threads = await parseDataFile(stages, parseStageThreads);
      const trained = trainObservationModels(nameOf(stages), threads);
      models.set('stages.model.json', trained.stages).set('kinds.model.json', trained.kinds);
    }
    if (duplicates !== undefined) {
      io.err('Training the model of matching\n');
      const reports = await parseDataFile(duplicates, parseReports);
      const provenance = { data: nameOf(duplicates) };
      models.set('match.model.json', trainDuplicates(reports, MATCH_MODEL_VERSION, provenance).model);
    }
    for (const [name, model] of models) await write(join(out, name), model);
    print(models, flag.json, io);
    return 0;
  },
};

/** The data set's name: its file's, without what says how it is stored. */
function nameOf(path: string): string {
  return basename(path)
    .replace(/\.gz$/, '')
    .replace(/\.jsonl$/, '');
}

/** Small ones can be read and compared line by line; large ones are one line, as nobody reads them. */
const READABLE_CHARACTERS = 20_000;

async function write(path: string, model: object): Promise<void> {
  const readable = `${JSON.stringify(model, null, 2)}\n`;
  try {
    await mkdir(join(path, '..'), { recursive: true });
    await writeFile(path, readable.length <= READABLE_CHARACTERS ? readable : `${JSON.stringify(model)}\n`);
  } catch (cause) {
    throw new UserError(`${path}: the model cannot be written`, { cause });
  }
}

function print(models: ReadonlyMap<string, { provenance: unknown }>, json: boolean, io: CommandIo): void {
  const figures = Object.fromEntries([...models].map(([name, { provenance }]) => [name, provenance]));
  io.out(`${JSON.stringify(figures, null, json ? undefined : 2)}\n`);
}
