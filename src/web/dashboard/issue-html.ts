import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';

/** A weekly issue as HTML. Folded parts and markers in it are ours; others' HTML was taken out when it was rendered. */
export function issueHtml(markdown: string): string {
  const html = micromark(markdown, {
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
    allowDangerousHtml: true,
  });
  // Boxes stand beside their words, not in a label.
  return html.replaceAll('<input type="checkbox" ', '<input type="checkbox" aria-label="Box" ');
}
