import { breakReferences, cleanText, unescapeLine } from '../render/escape.ts';
import { parseBoxes } from '../render/marker.ts';
import { neutralisePlain } from '../render/neutralise.ts';

/** Longest name of an owner: several people and a date fit. */
const OWNER_CHARACTERS_MAX = 120;

/** Longest notes that are kept in the issue; minutes of an hour fit. */
const NOTES_CHARACTERS_MAX = 6_000;

const NOBODY = '_nobody yet_';
const NO_NOTES = '_Anything you write here stays._';
const NOTES_BEGIN = '<!-- fullcircle:notes:begin -->';
const NOTES_END = '<!-- fullcircle:notes:end -->';
const OWNER_LINE = /^(?:- )?owner:(?<text>.*)<!-- fullcircle:owner:(?<id>c\d+) -->\s*$/i;

/** What people have done to the text of a weekly issue, as far as it is theirs to do. */
export interface HumanPart {
  /** ticked boxes, `ACTION:ID` */
  ticked: readonly string[];
  /** names by cluster, `c12` */
  owners: Readonly<Record<string, string>>;
  /** '' without any */
  notes: string;
}

export const NO_HUMAN_PART: HumanPart = { ticked: [], owners: {}, notes: '' };

/** Reads it from a body, whatever state that is in: what is not found was not said. */
export function readHumanPart(body: string): HumanPart {
  const text = body.replaceAll('\r\n', '\n');
  const owners: Record<string, string> = {};
  for (const line of text.split('\n')) {
    const { text: said = '', id = '' } = OWNER_LINE.exec(line.trim())?.groups ?? {};
    const owner = said.trim();
    if (id !== '' && owner !== '' && owner !== NOBODY) owners[id] = owner;
  }
  return {
    ticked: parseBoxes(text)
      .filter(({ ticked }) => ticked)
      .map(boxKey),
    owners,
    notes: readNotes(text),
  };
}

export function boxKey({ action, id }: { action: string; id: string }): string {
  return `${action}:${id}`;
}

function readNotes(text: string): string {
  const begin = text.indexOf(NOTES_BEGIN);
  const end = text.indexOf(NOTES_END, begin);
  if (begin < 0 || end < 0) return '';
  const notes = text.slice(begin + NOTES_BEGIN.length, end).trim();
  return notes === NO_NOTES ? '' : notes;
}

/** The line that names who does it. Whoever writes a name there is kept, and pinged by nobody. */
export function renderOwner(id: string, owner: string | undefined): string {
  const name = owner === undefined ? NOBODY : ownerText(owner);
  return `- Owner: ${name === '' ? NOBODY : name} <!-- fullcircle:owner:${id} -->`;
}

/** What was rendered before is read as it was meant: escaping it anew must not change it. */
function ownerText(owner: string): string {
  return neutralisePlain(unescapeLine(owner), { inline: true, maxCharacters: OWNER_CHARACTERS_MAX });
}

/** The part of the issue that is people's to write. Their Markdown stays; references, HTML and boxes lose their power. */
export function renderNotes(notes: string): string {
  return [NOTES_BEGIN, notes === '' ? NO_NOTES : notesText(notes), NOTES_END].join('\n');
}

function notesText(notes: string): string {
  const kept = cleanText(notes)
    .slice(0, NOTES_CHARACTERS_MAX)
    .replaceAll('\u200B', '')
    // What was rendered before is read as it was meant.
    .replaceAll('&lt;', '<')
    .replace(/&(?=#?\w+;)/g, '&\u200B')
    .replaceAll('<', '&lt;')
    // A fence that nobody closed would swallow what follows.
    .replace(/^(\s*)(`{3,}|~{3,})/gm, '$1\\$2')
    .trim();
  return breakReferences(kept);
}
