/** How a new report of something fixed stands to the release that has the fix. */
export type ReportAge = 'before' | 'at-or-after' | 'unknown';

/** Versions as far as comparing goes; `compare` below 0 where the first is earlier. */
export interface VersionReading<V> {
  read(text: string): V | null;
  compare(a: V, b: V): number;
  /** first number, to tell another product's version from this one's */
  major(version: V): number;
}

/** A bare version this far beyond the release's is another product's. */
const MAJOR_AHEAD_MAX = 1;

/** Words before a version that name no product. */
const PLAIN = new Set(
  'version release since after before until till upgraded upgrading updated updating installed have has use used'.split(
    ' ',
  ),
);

/**
 * Which of the versions that a report names is that of the project, and whether it has the fix. Versions beside another
 * name (`node 22.1.0`) are not asked. Of several the latest counts: people name what worked before, too.
 * @param named as the report names them, `widgets 1.4.2` or `1.4.2`
 * @param names what the project is called: its repositories, its packages; lower case
 */
export function reportAge<V>(
  named: readonly string[],
  names: ReadonlySet<string>,
  release: V,
  versions: VersionReading<V>,
): { age: ReportAge; version: string } {
  const own = named.flatMap((text): { text: string; version: V }[] => {
    const words = text.trim().split(/\s+/);
    const version = versions.read(words.at(-1) ?? '');
    if (version === null) return [];
    const name = words.slice(0, -1).join(' ').toLowerCase();
    const isOurs = name === '' || PLAIN.has(name) || names.has(name);
    const isNear = versions.major(version) <= versions.major(release) + MAJOR_AHEAD_MAX;
    return isOurs && isNear ? [{ text: words.at(-1) ?? '', version }] : [];
  });
  const latest = own.sort((a, b) => versions.compare(b.version, a.version))[0];
  if (latest === undefined) return { age: 'unknown', version: '' };
  const age = versions.compare(latest.version, release) < 0 ? 'before' : 'at-or-after';
  return { age, version: latest.text };
}
