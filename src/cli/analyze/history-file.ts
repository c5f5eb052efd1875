import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { UserError } from '../command.ts';

/** First two bytes of a gzip file. */
const GZIP_MAGIC = [0x1f, 0x8b];

const time = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

const commentSchema = z.object({
  author: z.string().nullable(),
  association: z.string().nullish(),
  createdAt: time,
  body: z.string().nullish(),
});

const recordSchema = z.object({
  repo: z.string().regex(/^[^/\s]+\/[^/\s]+$/, 'expected owner/name'),
  number: z.number().int().positive(),
  kind: z.enum(['issue', 'pull_request', 'discussion']),
  title: z.string(),
  body: z.string().nullish(),
  author: z.string().nullable(),
  authorAssociation: z.string().nullish(),
  createdAt: time,
  closedAt: time.nullish(),
  closedBy: z.string().nullish(),
  stateReason: z.string().nullish(),
  mergedAt: time.nullish(),
  /** of a merged pull request; left out: most likely yes */
  intoDefaultBranch: z.boolean().nullish(),
  labels: z.array(z.string()).nullish(),
  category: z.string().nullish(),
  comments: z.array(commentSchema).nullish(),
});

/** One thread of a written history, with all that ever happened to it. */
export type HistoryRecord = z.infer<typeof recordSchema>;

/**
 * Reads a history: JSON lines, plain or gzipped, one thread a line.
 * Throws UserError naming the file, the line and the field that cannot be read.
 */
export async function readHistory(path: string): Promise<HistoryRecord[]> {
  const text = await readText(path);
  const records: HistoryRecord[] = [];
  const seen = new Map<string, number>();
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const record = readLine(line, path, index + 1);
    const name = `${record.repo}#${record.number}`;
    const before = seen.get(name);
    if (before !== undefined)
      throw new UserError(`${path}, line ${index + 1}: ${name} was already told in line ${before}`);
    seen.set(name, index + 1);
    records.push(record);
  }
  if (records.length === 0) throw new UserError(`${path}: there is no thread in this file`);
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

function readLine(line: string, path: string, number: number): HistoryRecord {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch (cause) {
    throw new UserError(`${path}, line ${number}: not JSON; is the file cut?`, { cause });
  }
  const result = recordSchema.safeParse(json);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const field = issue === undefined || issue.path.length === 0 ? 'the line' : issue.path.join('.');
  throw new UserError(`${path}, line ${number}: ${field}: ${issue?.message ?? 'cannot be read'}`);
}

function code(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
}
