import type { Settings } from '../settings.ts';
import type { Life, UsableSince } from './life.ts';

/** What there is to tell of a cluster. */
export type News =
  | { is: 'fixed' }
  | { is: 'released'; since: UsableSince }
  | { is: 'documented'; url: string }
  | { is: 'declined'; reason: string }
  | { is: 'reopened' };

/**
 * What there is to tell now; null: nothing.
 * @param toldBefore whether a notice is there already: then it is kept true, whatever the config wants to be told of
 */
export function newsOf(life: Life, on: Settings['notices']['on'], toldBefore: boolean): News | null {
  const news = newest(life);
  if (news === null) return null;
  // A fix that nobody can use yet takes away no page that helps already, where it is not told of by itself.
  const isAhead = news.is === 'fixed' && !on.includes('fixed');
  if (toldBefore) return (isAhead ? fallback(life, news, on) : null) ?? news;
  return news.is !== 'reopened' && on.includes(news.is) ? news : fallback(life, news, on);
}

function newest(life: Life): News | null {
  const { line, usable, declined, documented, losses } = life;
  if (line === 'declined' && declined !== null) return { is: 'declined', reason: declined.reason };
  if ((line === 'released' || line === 'verified') && usable !== null)
    return { is: 'released', since: usable };
  if (line === 'fixed' || line === 'verified') return { is: 'fixed' };
  if (documented !== null) return { is: 'documented', url: documented.url };
  return losses > 0 ? { is: 'reopened' } : null;
}

/** Where the newest is not told of by itself, what is documented may be. */
function fallback({ documented }: Life, news: News, on: Settings['notices']['on']): News | null {
  if (documented === null || news.is === 'declined' || !on.includes('documented')) return null;
  return { is: 'documented', url: documented.url };
}
