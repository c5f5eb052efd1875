import { passages } from '../cluster/passages.ts';
import { parseMarkdown } from '../markdown.ts';

/** Characters of a quotation: two lines of the issue. */
export const QUOTE_CHARACTERS_MAX = 180;

/** Shorter lines are fields of a form ("Version: 3.2") or greetings. */
const QUOTE_CHARACTERS_MIN = 25;

/** Words of those who tell what does not work, or what they want. */
const TELLING =
  /\b(?:fail\w*|error|crash\w*|broken|breaks?|stuck|hangs?|can(?:no|')t|cannot|unable|does(?:n't| not)|do(?:n't| not)|is(?:n't| not)|won't|never|wrong|missing|instead|unexpected\w*|throws?|panics?|segfault\w*|how (?:do|can|to)|why|would (?:like|be)|expected|impossible|no longer|confus\w*|unclear|refus\w*|reject\w*|denied|dies|ignor\w*|loops?|stops?)\b|\?$/iu;

/** Lines of programs and of their traces that stand outside of code blocks. */
const CODE_LIKE =
  /[{};|]|=>|::|->|\(\)|\\\\|\b0x|^\s*(?:at |#\d|\$ )|stack trace|\w+\.\w+:\d+|\bon line \d|\b[a-z]:\\|\\\w+\\/iu;

/** What is said beside the matter, an address alone, a call to whoever reads it, and what a program prints. */
const ASIDE =
  /^\(|^https?:\S+$|^(?:(?:can|could|does|do|has|have|is)\s+)?(?:any|some)\s?(?:one|body)\b|^(?:error|warning|fatal|exception|note)\b[^ ]*:/iu;

/** Before it stood what it is about, and alone it says little. */
const LEANING = /^(?:neither|both|they|these|those|this|that|it)\b/iu;

/** What templates ask and greetings say; nobody's problem. */
const EMPTY =
  /^(?:hi|hello|hey|thanks|thank you|steps to|describe|expected|actual|environment|version|os\b|node\b|what happened|reproduc|please|i have searched|production\b|staging\b|development\b|local(?:ly| machine)?\b)/iu;

/**
 * One sentence of a report in its author's own words that tells the problem; null where there is none to be found.
 * Code, quotations of others, fields of forms and greetings are no sentences.
 */
export function readQuote(body: string): string | null {
  const sentences = passages(parseMarkdown(body))
    .lines.filter(({ kind }) => kind === 'prose')
    .flatMap(({ text }) => text.split(/(?<=[.!?])\s+(?=\p{Lu})/u))
    .map((text) => text.replace(/\s+/gu, ' ').trim())
    .filter((text) => text.length >= QUOTE_CHARACTERS_MIN && /\p{L}\P{L}+\p{L}/u.test(text));
  const telling = sentences.filter((text) => !EMPTY.test(text));
  const spoken = telling.filter((text) => !CODE_LIKE.test(text) && !ASIDE.test(text));
  // What ends with a colon leaves to the code below it what it is about: it has to tell something by itself.
  const whole = spoken.filter((text) => !text.endsWith(':'));
  const alone = (text: string) => !LEANING.test(text);
  const quote =
    whole.find((text) => isTelling(text) && alone(text)) ??
    spoken.find((text) => isTelling(text) && alone(text)) ??
    whole.find(isTelling) ??
    whole.find(alone) ??
    whole[0] ??
    null;
  return quote?.replace(/:$/u, '…') ?? null;
}

/** Whether a quotation tells what does not work, or what somebody wants. */
export function isTelling(quote: string): boolean {
  return TELLING.test(quote);
}

/** How lines of code name an error. */
const ERROR_NAME = /\b\w*(?:error|exception|panic(?:ked)?|fatal|traceback)\b/iu;

/** Pasted between sentences it begins with the name, as no sentence does. */
const ERROR_IN_PROSE =
  /^(?:uncaught |unhandled )?[\w.$]*(?:error|exception|panic|fatal)(?:\[\w+\]| \[\w+\]| [a-z]{1,4}\d+)?:\s/iu;

/** The error line of a report as a program printed it; '' where there is none. */
export function readErrorLine(body: string): string {
  const line = passages(parseMarkdown(body)).lines.find(({ kind, text }) =>
    kind === 'code' ? ERROR_NAME.test(text) && text.includes(':') : ERROR_IN_PROSE.test(text.trim()),
  );
  return line?.text.trim() ?? '';
}
