import { renderMarkerText } from './marker.ts';

/**
 * The one comment that answers a mistaken command: what was expected, and nothing else.
 * @param expected own Markdown sentences, never text of others
 * @param marker `KIND:KEY` of the comment
 */
export function renderMistake(expected: readonly string[], marker: string): string {
  return [
    ...expected.map((sentence) => `${sentence}`),
    '<sub>Automated answer to your command. Edit or repeat the command to try again; `/undo` takes back the last one that worked.</sub>',
    renderMarkerText(marker),
  ].join('\n\n');
}
