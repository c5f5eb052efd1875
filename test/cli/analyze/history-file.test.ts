import { describe, expect, it } from 'vitest';
import { readHistory } from '../../../src/cli/analyze/history-file.ts';
import { UserError } from '../../../src/cli/command.ts';
import { complete, gzipped, historyFile, KETTLE, linesOf } from './history.ts';

describe('a history file', () => {
  it('is read plain and gzipped', async () => {
    const plain = await readHistory(historyFile(linesOf(KETTLE)));
    const packed = await readHistory(historyFile(gzipped(KETTLE)));
    expect(plain.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
    expect(packed).toEqual(plain);
    expect(plain[0]?.comments?.[0]?.createdAt).toEqual(new Date('2025-01-07T10:00:00Z'));
  });

  const first = JSON.stringify(complete({ number: 1, title: 'a', createdAt: '2025-01-06T10:00:00Z' }));
  it.each<[string, string | Buffer, string]>([
    ['is cut in a line', `${first}\n${first.slice(0, 40)}`, 'line 2: not JSON; is the file cut?'],
    ['is cut in the archive', gzipped(KETTLE).subarray(0, 80), 'cut or damaged'],
    ['is something else', 'number,title\n1,a\n', 'line 1: not JSON. Each line is one thread: docs/cli.md#'],
    [
      'lacks a field',
      `${first}\n\n{"repo":"acme/kettle","number":2}`,
      'line 3: kind is missing: expected issue, pull_request or discussion. The format: docs/cli.md#',
    ],
    [
      'has a wrong time',
      first.replace('2025-01-06T10:00:00Z', 'yesterday'),
      'line 1: createdAt does not fit: expected a time such as 2026-11-20T09:30:00Z',
    ],
    [
      'has a wrong repository',
      first.replace('acme/kettle', 'kettle'),
      'line 1: repo does not fit: expected OWNER/NAME',
    ],
    [
      'has a wrong comment',
      JSON.stringify({ ...JSON.parse(first), comments: [{ author: 'otto' }] }),
      'line 1: comments.0.createdAt is missing: expected a time such as',
    ],
    [
      'has a wrong label',
      JSON.stringify({ ...JSON.parse(first), labels: [1] }),
      'line 1: labels.0 does not fit: expected a list of texts',
    ],
    ['tells a thread twice', `${first}\n${first}`, 'acme/kettle#1 was already told in line 1'],
    ['holds no object', '[]', 'line 1: the line does not fit: expected an object'],
    ['is empty', '\n', 'no thread'],
  ])('that %s is refused by place', async (_, content, message) => {
    const reading = readHistory(historyFile(content));
    await expect(reading).rejects.toThrow(UserError);
    await expect(reading).rejects.toThrow(message);
  });

  it('with fields that nobody reads tells their names once', async () => {
    const told: string[][] = [];
    const lines = [1, 2].map((number) =>
      JSON.stringify({ ...JSON.parse(first), number, titel: 'b', url: 'c' }),
    );
    await readHistory(historyFile(lines.join('\n')), (fields) => void told.push(fields));
    expect(told).toEqual([['titel', 'url']]);
  });

  it('that is not there is named', async () => {
    await expect(readHistory('/nowhere/history.jsonl')).rejects.toThrow('cannot be read (ENOENT)');
  });
});
