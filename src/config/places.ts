import { type Document, isAlias, isMap, isNode, isScalar, isSeq, type LineCounter } from 'yaml';

/** A place in a file, counted from 1. */
export interface Place {
  line: number;
  column: number;
}

/** Finds the places of keys and values in a parsed file. */
export interface Places {
  atOffset(offset: number): Place;
  /** of the key at the end of the path; of the nearest one above where it is missing */
  ofKey(path: readonly PropertyKey[]): Place;
  /** of the value at the end of the path; of the nearest one above where it is missing */
  ofValue(path: readonly PropertyKey[]): Place;
}

/** Places in `document`, whose lines `lines` has counted. */
export function createPlaces(document: Document, lines: LineCounter): Places {
  const atOffset = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const find = (path: readonly PropertyKey[]): { key: number; value: number } => {
    let node: unknown = document.contents;
    let found = { key: offsetOf(node) ?? 0, value: offsetOf(node) ?? 0 };
    for (const step of path) {
      if (isAlias(node)) node = node.resolve(document);
      const next = stepInto(node, step);
      if (next === null) break;
      node = next.value;
      const key = offsetOf(next.key) ?? offsetOf(node) ?? found.value;
      found = { key, value: offsetOf(node) ?? key };
    }
    return found;
  };
  return {
    atOffset,
    ofKey: (path) => atOffset(find(path).key),
    ofValue: (path) => atOffset(find(path).value),
  };
}

function stepInto(node: unknown, step: PropertyKey): { key: unknown; value: unknown } | null {
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
    return pair === undefined ? null : { key: pair.key, value: pair.value };
  }
  if (isSeq(node) && typeof step === 'number' && step < node.items.length) {
    return { key: null, value: node.items[step] };
  }
  return null;
}

function offsetOf(node: unknown): number | null {
  return isNode(node) ? (node.range?.[0] ?? null) : null;
}
