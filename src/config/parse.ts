import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  LineCounter,
  parseDocument,
  visit,
  type YAMLError,
} from 'yaml';
import type { ConfigScope } from '../loop/known-repository.ts';
import { explainIssue } from './explain-issue.ts';
import { isTooDeep } from './nesting.ts';
import { createPlaces, type Places } from './places.ts';
import { type IgnoredKey, type ParsedConfig, PROBLEMS_MAX, type Problem } from './problem.ts';
import { type ConfigFile, configSchema, ORGANIZATION_KEYS } from './schema.ts';

/** Characters of a file: five times the longest that anybody writes by hand, and at most a second of parsing. */
export const CONFIG_CHARACTERS_MAX = 32_768;
/** Levels of mappings that are looked through: the format has four. */
const DEPTH_MAX = 32;
/** Uses of anchors: enough for a shared list, too few for an expansion that explodes. */
const ALIASES_MAX = 20;

/** Reads a config file: YAML, then the strict schema. Never throws; an empty file is a valid one without keys. */
export function parseConfig(text: string, { scope }: { scope: ConfigScope }): ParsedConfig {
  if (text.length > CONFIG_CHARACTERS_MAX) {
    return refused([aboutAll(`the file is longer than ${CONFIG_CHARACTERS_MAX} characters`)]);
  }
  if (isTooDeep(text)) return refused([aboutAll('the file is nested too deeply')]);
  return readDocument(text, scope);
}

function readDocument(text: string, scope: ConfigScope): ParsedConfig {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    stringKeys: true,
    // told by ourselves, with the place of the first one
    uniqueKeys: false,
    logLevel: 'error',
  });
  const places = createPlaces(document, lines);
  const broken = [...yamlProblems(document, places), ...aliasProblems(document, places)];
  // Of a broken tree the other problems would mislead.
  if (broken.length > 0) return refused(broken);
  const problems = repeatedKeys(document, places);
  const value = withoutNulls(document.toJS({ maxAliasCount: ALIASES_MAX })) ?? {};
  const result = configSchema.safeParse(value);
  for (const issue of result.error?.issues ?? []) problems.push(...explainIssue(issue, value, places));
  if (problems.length > 0) return refused(problems);
  return {
    // The schema has just accepted it; its output would hide what the file leaves out.
    file: value as ConfigFile,
    problems: [],
    ignoredKeys: scope === 'repository' ? ignoredKeysOf(document, places) : [],
  };
}

function refused(problems: Problem[]): ParsedConfig {
  const ordered = [...problems].sort((a, b) => a.line - b.line || a.column - b.column);
  return { file: null, problems: ordered.slice(0, PROBLEMS_MAX), ignoredKeys: [] };
}

function aboutAll(message: string): Problem {
  return { line: 1, column: 1, key: '', message, suggestion: null };
}

function yamlProblems(document: Document, places: Places): Problem[] {
  return [...document.errors, ...document.warnings].map((error) => ({
    ...places.atOffset(error.pos[0]),
    key: '',
    message: yamlMessage(error),
    suggestion: null,
  }));
}

/** The parser repeats what it could not read, however long that is. */
const YAML_MESSAGE_CHARACTERS_MAX = 200;

function yamlMessage(error: YAMLError): string {
  switch (error.code) {
    case 'TAB_AS_INDENT':
      return 'YAML: a tab cannot indent, use blanks';
    case 'NON_STRING_KEY':
      return 'YAML: a key has to be a word';
    case 'MULTIPLE_DOCS':
      return 'YAML: the file holds several documents, only one can count';
    case 'RESOURCE_EXHAUSTION':
      return 'YAML: nested too deeply';
    case 'TAG_RESOLVE_FAILED':
      return 'YAML: tags (`!…`) are not allowed';
    default:
      return `YAML: ${(error.message.split('\n', 1)[0] ?? '').slice(0, YAML_MESSAGE_CHARACTERS_MAX)}`;
  }
}

function aliasProblems(document: Document, places: Places): Problem[] {
  const problems: Problem[] = [];
  let count = 0;
  visit(document, {
    Alias(_, alias) {
      count += 1;
      const place = { ...places.atOffset(alias.range?.[0] ?? 0), key: '', suggestion: null };
      if (count > ALIASES_MAX) {
        problems.push({ ...place, message: `YAML: more than ${ALIASES_MAX} aliases` });
        return visit.BREAK;
      }
      if (alias.resolve(document) === undefined) {
        problems.push({ ...place, message: 'YAML: there is no anchor of this name before' });
      }
      return undefined;
    },
  });
  return problems;
}

function repeatedKeys(document: Document, places: Places): Problem[] {
  const problems: Problem[] = [];
  visit(document, {
    Map(_, map) {
      const lines = new Map<string, number>();
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        const name = String(key.value);
        const place = places.atOffset(key.range?.[0] ?? 0);
        const first = lines.get(name);
        if (first === undefined) lines.set(name, place.line);
        else
          problems.push({
            ...place,
            key: name,
            message: `this key stands on line ${first} already`,
            suggestion: null,
          });
      }
    },
  });
  return problems;
}

/** A key without a value is left out. Anchors can make circles, so it stops at a depth. */
function withoutNulls(value: unknown, depth = 0): unknown {
  if (value === null) return undefined;
  if (typeof value !== 'object' || Array.isArray(value) || depth > DEPTH_MAX) return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== null);
  return Object.fromEntries(entries.map(([key, inner]) => [key, withoutNulls(inner, depth + 1)]));
}

function ignoredKeysOf(document: Document, places: Places): IgnoredKey[] {
  return ORGANIZATION_KEYS.filter((key) => hasPath(document, key.split('.'))).map((key) => ({
    key,
    ...places.ofKey(key.split('.')),
  }));
}

function hasPath(document: Document, path: readonly string[]): boolean {
  let node: unknown = document.contents;
  for (const key of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (!isMap(node) || !node.has(key)) return false;
    node = node.get(key, true);
  }
  return true;
}
