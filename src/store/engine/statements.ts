import type { PGlite } from '@electric-sql/pglite';
import { protocol, types } from '@electric-sql/pglite';

const { serialize } = protocol;

/**
 * Statements that are kept prepared. A short simulation, without the dashboard, uses 157; each takes tens of kilobytes. The
 * one that was not used for longest goes first.
 */
const PREPARED_MAX = 256;

/**
 * Longer ones are inserts of many rows: their texts differ with the number of rows, so they would push out the others.
 * The longest that is asked all the time is the claim of deliveries, 4,700 characters: 2.3 ms when it is parsed and
 * planned each time, .3 ms prepared.
 */
const TEXT_MAX = 6_000;

/** Drizzle wants dates as text and everything else parsed. */
const asText = (value: string): string => value;
export const PARSERS = {
  [types.TIMESTAMP]: asText,
  [types.TIMESTAMPTZ]: asText,
  [types.INTERVAL]: asText,
  [types.DATE]: asText,
};

export interface Rows {
  rows: unknown[];
  fields: { name: string; dataTypeID: number }[];
  affectedRows: number;
}

interface Prepared {
  name: string;
  parameterTypes: number[];
  fields: { name: string; dataTypeID: number }[];
}

/**
 * Runs statements on PGlite, each prepared at its first use. PGlite's own `query` parses and plans every time, in six
 * calls: measured .31 ms for a look-up that takes .06 ms prepared. One call at a time, that is the caller's care.
 */
export class Statements {
  readonly #database: PGlite;
  readonly #prepared = new Map<string, Prepared>();
  #count = 0;

  constructor(database: PGlite) {
    this.#database = database;
  }

  async run(text: string, values: unknown[], rowMode: 'array' | 'object'): Promise<Rows> {
    if (text.length > TEXT_MAX) {
      const result = await this.#database.query(text, values, { rowMode, parsers: PARSERS });
      return { rows: result.rows, fields: result.fields, affectedRows: result.affectedRows ?? 0 };
    }
    const statement = await this.#prepare(text);
    const messages = await this.#send(
      serialize.bind({
        statement: statement.name,
        values: values.map((value, at) => written(value, statement.parameterTypes[at])),
      }),
      serialize.execute({}),
    );
    const result: Rows = { rows: [], fields: statement.fields, affectedRows: 0 };
    for (const message of messages) {
      if (isDataRow(message)) result.rows.push(read(message.fields, statement.fields, rowMode));
      else if (isComplete(message)) result.affectedRows = Number(/\d+$/.exec(message.text)?.[0] ?? 0);
    }
    return result;
  }

  async #prepare(text: string): Promise<Prepared> {
    const known = this.#prepared.get(text);
    if (known !== undefined) {
      // Moved to the end, so that the first one is the least used.
      this.#prepared.delete(text);
      this.#prepared.set(text, known);
      return known;
    }
    this.#count += 1;
    const name = `s${this.#count}`;
    const oldest = this.#prepared.size >= PREPARED_MAX ? this.#prepared.entries().next().value : undefined;
    // Closed even where the parse fails, so that it is forgotten before.
    if (oldest !== undefined) this.#prepared.delete(oldest[0]);
    const messages = await this.#send(
      ...(oldest === undefined ? [] : [serialize.close({ type: 'S', name: oldest[1].name })]),
      serialize.parse({ name, text }),
      serialize.describe({ type: 'S', name }),
    );
    const statement: Prepared = { name, parameterTypes: [], fields: [] };
    for (const message of messages) {
      if (isParameters(message)) statement.parameterTypes = message.dataTypeIDs;
      else if (isFields(message)) {
        statement.fields = message.fields.map((field) => ({
          name: field.name,
          dataTypeID: field.dataTypeID,
        }));
      }
    }
    this.#prepared.set(text, statement);
    return statement;
  }

  /** Ends with a Sync, so that the next call finds everything in order after a failure, too. */
  async #send(...parts: Uint8Array[]): Promise<object[]> {
    const { messages } = await this.#database.execProtocol(Buffer.concat([...parts, serialize.sync()]));
    return messages;
  }
}

function written(value: unknown, type: number | undefined): string | null {
  if (value === null || value === undefined) return null;
  const serializer = type === undefined ? undefined : types.serializers[type];
  return serializer === undefined ? String(value) : serializer(value);
}

function read(texts: (string | null)[], fields: Prepared['fields'], rowMode: 'array' | 'object'): unknown {
  const values = texts.map((text, at) =>
    types.parseType(text, fields[at]?.dataTypeID ?? types.TEXT, PARSERS),
  );
  return rowMode === 'array' ? values : Object.fromEntries(fields.map(({ name }, at) => [name, values[at]]));
}

// The messages of https://www.postgresql.org/docs/current/protocol-message-formats.html by what they carry.

function isDataRow(message: object): message is { fields: (string | null)[] } {
  return 'name' in message && message.name === 'dataRow';
}

function isComplete(message: object): message is { text: string } {
  return 'name' in message && message.name === 'commandComplete';
}

function isParameters(message: object): message is { dataTypeIDs: number[] } {
  return 'name' in message && message.name === 'parameterDescription';
}

function isFields(message: object): message is { fields: { name: string; dataTypeID: number }[] } {
  return 'name' in message && message.name === 'rowDescription';
}
