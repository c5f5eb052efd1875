import type { Nodes } from 'mdast';
import { visit } from 'unist-util-visit';
import { parseMarkdown } from './markdown.ts';

/** Longest argument that is kept of a command line; reasons and URLs fit, a pasted log does not. */
const ARGUMENT_CHARACTERS_MAX = 1000;

/** GitHub's own limit for a body: a command may stand below a long log. */
const BODY_CHARACTERS_MAX = 65_536;

/** More commands than this in one text are a mistake or an attack; the rest is ignored. */
const COMMANDS_PER_TEXT_MAX = 20;

/** A verb of the table. */
interface CommandRow {
  /** whether what follows from it is built; until then the word is text like any other */
  known: boolean;
  /**
   * who may say it: those with triage permission (or staff); members of `functions` as well; the people it concerns as
   * well, which the ledger knows; those who reported its problem, which the step that tells them knows; anyone
   */
  permission: 'triage' | 'functions' | 'concerned' | 'reporters' | 'anyone';
  /** whether `/undo` takes it back */
  undoable: boolean;
  /** what the rest of its line is: the name of a thread, or words; null: nothing, it says all by itself */
  takes: 'thread' | 'words' | null;
}

/** The words that are commands, and what each needs. Words outside the table are ignored silently. */
export const COMMANDS = {
  stage: { known: true, permission: 'triage', undoable: true, takes: 'words' },
  kind: { known: true, permission: 'triage', undoable: true, takes: 'words' },
  severity: { known: true, permission: 'triage', undoable: true, takes: 'words' },
  theme: { known: true, permission: 'triage', undoable: true, takes: 'words' },
  why: { known: true, permission: 'anyone', undoable: false, takes: null },
  triage: { known: true, permission: 'triage', undoable: false, takes: null },
  undo: { known: true, permission: 'concerned', undoable: false, takes: null },
  cluster: { known: true, permission: 'triage', undoable: true, takes: 'thread' },
  split: { known: true, permission: 'triage', undoable: true, takes: null },
  'not-duplicate': { known: true, permission: 'concerned', undoable: true, takes: null },
  canonical: { known: true, permission: 'triage', undoable: true, takes: null },
  duplicate: { known: true, permission: 'triage', undoable: true, takes: 'thread' },
  'fixed-by': { known: true, permission: 'triage', undoable: true, takes: 'thread' },
  'fixed-in': { known: true, permission: 'triage', undoable: true, takes: 'words' },
  documented: { known: true, permission: 'triage', undoable: true, takes: 'words' },
  taught: { known: true, permission: 'triage', undoable: true, takes: 'words' },
  declined: { known: true, permission: 'triage', undoable: true, takes: 'words' },
  verified: { known: true, permission: 'reporters', undoable: true, takes: null },
  'still-broken': { known: true, permission: 'reporters', undoable: true, takes: null },
  'notify-me': { known: true, permission: 'anyone', undoable: true, takes: null },
  mute: { known: true, permission: 'anyone', undoable: true, takes: null },
  decide: { known: true, permission: 'functions', undoable: true, takes: 'words' },
  attest: { known: true, permission: 'functions', undoable: true, takes: 'words' },
  approve: { known: true, permission: 'functions', undoable: true, takes: 'words' },
  confirm: { known: true, permission: 'functions', undoable: true, takes: 'thread' },
  reject: { known: true, permission: 'functions', undoable: true, takes: 'thread' },
} as const satisfies Record<string, CommandRow>;

export type Verb = keyof typeof COMMANDS;

/** A command line as it stands in a text. */
export interface CommandLine {
  verb: Verb;
  /** rest of the line, trimmed, '' where there is none, or where it says nothing more */
  argument: string;
}

/** The row of a verb, as far as all rows are alike. */
export function commandRow(verb: Verb): CommandRow {
  return COMMANDS[verb];
}

export function isVerb(word: string): word is Verb {
  return Object.hasOwn(COMMANDS, word);
}

/** Whether it says of a fix that it holds, or that it does not. */
export function isAnswer({ verb }: { verb: string }): boolean {
  return isVerb(verb) && commandRow(verb).permission === 'reporters';
}

/**
 * The commands of a comment or body: first words of lines that are neither code nor quotation nor HTML.
 * The same line twice counts once, and what follows a verb that takes no words is left out.
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
    if (!isVerb(word) || !commandRow(word).known) continue;
    const isAll = space === -1 || commandRow(word).takes === null;
    const argument = isAll ? '' : rest.slice(space).trim().slice(0, ARGUMENT_CHARACTERS_MAX);
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
