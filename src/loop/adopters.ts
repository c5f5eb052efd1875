import type { ListItem, Nodes, TableRow } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { SKIP, visit } from 'unist-util-visit';
import { parseMarkdown } from './markdown.ts';

/** Longer ones are no names. */
const NAME_LENGTH_MAX = 100;
/** More than any project has listed. */
const ENTRIES_MAX = 5_000;

/** Lines of a file that are read: twice the entries. */
const LINES_MAX = 10_000;
/**
 * Lines that are parsed together. The parser refuses what has very many marks, for good reason, and a long table has
 * them: a hundred rows are well below.
 */
const LINES_TOGETHER = 100;
/** Characters of such a piece. */
const PIECE_CHARACTERS_MAX = 65_536;

/** The line below the head of a table has nothing else, and a dash. */
const BELOW_HEAD = /^[ \t|:-]+$/;

/** What comes between a name and what is said of it. */
const AFTER_NAME = /\s+[-–—:|]\s|:\s|\s+\(|\n/;

/**
 * The names in an adopters' file: the first cell of each row of its tables that is not empty, and what each list item
 * begins with (its first link, or its words up to a dash, colon or bracket). Each once, whatever its case.
 */
export function adopterNames(markdown: string): string[] {
  const names = new Map<string, string>();
  const see = (written: string): void => {
    const name = written.replaceAll(/\s+/g, ' ').trim();
    const key = name.toLowerCase();
    if (name === '' || name.length > NAME_LENGTH_MAX || names.size >= ENTRIES_MAX) return;
    if (!names.has(key)) names.set(key, name);
  };
  for (const piece of pieces(markdown)) {
    visit(parseMarkdown(piece, PIECE_CHARACTERS_MAX), (node) => {
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
  }
  return [...names.values()];
}

/** The file in parts of so many lines. A table that is cut goes on below its own head. */
function pieces(markdown: string): string[] {
  const lines = markdown.split(/\r\n|\n|\r/, LINES_MAX);
  const found: string[] = [];
  let head: string[] = [];
  for (let start = 0; start < lines.length; start += LINES_TOGETHER) {
    const part = lines.slice(start, start + LINES_TOGETHER);
    const goesOn = head.length > 0 && part[0]?.includes('|') === true;
    found.push([...(goesOn ? head : []), ...part].join('\n'));
    for (const [index, line] of part.entries()) {
      if (!line.includes('|')) head = [];
      else if (isBelowHead(lines[start + index + 1] ?? '')) head = [line, lines[start + index + 1] ?? ''];
    }
  }
  return found;
}

function isBelowHead(line: string): boolean {
  return BELOW_HEAD.test(line) && line.includes('-');
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
