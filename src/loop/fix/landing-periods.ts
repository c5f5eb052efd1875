import type { KnownLanding } from '../fix-record.ts';
import { commitKey, landingNames } from '../fix-record.ts';

/** While a landing was in force: from when it, or what brought it back, landed, until it was taken back. */
export interface Period {
  /** what began it: the landing itself, or the one that took back its revert */
  by: KnownLanding;
  from: Date;
  /** null: it is still in force */
  until: Date | null;
  /** what ended it; null: nothing did */
  endedBy: KnownLanding | null;
}

/** Without the commits that were pushed as part of a pull request: it is the pull request that takes something back. */
export function withoutParts(all: readonly KnownLanding[]): KnownLanding[] {
  const parts = new Set(
    all.flatMap(({ repositoryId, number, sha, includes }) =>
      number === null
        ? []
        : [...includes, ...(sha === null ? [] : [sha])].map((each) => commitKey(repositoryId, each)),
    ),
  );
  return all.filter(({ number, key }) => number !== null || !parts.has(key));
}

/**
 * When a landing was in force, given all landings that take it or each other back. A revert of a revert brings it back.
 * What takes back must be later than what it takes back, so this ends.
 */
export function periodsOf(landing: KnownLanding, all: readonly KnownLanding[]): Period[] {
  const reverts = revertsOf(landing, all);
  if (reverts.length === 0) return [{ by: landing, from: landing.at, until: null, endedBy: null }];
  const turns = reverts
    .flatMap((revert) =>
      periodsOf(revert, all).flatMap(({ by, from, until, endedBy }) => [
        { at: from, by, taken: 1 },
        ...(until === null || endedBy === null ? [] : [{ at: until, by: endedBy, taken: -1 }]),
      ]),
    )
    .sort((a, b) => a.at.getTime() - b.at.getTime() || a.taken - b.taken);
  const periods: Period[] = [{ by: landing, from: landing.at, until: null, endedBy: null }];
  let taken = 0;
  for (const turn of turns) {
    const before = taken;
    taken += turn.taken;
    const last = periods.at(-1);
    if (before === 0 && taken > 0 && last !== undefined) {
      last.until = turn.at;
      last.endedBy = turn.by;
    } else if (before > 0 && taken === 0) {
      periods.push({ by: turn.by, from: turn.at, until: null, endedBy: null });
    }
  }
  return periods;
}

function revertsOf(landing: KnownLanding, all: readonly KnownLanding[]): KnownLanding[] {
  const names = new Set(landingNames(landing));
  return all.filter(
    (other) =>
      other.repositoryId === landing.repositoryId &&
      (other.at > landing.at || (other.at.getTime() === landing.at.getTime() && other.key > landing.key)) &&
      other.reverts.some((key) => names.has(key)),
  );
}
