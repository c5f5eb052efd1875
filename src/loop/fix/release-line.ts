import type { Release } from '../fix-record.ts';
import type { TagVersion } from './version.ts';
import { compareVersions, tagVersion } from './version.ts';

/** What the config says of tags, as far as it concerns one repository. */
export interface TagRules {
  /** name of the repository */
  repository: string;
  /** repository or package to the prefix of its tags (`releases.packages`) */
  packages: Readonly<Record<string, string>>;
  /** whether a prerelease counts as released */
  prereleases: boolean;
}

/** The prefix of the repository's own tags; null: any tag is its release. */
function ownPrefix({ repository, packages }: TagRules): string | null {
  const name = Object.keys(packages).find((key) => key.toLowerCase() === repository.toLowerCase());
  return name === undefined ? null : (packages[name] ?? null);
}

/** `@acme/gate@1.4.0`: as the tools of npm's monorepos tag, which name the package themselves. */
const NAMES_ITS_PACKAGE = /^((?:@[\w.-]{1,100}\/)?[\w.-]{1,100})@v?\d/;

/** The package that a tag is of: by the config, of several prefixes the longest, else as the tag itself says. */
export function packageOfTag(tag: string, rules: TagRules): string | null {
  const matching = Object.entries(rules.packages)
    .filter(([, prefix]) => prefix !== '' && tag.startsWith(prefix))
    .sort(([, a], [, b]) => b.length - a.length);
  return matching[0]?.[0] ?? NAMES_ITS_PACKAGE.exec(tag)?.[1] ?? null;
}

/** The packages of a repository: those of the config, and those that its tags name. The repository itself is none. */
export function packageNames(tags: readonly string[], rules: TagRules): string[] {
  const named = tags.flatMap((tag) => packageOfTag(tag, rules) ?? []);
  const own = rules.repository.toLowerCase();
  return [...new Set([...Object.keys(rules.packages), ...named])].filter(
    (name) => name.toLowerCase() !== own,
  );
}

/**
 * Whether a release makes a landing usable, if it has it: it is there, stable unless the config takes prereleases, and
 * of a package that the landing touches, where that is known.
 */
export function countsFor(release: Release, packages: readonly string[], rules: TagRules): boolean {
  if (release.goneAt !== null || (release.prerelease && !rules.prereleases)) return false;
  const prefix = ownPrefix(rules);
  if (prefix !== null && !release.tag.startsWith(prefix)) return false;
  const released = packageOfTag(release.tag, rules);
  return packages.length === 0 || released === null || packages.includes(released);
}

/** The packages that these paths touch: by a folder, or two, that bear the package's name. */
export function packagesOfPaths(paths: readonly string[], names: readonly string[]): string[] {
  return names.filter((name) => {
    const bare = name.replace(/^@/, '');
    const last = bare.split('/').at(-1) ?? bare;
    return paths.some((path) => `/${path}`.includes(`/${bare}/`) || `/${path}`.includes(`/${last}/`));
  });
}

/**
 * The release that this one follows, from which a comparison tells what is new: of the same line the highest version
 * below it, so that a backport follows the last one of its own branch. Where tags are no versions, the one published
 * before. A stable release follows a stable one, unless prereleases count.
 * @param others releases of the repository, in any order
 * @returns null for the first release of its line
 */
export function previousRelease(
  release: Release,
  others: readonly Release[],
  prereleases: boolean,
): Release | null {
  const candidates = others.filter(
    (other) =>
      other.id !== release.id &&
      other.tag !== release.tag &&
      other.goneAt === null &&
      (prereleases || release.prerelease || !other.prerelease),
  );
  const version = tagVersion(release.tag);
  if (version === null) {
    return (
      candidates
        .filter(({ publishedAt }) => publishedAt < release.publishedAt)
        .sort((a, b) => b.publishedAt.getTime() - a.publishedAt.getTime())[0] ?? null
    );
  }
  const lower = candidates
    .flatMap((other): { other: Release; at: TagVersion }[] => {
      const at = tagVersion(other.tag);
      return at !== null && at.line === version.line && compareVersions(at, version) < 0
        ? [{ other, at }]
        : [];
    })
    .sort((a, b) => compareVersions(b.at, a.at));
  return lower[0]?.other ?? null;
}
