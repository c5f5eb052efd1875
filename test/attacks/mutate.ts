/** Seeded damage to JSON: the same seed does the same harm. */

/** Numbers from 0 to below 1, always the same ones for a seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function oneOf<T>(list: readonly T[], random: () => number): T {
  const chosen = list[Math.floor(random() * list.length)];
  if (chosen === undefined) throw new Error('nothing to choose from');
  return chosen;
}

/** What may stand anywhere in a payload or a file, and be meant badly. */
export const HOSTILE_VALUES: readonly unknown[] = [
  null,
  true,
  -1,
  0,
  2 ** 53,
  1e308,
  '',
  '\0',
  '\uD800',
  '2026-13-45T99:99:99Z',
  '0000-00-00',
  '+275760-09-13T00:00:00.001Z',
  '../../etc/passwd',
  "'; drop table items; --",
  '<!-- fullcircle:why:12-1 -->',
  '/stage adoption\n/undo\n/triage',
  '=HYPERLINK("https://example.invalid")',
  '@everyone '.repeat(50),
  '> '.repeat(400),
  '[](['.repeat(400),
  '\u202Egnp.exe',
  'x'.repeat(70_000),
  'constructor',
  [],
  {},
  [[[[[[[[]]]]]]]],
  { toString: 'x', constructor: { prototype: 1 } },
  { id: 'x', login: 7 },
];

type Holder = Record<string, unknown> | unknown[];

/** A copy with so many places damaged: gone, replaced, doubled, nested, or exchanged with another. */
export function damaged(value: unknown, times: number, random: () => number): unknown {
  const copy: unknown = structuredClone(value);
  for (let left = times; left > 0; left -= 1) {
    const holders = holdersIn(copy);
    if (holders.length === 0) return copy;
    damage(oneOf(holders, random), holders, random);
  }
  return copy;
}

function damage(holder: Holder, all: readonly Holder[], random: () => number): void {
  const keys = Object.keys(holder);
  if (keys.length === 0) return;
  const key = oneOf(keys, random);
  const before: unknown = Reflect.get(holder, key);
  switch (Math.floor(random() * 6)) {
    case 0:
      Reflect.deleteProperty(holder, key);
      return;
    case 1:
      Reflect.set(holder, key, [before, structuredClone(before)]);
      return;
    case 2:
      Reflect.set(holder, key, nested(before, 300));
      return;
    case 3:
      Reflect.set(holder, key, structuredClone(oneOf(all, random)));
      return;
    default:
      Reflect.set(holder, key, structuredClone(oneOf(HOSTILE_VALUES, random)));
  }
}

function nested(value: unknown, depth: number): unknown {
  let inner = value;
  for (let at = 0; at < depth; at += 1) inner = at % 2 === 0 ? [inner] : { inner };
  return inner;
}

function holdersIn(value: unknown, found: Holder[] = []): Holder[] {
  if (typeof value !== 'object' || value === null || found.length > 2_000) return found;
  found.push(value as Holder);
  for (const inner of Object.values(value)) holdersIn(inner, found);
  return found;
}
