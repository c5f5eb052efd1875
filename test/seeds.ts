/** Seeds as somebody names them: `17`, `1,2,3` or `1..5000`. */
export function seedsOf(text: string): number[] {
  return text.split(',').flatMap((part) => {
    const [from = 0, to = from] = part.split('..').map(Number);
    if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to)) throw new Error(`no seeds: ${text}`);
    return Array.from({ length: to - from + 1 }, (_, index) => from + index);
  });
}
