import type { FunctionName } from './agenda.ts';

/** So many decisions fit into an hour. */
const PLACES: Record<FunctionName, number> = { product: 3, docs: 2, support: 2 };

/** A team without an hour; and what a week without shared problems is filled up to. */
const PLACES_SHORT = 3;

/** What stands for a cluster while places are given away. */
export interface Candidate {
  function: FunctionName;
  /** it stood in the issue before and was not decided, or put off */
  carried: boolean;
  /** more than one person has it, or somebody said that it is grave */
  shared: boolean;
}

/**
 * The candidates that get a place, in the order in which they came: three of Product, two of Docs, two of Support; or
 * the first three of anybody in a short issue. What waits already goes first, whoever reported it: it may not leave without
 * a word, and in its third week it has to be decided. What one person reported gets in newly only while there are fewer than
 * three. Places that a function does not need stay empty: fewer decisions are better ones.
 * @param candidates best first
 */
export function choosePlaces<C extends Candidate>(candidates: readonly C[], length: 'full' | 'short'): C[] {
  const inTurn = [
    ...candidates.filter(({ carried, shared }) => carried && shared),
    ...candidates.filter(({ carried, shared }) => carried && !shared),
    ...candidates.filter(({ carried, shared }) => !carried && shared),
    ...candidates.filter(({ carried, shared }) => !carried && !shared),
  ];
  if (length === 'short') return inTurn.slice(0, PLACES_SHORT);
  const left = { ...PLACES };
  let taken = 0;
  return inTurn.filter((candidate) => {
    const alone = !candidate.carried && !candidate.shared;
    if (left[candidate.function] === 0 || (alone && taken >= PLACES_SHORT)) return false;
    left[candidate.function] -= 1;
    taken += 1;
    return true;
  });
}
