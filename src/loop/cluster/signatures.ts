import { present } from '../present.ts';
import { framesOf } from './frames.ts';
import type { Passage, Passages } from './passages.ts';

/** What tells one failure from another, whatever words surround it. All in lower case, sorted, without repeats. */
export interface Signatures {
  /** error lines from the error's name on, numbers and paths masked */
  errors: string[];
  /** the top frames of each stack trace, as `a > b > c` */
  frames: string[];
  /** error codes and names: `e0308`, `err_module_not_found`, `nullpointerexception`, `cve-2020-1234` */
  codes: string[];
  /** names of functions, types and settings from inline code and identifiers in prose */
  apis: string[];
  /** version numbers without `v` and trailing `.0` */
  versions: string[];
}

/** Lines are cut here before any expression looks at them; real error lines say it earlier. */
const LINE_LENGTH_MAX = 400;
const ERROR_LENGTH_MAX = 160;
/** A log of a thousand failures is told by its first ones; so is a list of names. */
const ERRORS_MAX = 12;
const NAMES_MAX = 60;
const VERSIONS_MAX = 12;

/** An error's name and a colon: `error[E0308]: …`, `java.io.IOException: …`, `fatal: …`. */
const ERROR_COLON =
  /(?:[\w.$]*(?:error|exception)|fatal(?: error)?|panic|failure|failed|abort(?:ed)?)(?:\s?\[[\w.-]{1,24}\]|\s\w{1,24}|\s\([^()]{1,60}\))?\s?:(?!:)\s*\S/iu;
/** Failures that are told without a colon, at the start of the line. */
const ERROR_START =
  /^(?:segmentation fault|segfault|bus error|stack overflow|out of memory|uncaught |unhandled |exception in thread|assertion |panicked at|goroutine \d|npm err!|command failed|undefined reference|cannot find |caused by: )/iu;
