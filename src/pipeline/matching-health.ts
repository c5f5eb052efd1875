import { matchingHealth } from '../loop/decide/canary.ts';
import type { FactAnswer } from '../loop/fact-answer.ts';
import { requestKey } from '../loop/fact-request.ts';
import { Facts, FactsMissing } from '../loop/facts.ts';
import type { InstallationStore } from '../store/interface/installation.ts';
import type { InstallationRow } from '../store/interface/installed.ts';
import { answerInside } from './answer-inside.ts';
import type { FactSource } from './fact-source.ts';

/** It asks for the newest report, for the terms of that, and for what is like it. */
const ROUNDS_MAX = 8;

/** Whether matching works in an installation, by what the store knows. Nobody else is asked. */
export async function readMatchingHealth(
  tenant: InstallationStore,
  row: InstallationRow,
  source: Pick<FactSource, 'host' | 'instant'>,
  now: Date,
): Promise<'well' | 'ill' | 'unknown'> {
  const standing = { botLogin: '', accountLogin: row.login, installedAt: row.installedAt, host: source.host };
  const answers = new Map<string, FactAnswer>();
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    try {
      return matchingHealth(new Facts(standing, answers));
    } catch (error) {
      if (!(error instanceof FactsMissing)) throw error;
      for (const request of error.requests) {
        const answer = await answerInside(request, tenant, source, now);
        if (answer === null) throw new Error(`${request.kind} is not in the store`);
        answers.set(requestKey(request), answer);
      }
    }
  }
  throw new Error('the health of matching still needs facts');
}
