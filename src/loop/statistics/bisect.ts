/**
 * Where a condition turns true between `low` (false) and `high` (true): the smallest double of that side. It ends where
 * no double is left between, after about 60 halvings, or up to 1,100 for a place next to 0.
 */
export function bisect(isReached: (x: number) => boolean, low: number, high: number): number {
  let below = low;
  let reached = high;
  for (;;) {
    const middle = below + (reached - below) / 2;
    if (middle <= below || middle >= reached) return reached;
    if (isReached(middle)) reached = middle;
    else below = middle;
  }
}

/** The first of `start`, `2 start`, `4 start` … that satisfies the condition. It must be satisfied somewhere. */
export function doubled(isReached: (x: number) => boolean, start: number): number {
  let x = start;
  while (!isReached(x)) x *= 2;
  return x;
}
