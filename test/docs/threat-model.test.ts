import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** Each threat of the model names what keeps it off and a test, and both are there. */

const ROOT = new URL('../../', import.meta.url);
const text = readFileSync(new URL('docs/threat-model.md', ROOT), 'utf8');
const rows = text
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (?:-|threat )/.test(line))
  .map((line) => line.split(' | ').map((cell) => cell.replace(/^\||\|$/g, '').trim()));

/** Paths of this repository that a cell names; a word in code without a slash is none. */
const paths = (cell = '') =>
  [...cell.matchAll(/`([\w./-]+)`/g)].map(([, path = '']) => path).filter((path) => path.includes('/'));

describe('the threat model', () => {
  it('has a row for what is to be feared', () => {
    expect(rows.length).toBeGreaterThan(25);
    expect(rows.every(({ length }) => length === 3)).toBe(true);
  });

  it.each(rows.map(([threat = '', defence, tests]) => [threat, defence, tests] as const))(
    '%s: what is named exists, and tests something',
    (_, defence, tests) => {
      for (const path of paths(defence)) expect(existsSync(new URL(path, ROOT)), path).toBe(true);
      const named = paths(tests);
      expect(named).not.toEqual([]);
      for (const path of named) {
        // A folder would say nothing of which test it is.
        expect(path).toMatch(/\.test\.ts$/);
        expect(readFileSync(new URL(path, ROOT), 'utf8'), path).toMatch(/\bexpect\(|\.assert\(/);
      }
    },
  );
});
