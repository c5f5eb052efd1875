/** Halvings at most: 2^-200 of any bracket used here is far below the distance of neighbouring doubles. */
const HALVINGS_MAX = 200;

/**
 * Where an increasing condition turns true between `low` (false) and `high` (true): the smallest double found that
 * satisfies it, to the last bit where the bracket allows.
 */
export function bisect(isReached: (x: number) => boolean, low: number, high: number): number {
  let below = low;
  let reached = high;
  for (let halving = 0; halving < HALVINGS_MAX; halving += 1) {
    const middle = below + (reached - below) / 2;
    if (middle === below || middle === reached) break;
    if (isReached(middle)) reached = middle;
    else below = middle;
  }
  return reached;
}

/** The first of `start`, `2 start`, `4 start` … that satisfies the condition. It must be satisfied somewhere. */
export function doubled(isReached: (x: number) => boolean, start: number): number {
  let x = start;
  while (!isReached(x)) x *= 2;
  return x;
}
