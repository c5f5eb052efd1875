import { z } from 'zod';
import { KINDS, STAGES } from '../../loop/vocabulary.ts';

/** A thread of a stages file: what it says, and what two readings made of it. */
const STAGE_THREAD = z.object({
  repository: z.string(),
  type: z.enum(['issue', 'discussion', 'pull_request']),
  /** null: not known */
  authorOutsider: z.boolean().nullable(),
  title: z.string(),
  body: z
    .string()
    .nullable()
    .transform((body) => body ?? ''),
  stage: z.enum([...STAGES, 'none']),
  kind: z.enum(KINDS).nullable(),
  /** whether the reader found the stage plain to see */
  clear: z.boolean().default(true),
});

export type StageThread = z.infer<typeof STAGE_THREAD>;

/** An issue of a kinds file. */
export interface KindIssue {
  repository: string;
  title: string;
  body: string;
  label: string;
}

/**
 * Reads a stages file (JSON lines).
 * @throws Error that names the line which is not as it should be
 */
export function parseStageThreads(text: string): StageThread[] {
  return text
    .split('\n')
    .map((line, at) => ({ line, number: at + 1 }))
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, number }) => {
      try {
        return STAGE_THREAD.parse(JSON.parse(line));
      } catch (cause) {
        throw new Error(`line ${number} is no thread with a stage`, { cause });
      }
    });
}

/**
 * Reads a kinds file in the form of NLBSE'24: CSV with the columns `repo`, `label`, `title`, `body`.
 * @throws Error when a column is missing
 */
export function parseKindIssues(text: string): KindIssue[] {
  const [header, ...rows] = parseCsv(text);
  const column = (name: string): number => {
    const at = header?.indexOf(name) ?? -1;
    if (at === -1) throw new Error(`the file has no column "${name}"`);
    return at;
  };
  const [repo, label, title, body] = [column('repo'), column('label'), column('title'), column('body')];
  return rows.map((row) => ({
    repository: row[repo] ?? '',
    label: row[label] ?? '',
    title: row[title] ?? '',
    body: row[body] ?? '',
  }));
}

/** RFC 4180: fields in double quotes may hold commas, line ends and doubled quotes. */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let field = '';
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (quoted) {
      if (char !== '"') field += char;
      else if (text.charAt(at + 1) === '"') {
        field += '"';
        at += 1;
      } else quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === ',' || char === '\n') {
      row.push(field);
      field = '';
      if (char === '\n') {
        rows.push(row);
        row = [];
      }
    } else if (char !== '\r') field += char;
  }
  if (field !== '' || row.length > 0) rows.push([...row, field]);
  return rows;
}
