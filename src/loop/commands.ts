import type { Nodes } from 'mdast';
import { visit } from 'unist-util-visit';
import { parseMarkdown } from './markdown.ts';

/** Longest argument that is kept of a command line; reasons and URLs fit, a pasted log does not. */
const ARGUMENT_CHARACTERS_MAX = 1000;

/** GitHub's own limit for a body: a command may stand below a long log. */
const BODY_CHARACTERS_MAX = 65_536;

/** More commands than this in one text are a mistake or an attack; the rest is ignored. */
const COMMANDS_PER_TEXT_MAX = 20;

/**
 * The words that are commands, and what each needs. Words outside the table are ignored silently.
 * `permission`: `triage` (triage permission or staff) or `anyone`. `undoable`: whether `/undo` takes it back.
 */
export const COMMANDS = {
  stage: { permission: 'triage', undoable: true },
  why: { permission: 'anyone', undoable: false },
  triage: { permission: 'triage', undoable: false },
  undo: { permission: 'anyone', undoable: false },
} as const satisfies Record<string, { permission: 'triage' | 'anyone'; undoable: boolean }>;

export type Verb = keyof typeof COMMANDS;

/** A command line as it stands in a text. */
export interface CommandLine {
  verb: Verb;
  /** rest of the line, trimmed, '' where there is none */
  argument: string;
}

export function isVerb(word: string): word is Verb {
  return Object.hasOwn(COMMANDS, word);
}

/**
 * The commands of a comment or body: first words of lines that are neither code nor quotation nor HTML.
 * The same line twice counts once.
 * @param prefix what commands begin with, `/` by default (config `commands.prefix`)
 */
export function parseCommands(text: string, prefix: string): CommandLine[] {
  if (!text.includes(prefix)) return [];
  const hidden = hiddenLines(text);
  if (hidden === 'all') return [];
  const found: CommandLine[] = [];
  const lines = text.split(/\r\n|\n|\r/);
  for (const [index, line] of lines.entries()) {
    if (found.length >= COMMANDS_PER_TEXT_MAX) break;
    if (hidden.has(index + 1) || !line.trimStart().startsWith(prefix)) continue;
    const rest = line.trimStart().slice(prefix.length);
    const space = rest.search(/\s/);
    const word = (space === -1 ? rest : rest.slice(0, space)).toLowerCase();
    if (!isVerb(word)) continue;
    const argument = space === -1 ? '' : rest.slice(space).trim().slice(0, ARGUMENT_CHARACTERS_MAX);
    if (!found.some((other) => other.verb === word && other.argument === argument)) {
      found.push({ verb: word, argument });
    }
  }
  return found;
}

/** Numbers of the lines (from 1) that belong to code, quotations or HTML; `all` where the text could not be parsed within bounds. */
function hiddenLines(text: string): Set<number> | 'all' {
  const root = parseMarkdown(text, BODY_CHARACTERS_MAX);
  // A text that is refused by the parser's guard comes back without positions.
  if (root.position === undefined) return 'all';
  const hidden = new Set<number>();
  visit(root, (node: Nodes) => {
    if (
      node.type !== 'code' &&
      node.type !== 'blockquote' &&
      node.type !== 'html' &&
      node.type !== 'inlineCode'
    ) {
      return;
    }
    const { start, end } = node.position ?? {};
    if (start === undefined || end === undefined) return;
    // Code inside of a line leaves a command at the start of that line alone: `/stage x` with `code` after it.
    const inLine = node.type === 'inlineCode' && start.line === end.line && start.column > 1;
    if (inLine) return;
    for (let line = start.line; line <= end.line; line += 1) hidden.add(line);
  });
  return hidden;
}
