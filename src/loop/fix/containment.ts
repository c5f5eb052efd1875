import type { Landing, Release, Witness } from '../fix-record.ts';
import { numbersInSubject, pickedCommits } from './reverts.ts';

/** What GitHub says of two commits, as far as it was read. */
export interface Comparison {
  /** of the head against the base */
  status: 'identical' | 'ahead' | 'behind' | 'diverged';
  /** reachable from the head and not from the base, as far as they were read */
  commits: readonly { sha: string; message: string }[];
  /** whether all of them were read */
  complete: boolean;
}

/** Landings that a release is asked about at once; more than wait anywhere. */
export const WAITING_MAX = 500;

/** Where a comparison was cut, so many landings are asked about one by one. */
const SINGLE_MAX = 10;

/** What to compare with the tag: everything since the release before, or one landing alone. */
export type Question = { base: string; of: 'release' } | { base: string; of: 'landing'; key: string };

/**
 * What to ask GitHub about a release, as few questions as will do. None where nothing waits; one for a single landing
 * (is it an ancestor?), which also does where there is no release before; else one for all, from the release before.
 * @param previous tag of the release before; null: this is the first
 */
export function firstQuestions(waiting: readonly Landing[], previous: string | null): Question[] {
  const withCommit = waiting.filter(({ sha }) => sha !== null);
  const oldest = [...withCommit].sort((a, b) => a.at.getTime() - b.at.getTime())[0];
  if (oldest?.sha === undefined || oldest.sha === null) {
    return waiting.length > 0 && previous !== null ? [{ base: previous, of: 'release' }] : [];
  }
  // From the oldest landing on, a first release tells of all others, too.
  if (previous === null || waiting.length === 1)
    return [{ base: oldest.sha, of: 'landing', key: oldest.key }];
  return [{ base: previous, of: 'release' }];
}

/** What to ask about one by one, where the answer for all was cut short or could not be had. */
export function furtherQuestions(undecided: readonly Landing[]): Question[] {
  return undecided
    .flatMap(({ sha, key }): Question[] => (sha === null ? [] : [{ base: sha, of: 'landing', key }]))
    .slice(0, SINGLE_MAX);
}

/** What one answer says of the landings. Undecided ones are left out. `null`: the tag or the commit is not there. */
export function readAnswer(
  question: Question,
  comparison: Comparison | null,
  waiting: readonly Landing[],
  release: Release,
): Map<string, Witness | null> {
  const found = new Map<string, Witness | null>();
  if (comparison === null) return found;
  const listed = listedCommits(comparison);
  for (const landing of waiting) {
    const witness = witnessOf(landing, listed);
    if (witness !== null) found.set(landing.key, witness);
    else if (isAncestor(question, landing, comparison)) found.set(landing.key, 'commit');
    else if (comparison.complete) found.set(landing.key, byNotes(landing, release));
  }
  return found;
}

function isAncestor(question: Question, { key }: Landing, { status }: Comparison): boolean {
  return question.of === 'landing' && question.key === key && (status === 'ahead' || status === 'identical');
}

/** Where no commit tells of it, the notes alone speak; they name a pull request that was merged before. */
export function byNotes(landing: Landing, release: Release): Witness | null {
  const { number } = landing;
  if (number === null || landing.at > release.publishedAt || landing.reverts.length > 0) return null;
  return release.named.includes(number) ? 'notes' : null;
}

interface Listed {
  shas: ReadonlySet<string>;
  picked: ReadonlySet<string>;
  numbers: ReadonlySet<number>;
}

function listedCommits({ commits }: Comparison): Listed {
  return {
    shas: new Set(commits.map(({ sha }) => sha)),
    picked: new Set(commits.flatMap(({ message }) => pickedCommits(message))),
    numbers: new Set(commits.flatMap(({ message }) => numbersInSubject(message))),
  };
}

function witnessOf({ sha, number }: Landing, { shas, picked, numbers }: Listed): Witness | null {
  if (sha !== null && shas.has(sha)) return 'commit';
  if (sha !== null && picked.has(sha)) return 'picked';
  return number !== null && numbers.has(number) ? 'subject' : null;
}

/** Numbers of pull requests that a release's notes name: `#45`, `(#45)`, an address of this repository on any host. */
export function namedInNotes(notes: string, repository: { owner: string; name: string }): number[] {
  const text = notes
    .slice(0, NOTES_CHARACTERS_MAX)
    .split('\n')
    .filter((line) => !SAYS_OTHERWISE.test(line))
    .join('\n');
  const address = `/${repository.owner}/${repository.name}/pull/`.toLowerCase();
  const named = new Set<number>();
  for (const match of text.matchAll(/(?<![\w/])#(\d{1,10})\b/g)) named.add(Number(match[1]));
  const lower = text.toLowerCase();
  for (let at = lower.indexOf(address); at >= 0; at = lower.indexOf(address, at + 1)) {
    const digits = /^\d{1,10}/.exec(lower.slice(at + address.length, at + address.length + 10))?.[0];
    if (digits !== undefined) named.add(Number(digits));
  }
  return [...named].slice(0, NAMED_MAX);
}

/** A line that names a pull request, but not as what is in the release. */
const SAYS_OTHERWISE =
  /\b(?:revert(?:s|ed|ing)?|known issues?|not (?:yet )?(?:included|fixed|part)|workaround)\b/i;

/** GitHub's own limit of a body is below this. */
const NOTES_CHARACTERS_MAX = 131_072;
const NAMED_MAX = 1_000;