/** Rust's panics, old and new: what failed stands in quotes behind, or on the next line. */
const PANIC = /^(?:thread|task) '[^']{0,80}' (?:\(\d+\) )?(?:panicked|failed) at (.+)$/u;
const PANIC_PLACE = /^\S+:\d+:\d+:?$/u;
/** Said by a compiler or test runner about every failure. */
const SAYS_NOTHING =
  /^(?:error: (?:aborting due to|could not compile|build failed|test failed|internal compiler error: unexpected (?:failure|panic)|command failed)|'(?:box<any>|explicit (?:failure|panic))|error: \S*$|failed: \d|failures?: ?$|caused by: $|note: )/u;

/** Signatures of a report. `apiWords` of the title and prose are identifiers only if shaped like one. */
export function signaturesOf(title: string, body: Passages): Signatures {
  const { lines, frames } = linesOf(title, body);
  const errors = new Set<string>();
  const codes = new Set<string>();
  const apis = new Set<string>();
  const versions = new Set<string>();
  for (const line of lines) {
    const key = line.error === null ? '' : maskedError(line.error);
    if (key.length > 0 && errors.size < ERRORS_MAX) errors.add(key);
    if (line.kind !== 'code' || key.length > 0) collect(codes, codesIn(line.text), NAMES_MAX);
    if (line.kind !== 'code') collect(apis, identifiersIn(line.text, true), NAMES_MAX);
    collect(versions, versionsIn(line.text), VERSIONS_MAX);
  }
  for (const code of body.inlineCode)
    collect(apis, identifiersIn(code.slice(0, LINE_LENGTH_MAX), false), NAMES_MAX);
  collect(errors, inlineErrors(body).map(maskedError), ERRORS_MAX);
  return {
    errors: sorted(errors),
    frames: sorted(new Set(frames)),
    codes: sorted(codes),
    apis: sorted(apis),
    versions: sorted(versions),
  };
}

/** What failed by a report's own words, as they were written: what the keys of `Signatures.errors` are made of. */
export function errorTexts(title: string, body: Passages): string[] {
  const { lines } = linesOf(title, body);
  return [...lines.flatMap(({ error }) => error ?? []), ...inlineErrors(body)];
}

/** The lines of a report, cut, and what each says to have failed. */
function linesOf(
  title: string,
  body: Passages,
): { lines: (Passage & { error: string | null })[]; frames: string[] } {
  const lines = [{ text: title, kind: 'prose' as const }, ...body.lines].map(({ kind, text }) => ({
    kind,
    text: text.slice(0, LINE_LENGTH_MAX),
  }));
  const { frames, errorBeside } = framesOf(lines.map(({ text }) => text));
  return {
    frames,
    lines: lines.map((line, index) => {
      const beside = errorBeside.has(index) || endsWithPlace(lines[index - 1]?.text ?? '');
      return { ...line, error: beside ? line.text : errorPart(line.text) };
    }),
  };
}

function inlineErrors({ inlineCode }: Passages): string[] {
  return inlineCode.flatMap((code) => errorPart(code.slice(0, LINE_LENGTH_MAX)) ?? []);
}

function endsWithPlace(line: string): boolean {
  return PANIC_PLACE.test(PANIC.exec(line)?.[1] ?? '');
}

function collect(into: Set<string>, found: readonly string[], max: number): void {
  for (const one of found) if (one.length > 0 && into.size < max) into.add(one);
}

function sorted(set: ReadonlySet<string>): string[] {
  return [...set].sort();
}

/** The part of a line from its error's name on; null where it names none. */
export function errorPart(line: string): string | null {
  const panic = PANIC.exec(line)?.[1];
  if (panic !== undefined) return PANIC_PLACE.test(panic) ? null : panic;
  if (ERROR_START.test(line)) return line;
  const match = ERROR_COLON.exec(line);
  return match === null ? null : line.slice(match.index);
}

/** An error as a key: lower case, without numbers, addresses, folders and quotation marks. '' where nothing is left. */
export function maskedError(error: string): string {
  const masked = error
    .toLowerCase()
    .replace(/[‘’“”"`´]/gu, "'")
    .replace(/0x[0-9a-f]+/gu, '0')
    .replace(/[\w.@+~:-]*[\\/](?:[\w.@+~-]*[\\/])*/gu, '')
    .replace(/\d+/gu, '0')
    .replace(/\s+/gu, ' ')
    .replace(/[\s.:;,'()]+$/u, '')
    .slice(0, ERROR_LENGTH_MAX)
    .trim();
  if (SAYS_NOTHING.test(masked) || !/\p{L}{2}/u.test(masked.replace(/^[\w.$]*(?:error|exception)/u, '')))
    return '';
  return masked;
}

const ERRNO =
  /\bE(?:ACCES|ADDRINUSE|AGAIN|BADF|CONNREFUSED|CONNRESET|EXIST|HOSTUNREACH|INVAL|ISDIR|MFILE|NOENT|NOMEM|NOSPC|NOTDIR|NOTFOUND|PERM|PIPE|RESOLVE|ROFS|TIMEDOUT|USAGE)\b/g;
const CODES = [
  /\b(?:ERR_[A-Z0-9_]{3,60}|CVE-\d{4}-\d{3,7}|SIG[A-Z]{3,4}|0x8[0-9a-fA-F]{7})\b/g,
  /\b(?!(?:RFC|ISO|UTF|SHA|MD|IEEE|PR|CP)\d)[A-Z]{1,6}\d{3,5}\b/g,
  /\b[A-Z][A-Za-z0-9]{1,60}(?:Error|Exception)\b/g,
  ERRNO,
];

function codesIn(line: string): string[] {
  return CODES.flatMap((pattern) => line.match(pattern) ?? []).map((code) => code.toLowerCase());
}

const CHAIN = /[\p{L}_$][\p{L}\p{N}_$]*(?:(?:::|\.|->|#)[\p{L}_$][\p{L}\p{N}_$]*)*/gu;

/**
 * Names in a line, each part of `a::b.c` for itself. In prose only those that look like code: joined by `::`,
 * followed by `(`, with `_` inside or a capital inside.
 */
export function identifiersIn(line: string, prose: boolean): string[] {
  const found: string[] = [];
  for (const match of line.matchAll(CHAIN)) {
    const chain = match[0];
    const called = line[match.index + chain.length] === '(' && chain.length > 2;
    const shaped =
      called || chain.includes('::') || chain.includes('->') || /\p{L}_\p{L}|\p{Ll}\p{Lu}/u.test(chain);
    if (prose && !shaped) continue;
    for (const part of chain.split(/::|\.|->|#/u)) {
      if (part.length >= 3 && part.length <= 60) found.push(part.toLowerCase());
    }
  }
  return found;
}

const VERSION =
  /(\p{L}[\p{L}\p{N}._-]{0,40}[ :@=-]{0,3})?(?<![\d.])\bv?(\d{1,4}\.\d{1,4}(?:\.\d{1,6})?(?:-[A-Za-z][\w.]{0,20})?)(?![\w.]*\d)/gu;
/** Words after which a number with one point is an amount. */
const AMOUNT =
  /^(?:is|was|to|by|of|the|a|an|and|or|than|about|around|takes?|took|only|section|rfc|figure|table|step|chapter)$/iu;

/** Version numbers: with three parts, after a `v`, or after a word that is not the start of an amount. */
export function versionsIn(line: string): string[] {
  const found: string[] = [];
  for (const match of line.matchAll(VERSION)) {
    const number = present(match[2]);
    const before = (match[1] ?? '').replace(/[ :@=-]+$/u, '');
    const twoParts = !/\.\d+\./u.test(number);
    if (twoParts && (before === '' ? !match[0].startsWith('v') : AMOUNT.test(before))) continue;
    found.push(withoutZeros(number.toLowerCase()));
  }
  return found;
}

/** `3.2.0` is `3.2`. */
function withoutZeros(version: string): string {
  return /^\d+\.\d+\.0$/.test(version) ? version.slice(0, -2) : version;
}
