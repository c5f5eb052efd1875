import { z } from 'zod';

/** One report of an evaluation file. */
export interface Report {
  id: string;
  title: string;
  body: string;
  createdAt: Date;
  /** null where the file has none */
  author: string | null;
  /** ids as the file has them; may lie outside of it */
  duplicateOf: string[];
}

const id = z.union([z.string(), z.number()]).transform(String);
const row = z.object({
  id,
  title: z.string().nullish(),
  body: z.string().nullish(),
  createdAt: z.iso.datetime({ offset: true }),
  author: z.string().nullish(),
  duplicateOf: z.union([id.transform((one) => [one]), z.array(id)]).nullish(),
});

/**
 * Reads JSON lines, in the order of `createdAt` (then id).
 * @throws Error naming the line that is no report
 */
export function parseReports(text: string): Report[] {
  const reports = text
    .split('\n')
    .flatMap((line, index) => (line.trim() === '' ? [] : [parseReport(line, index + 1)]));
  return reports.sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || compareIds(a.id, b.id));
}

function parseReport(line: string, number: number): Report {
  try {
    const read = row.parse(JSON.parse(line));
    return {
      id: read.id,
      title: read.title ?? '',
      body: read.body ?? '',
      createdAt: new Date(read.createdAt),
      author: read.author ?? null,
      duplicateOf: read.duplicateOf ?? [],
    };
  } catch (cause) {
    throw new Error(`line ${number} is no report`, { cause });
  }
}

/** Numbers by size, else as text. */
function compareIds(a: string, b: string): number {
  const [x, y] = [Number(a), Number(b)];
  if (Number.isFinite(x) && Number.isFinite(y)) return x - y;
  return a < b ? -1 : Number(a > b);
}
