/** A version as tags and reports write it, in the sense of semver.org as far as it goes. */
export interface Version {
  /** `3.2` is 3, 2 */
  numbers: readonly number[];
  /** `rc.1`; '' for none */
  prerelease: string;
}

/** What a tag says: the line of releases it belongs to (`v`, `core@`) and where it stands in it. */
export interface TagVersion extends Version {
  line: string;
}

/** Longer names are no version tags. */
const TAG_CHARACTERS_MAX = 200;

/** Five parts are more than anybody uses; more digits are a date or a build. */
const VERSION =
  /(\d{1,9}(?:\.\d{1,9}){0,4})(?:[-.]?((?:alpha|beta|rc|pre|preview|dev|next|canary|nightly|a|b)[.\w-]*)|-([0-9A-Za-z][.\w-]*))?(?:\+[.\w-]*)?$/i;

/** The version at the end of a tag; null where it ends in none. */
export function tagVersion(tag: string): TagVersion | null {
  if (tag.length > TAG_CHARACTERS_MAX) return null;
  const found = VERSION.exec(tag);
  if (found === null) return null;
  const [, numbers = '', named = '', other = ''] = found;
  return {
    line: tag.slice(0, found.index),
    numbers: numbers.split('.').map(Number),
    prerelease: (named || other).toLowerCase(),
  };
}

/** Below 0: `a` is earlier. A prerelease is earlier than its release; numbers compare as numbers. */
export function compareVersions(a: Version, b: Version): number {
  const length = Math.max(a.numbers.length, b.numbers.length);
  for (let at = 0; at < length; at += 1) {
    const difference = (a.numbers[at] ?? 0) - (b.numbers[at] ?? 0);
    if (difference !== 0) return difference;
  }
  if (a.prerelease === b.prerelease) return 0;
  if (a.prerelease === '') return 1;
  if (b.prerelease === '') return -1;
  return comparePrereleases(a.prerelease, b.prerelease);
}

function comparePrereleases(a: string, b: string): number {
  const [ours, theirs] = [partsOf(a), partsOf(b)];
  for (let at = 0; at < Math.max(ours.length, theirs.length); at += 1) {
    const [one, other] = [ours[at], theirs[at]];
    if (one === undefined || other === undefined) return one === undefined ? -1 : 1;
    const [left, right] = [Number(one), Number(other)];
    if (Number.isNaN(left) || Number.isNaN(right)) {
      if (one !== other) return one < other ? -1 : 1;
    } else if (left !== right) return left - right;
  }
  return 0;
}

/** `rc.1`, `rc1` and `rc-1` alike. */
function partsOf(prerelease: string): string[] {
  return prerelease.match(/\d+|[a-z]+/g) ?? [];
}
