import type { SQL } from 'drizzle-orm';
import { getTableColumns, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Database, Engine } from './database.ts';
import { appliedVersion } from './engine/migrations.ts';
import { translated } from './errors.ts';
import { EXPORTED_TABLES } from './schema/tables.ts';
import type { Header } from './transfer.ts';
import { FORMAT, keyOf } from './transfer.ts';

/** Rows that are read at once: a few megabytes where each is a payload. */
const PAGE_ROWS = 500;

/**
 * Everything in the database as JSON lines without line ends, the header first. One moment of the database: on
 * Postgres others go on writing meanwhile, the embedded database stands still until the last line was taken.
 */
export async function* exportData({ underneath: engine }: { underneath: Engine }): AsyncGenerator<string> {
  const header: Header = {
    fullcircle: 'export',
    format: FORMAT,
    schema: await appliedVersion(engine.database),
    engine: engine.name,
  };
  yield JSON.stringify(header);
  const pages = new Handover<string[]>();
  const reading = engine.database
    .transaction(
      async (transaction) => {
        for (const [name, table] of Object.entries(EXPORTED_TABLES)) {
          for await (const rows of pagesOf(transaction, table)) {
            if (!(await pages.give(rows.map((row) => JSON.stringify({ table: name, row }))))) return;
          }
        }
      },
      { isolationLevel: 'repeatable read', accessMode: 'read only' },
    )
    .finally(() => pages.end());
  // Whoever takes the pages hears of a failure below, at the end.
  reading.catch(() => undefined);
  try {
    for (let lines = await pages.take(); lines !== null; lines = await pages.take()) yield* lines;
    await reading.catch((error: unknown) => {
      throw translated(error);
    });
  } finally {
    pages.refuse();
    await reading.catch(() => undefined);
  }
}

async function* pagesOf(database: Database, table: PgTable): AsyncGenerator<Record<string, unknown>[]> {
  const key = keyOf(table);
  const names = Object.entries(getTableColumns(table));
  const fields = key.map((column) => names.find(([, each]) => each.name === column.name)?.[0] ?? '');
  let last: Record<string, unknown> | undefined;
  for (;;) {
    const before = last;
    const after: SQL | undefined =
      before === undefined
        ? undefined
        : sql`(${sql.join(key, sql`, `)}) > (${sql.join(
            key.map((column, at) => sql.param(before[fields[at] ?? ''], column)),
            sql`, `,
          )})`;
    const rows = await database
      .select()
      .from(table)
      .where(after)
      .orderBy(...key)
      .limit(PAGE_ROWS);
    if (rows.length > 0) yield rows;
    if (rows.length < PAGE_ROWS) return;
    last = rows.at(-1);
  }
}

/** Gives one thing at a time from one piece of running code to another. */
class Handover<T> {
  #thing: T | null = null;
  #ended = false;
  #wake: () => void = () => undefined;

  /** Resolves when it was taken; false where nobody wants more. */
  async give(thing: T): Promise<boolean> {
    this.#thing = thing;
    this.#wake();
    while (this.#thing !== null && !this.#ended) await this.#change();
    return !this.#ended;
  }

  /** The next thing; null at the end. */
  async take(): Promise<T | null> {
    while (this.#thing === null && !this.#ended) await this.#change();
    const thing = this.#thing;
    this.#thing = null;
    this.#wake();
    return thing;
  }

  /** Nothing more comes. */
  end(): void {
    this.#ended = true;
    this.#wake();
  }

  /** Nothing more is wanted. */
  refuse(): void {
    this.#thing = null;
    this.end();
  }

  #change(): Promise<void> {
    const woken = this.#wake;
    return new Promise((resolve) => {
      this.#wake = () => {
        woken();
        resolve();
      };
    });
  }
}
