import { referenceNamed, runsOfWords } from './closing-references.ts';

/** What a text says to take back, or to have picked from elsewhere. */
export interface TakenBack {
  /** pull requests, in the repository where it was written unless named */
  pulls: { repository: { owner: string; name: string } | null; number: number }[];
  /** commits, 40 hexadecimal digits in lower case */
  commits: string[];
}

/** More than one branch needs, and few enough to look for. */
const COMMITS_MAX = 50;

/** Longest message that is read; git's own line stands at its end, pull requests' bodies are as long as this. */
const MESSAGE_CHARACTERS_MAX = 65_536;

/**
 * What a pull request takes back: GitHub's "Revert" button writes `Reverts owner/name#45` into the body, `git revert`
 * writes `This reverts commit SHA.`. The title alone (`Revert "…"`) names nobody.
 * @param host as of `closingReferences`
 */
export function takenBackByPull(title: string, body: string, host: string): TakenBack {
  const runs = runsOfWords(body);
  const pulls = runs.flatMap((words) => {
    // Only where it is what the pull request is for: at the start of a paragraph, or under a title that says so.
    const isRevert = /^revert\b/i.test(title.trim());
    return words.flatMap((word, at) => {
      if (!/^reverts:?$/i.test(word) || (at > 0 && !isRevert)) return [];
      const name = referenceNamed(words[at + 1] ?? '', host);
      return name === null ? [] : [name];
    });
  });
  return { pulls, commits: revertedCommits(body) };
}

/** The commits that a commit's message takes back, as `git revert` writes it. */
export function revertedCommits(message: string): string[] {
  return commitsAfter(message, /^\s{0,3}This reverts commit ([0-9a-f]{40})\b/gim);
}

/** The commits that a commit was picked from, as `git cherry-pick -x` writes it. */
export function pickedCommits(message: string): string[] {
  return commitsAfter(message, /^\s{0,3}\(cherry picked from commit ([0-9a-f]{40})\)/gim);
}

/** Numbers of pull requests in the first line of a commit: `Fix the crash (#45)`, `Merge pull request #45 from …`. */
export function numbersInSubject(message: string): number[] {
  const subject = message.split('\n', 1)[0]?.slice(0, SUBJECT_CHARACTERS_MAX) ?? '';
  // What takes a change back names it, too.
  if (/^revert\b/i.test(subject)) return [];
  const merged = /^Merge pull request #(\d{1,10}) from /.exec(subject)?.[1];
  const squashed = [...subject.matchAll(/\(#(\d{1,10})\)/g)].map((match) => match[1]);
  return [merged, ...squashed].flatMap((digits) => (digits === undefined ? [] : [Number(digits)]));
}

/** GitHub wraps a subject at 72; what tools write is seldom longer than twice that. */
const SUBJECT_CHARACTERS_MAX = 300;

function commitsAfter(message: string, pattern: RegExp): string[] {
  const found = [...message.slice(0, MESSAGE_CHARACTERS_MAX).matchAll(pattern)];
  return [...new Set(found.map((match) => (match[1] ?? '').toLowerCase()))].slice(0, COMMITS_MAX);
}
