/** Longer words are not compared: nobody mistypes one of these by that much. */
const WORD_MAX = 64;
/** With more mistakes than this, another word was meant. `blocking` is still a `blocker`. */
const MISTAKES_SHARE_MAX = 0.4;

/**
 * The word that was probably meant: fewest typing mistakes (insertions, deletions, replacements, swapped neighbours),
 * at most four in ten letters, or the one it is the beginning of. null where none is near. Case does not count.
 */
export function nearestWord(typed: string, words: readonly string[]): string | null {
  const lower = typed.toLowerCase();
  if (lower === '' || lower.length > WORD_MAX) return null;
  let nearest: string | null = null;
  let fewest = Number.POSITIVE_INFINITY;
  for (const word of words) {
    const other = word.toLowerCase();
    if (other.length > WORD_MAX) continue;
    const mistakes = mistakesBetween(lower, other);
    const allowed = Math.max(1, Math.floor(Math.max(lower.length, other.length) * MISTAKES_SHARE_MAX));
    const begins = lower.length >= 3 && (other.startsWith(lower) || lower.startsWith(other));
    if ((mistakes <= allowed || begins) && mistakes < fewest) {
      nearest = word;
      fewest = mistakes;
    }
  }
  return nearest;
}

/** Optimal string alignment distance. */
function mistakesBetween(a: string, b: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      current.push(
        Math.min(
          replaced,
          (previous[j] ?? 0) + 1,
          (current[j - 1] ?? 0) + 1,
          swapped ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    before = previous;
    previous = current;
  }
  return previous[b.length] ?? 0;
}
