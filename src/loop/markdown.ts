import type { Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

/**
 * Characters read where the caller names no limit. The parser manages about 1,500 characters a millisecond,
 * and 99 % of real bodies are shorter than this.
 */
export const MARKDOWN_CHARACTERS_MAX = 8_192;

/**
 * Marks (brackets, emphasis, quotes, pipes, line ends …) above which a text is not parsed. Some of the parser's
 * work grows with the square of them; the richest of 5,000 real bodies had 1,500, this many take about 0.1 s at worst.
 */
const MARKS_MAX = 3_000;

/**
 * Containers (quotes, list items) that one line may open. The parser recurses into each of them and works through
 * all of them on every further line; real texts were never seen above 2.
 */
const DEPTH_MAX = 24;

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

const MARKS = new Set([...'*_~[]<>|!`&\\\n'].map((mark) => mark.charCodeAt(0)));
const SYNTAX = [gfm()];
const TREE = [gfmFromMarkdown()];

/**
 * The syntax tree of GitHub Flavored Markdown, read from at most `charactersMax` characters. Never throws and
 * takes bounded time: a text whose marks would make the parser slow comes back as a single code block, in which
 * nothing counts as prose, link or command.
 */
export function parseMarkdown(text: string, charactersMax: number = MARKDOWN_CHARACTERS_MAX): Root {
  const read = text.length > charactersMax ? text.slice(0, charactersMax) : text;
  if (isHostile(read)) return { type: 'root', children: [{ type: 'code', value: read }] };
  return fromMarkdown(read, { extensions: SYNTAX, mdastExtensions: TREE });
}

/** One pass over the text: counts the marks of all lines and the containers that each line opens. */
function isHostile(text: string): boolean {
  let marks = 0;
  let depth = 0;
  let opening = true;
  let lineStart = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (MARKS.has(code)) marks += 1;
    if (code === LINE_FEED || code === CARRIAGE_RETURN) {
      depth = 0;
      opening = true;
      lineStart = at + 1;
    } else if (opening) {
      if (opensContainer(code, text.charCodeAt(at + 1))) {
        depth += 1;
        // every container is resumed on every line within it: the further in, the more
        marks += 2 + (at - lineStart) / 2;
      } else if (!isDigitOrBlank(code)) opening = false;
    }
    if (marks > MARKS_MAX || depth > DEPTH_MAX) return true;
  }
  return false;
}

/** `>` opens a quote wherever it stands; `-`, `+`, `*` and the `.` or `)` of a number only before a blank or line end. */
function opensContainer(code: number, next: number): boolean {
  if (code === 62) return true;
  const listMark = code === 45 || code === 43 || code === 42 || code === 46 || code === 41;
  return (
    listMark &&
    (next === 32 || next === 9 || next === LINE_FEED || next === CARRIAGE_RETURN || Number.isNaN(next))
  );
}

function isDigitOrBlank(code: number): boolean {
  return code === 32 || code === 9 || (code >= 48 && code <= 57);
}
