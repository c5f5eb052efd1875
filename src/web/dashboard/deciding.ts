import { givenDeliveryId } from '../../receive/word.ts';
import type {
  ClusterHappening,
  ListedDelivery,
  ShownCluster,
  ShownWeek,
} from '../../store/dashboard-store.ts';
import type { PageRequest } from './page.ts';

/** A weekly issue in which decisions are kept now. */
export type OpenIssue = ShownWeek & { number: number };

type Decided = Extract<ClusterHappening, { what: 'decided' }>;

/** What somebody may decide about a cluster, and what they just did. */
export interface Deciding {
  /** null: none is open, so that nothing can be decided */
  issue: OpenIssue | null;
  may: boolean;
  /** what was decided in that issue and stands, newest first */
  standing: readonly Decided[];
  /** notices wait for somebody's word */
  held: boolean;
  /** what became of the form that was just sent; null: none was */
  sent: Pick<ListedDelivery, 'state' | 'error'> | null;
}

/** The weekly issue that is open and that they may read; null: there is none. */
export async function openIssue(page: PageRequest): Promise<OpenIssue | null> {
  const [newest] = await page.tenant.dashboard.weeks(page.visible, 1);
  if (newest === undefined || newest.closedAt !== null || newest.number === null) return null;
  return { ...newest, number: newest.number };
}

export async function decidingOn(
  page: PageRequest,
  { timeline, notices }: Pick<ShownCluster, 'timeline' | 'notices'>,
): Promise<Deciding> {
  const { person, query, tenant, installation } = page;
  const form = query('form');
  const [issue, sent] = await Promise.all([
    openIssue(page),
    person === null || form === ''
      ? null
      : tenant.dashboard.delivery(givenDeliveryId(installation.id, person.id, form)),
  ]);
  const standing = timeline.filter(
    (each): each is Decided & { at: Date } =>
      each.what === 'decided' && each.week === issue?.week && each.repositoryId === issue.repositoryId,
  );
  return {
    issue,
    may: person !== null && issue !== null && page.triage.includes(issue.repositoryId),
    standing,
    held: notices.some(({ held }) => held !== null),
    sent,
  };
}
