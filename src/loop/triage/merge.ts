import { parseBoxes } from '../render/marker.ts';
import type { HumanPart } from './human.ts';
import { boxKey, readHumanPart, renderNotes, renderOwner } from './human.ts';

const BOX_MARK = /^(\s*- \[)[ xX](\])/;
const OWNER_MARK = /<!-- fullcircle:owner:(c\d+) -->\s*$/;
const NOTES = /<!-- fullcircle:notes:begin -->[\s\S]*?<!-- fullcircle:notes:end -->/;

/**
 * The text that the app wants, with what people did to the issue since the app looked at it: a tick, a name or a note
 * that came between looking and writing is kept, and heard of by its own webhook a moment later.
 * @param wanted the app's text
 * @param seen what people had done when that text was made
 * @param current the text on GitHub now
 * @param firm boxes that become as wanted whatever people did
 */
export function mergeBody(
  wanted: string,
  seen: HumanPart,
  current: string,
  firm: readonly string[] = [],
): string {
  const now = readHumanPart(current);
  const there = new Set(parseBoxes(current.replaceAll('\r\n', '\n')).map(boxKey));
  const before = new Set(seen.ticked);
  const ticked = new Set(now.ticked);
  const lines = wanted.split('\n').map((line) => {
    const [box] = parseBoxes(line);
    if (box !== undefined) {
      const key = boxKey(box);
      const changed = !firm.includes(key) && there.has(key) && ticked.has(key) !== before.has(key);
      return changed ? line.replace(BOX_MARK, ticked.has(key) ? '$1x$2' : '$1 $2') : line;
    }
    const id = OWNER_MARK.exec(line)?.[1];
    if (id === undefined || now.owners[id] === seen.owners[id]) return line;
    return renderOwner(id, now.owners[id]);
  });
  const merged = lines.join('\n');
  return now.notes === seen.notes ? merged : merged.replace(NOTES, () => renderNotes(now.notes));
}
