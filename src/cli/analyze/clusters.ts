import { isoWeek } from '../../loop/calendar.ts';
import { evidenceShown } from '../../loop/cluster/evidence-shown.ts';
import type { ClusterStage } from '../../loop/fix-record.ts';
import type { Repository, ThreadRef } from '../../loop/vocabulary.ts';
import { threadKey } from '../../loop/vocabulary.ts';
import type { Cursor, ListedCluster, ShownCluster } from '../../store/interface/dashboard.ts';
import type { InstallationStore } from '../../store/interface/installation.ts';

/** Clusters that one statement reads. */
const PAGE = 200;
/** Members of a cluster: the matcher gathers far fewer, people may gather more. */
const MEMBERS_MAX = 500;

/** A problem that was reported more than once, as of the end of the told week. */
export interface AnalyzedCluster {
  /** `c12` */
  id: string;
  title: string;
  /** from `open` to `verified`; a history tells no releases and no notices, so `fixed` is as far as it gets by itself */
  state: ClusterStage;
  /** issues and discussions by community people; pull requests fix and do not report */
  reports: number;
  /** who opened them, each counted once */
  people: number;
  /** ISO weeks in which at least one came */
  weeks: number;
  firstAt: Date;
  latestAt: Date;
  /** `owner/name#12`, oldest first; pull requests included */
  threads: string[];
  /** why two of them are one: the likeliest pairs first */
  evidence: { threads: [string, string]; because: string[] }[];
}

/** All clusters of two threads and more: those that most people reported first. */
export async function analyzedClusters(
  tenant: InstallationStore,
  repositories: readonly Repository[],
  timezone: string,
): Promise<AnalyzedCluster[]> {
  const visible = repositories.map(({ id }) => id);
  const names = new Map(repositories.map(({ id, owner, name }) => [id, `${owner}/${name}`]));
  const nameOf = ({ repositoryId, number }: ThreadRef): string => `${names.get(repositoryId)}#${number}`;
  const found: AnalyzedCluster[] = [];
  for (const { id, title } of await sharedClusters(tenant, visible)) {
    const shown = await tenant.dashboard.cluster({ clusterId: id, visible, skip: 0, limit: MEMBERS_MAX });
    if (shown !== null) found.push(told(shown, title, nameOf, timezone));
  }
  return found.sort(
    (a, b) => b.people - a.people || b.reports - a.reports || b.latestAt.getTime() - a.latestAt.getTime(),
  );
}

async function sharedClusters({ dashboard }: InstallationStore, visible: readonly number[]) {
  const filter = {
    stage: null,
    state: null,
    repositoryId: null,
    theme: null,
    channel: null,
    shared: true,
    among: null,
  };
  const all: { id: number; title: string }[] = [];
  let after: Cursor | null = null;
  for (;;) {
    const page: ListedCluster[] = await dashboard.clusters({ visible, filter, after, limit: PAGE });
    all.push(...page);
    const last: ListedCluster | undefined = page.at(-1);
    if (last === undefined || page.length < PAGE) return all;
    after = { at: last.latestAt, id: last.latestItemId };
  }
}

function told(
  { id, state, reporters, members, pairs }: ShownCluster,
  title: string,
  nameOf: (ref: ThreadRef) => string,
  timezone: string,
): AnalyzedCluster {
  const inOrder = [...members].sort(
    (a, b) => a.createdAt.getTime() - b.createdAt.getTime() || a.itemId - b.itemId,
  );
  const reports = inOrder.filter(
    ({ type, authorRole }) => type !== 'pull_request' && authorRole === 'community',
  );
  const names = new Map(members.map((member) => [member.itemId, nameOf(member)]));
  const times = inOrder.map(({ createdAt }) => createdAt);
  return {
    id: `c${id}`,
    title,
    state,
    reports: new Set(reports.map(threadKey)).size,
    people: reporters,
    weeks: new Set(reports.map(({ createdAt }) => isoWeek(createdAt, timezone))).size,
    firstAt: times[0] ?? new Date(0),
    latestAt: times.at(-1) ?? new Date(0),
    threads: inOrder.map(nameOf),
    evidence: pairs.flatMap(({ itemId, otherItemId, tier, evidence }) => {
      const [one, other] = [names.get(otherItemId), names.get(itemId)];
      // What is only possible is not why they are one.
      if (one === undefined || other === undefined || tier !== 'certain') return [];
      return { threads: [one, other] as [string, string], because: evidenceShown(evidence) };
    }),
  };
}
