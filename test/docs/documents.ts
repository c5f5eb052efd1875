import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Nodes, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { toString as plainText } from 'mdast-util-to-string';
import { gfm } from 'micromark-extension-gfm';
import { visit } from 'unist-util-visit';

/** The project's folder. */
export const ROOT = join(import.meta.dirname, '../..');

/** A text for people, as it stands in the project. */
export interface Document {
  /** from the project's folder on, with slashes */
  path: string;
  tree: Root;
}

/** The texts at the top and all of `docs/`. */
export const DOCUMENTS: readonly Document[] = [
  ...readdirSync(ROOT),
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' }).map((path) => `docs/${path}`),
]
  .filter((path) => path.endsWith('.md'))
  .sort()
  .map((path) => ({ path, tree: parse(readFileSync(join(ROOT, path), 'utf8')) }));

function parse(text: string): Root {
  return fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}

/** The document at this path. @throws Error where there is none */
export function documentAt(path: string): Document {
  const found = DOCUMENTS.find((document) => document.path === path);
  if (found === undefined) throw new Error(`there is no ${path}`);
  return found;
}

/** Names that headings have in addresses, as GitHub makes them. */
export function anchorsOf({ tree }: Document): string[] {
  const names: string[] = [];
  visit(tree, 'heading', (heading) => {
    names.push(
      plainText(heading)
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .replaceAll(' ', '-'),
    );
  });
  return names;
}

/** Addresses of links and pictures. */
export function addressesIn({ tree }: Document): string[] {
  const found: string[] = [];
  visit(tree, (node: Nodes) => {
    if (node.type === 'link' || node.type === 'image' || node.type === 'definition') found.push(node.url);
  });
  return found;
}

/** What stands in `code` within sentences and tables. */
export function inlineCode({ tree }: Document): string[] {
  const found: string[] = [];
  visit(tree, 'inlineCode', ({ value }) => void found.push(value));
  return found;
}

/** Lines of code blocks in these languages. */
export function codeLines({ tree }: Document, languages: readonly string[]): string[] {
  const found: string[] = [];
  visit(tree, 'code', ({ lang, value }) => {
    // A backslash at the end of a line: the next one belongs to it.
    if (languages.includes(lang ?? '')) found.push(...value.replace(/\\\n\s*/g, '').split('\n'));
  });
  return found;
}

/** The code in the first cell of each row of a document's tables. */
export function firstCells({ tree }: Document): string[] {
  const found: string[] = [];
  visit(tree, 'tableRow', ({ children: [cell] }) => {
    for (const part of cell?.children ?? []) if (part.type === 'inlineCode') found.push(part.value);
  });
  return found;
}
