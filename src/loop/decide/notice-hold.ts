import type { NoticeRecord } from '../fix-record.ts';
import type { Life } from '../tell/life.ts';
import type { News } from '../tell/news.ts';
import type { NoticeBudget } from './notice-budget.ts';
import type { Surface } from './notice-surface.ts';
import type { Story } from './story.ts';

/** A notice of which it is asked whether it waits. */
interface WantedNotice {
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

/** Why a notice waits for `/approve`; null: it does not. What is there already is kept true without asking. */
export function heldFor(
  { slot, news, life, eligibleAt, perReleaseMax }: WantedNotice,
  { words }: Story,
  budget: NoticeBudget,
  installedAt: Date,
): NoticeRecord['held'] {
  if (news.is !== 'released' && news.is !== 'fixed') return null;
  const isApproved = words.some(({ decision, at }) => decision === null && at >= eligibleAt);
  const isOld = life.fixedAt !== null && life.fixedAt < installedAt;
  if (isOld && !isApproved) return 'before-installation';
  if (news.is !== 'released') return null;
  const max = isApproved ? Number.POSITIVE_INFINITY : perReleaseMax;
  return budget.take(news.since.usable.key, slot, max) ? null : 'budget';
}

/** What an approval set free and is not sent yet takes its turn again, as if there had been none. */
export function freeUnsent(surfaces: readonly Surface[], budget: NoticeBudget): void {
  for (const { news, post } of surfaces) {
    if (news?.is !== 'released' || post?.state !== 'pending' || post.nodeId !== null) continue;
    budget.free(news.since.usable.key, post.slot);
  }
}
