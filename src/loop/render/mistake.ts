import { renderMarkerText } from './marker.ts';
import type { CommandTexts } from './texts/command-texts.ts';

/**
 * The one comment that answers a mistaken command: what was expected, and nothing else.
 * @param expected own Markdown sentences, never text of others; a sentence that comes twice is said once
 * @param marker `KIND:KEY` of the comment
 */
export function renderMistake(
  expected: readonly string[],
  { mistakeFooter }: Pick<CommandTexts, 'mistakeFooter'>,
  marker: string,
): string {
  return [...new Set(expected), `<sub>${mistakeFooter}</sub>`, renderMarkerText(marker)].join('\n\n');
}
