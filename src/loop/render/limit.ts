/** GitHub refuses longer bodies of issues and comments. It counts code points, never more than JavaScript's units. */
export const BODY_CHARACTERS_MAX = 65_536;

/** What a shortened body says. */
const NOTICE = '*Shortened: the rest does not fit here.*';

const FENCE = /^ {0,3}(`{3,}|~{3,})/;

/**
 * A body of our own Markdown that fits, its marker at its end. A longer one is cut between lines, or between words of
 * the first line that does not fit where that is prose; table rows, boxes and lines of marks go as a whole. An open code
 * fence or `<details>` is closed, and a note says that something is missing.
 * @param body without its marker
 * @param marker complete, `<!-- fullcircle:… -->`
 */
export function limitBody(body: string, marker: string, charactersMax: number = BODY_CHARACTERS_MAX): string {
  const whole = `${body}\n\n${marker}`;
  if (whole.length <= charactersMax) return whole;
  const reserved = NOTICE.length + marker.length + 2 * '\n\n'.length;
  const kept = keepLines(body.split('\n'), Math.max(0, charactersMax - reserved));
  return [kept, NOTICE, marker].filter((part) => part !== '').join('\n\n');
}

/** As many lines as fit, with what closes the blocks they leave open. */
function keepLines(lines: readonly string[], budget: number): string {
  const kept: string[] = [];
  let length = 0;
  let open: string[] = [];
  for (const line of lines) {
    const next = openedBy(line, open);
    const room = budget - length - closingLength(next);
    if (line.length > room) {
      const left = budget - length - closingLength(open);
      const part = isWhole(line) ? '' : cutLine(line, left, isFence(open.at(-1)));
      if (part !== '') kept.push(part);
      break;
    }
    kept.push(line);
    length += line.length + 1;
    open = next;
  }
  while (kept.at(-1)?.trim() === '') kept.pop();
  return [...kept, ...[...open].reverse()].join('\n');
}

/** What closes the open blocks after this line, outermost first. */
function openedBy(line: string, open: readonly string[]): string[] {
  const fence = FENCE.exec(line)?.[1];
  const inside = open.at(-1);
  if (isFence(inside)) {
    const closes = fence?.startsWith(inside) === true && line.trim() === fence;
    return closes ? open.slice(0, -1) : [...open];
  }
  if (fence !== undefined) return [...open, fence];
  const details = count(line, '<details') - count(line, '</details>');
  if (details > 0) return [...open, ...Array.from({ length: details }, () => '</details>')];
  return open.slice(0, open.length + details);
}

function isFence(closing: string | undefined): closing is string {
  return closing !== undefined && closing !== '</details>';
}

function count(line: string, part: string): number {
  return line.split(part).length - 1;
}

function closingLength(open: readonly string[]): number {
  return open.reduce((length, closing) => length + closing.length + 1, 0);
}

/** Lines that are nothing without their end. */
function isWhole(line: string): boolean {
  const start = line.trimStart();
  return start.startsWith('|') || start.startsWith('- [') || start.includes('<') || FENCE.test(line);
}

/** The beginning of a line, cut where no code span or link is open; in code, between any two characters. */
function cutLine(line: string, room: number, isCode: boolean): string {
  if (room <= 1) return '';
  if (isCode)
    return line
      .slice(0, room)
      .toWellFormed()
      .replace(/\uFFFD$/, '');
  let safe = 0;
  let depth = 0;
  let code = false;
  for (let at = 0; at < room; at += 1) {
    const mark = line[at];
    if (mark === '\\') at += 1;
    else if (mark === '`') code = !code;
    else if (!code && (mark === '[' || mark === '(')) depth += 1;
    else if (!code && (mark === ']' || mark === ')')) depth = Math.max(0, depth - 1);
    else if (mark === ' ' && !code && depth === 0) safe = at;
  }
  return safe === 0 ? '' : `${line.slice(0, safe)}…`;
}
