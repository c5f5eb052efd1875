/**
 * How text of others loses its power on GitHub.
 *
 * Markdown escapes are not enough: GitHub looks for mentions, references and commits in the text that is left after
 * Markdown was rendered, where `\@ada` and `&#64;ada` are `@ada` again. Code spans are left alone there, but mail
 * clients and replies by mail read the raw text, and a code span that somebody cuts in half is none. So each of these
 * words is broken by a zero-width space, which works rendered, raw and cut: between `@` and a name, after `#`, within
 * `GH-`, a commit's hash, the `://` of an address. Dependabot and Renovate have done the same for years
 * (link_and_mention_sanitizer.rb, lib/util/markdown.ts). It costs exact copying of quoted text, which nobody runs.
 *
 * The rules that are broken: html-pipeline's MentionFilter (`@` and a letter or digit), GitHub's "Autolinked references
 * and URLs" (`#1`, `GH-1`, `owner/repository#1`, addresses, hashes of 7 to 40 hexadecimal digits), GFM's extended
 * autolinks (`www.`, `://`, mail addresses), and its "closing keywords", which need one of those references.
 */
const BREAK = '\u200B';

/** By name: a numeric one would hold a `#` and digits for whoever reads it raw. */
const ENTITIES = [
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['|', '&verbar;'],
  ['`', '&grave;'],
] as const;

/** Shortest abbreviation of a commit that GitHub links, less one. */
const HEX_RUN_MAX = 6;

/** More marks on one letter than any script uses tower over the lines around it. */
const MARKS_MAX = 6;

/** Joiners hold emoji and letters of some scripts together; beside ASCII they only hide something. */
const JOINERS = /(?<![^\p{ASCII}])[\u200C\u200D]|[\u200C\u200D](?![^\p{ASCII}])/gu;

/** Invisible and direction characters, private ones, tags; line feeds stay. */
const INVISIBLE = /(?!\n|\u200C|\u200D)[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu;

// biome-ignore lint/suspicious/noControlCharactersInRegex: line ends are control characters
const LINE_ENDS = /\r\n?|[\u000B\u000C\u0085\u2028\u2029]/g;

/** As text of one alphabet and no tricks: no invisible characters, no half surrogates, line ends as line feeds. */
export function cleanText(text: string): string {
  return text
    .replace(LINE_ENDS, '\n')
    .replaceAll('\t', ' ')
    .replace(INVISIBLE, '')
    .replace(JOINERS, '')
    .replace(/\p{M}+/gu, (marks: string) => [...marks].slice(0, MARKS_MAX).join(''));
}

/**
 * Clean text that mentions, links and references nobody, wherever it is shown as plain text (annotations, titles).
 * Markdown in it still works.
 */
export function breakReferences(clean: string): string {
  return clean
    .replace(/[@#]/g, `$&${BREAK}`)
    .replace(/(gh-)(?=\d)/gi, `$1${BREAK}`)
    .replaceAll('://', `:${BREAK}//`)
    .replace(/www(?=\.)/gi, `$&${BREAK}`)
    .replace(/\/(?:issues?|pulls?|discussions|commits?)\/(?=[0-9a-f])/gi, `$&${BREAK}`)
    .replace(/(?<![0-9A-Za-z])[0-9a-f]{7,}(?![0-9A-Za-z])/gi, breakHash);
}

/**
 * Clean text as one line of Markdown that is nothing but text: in a paragraph, list item, quotation, table cell, heading
 * or link text, without changing them. It holds no `<`, no `|` and no backtick.
 */
export function escapeLine(clean: string): string {
  return (
    withEntities(breakReferences(clean.replace(/\s+/gu, ' ').trim()))
      .replace(/[\\*_[\]~]/g, '\\$&')
      // A formula needs a dollar sign beside a word; no escape is honoured there.
      .replace(/\$/g, () => `${BREAK}$${BREAK}`)
      .replace(/^(?:[-+=/]|:(?=-)|\d+(?=[.)]))/, (start) => escapeStart(start))
  );
}

/** What `escapeLine` wrote, as it was meant; words stay broken. */
export function unescapeLine(escaped: string): string {
  const plain = escaped.replace(/\\([\\*_[\]~+=/:.)-])/g, '$1');
  // The ampersand was written first, so it is read last.
  return ENTITIES.reduceRight((rest, [mark, entity]) => rest.replaceAll(entity, mark), plain);
}

function withEntities(text: string): string {
  return ENTITIES.reduce((rest, [mark, entity]) => rest.replaceAll(mark, entity), text);
}

/** What could begin a list, an underline, a table or another app's command at the start of a line. */
function escapeStart(start: string): string {
  return /^\d/.test(start) ? `${start}\\` : `\\${start}`;
}

function breakHash(hash: string): string {
  return hash.replace(new RegExp(`.{${HEX_RUN_MAX}}(?!$)`, 'g'), `$&${BREAK}`);
}
