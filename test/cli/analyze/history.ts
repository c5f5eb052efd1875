import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { onTestFinished } from 'vitest';

/** An invented history in the format of `analyze`: a kettle with an interface, three weeks in 2025. */

export interface Line {
  repo?: string;
  number: number;
  kind?: string;
  title: string;
  body?: string;
  author?: string | null;
  authorAssociation?: string;
  createdAt: string;
  closedAt?: string | null;
  closedBy?: string | null;
  mergedAt?: string | null;
  labels?: string[];
  comments?: { author: string | null; association?: string; createdAt: string; body: string }[];
}

export const KETTLE: Line[] = [
  {
    number: 1,
    title: 'Install fails at the first step of the quickstart',
    body: 'I am new here and cannot get started. The installation from the getting started page fails on the very first run.',
    author: 'nia',
    createdAt: '2025-01-06T10:00:00Z',
    closedAt: '2025-01-15T09:00:00Z',
    closedBy: 'otto',
    labels: ['bug'],
    comments: [
      { author: 'otto', association: 'OWNER', createdAt: '2025-01-07T10:00:00Z', body: 'Which version?' },
      { author: null, createdAt: '2025-01-14T10:00:00Z', body: 'Same here' },
    ],
  },
  {
    number: 2,
    title: 'Regression: boils over since upgrading to 3.2',
    body: 'After upgrading from 3.1 to 3.2 the kettle, which used to work for months, boils over again.',
    author: 'mira',
    createdAt: '2025-01-14T10:00:00Z',
  },
  {
    number: 3,
    kind: 'pull_request',
    title: 'Turn it off in time',
    author: 'mira',
    createdAt: '2025-01-16T10:00:00Z',
    mergedAt: '2025-01-21T10:00:00Z',
    closedAt: '2025-01-21T10:00:00Z',
    closedBy: 'kim',
  },
  { number: 4, title: '@everyone ping #1', author: 'shorty', createdAt: '2025-01-21T12:00:00Z' },
];

export function complete(line: Line): Line {
  return { repo: 'acme/kettle', kind: 'issue', body: '', author: 'nobody', ...line };
}

/** A file that is gone when the test ends. */
export function historyFile(content: string | Buffer): string {
  const folder = mkdtempSync(join(tmpdir(), 'fullcircle-history-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'history.jsonl');
  writeFileSync(path, content);
  return path;
}

export function linesOf(lines: readonly Line[]): string {
  return lines.map((line) => `${JSON.stringify(complete(line))}\n`).join('');
}

export function gzipped(lines: readonly Line[]): Buffer {
  return gzipSync(linesOf(lines));
}
