import { CANDIDATES_MAX, queryTerms } from '../cluster/candidate-index.ts';
import { prepare } from '../cluster/document.ts';
import { massOf, statisticsTerms } from '../cluster/overlap.ts';
import { rerank } from '../cluster/rerank.ts';
import type { Facts } from '../facts.ts';

/** No item has it: the canary is looked up as if it were a new report. */
const NO_ITEM = 0;

/** Reports of fewer terms than this are like too many others to tell anything. */
const TERMS_MIN = 8;

/**
 * Whether matching works in this installation: a copy of its newest report must find that report, by the same index and
 * the same model as every look-up. `unknown` where there is no report yet that would tell.
 */
export function matchingHealth(facts: Facts): 'well' | 'ill' | 'unknown' {
  const canary = facts.get({ kind: 'canary' });
  if (canary === null) return 'unknown';
  const document = prepare(canary);
  const terms = statisticsTerms(document);
  if (terms.length < TERMS_MIN) return 'unknown';
  const scope = { repositories: null };
  const statistics = facts.get({ kind: 'terms', scope, terms });
  const candidates = facts.get({
    kind: 'candidates',
    scope,
    itemId: NO_ITEM,
    repositoryId: canary.repositoryId,
    query: queryTerms(document, statistics),
    limit: CANDIDATES_MAX,
  });
  if (!candidates.some(({ itemId }) => itemId === canary.itemId)) return 'ill';
  const { matches } = rerank(
    {
      itemId: NO_ITEM,
      document,
      mass: massOf(document, statistics),
      createdAt: canary.createdAt,
      author: null,
      names: [],
    },
    statistics,
    candidates,
  );
  const found = matches.find(({ itemId }) => itemId === canary.itemId);
  return found !== undefined && found.tier !== 'no' ? 'well' : 'ill';
}
