import type { ListItem, Nodes, TableRow } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { toString as textOf } from 'mdast-util-to-string';
import { gfm } from 'micromark-extension-gfm';
import { SKIP, visit } from 'unist-util-visit';

/** Longer ones are no names. */
const NAME_LENGTH_MAX = 100;
/** More than any project has listed. */
const ENTRIES_MAX = 5_000;

/** What comes between a name and what is said of it. */
const AFTER_NAME = /\s+[-–—:|]\s|:\s|\s+\(|\n/;

/**
 * The names in an adopters' file: the first cell of each row of its tables that is not empty, and what each list item
 * begins with (its first link, or its words up to a dash, colon or bracket). Each once, whatever its case.
 */
export function adopterNames(markdown: string): string[] {
  const tree = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  const names = new Map<string, string>();
  const see = (written: string): void => {
    const name = written.replaceAll(/\s+/g, ' ').trim();
    const key = name.toLowerCase();
    if (name === '' || name.length > NAME_LENGTH_MAX || names.size >= ENTRIES_MAX) return;
    if (!names.has(key)) names.set(key, name);
  };
  visit(tree, (node) => {
    if (node.type === 'table') {
      for (const row of node.children.slice(1)) see(nameInRow(row));
      return SKIP;
    }
    if (node.type === 'listItem') {
      see(nameInItem(node));
      return SKIP;
    }
    return undefined;
  });
  return [...names.values()];
}

function nameInRow({ children }: TableRow): string {
  return children.map((cell) => textOf(cell).trim()).find((text) => text !== '') ?? '';
}

function nameInItem({ children: [first] }: ListItem): string {
  if (first?.type !== 'paragraph') return '';
  const [start] = first.children.filter((node) => !isBlank(node));
  if (start?.type === 'link' || start?.type === 'strong') return textOf(start);
  return textOf(first).split(AFTER_NAME, 1)[0] ?? '';
}

function isBlank(node: Nodes): boolean {
  return node.type === 'image' || textOf(node).trim() === '';
}
