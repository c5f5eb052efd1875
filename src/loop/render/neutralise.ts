import type { Nodes, Parents } from 'mdast';
import { MARKDOWN_CHARACTERS_MAX, parseMarkdown } from '../markdown.ts';
import { cleanText, escapeLine } from './escape.ts';

export interface Neutralising {
  /** true: one line, for list items, table cells, headings and link texts; false: the lines stay, as paragraphs */
  inline: boolean;
  /** characters of the text that are shown, before escaping; a longer one ends in `…` */
  maxCharacters: number;
}

/**
 * Text of others as it may be quoted: its Markdown is read and dropped, what remains is nothing but words. It mentions,
 * references, links and closes nothing, brings no HTML, image, heading, table or code with it, and leaves the list or
 * table around it whole. '' where nothing readable is left. Pure; reads at most MARKDOWN_CHARACTERS_MAX characters.
 */
export function neutralise(markdown: string, { inline, maxCharacters }: Neutralising): string {
  return neutralisePlain(plainText(markdown), { inline, maxCharacters });
}

/** The same for text that is no Markdown: titles, names, error lines, words. `__init__` keeps its underscores. */
export function neutralisePlain(text: string, { inline, maxCharacters }: Neutralising): string {
  // What is never shown need not be cleaned: the rest of the work is bounded by what may be shown.
  const clean = cleanText(text.slice(0, MARKDOWN_CHARACTERS_MAX)).trim();
  const lines = inline ? [clean.replace(/\s+/gu, ' ')] : clean.split('\n');
  const shown = shorten(lines.join('\n'), maxCharacters);
  return shown
    .split('\n')
    .map(escapeLine)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** The words of a Markdown text, blocks on lines of their own; comments and tags left out. */
export function plainText(markdown: string): string {
  const lines: string[] = [''];
  collect(parseMarkdown(markdown), lines);
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Appends the words of a node to the last line, or to new ones. */
function collect(node: Nodes, lines: string[]): void {
  switch (node.type) {
    case 'text':
    case 'inlineCode':
      append(lines, node.value);
      return;
    case 'code':
      lines.push(...node.value.split('\n'), '');
      return;
    case 'html':
      append(lines, withoutTags(node.value));
      return;
    case 'break':
      lines.push('');
      return;
    case 'image':
    case 'imageReference':
      append(lines, node.alt ?? '');
      return;
    case 'definition':
    case 'thematicBreak':
    case 'footnoteReference':
      return;
    default:
      if ('children' in node) collectChildren(node, lines);
  }
}

function collectChildren(node: Parents, lines: string[]): void {
  for (const child of node.children) {
    collect(child, lines);
    if (child.type === 'tableCell') append(lines, ' ');
    else if (child.type === 'tableRow' || child.type === 'listItem') lines.push('');
    else if (child.type === 'paragraph' && node.type === 'listItem') lines.push('');
    else if (child.type === 'paragraph' || child.type === 'heading') lines.push('', '');
    else if (child.type === 'html' && node.type === 'root') lines.push('');
  }
}

function append(lines: string[], text: string): void {
  lines[lines.length - 1] += text;
}

/**
 * Without comments and tags, in one pass. What looks like a tag but is none of HTML's (`Vec<u8>`) stays; it is
 * escaped afterwards like everything else.
 */
function withoutTags(html: string): string {
  let words = '';
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (open < 0) return words + html.slice(at);
    words += html.slice(at, open);
    const isComment = html.startsWith('<!--', open);
    const close = html.indexOf(isComment ? '-->' : '>', open);
    if (close < 0) return isComment ? words : words + html.slice(open);
    const end = close + (isComment ? 3 : 1);
    if (!isComment && !isHtmlTag(html.slice(open, end))) words += html.slice(open, end);
    at = end;
  }
  return words;
}

const HTML_TAGS = new Set(
  'a abbr audio b blockquote br button center code dd del details div dl dt em embed font form h1 h2 h3 h4 h5 h6 hr i iframe img input ins kbd li link meta object ol p picture pre q s samp script section small source span strike strong style sub summary sup svg table tbody td textarea tfoot th thead tr tt u ul var video'.split(
    ' ',
  ),
);

function isHtmlTag(tag: string): boolean {
  const name = /^<\/?([A-Za-z][A-Za-z0-9]*)[\s/>]/.exec(tag)?.[1];
  return name !== undefined && HTML_TAGS.has(name.toLowerCase());
}

/** At most so many characters, whole ones, cut between words where one is near. */
function shorten(text: string, maxCharacters: number): string {
  const characters = [...text];
  if (characters.length <= maxCharacters) return text;
  const cut = characters.slice(0, Math.max(0, maxCharacters - 1)).join('');
  const blank = cut.search(/\s\S*$/u);
  const whole = blank > cut.length / 2 ? cut.slice(0, blank) : cut;
  return `${whole.replace(/[\s\u200C\u200D]+$/u, '')}…`;
}
