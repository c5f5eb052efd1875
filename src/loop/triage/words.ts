/** Words that are visible before anybody opens anything. */
export const VISIBLE_WORDS_MAX = 900;

/**
 * Words that a reader sees on GitHub without opening a fold: what stands in `<details>` is hidden but its summary, comments
 * and addresses of links are no words. Of our own Markdown; pictures stand in folds.
 */
export function visibleWords(markdown: string): number {
  let depth = 0;
  let shown = '';
  for (const line of markdown.split('\n')) {
    const opens = line.includes('<details>');
    const closes = line.includes('</details>');
    if (opens) depth += 1;
    if (depth === 0) shown += `${line}\n`;
    else if (depth === 1 && line.includes('<summary>')) shown += `${line}\n`;
    if (closes) depth = Math.max(0, depth - 1);
  }
  const words = shown
    .replace(/<!--.*?-->/gs, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\]\([^)]*\)/g, '] ')
    .split(/\s+/u);
  return words.filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}
