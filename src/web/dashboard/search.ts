import { queryTerms } from '../../loop/cluster/candidate-index.ts';
import { prepare } from '../../loop/cluster/document.ts';
import { statisticsTerms } from '../../loop/cluster/overlap.ts';
import type { InstallationStore } from '../../store/store.ts';

/** More hits than a page shows, so that filters leave some. */
const HITS_MAX = 100;

/** No item has this number: a search leaves nothing out. */
const NO_ITEM = 0;

/**
 * Threads that share words or an error message with a text, the likeliest ones, by the matcher's own index: what it
 * costs does not grow with the installation.
 * @returns items
 */
export async function searchItems(
  tenant: Pick<InstallationStore, 'terms' | 'candidates'>,
  text: string,
  visible: readonly number[],
): Promise<number[]> {
  const [repositoryId] = visible;
  if (repositoryId === undefined) return [];
  // As a title: its words weigh most. As a body, too, where an error message would stand.
  const document = prepare({ title: text, body: text });
  const scope = { repositories: [...visible] };
  const statistics = await tenant.terms(scope, statisticsTerms(document));
  const query = queryTerms(document, statistics);
  if (query.length === 0) return [];
  const found = await tenant.candidates({
    kind: 'candidates',
    scope,
    itemId: NO_ITEM,
    repositoryId,
    query,
    limit: HITS_MAX,
  });
  return found.map(({ itemId }) => itemId);
}
