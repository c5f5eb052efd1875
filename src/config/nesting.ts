import { Lexer } from 'yaml';

// The YAML parser recurses into what is nested. A file from any repository could overflow its stack, which does not
// always throw: near the end of the stack Node has been seen to abort. So it only gets files of bounded depth.

/** Flow collections (`[`, `{`) within each other; the format needs four. */
const FLOW_DEPTH_MAX = 32;
/** Columns of indentation; a block within another one starts further right. */
const INDENT_COLUMNS_MAX = 64;
/** Marks (`- `, `? `, `: `, `!`, `&`) on one line, each of which may open something; a long list on one line has a hundred. */
const LINE_MARKS_MAX = 250;

const CONTROL_OF_SCALAR = '\u001F';

/** Whether a file is nested deeper than any config, in whatever way. Linear, without recursion of its own. */
export function isTooDeep(text: string): boolean {
  return text.split('\n').some(opensTooMuch) || flowDepthExceeds(text);
}

function opensTooMuch(line: string): boolean {
  const indent = line.search(/[^ \t]/);
  if (indent > INDENT_COLUMNS_MAX && !line.startsWith('#', indent)) return true;
  let marks = 0;
  for (const _ of line.matchAll(/[-?:](?=[ \t\r]|$)|[&!]/g)) {
    marks += 1;
    if (marks > LINE_MARKS_MAX) return true;
  }
  return false;
}

/** The lexer knows quotes and comments, so brackets in texts do not count. */
function flowDepthExceeds(text: string): boolean {
  let depth = 0;
  let isScalar = false;
  for (const token of new Lexer().lex(text)) {
    if (!isScalar && (token === '[' || token === '{')) depth += 1;
    else if (!isScalar && (token === ']' || token === '}')) depth = Math.max(0, depth - 1);
    if (depth > FLOW_DEPTH_MAX) return true;
    isScalar = token === CONTROL_OF_SCALAR;
  }
  return false;
}
