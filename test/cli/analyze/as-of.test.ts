import { describe, expect, it } from 'vitest';
import { happenedBetween, inferStaff, openHistory, threadAsOf } from '../../../src/cli/analyze/as-of.ts';
import { readHistory } from '../../../src/cli/analyze/history-file.ts';
import { historyFile, KETTLE, linesOf } from './history.ts';

const open = async () => openHistory(await readHistory(historyFile(linesOf(KETTLE))));
const at = (time: string) => new Date(time);

describe('a history as of a moment', () => {
  it('hides what came later', async () => {
    const history = await open();
    const [install] = history.records;
    if (install === undefined) throw new Error('empty');
    const early = threadAsOf(install, history, at('2025-01-08T00:00:00Z'));
    expect(early).toMatchObject({
      thread: { state: 'open', closedAt: null, labels: [], updatedAt: at('2025-01-07T10:00:00Z') },
      closedBy: null,
    });
    expect(early.comments).toHaveLength(1);
    const late = threadAsOf(install, history, at('2025-02-01T00:00:00Z'));
    expect(late).toMatchObject({
      thread: { state: 'closed', labels: ['bug'], updatedAt: at('2025-01-15T09:00:00Z') },
      closedBy: { login: 'otto' },
    });
    expect(late.comments.map(({ author }) => author?.login ?? null)).toEqual(['otto', null]);
  });

  it('is merged only once it was', async () => {
    const history = await open();
    const pull = history.records[2];
    if (pull === undefined) throw new Error('empty');
    expect(threadAsOf(pull, history, at('2025-01-21T10:00:00Z')).thread.merged).toBe(false);
    expect(threadAsOf(pull, history, at('2025-01-21T10:00:01Z')).thread.merged).toBe(true);
  });

  it('knows when something happened', async () => {
    const [install] = (await open()).records;
    if (install === undefined) throw new Error('empty');
    const week = (from: string, until: string) => happenedBetween(install, at(from), at(until));
    expect(week('2025-01-06T00:00:00Z', '2025-01-06T10:00:00Z')).toBe(false);
    expect(week('2025-01-06T10:00:00Z', '2025-01-06T10:00:01Z')).toBe(true);
    expect(week('2025-01-08T00:00:00Z', '2025-01-13T00:00:00Z')).toBe(false);
    expect(week('2025-01-13T00:00:00Z', '2025-01-20T00:00:00Z')).toBe(true);
  });

  it('infers staff from what was visible by then', async () => {
    const history = await open();
    expect([...inferStaff(history, at('2025-01-07T00:00:00Z'))]).toEqual([]);
    expect([...inferStaff(history, at('2025-01-08T00:00:00Z'))]).toEqual(['otto']);
    expect([...inferStaff(history, at('2025-01-22T00:00:00Z'))]).toEqual(['otto', 'kim']);
  });

  it('gives the same ids for the same people, whatever the order of lines', async () => {
    const forth = openHistory(await readHistory(historyFile(linesOf(KETTLE))));
    const back = openHistory(await readHistory(historyFile(linesOf([...KETTLE].reverse()))));
    expect(back).toEqual(forth);
  });
});
