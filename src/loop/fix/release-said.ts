import type { Release } from '../fix-record.ts';
import type { TagVersion } from './version.ts';
import { compareVersions, tagVersion } from './version.ts';

/**
 * The release that somebody means by its tag, or by the same version with or without `v`. One with another prefix
 * (`core@1.4.0`) is meant only where no other release had that version when it was said: others may come to it later.
 */
export function releaseSaid(
  { word, at }: { word: string; at: Date },
  repositoryId: number,
  releases: readonly Release[],
): Release | null {
  const here = releases.filter((release) => release.repositoryId === repositoryId);
  return (
    spelled(word, here) ??
    only(here.filter(({ tag, publishedAt }) => mayMean(word, tag) && publishedAt <= at))
  );
}

/** The release of this tag, else of the same version with or without `v`. */
export function spelled(word: string, releases: readonly Release[]): Release | null {
  return (
    only(releases.filter(({ tag }) => tag.toLowerCase() === word.toLowerCase())) ??
    only(releases.filter(({ tag }) => isSameVersion(word, tag, isSameLine)))
  );
}

/** The tag as it is spelled with `v`, or without; null: it does not begin with a number. */
export function otherSpelling(tag: string): string | null {
  if (/^\d/.test(tag)) return `v${tag}`;
  return /^v\d/i.test(tag) ? tag.slice(1) : null;
}

/** Whether the word may mean the tag, depending on which other releases there are. */
export function mayMean(word: string, tag: string): boolean {
  return (
    tag.toLowerCase() === word.toLowerCase() ||
    isSameVersion(word, tag, (said, there) => lineOf(said) === '' || isSameLine(said, there))
  );
}

function isSameVersion(
  word: string,
  tag: string,
  isLine: (said: TagVersion, there: TagVersion) => boolean,
): boolean {
  const [said, there] = [tagVersion(word), tagVersion(tag)];
  return said !== null && there !== null && compareVersions(said, there) === 0 && isLine(said, there);
}

function isSameLine(a: TagVersion, b: TagVersion): boolean {
  return lineOf(a) === lineOf(b);
}

/** The prefix of the tag, without the `v` before the number. */
function lineOf({ line }: TagVersion): string {
  return line.toLowerCase().replace(/v$/, '');
}

/** Of releases of one tag the one that is there; null: they have several tags, or there is none. */
function only(releases: readonly Release[]): Release | null {
  const tags = new Set(releases.map(({ tag }) => tag.toLowerCase()));
  if (tags.size !== 1) return null;
  return releases.find(({ goneAt }) => goneAt === null) ?? releases[0] ?? null;
}
