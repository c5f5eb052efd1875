/** The share of the whole, in per cent, that the fewest people must give together. */
const BUS_FACTOR_PERCENT = 51;

/**
 * The fewest people who give 51 % of something, from how much each of them gave (>= 0, any order); null where nothing
 * was given. CHAOSS calls it the contributor absence factor, at 50 %.
 * @throws RangeError for a negative amount
 */
export function busFactor(amounts: readonly number[]): number | null {
  if (!amounts.every((amount) => amount >= 0)) throw new RangeError('no amount is negative');
  const total = amounts.reduce((sum, amount) => sum + amount, 0);
  if (total === 0) return null;
  let given = 0;
  let people = 0;
  for (const amount of amounts.toSorted((one, other) => other - one)) {
    given += amount;
    people += 1;
    // In per cent, so that whole numbers are compared exactly.
    if (given * 100 >= total * BUS_FACTOR_PERCENT) break;
  }
  return people;
}
