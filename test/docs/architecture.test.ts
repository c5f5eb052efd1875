import { existsSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { Nodes } from 'mdast';
import { visit } from 'unist-util-visit';
import { expect, it } from 'vitest';
import { documentAt, ROOT } from './documents.ts';

/** A file or a folder, not a word of the code. */
const PATH = /^[\w.-]+(?:\/[\w.-]+)*(?:\/|\.tsx?)$/;

/** Where the map leaves the beginning of a path out, it begins here. */
const BEGINNINGS = ['', 'src', 'src/loop'];

/** What the map names, each as one path from the project's folder on; `null`: there is no such thing. */
function named(): { name: string; path: string | null }[] {
  const found: { name: string; path: string | null }[] = [];
  let row: string[] = [];
  visit(documentAt('ARCHITECTURE.md').tree, (node: Nodes) => {
    // Within a row of a table, names go on from the folders before.
    if (node.type === 'tableRow' || node.type === 'paragraph') row = [];
    if (node.type !== 'inlineCode' || !PATH.test(node.value)) return;
    const beginnings = [...row.flatMap((folder) => [folder, posix.dirname(folder)]), ...BEGINNINGS];
    const path = beginnings
      .map((each) => posix.join(each, node.value))
      .find((each) => existsSync(join(ROOT, each)));
    if (path?.endsWith('/')) row.push(path);
    found.push({ name: node.value, path: path ?? null });
  });
  return found;
}

it('names what is there', () => {
  const all = named();
  expect(all.length).toBeGreaterThan(40);
  expect(all.filter(({ path }) => path === null)).toEqual([]);
});

it('names every folder of the code and of its core', () => {
  const map = named().map(({ path }) => path);
  const folders = ['src', 'src/loop'].flatMap((parent) =>
    readdirSync(join(ROOT, parent), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => `${parent}/${name}/`),
  );
  expect(folders.length).toBeGreaterThan(20);
  expect(folders.filter((folder) => !map.includes(folder))).toEqual([]);
});
