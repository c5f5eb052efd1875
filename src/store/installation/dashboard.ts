import type { Database } from '../database.ts';
import type { DashboardStore } from '../interface/dashboard.ts';
import { readScores } from './candidates.ts';
import { readShownCluster } from './dashboard-cluster.ts';
import { readClusterList, readClusterTitles, readSources } from './dashboard-clusters.ts';
import {
  readDecisionList,
  readDeliveryList,
  readDeliveryState,
  readEffectList,
  readWeekList,
} from './dashboard-flow.ts';

/** No item has this number: a search leaves nothing out. */
const NO_ITEM = 0;

export function createDashboardStore(database: Database, installationId: number): DashboardStore {
  return {
    clusters: (request) => readClusterList(database, installationId, request),
    async alike({ visible, query, limit }) {
      const scope = { repositories: [...visible] };
      const scores = await readScores(database, installationId, { scope, itemId: NO_ITEM, query, limit });
      return [...scores.keys()];
    },
    cluster: (request) => readShownCluster(database, installationId, request),
    sources: (limit) => readSources(database, installationId, limit),
    titles: (clusterIds, visible) => readClusterTitles(database, installationId, clusterIds, visible),
    effects: (request) => readEffectList(database, installationId, request),
    deliveries: (request) => readDeliveryList(database, installationId, request),
    delivery: (id) => readDeliveryState(database, installationId, id),
    decisions: (since, visible) => readDecisionList(database, installationId, { since, visible }),
    weeks: (visible, limit) => readWeekList(database, installationId, visible, limit),
  };
}
