import { neutralisePlain } from './neutralise.ts';

/** What fits on a line beside a link and two numbers. */
const TITLE_CHARACTERS_MAX = 90;

/** The title of a thread as words without links, for a list item, table cell or link text. A title is no Markdown. */
export function threadTitle(title: string, maxCharacters: number = TITLE_CHARACTERS_MAX): string {
  const words = neutralisePlain(title, { inline: true, maxCharacters });
  return words === '' ? '(no title)' : words;
}
