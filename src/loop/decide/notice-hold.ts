import { Clusters } from '../cluster/clusters.ts';
import type { NoticeRecord } from '../fix-record.ts';
import type { Life } from '../tell/life.ts';
import type { News } from '../tell/news.ts';
import type { ClusterWord } from '../week-record.ts';
import type { NoticeBudget } from './notice-budget.ts';
import type { Surface } from './notice-surface.ts';
import type { Story } from './story.ts';

/** A notice of which it is asked whether it waits. */
interface WantedNotice {
  /** of the thread that it stands on */
  itemId: number;
  slot: string;
  news: News;
  life: Life;
  eligibleAt: Date;
  /** notices of one release that need nobody's word */
  perReleaseMax: number;
}

/** Since when there has been what the news tells: an approval from then on lets its notices go. */
export function eligibleSince(news: News, { fixedAt, documented, declined, transitions }: Life): Date {
  const last = transitions.at(-1)?.at ?? new Date(0);
  switch (news.is) {
    case 'released':
      return news.since.at;
    case 'fixed':
      return fixedAt ?? last;
    case 'documented':
      return documented?.at ?? last;
    case 'declined':
      return declined?.at ?? last;
    case 'reopened':
      return last;
  }
}

/**
 * The approvals of a cluster, each for the threads that its cluster had when it was given: whoever approved two notices
 * has not approved those of another cluster that these two became part of since.
 */
export class Approvals {
  readonly #story: Pick<Story, 'log' | 'words'>;
  readonly #threads = new Map<ClusterWord, ReadonlySet<number>>();

  constructor(story: Pick<Story, 'log' | 'words'>) {
    this.#story = story;
  }

  cover({ itemId, eligibleAt }: Pick<WantedNotice, 'itemId' | 'eligibleAt'>): boolean {
    return this.#story.words.some(
      (word) => word.decision === null && word.at >= eligibleAt && this.#threadsOf(word).has(itemId),
    );
  }

  /** The whole log is gone through for it, so only where it matters, and once. */
  #threadsOf(word: ClusterWord): ReadonlySet<number> {
    const known = this.#threads.get(word);
    if (known !== undefined) return known;
    const log = this.#story.log.filter(({ at }) => at <= word.at);
    const threads = new Set(Clusters.replay(log).byId(word.clusterId)?.members);
    this.#threads.set(word, threads);
    return threads;
  }
}

/** Why a notice waits for `/approve`; null: it does not. What is there already is kept true without asking. */
export function heldFor(
  wanted: WantedNotice,
  approvals: Approvals,
  budget: NoticeBudget,
  installedAt: Date,
): NoticeRecord['held'] {
  const { slot, news, life, perReleaseMax } = wanted;
  if (news.is !== 'released' && news.is !== 'fixed') return null;
  const isOld = life.fixedAt !== null && life.fixedAt < installedAt;
  if (isOld && !approvals.cover(wanted)) return 'before-installation';
  if (news.is !== 'released') return null;
  const release = news.since.usable.key;
  if (budget.take(release, slot, perReleaseMax)) return null;
  if (!approvals.cover(wanted)) return 'budget';
  budget.take(release, slot, Number.POSITIVE_INFINITY);
  return null;
}

/** What an approval set free and is not sent yet takes its turn again, as if there had been none. */
export function freeUnsent(surfaces: readonly Surface[], budget: NoticeBudget): void {
  for (const { news, post } of surfaces) {
    if (news?.is !== 'released' || post?.state !== 'pending' || post.nodeId !== null) continue;
    budget.free(news.since.usable.key, post.slot);
  }
}
