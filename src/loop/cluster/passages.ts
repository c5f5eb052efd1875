import type { Nodes, Root } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';

/** A line of a report's body and where it stood. */
export interface Passage {
  text: string;
  /** `code`: fenced or indented; `prose`: everything else that the author wrote */
  kind: 'prose' | 'code';
}

/** What a body says once Markdown is parsed. */
export interface Passages {
  lines: Passage[];
  /** contents of inline code, in order; they stand in `lines` too */
  inlineCode: string[];
}

/** What issue forms put where nothing was said. */
const NO_ANSWER = new Set(['_no response_', 'no response', 'n/a', 'none', '-']);

/** Fields of issue forms have short names. */
const LABEL_WORDS_MAX = 4;
/** Reading more would not change what a report is about, and a log of a megabyte would. */
const LINES_MAX = 2_000;

/**
 * The lines of a Markdown body without what the author did not say: HTML comments, tags, quoted replies,
 * unanswered form fields. Link targets go, link texts stay.
 */
export function passages(root: Root): Passages {
  const found: Passages = { lines: [], inlineCode: [] };
  walk(root, found);
  found.lines = found.lines
    .filter(({ text }) => text.length > 0 && !NO_ANSWER.has(text.toLowerCase()))
    .slice(0, LINES_MAX);
  return found;
}

/** Recursion is bounded by the parser, which reads at most 24 containers in each other. */
function walk(node: Nodes, found: Passages): void {
  switch (node.type) {
    case 'blockquote':
    case 'definition':
      return;
    case 'html':
      pushLines(withoutTags(node.value), 'prose', found);
      return;
    case 'code':
      pushLines(node.value, 'code', found);
      return;
    case 'heading':
      pushHeading(flat(textOf(node, { includeHtml: false })), found);
      return;
    case 'paragraph':
    case 'tableRow':
      pushLines(inlineText(node, found), 'prose', found);
      return;
    default:
      if ('children' in node) for (const child of node.children) walk(child, found);
  }
}

/** Text of a paragraph with its line ends; inline code is noted besides. */
function inlineText(node: Nodes, found: Passages): string {
  if (node.type === 'inlineCode') {
    found.inlineCode.push(node.value);
    return node.value;
  }
  if (node.type === 'break') return '\n';
  // What looks like a tag inside a sentence is mostly `Vec<T>` or `<anon>`: kept, unless it is a comment.
  if (node.type === 'html') return node.value.startsWith('<!--') ? '' : node.value;
  if ('value' in node) return node.value;
  if (!('children' in node)) return '';
  const between = node.type === 'tableRow' ? ' ' : '';
  return node.children.map((child) => inlineText(child, found)).join(between);
}

/** "Steps to reproduce" is a field of a form; a longer heading is a sentence of the author's. */
function pushHeading(text: string, found: Passages): void {
  if (text.split(' ').length > LABEL_WORDS_MAX) found.lines.push({ text, kind: 'prose' });
}

function pushLines(text: string, kind: Passage['kind'], found: Passages): void {
  for (const line of text.split('\n')) found.lines.push({ text: flat(line), kind });
}

function flat(line: string): string {
  return line.replace(/\s+/gu, ' ').trim();
}

/** A block of HTML without comments and tags. Each `<` is looked at once, up to the next `<` or `>`. */
function withoutTags(html: string): string {
  let text = '';
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (open === -1) return text + html.slice(at);
    text += html.slice(at, open);
    const comment = html.startsWith('<!--', open);
    const close = html.indexOf(comment ? '-->' : '>', open);
    if (close === -1) return text;
    at = close + (comment ? 3 : 1);
  }
  return text;
}
