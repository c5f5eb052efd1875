import { isWithin } from '../record/days.ts';
import type { Window } from '../statistics/metric.ts';
import { CONTRIBUTION_KINDS, type ContributionKind } from './contribution-kind.ts';
import type { Contribution } from './contributions.ts';

/** One way of helping, with those who did. */
export interface Thanks {
  kind: ContributionKind;
  /** logins in alphabetical order, without numbers: a thank-you is no ranking */
  people: readonly string[];
  /** whether people whose accounts are gone did, too */
  others: boolean;
}

/** Who gave what in a window, by kind. Kinds that nobody gave are left out. */
export function thanksTo(
  given: readonly Contribution[],
  logins: ReadonlyMap<number, string>,
  window: Window,
): Thanks[] {
  const within = given.filter(({ at }) => isWithin(at, window));
  return CONTRIBUTION_KINDS.flatMap((kind) => {
    const people = within.filter((each) => each.kind === kind).map(({ person }) => person);
    if (people.length === 0) return [];
    const names = people.flatMap(({ id }) => (id === null ? [] : (logins.get(id) ?? [])));
    return {
      kind,
      people: [...new Set(names)].sort((one, other) => (one.toLowerCase() < other.toLowerCase() ? -1 : 1)),
      others: people.some(({ id }) => id === null || !logins.has(id)),
    };
  });
}
