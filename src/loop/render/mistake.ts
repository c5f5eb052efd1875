import { renderMarkerText } from './marker.ts';

/**
 * The one comment that answers a mistaken command: what was expected, and nothing else.
 * @param expected own Markdown sentences, never text of others; a sentence that comes twice is said once
 * @param marker `KIND:KEY` of the comment
 */
export function renderMistake(expected: readonly string[], marker: string): string {
  return [
    ...new Set(expected),
    '<sub>Fullcircle, an automated app, answers your command here, which changed nothing. Edit your text to correct it and this answer goes away; or delete this comment, and it does not come back.</sub>',
    renderMarkerText(marker),
  ].join('\n\n');
}
