import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { databaseExport, databaseSchema } from '../operate/database.ts';
import { openOwnStore } from '../operate/open-parts.ts';
import { importData } from '../store/import-data.ts';
import { appEnvironment, ask } from './ask.ts';
import type { CliCommand, CommandIo } from './command.ts';
import { UsageError, UserError } from './command.ts';
import { noWords, readOptions } from './options.ts';

const HELP = `Usage: fullcircle db migrate | export | import [FILE]

  migrate       apply missing migrations of this release
  export        print the whole database as JSON lines; while it is read, the embedded database takes no writes,
                so write it to a file rather than to a pager
  import FILE   read such lines into an empty database; without FILE from standard input

  --json        print JSON (migrate, import)
  --help        this text

DATABASE_URL or DATA_DIR say which database. An export of the embedded database goes into Postgres and back.
`;

export const database: CliCommand = {
  name: 'db',
  summary: 'migrate, export or import the database',
  help: HELP,
  async run(args, io) {
    const { flag, words } = readOptions(args, { flags: ['json'] });
    const [verb, ...rest] = words;
    switch (verb) {
      case 'migrate': {
        noWords(rest);
        const result = await ask(databaseSchema, {}, io);
        const { engine, schema } = result;
        io.out(flag.json ? `${JSON.stringify(result)}\n` : `${engine} is at schema ${schema}.\n`);
        return 0;
      }
      case 'export':
        noWords(rest);
        await ask(databaseExport, {}, io);
        return 0;
      case 'import': {
        noWords(rest.slice(1));
        const rows = await importFrom(rest[0] ?? null, io);
        io.out(flag.json ? `${JSON.stringify({ rows })}\n` : `${rows} rows imported.\n`);
        return 0;
      }
      default:
        throw new UsageError('db needs one of migrate, export, import');
    }
  },
};

/** Into an empty database, so never into one that an app is using: that one says who it is. */
async function importFrom(path: string | null, io: CommandIo): Promise<number> {
  const environment = appEnvironment(io);
  if (path !== null) {
    const found = await stat(path).catch((cause: unknown) => {
      throw new UserError(`${path}: the export cannot be read`, { cause });
    });
    if (!found.isFile()) throw new UserError(`${path}: the export cannot be read, it is no file`);
  }
  const store = await openOwnStore(environment, 'import');
  try {
    const input = path === null ? process.stdin : createReadStream(path, 'utf8');
    return await importData(store, linesOf(input));
  } finally {
    await store.close();
  }
}

/** Reads only from the first line that is asked for on: what readline reads before that is lost. */
async function* linesOf(input: NodeJS.ReadableStream): AsyncGenerator<string> {
  yield* createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
}
