import type { Measures } from '../../measure.ts';
import type { Line } from '../../measured.ts';
import type { MadeAttestation, Question } from '../agenda.ts';

/** Lines that a human may answer, as many as anybody answers in a week. */
const ASKED_MAX = 4;

/** The lines of the checklist that nobody knows and somebody could tell. */
export function questionsOf(measures: Measures): Question[] {
  return unknownLines(measures)
    .filter(isAskable)
    .slice(0, ASKED_MAX)
    .map(({ id, text }) => ({ line: id, text }));
}

/** What only people can answer, but for what they have answered; '' for nothing. */
export function renderQuestions(
  questions: readonly Question[],
  attestations: readonly MadeAttestation[],
  prefix: string,
): string {
  return openQuestions(questions, attestations)
    .map(({ line, text }) => `- Whether ${text}: \`${prefix}attest ${line} yes\` or \`no\`.`)
    .join('\n');
}

/** Those that nobody has answered yet. */
export function openQuestions(
  questions: readonly Question[],
  attestations: readonly MadeAttestation[],
): Question[] {
  const answered = new Set(attestations.map(({ line }) => line));
  return questions.filter(({ line }) => !answered.has(line));
}

export function unknownLines({ checklist }: Measures): Line[] {
  return [...checklist.pause, ...checklist.amplify].filter(({ state }) => state === 'unknown');
}

/** Whether people can tell what the app cannot measure. */
export function isAskable({ evidence }: Line): boolean {
  return evidence.includes('attested');
}
