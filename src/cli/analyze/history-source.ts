import type { FactAnswer } from '../../loop/fact-answer.ts';
import type { GitHubFactRequest } from '../../loop/fact-request.ts';
import type { FactSource } from '../../pipeline/fact-source.ts';
import type { History } from './as-of.ts';

/** An empty config file, as the pipeline takes it where there is none. */
const NO_CONFIG: FactAnswer = {
  kind: 'configFile',
  value: {
    file: null,
    refused: false,
    problems: [],
    check: { conclusion: 'neutral', title: '', summary: '', annotations: [] },
  },
};

/**
 * The answers that GitHub would give, from a written history: who is staff is inferred by the caller, nobody is asked.
 * @param isStaff whether a lower-case login counts as staff at the moment that is being analysed
 */
export function createHistorySource(history: History, isStaff: (login: string) => boolean): FactSource {
  const instant = (request: GitHubFactRequest): FactAnswer => {
    switch (request.kind) {
      case 'permission': {
        const staff = isStaff(request.login.toLowerCase());
        return { kind: 'permission', value: { triage: staff, write: staff } };
      }
      case 'team':
        return { kind: 'team', value: null };
      case 'configFile':
        return NO_CONFIG;
      case 'textFile':
        return { kind: 'textFile', value: null };
      case 'pullPaths':
        return { kind: 'pullPaths', value: [] };
      case 'reactions':
        return { kind: 'reactions', value: [] };
      case 'duplicateOf':
        return { kind: 'duplicateOf', value: null };
      case 'edits':
        return { kind: 'edits', value: [] };
      case 'compare':
        return { kind: 'compare', value: null };
      case 'release':
        return { kind: 'release', value: null };
      case 'closing':
        return { kind: 'closing', value: { closes: [], commits: [] } };
    }
  };
  return {
    host: 'github.com',
    botLogin: async () => 'fullcircle[bot]',
    instant,
    ask: async (request) => instant(request),
    installations: async () => [],
    installation: async () => null,
    isGone: async () => false,
    repositories: async () =>
      history.repositories.map((repository) => ({ ...repository, hasIssues: true, hasDiscussions: true })),
  };
}
