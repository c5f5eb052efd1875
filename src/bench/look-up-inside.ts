import { lookUp } from '../loop/decide/look-up.ts';
import type { FactAnswer } from '../loop/fact-answer.ts';
import { requestKey } from '../loop/fact-request.ts';
import type { Standing } from '../loop/facts.ts';
import { Facts, FactsMissing } from '../loop/facts.ts';
import type { Item } from '../loop/item.ts';
import { answerInside } from '../pipeline/answer-inside.ts';
import type { FactSource } from '../pipeline/fact-source.ts';
import type { InstallationReader } from '../store/interface/reader.ts';
import { BENCH } from './deliveries.ts';
import { REPOSITORY } from './made-up-threads.ts';
import { timed } from './times.ts';

/** So many of the best are looked at. */
export const BEST = 10;

const STANDING: Standing = {
  botLogin: 'fullcircle[bot]',
  accountLogin: BENCH.login,
  installedAt: new Date(0),
  host: 'github.com',
};

/** Everything that a look-up asks is in the store. */
const NOBODY: FactSource = {
  ask: async () => {
    throw new Error('the bench asks nobody');
  },
  installations: async () => [],
  installation: async () => null,
  isGone: async () => false,
  repositories: async () => null,
  botLogin: async () => STANDING.botLogin,
  host: STANDING.host,
};

/** The look-up as the pipeline does it. `databaseMs` is the part that waits for the database. */
export async function lookUpInside(tenant: InstallationReader, item: Item) {
  const begun = performance.now();
  const answers = new Map<string, FactAnswer>();
  const worked = new Map<string, unknown>();
  let best: number[] = [];
  let databaseMs = 0;
  for (;;) {
    try {
      const found = lookUp(item, REPOSITORY, new Facts(STANDING, answers, worked));
      return { ...found, best, databaseMs, ms: performance.now() - begun };
    } catch (error) {
      if (!(error instanceof FactsMissing)) throw error;
      for (const request of error.requests) {
        databaseMs += await timed(async () => {
          const answer = await answerInside(request, tenant, NOBODY, new Date(0));
          if (answer === null) throw new Error(`the bench cannot answer ${request.kind}`);
          answers.set(requestKey(request), answer);
          if (answer.kind === 'candidates') {
            best = answer.value.slice(0, BEST).map((candidate) => candidate.itemId);
          }
        });
      }
    }
  }
}
