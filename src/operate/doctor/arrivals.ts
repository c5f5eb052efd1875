import type { GitHub } from '../../github/github.ts';
import type { DeliveryAnswer } from '../../github/hook-deliveries.ts';
import { readNewestAnswers } from '../../github/hook-deliveries.ts';
import type { Check } from '../doctor.ts';

/** Enough to tell one that got lost from a door that is shut. */
const ANSWERS_READ = 30;

const name = 'arrivals';

/** Whether webhooks come in: what GitHub got for an answer. It shows no secret, so only this tells that one is wrong. */
export async function checkArrivals(app: GitHub): Promise<Check> {
  try {
    return arrivals(await readNewestAnswers(app, ANSWERS_READ));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { name, status: 'note', message: `GitHub could not be asked for them: ${reason}`, advice: null };
  }
}

/** The newest counts: what was wrong before it is repaired, and the app asks for it again. */
function arrivals(answers: readonly DeliveryAnswer[]): Check {
  const [newest] = answers;
  if (newest === undefined) {
    return { name, status: 'ok', message: 'GitHub has sent nothing in three days', advice: null };
  }
  const failed = answers.filter(({ status }) => !isGood(status)).length;
  const told = `${failed} of the newest ${answers.length} failed`;
  if (isGood(newest.status)) {
    const message = failed === 0 ? `the newest ${answers.length} came in` : `the newest came in; ${told}`;
    return { name, status: failed === 0 ? 'ok' : 'note', message, advice: failed === 0 ? null : AGAIN };
  }
  const { status } = newest;
  if (status === 401) {
    return {
      name,
      status: 'failed',
      message: `the newest was refused for its signature (401); ${told}`,
      advice: `Set WEBHOOK_SECRET to the secret on the page of the App under "Webhook", or set that one anew. ${AGAIN}`,
    };
  }
  return UNANSWERED.has(status)
    ? {
        name,
        status: 'failed',
        message: `nobody answered the newest; ${told}`,
        advice: `Start the app, and check that GitHub reaches the address of the webhook. ${AGAIN}`,
      }
    : {
        name,
        status: 'failed',
        message: `the newest was answered with ${status}; ${told}`,
        advice: `The log of the app has the reason, or of what stands before it. ${AGAIN}`,
      };
}

const AGAIN = 'What failed is asked for again by itself within three days.';

/** GitHub's words for no connection and no answer in time, and those of a proxy with nothing behind it. */
const UNANSWERED: ReadonlySet<number> = new Set([0, 502, 504]);

function isGood(status: number): boolean {
  return status >= 200 && status < 300;
}
