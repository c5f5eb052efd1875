import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { AnalyzedCluster } from '../../../src/cli/analyze/clusters.ts';
import { clustersMarkdown } from '../../../src/cli/analyze/clusters-markdown.ts';
import { main } from '../../../src/cli/main.ts';
import { recordedIo } from '../recorded-io.ts';
import type { Line } from './history.ts';
import { historyFile, linesOf } from './history.ts';

/** Two people meet one error, a third thing is another; a pull request fixes the first in the third week. */
const TRACE =
  "Since version 2.4.1 the lamp does not start.\n\n```\nTypeError: Cannot read properties of undefined (reading 'dimmer')\n    at readDimmer (src/lamp/dimmer.ts:41:7)\n    at startLamp (src/lamp/start.ts:12:3)\n    at main (src/main.ts:5:1)\n```\n";
const LAMP: Line[] = [
  {
    number: 1,
    title: 'Lamp does not start: cannot read dimmer',
    body: TRACE,
    author: 'nia',
    createdAt: '2025-01-06T10:00:00Z',
    closedAt: '2025-01-22T10:00:00Z',
    closedBy: 'otto',
  },
  {
    number: 2,
    title: 'A dark theme for the manual',
    body: 'It would be easier to read at night.',
    author: 'kim',
    createdAt: '2025-01-08T10:00:00Z',
  },
  {
    number: 3,
    title: 'Crash at start, dimmer is undefined',
    body: TRACE,
    author: 'mira',
    createdAt: '2025-01-14T10:00:00Z',
  },
  {
    number: 4,
    kind: 'pull_request',
    title: 'Start without a dimmer',
    body: 'Fixes #1',
    author: 'otto',
    authorAssociation: 'OWNER',
    createdAt: '2025-01-21T10:00:00Z',
    mergedAt: '2025-01-22T10:00:00Z',
    closedAt: '2025-01-22T10:00:00Z',
    closedBy: 'otto',
  },
];

async function analyze(week: string, ...more: string[]): Promise<string> {
  const { io, told } = recordedIo({ now: () => new Date('2026-03-20T00:00:00Z') });
  expect(await main(['analyze', '--history', historyFile(linesOf(LAMP)), '--week', week, ...more], io)).toBe(
    0,
  );
  return told.out;
}

describe('clusters of a history', () => {
  it('are told with reports, people, weeks and evidence', async () => {
    const { clusters } = JSON.parse(await analyze('2025-W03', '--json'));
    expect(clusters).toHaveLength(1);
    expect(clusters[0]).toMatchObject({
      title: 'Lamp does not start: cannot read dimmer',
      state: 'open',
      reports: 2,
      people: 2,
      weeks: 2,
      firstAt: '2025-01-06T10:00:00.000Z',
      latestAt: '2025-01-14T10:00:00.000Z',
      threads: ['acme/kettle#1', 'acme/kettle#3'],
    });
    expect(clusters[0].evidence).toEqual([
      {
        threads: ['acme/kettle#1', 'acme/kettle#3'],
        because: expect.arrayContaining([expect.stringContaining('dimmer')]),
      },
    ]);
    const text = await analyze('2025-W03');
    expect(text).toContain(
      '# Clusters as of the end of 2025-W03\n\n1 problem was told in more than one thread.',
    );
    expect(text).toContain(
      '2 reports by 2 people in 2 different weeks, 2025-01-06 to 2025-01-14. State: open. Threads: `acme/kettle#1`, `acme/kettle#3`',
    );
    expect(text).toContain('Nobody who reported one of them waits');
  });

  it('say who would have been told once a merged pull request fixes them, and not before', async () => {
    expect(await analyze('2025-W03')).not.toContain('Would have been told');
    const text = await analyze('2025-W04');
    expect(text).toMatch(/\*\*Would have been told\*\*.*: the reporters of c\d+ \(2 people\)\./);
    expect(text).toMatch(/, 2025-01-06 to \d{4}-\d\d-\d\d\. State: fixed\. /);
  });

  it('are shown on the page, too', async () => {
    const page = `${historyFile('')}.html`;
    await analyze('2025-W03', '--html', page);
    expect(await readFile(page, 'utf8')).toContain('1 problem was told in more than one thread');
  });

  it('mention nobody and link nothing, whatever titles and names say; a long list is cut', () => {
    const one: AnalyzedCluster = {
      id: 'c1',
      title: '@everyone <b>see</b> #12 | `x`',
      state: 'open',
      reports: 0,
      people: 0,
      weeks: 0,
      firstAt: new Date('2025-01-06T10:00:00Z'),
      latestAt: new Date('2025-01-06T10:00:00Z'),
      threads: Array.from({ length: 10 }, (_, index) => `acme/\`@ette#${index}`),
      evidence: [],
    };
    const text = clustersMarkdown(
      Array.from({ length: 23 }, () => one),
      '2025-W03',
    );
    expect(text).not.toMatch(/(^|\s)@\w|<b>|(^|\s)#\d/m);
    expect(text).toContain(
      '10 threads, none of them a report by the community, 2025-01-06. State: open. Threads:',
    );
    expect(text).toContain("`acme/'@ette#7` and 2 more");
    expect(text).toContain('And 3 more, which `--json` lists.');
    expect(clustersMarkdown([], '2025-W03')).toContain('No two threads were the same problem for certain.');
  });
});
