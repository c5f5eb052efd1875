/**
 * Hidden marks in what the app writes, by which it finds its own texts again. Anybody can write one: they count only
 * where the caller knows that our own bot wrote the text. Quoted text never holds one, since neutralised text has no `<`.
 */

/** What a text of the app is: `triage:2026-W48`, `why:12-34`. */
export interface Marker {
  kind: string;
  key: string;
}

/** A line of the weekly issue that people tick. */
export interface Box {
  /** the `/decide` word or another action */
  action: string;
  /** `c12`, … */
  id: string;
  ticked: boolean;
}

const OPEN = '<!-- fullcircle:';
const CLOSE = ' -->';

/** Longer ones are nobody's. */
const MARKER_CHARACTERS_MAX = 160;

const KIND = /^[a-z][a-z-]*$/;
/** No `--`, which would end an HTML comment for older parsers, and nothing that could leave one. */
const KEY = /^[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*$/;

/** `<!-- fullcircle:KIND:KEY -->`. Throws RangeError for words that would not be read back. */
export function renderMarker(kind: string, key: string): string {
  const text = `${OPEN}${kind}:${key}${CLOSE}`;
  const read = parseMarker(text);
  if (read?.kind !== kind || read.key !== key) throw new RangeError(`not a marker: ${kind}:${key}`);
  return text;
}

/** The same from `KIND:KEY`, as effects carry it. */
export function renderMarkerText(marker: string): string {
  const colon = marker.indexOf(':');
  return renderMarker(marker.slice(0, Math.max(colon, 0)), marker.slice(colon + 1));
}

/** The marker at the very end of a body (blanks and line ends may follow), null where there is none. */
export function parseMarker(body: string): Marker | null {
  const content = contentAtEnd(body);
  if (content === null) return null;
  const [kind = '', key = '', ...rest] = content.split(':');
  if (rest.length > 0 || kind === 'box' || !KIND.test(kind) || !KEY.test(key)) return null;
  return { kind, key };
}

/**
 * A line that people tick.
 * @param text own Markdown on one line; text of others neutralised
 */
export function renderBox({ action, id, ticked }: Box, text: string): string {
  const line = `- [${ticked ? 'x' : ' '}] ${text} ${OPEN}box:${action}:${id}${CLOSE}`;
  const read = parseBox(line);
  if (read?.action !== action || read.id !== id) throw new RangeError(`not a box: ${action}:${id}`);
  return line;
}

/** All boxes of a body, in its order. */
export function parseBoxes(body: string): Box[] {
  return body.split('\n').flatMap((line) => parseBox(line) ?? []);
}

function parseBox(line: string): Box | null {
  const start = line.trimStart();
  const mark = start.slice(0, 5).toLowerCase();
  if (mark !== '- [ ]' && mark !== '- [x]') return null;
  const [box, action = '', id = '', ...rest] = (contentAtEnd(start) ?? '').split(':');
  if (box !== 'box' || rest.length > 0 || !KIND.test(action) || !KEY.test(id)) return null;
  return { action, id, ticked: mark === '- [x]' };
}

/** What stands between the brackets of the mark that ends a text. */
function contentAtEnd(text: string): string | null {
  const trimmed = text.trimEnd();
  if (!trimmed.endsWith(CLOSE)) return null;
  const start = trimmed.lastIndexOf(OPEN);
  if (start < 0 || trimmed.length - start > MARKER_CHARACTERS_MAX) return null;
  return trimmed.slice(start + OPEN.length, -CLOSE.length);
}
