import type { Nodes, Parents } from 'mdast';
import { parseMarkdown } from '../markdown.ts';
import type { ThreadName } from '../thread-name.ts';
import { threadNamed } from '../thread-name.ts';

/**
 * GitHub's closing keywords, with an optional colon after them.
 * Source: https://docs.github.com/en/issues/tracking-your-work-with-issues/linking-a-pull-request-to-an-issue
 */
const KEYWORDS = new Set([
  'close',
  'closes',
  'closed',
  'fix',
  'fixes',
  'fixed',
  'resolve',
  'resolves',
  'resolved',
]);

/** A pull request that names more issues than this is a list of something, or an attack. */
const REFERENCES_MAX = 50;

/**
 * The threads that a text closes when it is merged into the default branch: each directly after a keyword of its own,
 * as `#12`, `GH-12`, `owner/name#12` or an address on this host. What stands in code, quotations or HTML closes nothing.
 * @param host `github.com`, or the name of an Enterprise server
 */
export function closingReferences(markdown: string, host: string): ThreadName[] {
  const found = new Map<string, ThreadName>();
  for (const words of runsOfWords(markdown)) {
    for (const [at, word] of words.entries()) {
      const next = words[at + 1];
      if (next === undefined || found.size >= REFERENCES_MAX || !isKeyword(word)) continue;
      const name = referenceNamed(next, host);
      if (name !== null) found.set(JSON.stringify(name).toLowerCase(), name);
    }
  }
  return [...found.values()];
}

function isKeyword(word: string): boolean {
  return KEYWORDS.has(
    word
      .replace(/^[([*_"']+/, '')
      .replace(/:$/, '')
      .toLowerCase(),
  );
}

/** The thread that one word names, with what punctuation may stand around it. */
export function referenceNamed(word: string, host: string): ThreadName | null {
  const bare = word.replace(/^[([<]+/, '').replace(/[)\]>.,;:!?*_'"]+$/, '');
  const short = /^gh-(\d{1,10})$/i.exec(bare)?.[1];
  return threadNamed(short === undefined ? bare : `#${short}`, host);
}

/** The words of a text as GitHub looks through them: paragraph by paragraph, without code, quotations and HTML. */
export function runsOfWords(markdown: string): string[][] {
  const runs: string[] = [];
  collect(parseMarkdown(markdown), runs);
  return runs.map((run) => run.split(/\s+/).filter((word) => word !== ''));
}

function collect(node: Nodes, runs: string[]): void {
  switch (node.type) {
    case 'blockquote':
    case 'code':
    case 'html':
      return;
    case 'paragraph':
    case 'heading':
    case 'tableCell':
      runs.push(inline(node));
      return;
    default:
      if ('children' in node) for (const child of node.children) collect(child, runs);
  }
}

function inline(node: Parents): string {
  return node.children
    .map((child) => {
      switch (child.type) {
        case 'text':
          return child.value;
        // Code and HTML part the words around them.
        case 'inlineCode':
        case 'html':
          return ' \u0000 ';
        case 'break':
          return '\n';
        case 'link':
          // An address alone is the link's own text; under other words GitHub follows the address.
          return ` ${child.url} `;
        default:
          return 'children' in child ? inline(child) : ' \u0000 ';
      }
    })
    .join('');
}
