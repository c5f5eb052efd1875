import { capital } from '../render/capital.ts';
import type { Checklist } from './checklist.ts';

/** Lines of the checklist that are named: more are read where all of them stand. */
const LINES_SHOWN_MAX = 2;

/** What the verdict means for all other plans, and the lines that say so; one sentence or two, without a capital. */
export function adviceOf({ verdict, pause, amplify, findOut }: Checklist): string {
  switch (verdict) {
    case 'pause': {
      const lines = pause.filter(({ state }) => state === 'yes');
      return `repair before you promote. ${capital(listed(lines.map(({ text, evidence }) => `${text} (${evidence})`)))}.`;
    }
    case 'amplify':
      return 'every line of the checklist says that what you promote will hold.';
    case 'hold': {
      const failing = amplify.filter(({ state }) => state === 'no').map(({ text }) => text);
      return failing.length > 0
        ? `no reason to pause, but not yet true: ${listed(failing)}.`
        : `no reason to pause, and too little is known to amplify. Not known yet is whether ${listed(findOut)}.`;
    }
  }
}

function listed(texts: readonly string[]): string {
  const more = texts.length - LINES_SHOWN_MAX;
  return `${texts.slice(0, LINES_SHOWN_MAX).join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
}
