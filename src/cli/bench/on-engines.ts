import type { BenchOptions } from '../../bench/bench-options.ts';
import { type CommandIo, UsageError } from '../command.ts';
import { type ParsedOptions, positiveInteger } from '../options.ts';

/** Options of benches with a value. */
export const BENCH_OPTIONS = [
  'database',
  'deliveries',
  'seconds',
  'rate',
  'burst',
  'items',
  'lookups',
  'engine',
  'requests',
  'processes',
  'installations',
] as const;
type Name = (typeof BENCH_OPTIONS)[number];

/** What a bench was asked for on the command line. */
export interface Asked {
  text: ParsedOptions<Name, never>['text'];
  io: CommandIo;
  onProgress: BenchOptions['onProgress'];
}

/** What a bench found out; `text` is for people, who else read the figures. */
export interface Told {
  figures: unknown;
  text: string | null;
}

export type Bench = (asked: Asked) => Promise<Told>;

/** Figures of one database, or why there are none. */
export type Skippable<F> = F | { skipped: string };

/** Figures of the same bench on both databases. */
interface OnEngines<F> {
  pglite: Skippable<F>;
  postgres: Skippable<F>;
}

const ENGINES = ['pglite', 'postgres'];

/**
 * A bench that runs on both databases, or on the one that is named.
 * @param render the figures of one database as people read them
 */
export function onEngines<F>(
  measure: (asked: Asked, engine: BenchOptions) => Promise<F>,
  render: ((name: string, figures: Skippable<F>) => string) | null = null,
): Bench {
  return async (asked) => {
    const { engine } = asked.text;
    if (engine !== undefined && !ENGINES.includes(engine)) {
      throw new UsageError(`--engine is one of ${ENGINES.join(', ')}`);
    }
    const on = (databaseUrl: string | null) => measure(asked, { databaseUrl, onProgress: asked.onProgress });
    const url = asked.text.database ?? asked.io.environment.BENCH_DATABASE_URL ?? null;
    const figures: OnEngines<F> = {
      pglite: engine === 'postgres' ? { skipped: '--engine postgres' } : await on(null),
      postgres:
        engine === 'pglite'
          ? { skipped: '--engine pglite' }
          : url === null
            ? { skipped: 'neither --database nor BENCH_DATABASE_URL is set' }
            : await on(url),
    };
    const text = render && render('PGlite', figures.pglite) + render('Postgres', figures.postgres);
    return { figures, text };
  };
}

/** A number that was asked for. @throws UsageError where it is none above 0 */
export function numberOf({ text }: Asked, name: Name, otherwise: number): number {
  return positiveInteger(text[name], `--${name}`) ?? otherwise;
}

/** Numbers with commas between them. @throws UsageError as above */
export function numbersOf({ text }: Asked, name: Name, otherwise: readonly number[]): readonly number[] {
  const list = text[name]?.split(',').flatMap((part) => positiveInteger(part, `--${name}`) ?? []);
  return list ?? otherwise;
}
