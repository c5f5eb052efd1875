import type { Change } from '../loop/change.ts';
import { beginningOf } from './made-up-community.ts';
import { personOf } from './made-up-people.ts';
import { HOME } from './made-up-threads.ts';

const HOUR_MS = 3_600_000;
/** Threads of one cluster, one after the other. */
const CLUSTER_THREADS = 4;
/** Of clusters, one in so many is decided and fixed. */
const DECIDED = 10;

/** The clusters of the first so many threads, with what became of some. */
export function madeUpClusters(items: number, until: Date): Change[] {
  const clusters = Array.from({ length: Math.floor(items / CLUSTER_THREADS / 2) }, (_, at) => {
    const first = 2 * CLUSTER_THREADS * at + 1;
    return {
      id: first,
      pinned: null,
      members: Array.from({ length: CLUSTER_THREADS }, (_each, more) => first + more),
    };
  });
  const changes: Change[] = [];
  // As in life: the matcher writes a few at once.
  for (let at = 0; at < clusters.length; at += 100) {
    changes.push({ type: 'clusters.put', clusters: clusters.slice(at, at + 100), redirects: [] });
  }
  for (const { id } of clusters.filter((_, at) => at % DECIDED === 0)) {
    const at = new Date(beginningOf(id, items, until).getTime() + HOUR_MS);
    const step = { key: `pull:${HOME.id}-${id}`, actor: null, at };
    changes.push({
      type: 'transitions.put',
      clusterId: id,
      transitions: [
        { ...step, index: 0, from: 'open', to: 'decided', cause: 'decided' },
        { ...step, index: 1, from: 'decided', to: 'fixed', cause: 'landed' },
      ],
    });
    changes.push({
      type: 'notices.put',
      notices: [
        {
          slot: `notice:${HOME.id}-${id}`,
          clusterId: id,
          ref: { repositoryId: HOME.id, number: id },
          people: [personOf(id).id],
          news: 'fixed',
          release: null,
          claim: null,
          held: null,
          eligibleAt: at,
        },
      ],
    });
  }
  return changes;
}
