import { parseHTML } from 'linkedom';

/** Ends a paragraph or a line. */
const BLOCKS = 'p, div, li, h1, h2, h3, h4, h5, h6, blockquote, tr, br';

/** The words of a piece of HTML, one paragraph a line; code stands between fences, as in Markdown. */
export function htmlText(html: string): string {
  const { document } = parseHTML(`<!doctype html><html><body>${html}</body></html>`);
  for (const each of document.querySelectorAll('script, style')) each.remove();
  for (const block of document.querySelectorAll('pre')) {
    block.replaceWith(document.createTextNode(`\n\`\`\`\n${(block.textContent ?? '').trimEnd()}\n\`\`\`\n`));
  }
  for (const block of document.querySelectorAll(BLOCKS)) block.append(document.createTextNode('\n'));
  for (const line of document.querySelectorAll('br')) line.replaceWith(document.createTextNode('\n'));
  return (document.body.textContent ?? '').replaceAll(/\n{3,}/g, '\n\n').trim();
}
