import { queryTerms } from '../../loop/cluster/candidate-index.ts';
import { prepare } from '../../loop/cluster/document.ts';
import { statisticsTerms } from '../../loop/cluster/overlap.ts';
import type { InstallationStore } from '../../store/interface/installation.ts';

/** More hits than a page shows, so that filters leave some. */
const HITS_MAX = 100;

/**
 * Threads that share words or an error message with a text, the likeliest ones, by the matcher's own index: what it
 * costs does not grow with the installation.
 * @returns items
 */
export async function searchItems(
  tenant: Pick<InstallationStore, 'terms' | 'dashboard'>,
  text: string,
  visible: readonly number[],
): Promise<number[]> {
  if (visible.length === 0) return [];
  // As a title: its words weigh most. As a body, too, where an error message would stand.
  const document = prepare({ title: text, body: text });
  const statistics = await tenant.terms({ repositories: [...visible] }, statisticsTerms(document));
  const query = queryTerms(document, statistics);
  return query.length === 0 ? [] : tenant.dashboard.alike({ visible, query, limit: HITS_MAX });
}
