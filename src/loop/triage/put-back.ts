import { renderMarkerText } from '../render/marker.ts';
import type { CommandTexts } from '../render/texts/command-texts.ts';

/** The note where a tick was put back. It names nobody. */
export function renderPutBack(prefix: string, texts: CommandTexts, marker: string): string {
  return note(texts.putBack(example(prefix)), texts, marker);
}

/** The note where a box is ticked and nobody knows by whom. */
export function renderUnread(prefix: string, texts: CommandTexts, marker: string): string {
  return note(texts.unread(example(prefix)), texts, marker);
}

function example(prefix: string): string {
  return `\`${prefix}decide c12 fix\``;
}

function note(words: string, { tickFooter }: CommandTexts, marker: string): string {
  return [words, `<sub>${tickFooter}</sub>`, renderMarkerText(marker)].join('\n\n');
}
