/**
 * Texts that lost their line ends on the way (mail gateways, exports, forms): everything stands on one line, `## Steps
 * to reproduce 1. open it ### Expected …`, and Markdown would read all of it as a single heading.
 */

/** Where a new line must have begun: a heading, a task box, a bold question. Bounded, so linear. */
const LOST_LINE_ENDS = / (?=#{2,6} \S|[-*] \[[ xX]\] |\*\*[^*]{1,60}(?::\*\*|\*\*:))/gu;

/** A numbered step; a sentence may end in a number, too, so only where there is a first and a second one. */
const LOST_STEPS = / (?=\d{1,2}[.)] [\p{Lu}\p{Lt}])/gu;
const FIRST_STEP = /(?:^| )1[.)] /u;
const SECOND_STEP = / 2[.)] /u;

/** Longest heading: what is longer has its text on the same line. */
const HEADING_WORDS_MAX = 10;

/** What templates ask, as it begins: the rest of such a line is the answer. Longer ones before their beginnings. */
const QUESTIONS = [
  'steps to reproduce the bug', 'steps to reproduce the problem', 'steps to reproduce the issue', 'steps to reproduce',
  'how to reproduce', 'to reproduce', 'reproduction steps', 'reproduction link', 'reproduction', 'repro steps',
  'describe the bug', 'describe the problem', 'describe the issue', 'bug description', 'bug summary', 'bug report',
  'issue description', 'problem description', 'problem statement', 'detailed description', 'description', 'summary',
  'expected behavior', 'expected behaviour', 'expected result', 'expected results', 'expected output',
  'actual behavior', 'actual behaviour', 'actual result', 'actual results', 'actual output', 'observed behavior',
  'current behavior', 'current behaviour', 'desired behavior', 'what should happen', 'what happens instead',
  'what happened', 'the problem', 'problem', 'issue', 'environment', 'system information', 'system configuration',
  'your environment', 'version', 'versions', 'additional information', 'additional context', 'additional comments',
  'other information', 'context', 'motivation', 'feature request', 'feature description', 'proposed solution',
  'possible solution', 'suggested solution', 'alternatives', 'workaround', 'use case', 'background', 'screenshots',
  'logs', 'notes', 'device info', 'code sample',
].sort((a, b) => b.length - a.length); // biome-ignore format: one table

/** `text` with line ends where they were lost; unchanged when it has any of its own. */
export function restoredLines(text: string): string {
  const trimmed = text.trim();
  if (trimmed.includes('\n')) return text;
  const whole = withoutComments(trimmed);
  const hasSteps = FIRST_STEP.test(whole) && SECOND_STEP.test(whole);
  const stepwise = hasSteps ? whole.replace(LOST_STEPS, '\n\n') : whole;
  return stepwise.replace(LOST_LINE_ENDS, '\n\n').split('\n\n').map(restoredHeading).join('\n\n');
}

/** `## Expected behavior It works` as a heading and its text. */
function restoredHeading(line: string): string {
  const marks = /^#{1,6} +/u.exec(line)?.[0];
  if (marks === undefined) return line;
  const text = line.slice(marks.length);
  const end = headingEnd(text);
  if (end === null) return text;
  return `${marks}${text.slice(0, end)}\n\n${text.slice(end).trim()}`;
}

/** Where the heading ends; null: it is no heading that anybody would know. */
function headingEnd(text: string): number | null {
  const lower = text.toLowerCase();
  const known = QUESTIONS.find(
    (question) => lower.startsWith(question) && !/^\p{L}/u.test(text.slice(question.length)),
  );
  const words = text.split(' ', HEADING_WORDS_MAX + 1);
  const asked = text.slice(0, words.slice(0, HEADING_WORDS_MAX).join(' ').length).search(/[?:](?:\s|$)/u);
  if (asked >= 0) return asked + 1;
  if (known !== undefined) return known.length;
  return words.length > HEADING_WORDS_MAX ? null : text.length;
}

/** Drops `<!-- … -->`, which on a single line would hide everything behind it; in one pass. */
export function withoutComments(text: string): string {
  const parts: string[] = [];
  let at = 0;
  for (;;) {
    const open = text.indexOf('<!--', at);
    if (open === -1) break;
    parts.push(text.slice(at, open));
    const close = text.indexOf('-->', open + 4);
    if (close === -1) return parts.join(' ');
    at = close + 3;
  }
  parts.push(text.slice(at));
  return parts.join(' ').trim();
}
