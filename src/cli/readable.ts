import { unescapeLine } from '../loop/render/escape.ts';

/**
 * Markdown that the app wrote for GitHub, for somebody who reads its source: without what a browser hides (markers,
 * the tags of folded parts), and with the words of others as they wrote them. Not to be sent to GitHub any more.
 */
export function readableMarkdown(markdown: string): string {
  const shown = markdown
    .replace(/ *<!--.*?-->/gs, '')
    .replace(/<\/?(?:details|summary)>/g, '')
    .replace(/\n{3,}/g, '\n\n');
  return unescapeLine(shown).trim();
}
