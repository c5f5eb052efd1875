import { type LeftOut, withoutPeople } from '../../loop/redact.ts';
import { type Traces, wordsWithout } from './forget-quotes.ts';
import type { KnownPerson } from './forgotten.ts';
import { leavingOut, type Row } from './person-rows.ts';

/** Gives the columns of a row that change; null where none does. */
export type Scrub = (table: string, row: Row) => Row | null;

/** @param pseudonyms what stands for each of their accounts in keys */
export function scrubbing(
  person: KnownPerson,
  traces: Traces,
  pseudonyms: ReadonlyMap<number, string>,
): Scrub {
  const people = leavingOut(person);
  return (table, row) => {
    const changed: Row = {};
    for (const [column, value] of Object.entries(row)) {
      const scrubbed = scrubbedColumn(table, column, value, people, pseudonyms, traces);
      if (scrubbed !== value) changed[column] = scrubbed;
    }
    return Object.keys(changed).length === 0 ? null : changed;
  };
}

/** Tables with mistakes that the app tells of in its own words, where every word that is the login is the person. */
const WITH_ERRORS: ReadonlySet<string> = new Set(['inbox', 'outbox']);

/** Columns that may be null where others hold the account. */
const MAY_BE_NULL: ReadonlySet<string> = new Set(['author', 'closedBy']);

function scrubbedColumn(
  table: string,
  column: string,
  value: unknown,
  people: LeftOut,
  pseudonyms: ReadonlyMap<number, string>,
  traces: Traces,
): unknown {
  if (table === 'inbox' && column === 'payload') return payloadWithout(value, people);
  if (table === 'notices' && column === 'people' && Array.isArray(value)) {
    const others = value.filter((id) => !pseudonyms.has(id));
    return others.length === value.length ? value : others;
  }
  const left = withoutPeople(value, people);
  if (left !== value && MAY_BE_NULL.has(column)) return null;
  const rekeyed = mapTexts(left, (text) => keyWithout(text, pseudonyms));
  const isError = column === 'error' && WITH_ERRORS.has(table);
  return isError && typeof rekeyed === 'string' ? wordsWithout(rekeyed, traces) : rekeyed;
}

/** What is no JSON is no payload that anybody can read again. */
function payloadWithout(payload: unknown, people: LeftOut): unknown {
  if (typeof payload !== 'string') return payload;
  try {
    const read: unknown = JSON.parse(payload);
    const left = withoutPeople(read, people);
    return left === read ? payload : JSON.stringify(left);
  } catch {
    return null;
  }
}

/**
 * Where keys name an account: ticks, reactions, issues that their reporter opened again. What goes before it is shorter than
 * a marker; without a bound, a text of many such beginnings would be gone through from each.
 */
const KEYS_WITH_ACCOUNT = [
  (id: number) => new RegExp(`\\b(tick:.{1,200}:)${id}(?=:\\d{4}-)`),
  (id: number) => new RegExp(`\\b(reaction:.{1,200}:[+-]1:)${id}\\b`),
  (id: number) => new RegExp(`\\b(reopen:[^:]+:)${id}(?=:)`),
];

function keyWithout(text: string, pseudonyms: ReadonlyMap<number, string>): string {
  let left = text;
  for (const [id, pseudonym] of pseudonyms) {
    if (!left.includes(String(id))) continue;
    for (const pattern of KEYS_WITH_ACCOUNT) left = left.replace(pattern(id), `$1${pseudonym}`);
  }
  return left;
}

/** The same value with every text in it changed; the value itself where none changes. */
export function mapTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) {
    const mapped = value.map((each) => mapTexts(each, change));
    return mapped.every((each, index) => each === value[index]) ? value : mapped;
  }
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  const entries = Object.entries(value).map(([name, inner]) => [name, mapTexts(inner, change)] as const);
  const isSame = entries.every(([name, inner]) => inner === Reflect.get(value, name));
  return isSame ? value : Object.fromEntries(entries);
}
