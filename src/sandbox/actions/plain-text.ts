/**
 * A text without what GitHub takes as code or as a comment, in one pass over it: neither mentions nor references
 * count in there. Nothing is searched for twice, so that no text, however hostile, takes long.
 */
export function withoutCode(text: string): string {
  return withoutSpans(withoutComments(withoutFences(text)));
}

/** Fences open with three or more backticks or tildes and close with as many of the same, or never. */
function withoutFences(text: string): string {
  let fence: string | null = null;
  const kept: string[] = [];
  for (const line of text.split('\n')) {
    const marks = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (fence === null) {
      if (marks) fence = marks;
      else kept.push(line);
    } else if (marks?.startsWith(fence) && line.trim() === marks) {
      fence = null;
    }
  }
  return kept.join('\n');
}

function withoutComments(text: string): string {
  let kept = '';
  let from = 0;
  for (;;) {
    const start = text.indexOf('<!--', from);
    const end = start === -1 ? -1 : text.indexOf('-->', start + 4);
    if (end === -1) return kept + text.slice(from);
    kept += `${text.slice(from, start)} `;
    from = end + 3;
  }
}

/** A run of backticks opens a span that the next run of the same length closes; without one it is text. */
function withoutSpans(text: string): string {
  const runs = [...text.matchAll(/`+/g)].map((match) => ({ at: match.index, length: match[0].length }));
  const closing = new Map<number, number>();
  const nextOf: (number | undefined)[] = [];
  for (const [index, run] of [...runs.entries()].reverse()) {
    nextOf[index] = closing.get(run.length);
    closing.set(run.length, index);
  }
  let kept = '';
  let from = 0;
  for (let index = 0; index < runs.length; ) {
    const run = runs[index];
    const close = nextOf[index];
    const end = close === undefined ? undefined : runs[close];
    if (run && end && close !== undefined) {
      kept += `${text.slice(from, run.at)} `;
      from = end.at + end.length;
      index = close + 1;
    } else {
      index += 1;
    }
  }
  return kept + text.slice(from);
}
