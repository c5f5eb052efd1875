/** Longest title that a tool gives to a release. */
const TITLE_CHARACTERS_MAX = 200;

/** `chore(main): `, `ci(release): `: what tools write before it. A `fix: release the lock` is none of theirs. */
const CHORE = /^(?:chore|ci|build|release)(?:\([^)]*\))?!?:\s*/i;

/** `1.4.0`, `v1.4.0-rc.1`, `gate 1.4.0`, `@acme/gate@1.4.0`, `gate-v1.4.0` */
const VERSION = /^(?:[@\w./-]*[\w/]\s?[@-]?)?v?\d+\.\d+(?:\.\d+)?(?:[-+][\w.+-]*)?$/i;

/**
 * Whether a pull request is a tool's that makes a release of what was merged before it: release-please
 * (`chore(main): release 1.4.0`), changesets (`Version Packages`), semantic-release and lerna (`chore(release): 1.4.0`,
 * `chore(release): publish`). Its text lists what others fixed, also what was taken back since, and says "closes" of what
 * they only mentioned: it fixes nothing itself.
 * Source: https://github.com/googleapis/release-please#whats-a-release-pr, https://github.com/changesets/action
 */
export function isReleasePull(title: string): boolean {
  const plain = title
    .slice(0, TITLE_CHARACTERS_MAX)
    .replace(/\s*\[skip ci\]\s*$/i, '')
    .replace(/\s*\([\w ]+\)\s*$/, '')
    .trim();
  const rest = plain.replace(CHORE, '');
  const isChore = rest !== plain;
  if (/^version packages$/i.test(rest) || (isChore && /^(?:publish|releases?)$/i.test(rest))) return true;
  const [word = '', ...more] = rest.split(/\s+/);
  const named = more.join(' ');
  if (/^releases?:?$/i.test(word)) return VERSION.test(named) || (isChore && /^[\w./@-]+$/.test(named));
  return VERSION.test(rest) && (isChore || /^v?\d/i.test(rest));
}
