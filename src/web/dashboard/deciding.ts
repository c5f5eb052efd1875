import { threadKey } from '../../loop/vocabulary.ts';
import { givenDeliveryId } from '../../receive/word.ts';
import type {
  ClusterHappening,
  HeldHere,
  ListedDelivery,
  ShownCluster,
  ShownWeek,
} from '../../store/interface/dashboard.ts';
import type { PageRequest } from './page.ts';

/** A weekly issue in which decisions are kept now. */
export type OpenIssue = ShownWeek & { number: number };

/** A word on a cluster in a weekly issue. */
export type Decided = Extract<ClusterHappening, { what: 'decided' | 'approved' }>;

/** Notices that wait, for whoever is asked to send them. */
export interface Held {
  groups: readonly HeldHere[];
  /** what one of them says; null: not kept any more */
  text: string | null;
}

/** What somebody may decide about a cluster, and what they just did. */
export interface Deciding {
  /** null: none is open, so that nothing can be decided */
  issue: OpenIssue | null;
  may: boolean;
  /** what was decided and approved in that issue and stands, newest first */
  standing: readonly Decided[];
  /** null: nothing waits */
  held: Held | null;
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
  { timeline, notices, held }: Pick<ShownCluster, 'timeline' | 'notices' | 'held'>,
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
    (each): each is Decided & { at: Date } => issue !== null && isIn(each, issue),
  );
  const text = notices.find((notice) => notice.held !== null)?.text ?? null;
  return {
    issue,
    may: person !== null && issue !== null && page.triage.includes(issue.repositoryId),
    standing,
    held: held.length === 0 ? null : { groups: held, text },
    sent,
  };
}

function isIn(happening: ClusterHappening, issue: OpenIssue): boolean {
  if (happening.what === 'approved') return threadKey(happening.thread) === threadKey(issue);
  if (happening.what !== 'decided') return false;
  return happening.week === issue.week && happening.repositoryId === issue.repositoryId;
}
