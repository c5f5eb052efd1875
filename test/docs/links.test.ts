import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addressesIn, anchorsOf, codeLines, DOCUMENTS, documentAt, inlineCode, ROOT } from './documents.ts';

/** Files that documents may name, each from the project's folder on. */
const OURS = /^(?:src|test|docs|deploy|drizzle|\.ci)\/[\w./-]*$/;

/** Addresses within the project. */
const isLocal = (address: string): boolean => !/^[a-z]+:/i.test(address);

/** Where an address of a document leads to: a path from the project's folder on, and the name of a heading. */
function resolved(from: string, address: string): { path: string; anchor: string } {
  const [file = '', anchor = ''] = address.split('#');
  return { path: file === '' ? from : posix.join(posix.dirname(from), file), anchor };
}

describe.each(DOCUMENTS.map((document) => [document.path, document] as const))('%s', (path, document) => {
  it('links to what is there', () => {
    const broken = addressesIn(document)
      .filter(isLocal)
      .filter((address) => {
        const to = resolved(path, address);
        if (!existsSync(join(ROOT, to.path))) return true;
        return to.anchor !== '' && !anchorsOf(documentAt(to.path)).includes(to.anchor);
      });
    expect(broken).toEqual([]);
  });

  it('names files that are there', () => {
    const gone = inlineCode(document).filter((name) => OURS.test(name) && !existsSync(join(ROOT, name)));
    expect(gone).toEqual([]);
  });

  it('names scripts of package.json only', () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const lines = [...inlineCode(document), ...codeLines(document, ['sh', 'console'])];
    const called = lines.flatMap((line) =>
      [...line.matchAll(/npm run (?:-s )?([\w:]+)/g)].map(([, name]) => name),
    );
    expect(called.filter((name) => name !== undefined && !Object.hasOwn(scripts, name))).toEqual([]);
  });
});

it('every document is reached from the README', () => {
  const reached = new Set(['README.md']);
  for (const path of reached) {
    const document = DOCUMENTS.find((each) => each.path === path);
    if (document === undefined) continue;
    for (const address of addressesIn(document).filter(isLocal)) reached.add(resolved(path, address).path);
  }
  expect(DOCUMENTS.map(({ path }) => path).filter((path) => !reached.has(path))).toEqual([]);
});

it('pictures are small enough to be cloned by everybody', () => {
  const pictures = addressesIn(documentAt('README.md')).filter((address) => address.endsWith('.png'));
  expect(pictures.length).toBeGreaterThan(0);
  for (const picture of pictures)
    expect(statSync(join(ROOT, picture)).size, picture).toBeLessThan(150 * 1024);
});
