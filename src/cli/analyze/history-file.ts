import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { UserError } from '../command.ts';

/** First two bytes of a gzip file. */
const GZIP_MAGIC = [0x1f, 0x8b];

/** Where people find the format. */
const FORMAT_PAGE = 'docs/cli.md#a-history-file';

const time = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text))
  .meta({ title: 'a time such as 2026-11-20T09:30:00Z' });
const text = z.string().meta({ title: 'a text' });
const login = z.string().meta({ title: 'a login' });
/** GitHub shows `ghost` for it. */
const loginOrNobody = login.nullable().meta({ title: 'a login, or null where the account is gone' });

const commentSchema = z.object({
  author: loginOrNobody.describe('who wrote it; `[bot]` at the end: a bot'),
  association: text.nullish().describe('as GitHub tells it: OWNER, MEMBER and COLLABORATOR are staff'),
  createdAt: time.describe('when it was written'),
  body: text.nullish().describe('Markdown'),
});

const recordSchema = z.object({
  repo: z
    .string()
    .regex(/^[^/\s]+\/[^/\s]+$/)
    .meta({ title: 'OWNER/NAME', description: 'the repository' }),
  number: z.number().int().positive().meta({
    title: 'a whole number above 0',
    description: 'of the thread in its repository, once in the file',
  }),
  kind: z
    .enum(['issue', 'pull_request', 'discussion'])
    .meta({ title: 'issue, pull_request or discussion', description: 'what it is' }),
  title: text.describe('plain text'),
  body: text.nullish().describe('Markdown'),
  author: loginOrNobody.describe('who opened it; `[bot]` at the end: a bot'),
  authorAssociation: text.nullish().describe('as GitHub tells it: OWNER, MEMBER and COLLABORATOR are staff'),
  createdAt: time.describe('when it was opened'),
  closedAt: time.nullish().describe('when it was closed; null: it is open'),
  closedBy: login.nullish().describe('who closed it: staff, where it was another’s'),
  stateReason: text.nullish().describe('`completed`, `not_planned`, `duplicate`, `reopened`'),
  mergedAt: time.nullish().describe('when a pull request was merged'),
  intoDefaultBranch: z.boolean().nullish().meta({
    title: 'true or false',
    description: 'of a merged pull request, whether into the default branch; left out: it was',
  }),
  labels: z
    .array(z.string())
    .nullish()
    .meta({ title: 'a list of texts', description: 'names of its labels' }),
  category: text.nullish().describe('of a discussion'),
  comments: z
    .array(commentSchema)
    .nullish()
    .meta({ title: 'a list of comments', description: 'oldest first; the next table tells their fields' }),
});

type Fields = Readonly<Record<string, z.ZodType>>;

/** A field of the format in words. */
interface DescribedField {
  name: string;
  isNeeded: boolean;
  /** what may stand there */
  expected: string;
  meaning: string;
}

/** The format, for people: the fields of a thread and those of a comment. */
export const HISTORY_FIELDS = {
  thread: describeFields(recordSchema.shape),
  comment: describeFields(commentSchema.shape),
} as const;

function describeFields(fields: Fields): DescribedField[] {
  return Object.entries(fields).map(([name, schema]) => ({
    name,
    isNeeded: !schema.safeParse(undefined).success,
    expected: expectedOf(schema),
    meaning: schema.meta()?.description ?? '',
  }));
}

/** What is said of the value itself, whether or not the field may be left out. */
function expectedOf(schema: z.ZodType): string {
  const title = schema.meta()?.title;
  if (title !== undefined) return title;
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) {
    const inner = schema.unwrap();
    if (inner instanceof z.ZodType) return expectedOf(inner);
  }
  return 'a value';
}

/** One thread of a written history, with all that ever happened to it. */
export type HistoryRecord = z.infer<typeof recordSchema>;

/**
 * Reads a history: JSON lines, plain or gzipped, one thread a line.
 * @param onUnread told once of all fields that the format does not know: one may be misspelt
 * @throws UserError naming the file, the line, the field that cannot be read and what is expected there
 */
export async function readHistory(
  path: string,
  onUnread: (fields: string[]) => void = () => undefined,
): Promise<HistoryRecord[]> {
  const text = await readText(path);
  const lines = text.split('\n').map((line, index) => ({ line, place: `${path}, line ${index + 1}` }));
  const records: HistoryRecord[] = [];
  const seen = new Map<string, number>();
  const unread = new Set<string>();
  for (const [index, { line, place }] of lines.entries()) {
    if (line.trim() === '') continue;
    const json = readJson(line, place);
    const record = readRecord(json, place);
    for (const field of unknownFields(json)) unread.add(field);
    const name = `${record.repo}#${record.number}`;
    const before = seen.get(name);
    if (before !== undefined) throw new UserError(`${place}: ${name} was already told in line ${before}`);
    seen.set(name, index + 1);
    records.push(record);
  }
  if (records.length === 0) throw new UserError(`${path}: there is no thread in this file`);
  if (unread.size > 0) onUnread([...unread]);
  return records;
}

async function readText(path: string): Promise<string> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (cause) {
    throw new UserError(`${path}: the file cannot be read (${code(cause)})`, { cause });
  }
  if (bytes[0] !== GZIP_MAGIC[0] || bytes[1] !== GZIP_MAGIC[1]) return bytes.toString('utf8');
  try {
    return gunzipSync(bytes).toString('utf8');
  } catch (cause) {
    throw new UserError(
      `${path}: the gzipped file is cut or damaged (${code(cause)}); fetch or write it again`,
      { cause },
    );
  }
}

function readJson(line: string, place: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    const what = line.startsWith('{') ? 'not JSON; is the file cut?' : 'not JSON.';
    throw new UserError(`${place}: ${what} Each line is one thread: ${FORMAT_PAGE}`, { cause });
  }
}

function readRecord(json: unknown, place: string): HistoryRecord {
  const result = recordSchema.safeParse(json);
  if (result.success) return result.data;
  const path = result.error.issues[0]?.path ?? [];
  const { field, expected } = blamed(path);
  const lacks = valueAt(json, path) === undefined ? 'is missing' : 'does not fit';
  throw new UserError(`${place}: ${field} ${lacks}: expected ${expected}. The format: ${FORMAT_PAGE}`);
}

/** The field that a path leads to, and what may stand there. */
function blamed(path: readonly PropertyKey[]): { field: string; expected: string } {
  const name = path.findLast((step) => typeof step === 'string');
  if (name === undefined) return { field: 'the line', expected: 'an object in braces' };
  const isInComment = path[0] === 'comments' && path.length > 2;
  const fields = isInComment ? HISTORY_FIELDS.comment : HISTORY_FIELDS.thread;
  const expected = fields.find((field) => field.name === name)?.expected ?? 'a value';
  return { field: path.join('.'), expected };
}

function valueAt(json: unknown, path: readonly PropertyKey[]): unknown {
  let value = json;
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Reflect.get(value, step);
  }
  return value;
}

/** Fields of a thread that the format does not know. */
function unknownFields(json: unknown): string[] {
  return Object.keys(json ?? {}).filter((name) => !Object.hasOwn(recordSchema.shape, name));
}

function code(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
}
