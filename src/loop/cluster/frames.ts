/** Stack traces of the common runtimes, read line by line. */

import { present } from '../present.ts';

/** How many frames from the innermost one tell a failure; further out is the program of whoever reports. */
const TOP_FRAMES = 3;
const TRACES_MAX = 6;

/** Each takes one capture: the function, or the file where there is no function. */
const FRAME_FORMS: readonly RegExp[] = [
  // JavaScript, Java, C#: "at foo.bar (file.js:1:2)", "at a.b.C.d(C.java:12)"
  /^at (?:async |new )?([\w.$<>/@#]{1,120}) ?(?:\[as [^\]]{1,60}\] )?\(/u,
  // JavaScript without a name: "at file:///a/b.js:1:2"
  /^at (?:async )?(?:\S{0,200}[\\/])?([\w.@-]{1,80}):\d+:\d+$/u,
  // PHP: "#0 /a/b.php(12): Class->method()"
  /^#\d+ \S{1,200}\(\d+\): ([\w\\:>-]{1,120})/u,
  // gdb, sanitizers: "#3 0x0000 in foo::bar file.c:1", "#3 foo::bar (x=1)"
  /^#\d+ 0x[0-9a-f]+ in ([\p{L}_][\w:<>~$.]{1,120})/iu,
  /^#\d+ ([\p{L}_][\w:<>~$.]{1,120}) ?\(/iu,
  // Rust: "3: 0x7f00 - core::panicking::panic::h12ab", "3: core::panicking::panic"
  /^\d+: 0x[0-9a-f]+ - (\S.{1,160})$/iu,
  /^\d+: ([\p{L}_<][\w:<>$.{}#-]{2,160})$/iu,
  // Ruby: "from a/b.rb:12:in `call'"
  /^(?:from )?\S{1,200}\.rb:\d+:in [`']([^']{1,80})'/u,
  // Go: the line below the function's
  /^(?:\S{0,200}\/)?([\w.-]{1,80}\.go):\d+ \+0x/u,
];
const PYTHON = /^File "([^"]{1,200})", line \d+(?:, in ([\w<>.]{1,80}))?/u;

/** The machinery of failing and of starting threads: it stands in every trace. */
const MACHINERY =
  /^(?:<?unknown>?$|<?anonymous>?$|(?:std::|core::)?(?:panicking|unwind|failure|backtrace|rt|sys|sys_common|thread|thunk)(?:::|$)|rust_(?:begin_unwind|panic|try|thread)|begin_unwind|raise$|abort$|_*gi_(?:raise|abort)|__libc_start|_start$|main$|start_thread|_*pthread|_*clone$|process\.processticksandrejections|module\._|node:internal|object\.<anonymous>)/iu;
/** What stands above a trace without saying what failed. */
const HEADING = /^(?:traceback|stack trace|(?:stack )?backtrace|goroutine|\d+:|#\d+|at |note:|call stack)/iu;

/**
 * The top frames of each stack trace, and which lines say what failed there: the one above a trace, for Python
 * the one below.
 */
export function framesOf(lines: readonly string[]): { frames: string[]; errorBeside: Set<number> } {
  const traces: string[] = [];
  const errorBeside = new Set<number>();
  let index = 0;
  while (index < lines.length && traces.length < TRACES_MAX) {
    const run = traceAt(lines, index);
    if (run.names.length === 0) {
      index += 1;
      continue;
    }
    const inner = (run.python ? [...run.names].reverse() : run.names).filter((name) => !MACHINERY.test(name));
    if (inner.length > 0) traces.push(inner.slice(0, TOP_FRAMES).join(' > '));
    const beside = run.python ? run.end : index - 1;
    const text = lines[beside];
    if (run.names.length > 1 && text !== undefined && text.length > 8 && !HEADING.test(text))
      errorBeside.add(beside);
    index = run.end;
  }
  return { frames: traces, errorBeside };
}

/** The frames from a line on; a line of source may stand below each of Python's, a file below each of Rust's. */
function traceAt(lines: readonly string[], start: number): { names: string[]; end: number; python: boolean } {
  const names: string[] = [];
  let python = false;
  let index = start;
  while (index < lines.length) {
    const line = present(lines[index]);
    const isPython = PYTHON.test(line);
    const name = frameName(line);
    if (name === null) {
      const next = frameName(lines[index + 1] ?? '');
      const skippable = names.length > 0 && (python || /^at \S/u.test(line)) && (next !== null || python);
      const last = python && next === null;
      if (!skippable || (last && frameName(present(lines[index - 1])) === null)) break;
      index += 1;
      continue;
    }
    python ||= isPython;
    names.push(name);
    index += 1;
  }
  return { names, end: index, python };
}

/** The function of a frame in lower case without its hash; null where the line is none. */
export function frameName(line: string): string | null {
  const python = PYTHON.exec(line);
  if (python !== null) return (python[2] ?? present(present(python[1]).split(/[\\/]/u).at(-1))).toLowerCase();
  for (const form of FRAME_FORMS) {
    const name = form.exec(line)?.[1];
    if (name !== undefined) return withoutHash(name.toLowerCase());
  }
  return null;
}

/** Rust ends its symbols with a hash, older ones with a version behind it. */
function withoutHash(name: string): string {
  return name.replace(/::h[0-9a-z]{6,40}(?:::v[\w.]{1,20})?$/u, '').trim();
}
