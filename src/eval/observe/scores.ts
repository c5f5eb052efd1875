/** Precision, recall and F1 of one class over pairs of (right, guessed). 0 where nothing was guessed or nothing was there. */
export interface ClassScore {
  precision: number;
  recall: number;
  f1: number;
  /** how many are of this class in truth */
  n: number;
}

export interface Pair {
  right: string;
  guessed: string;
}

export function classScore(pairs: readonly Pair[], name: string): ClassScore {
  const guessed = pairs.filter((pair) => pair.guessed === name).length;
  const n = pairs.filter((pair) => pair.right === name).length;
  const hits = pairs.filter((pair) => pair.guessed === name && pair.right === name).length;
  return { precision: ratio(hits, guessed), recall: ratio(hits, n), f1: ratio(2 * hits, guessed + n), n };
}

/** Unweighted mean of the F1 of the given classes. */
export function macroF1(pairs: readonly Pair[], classes: readonly string[]): number {
  return ratio(
    classes.reduce((sum, name) => sum + classScore(pairs, name).f1, 0),
    classes.length,
  );
}

export function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
