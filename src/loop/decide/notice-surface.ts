import { pullKey } from '../fix-record.ts';
import type { Post } from '../item.ts';
import type { ToldThread } from '../tell/audience.ts';
import type { Life } from '../tell/life.ts';
import type { News } from '../tell/news.ts';
import { newsOf } from '../tell/news.ts';
import { threadKey } from '../vocabulary.ts';
import { isThere, isWritable, placeOf } from './place.ts';
import type { Story, ToldMember } from './story.ts';

/** A member with what there is to tell on its thread. */
export interface Surface {
  member: ToldMember;
  life: Life;
  /** the notice that was wanted there, in whatever state; null: none ever was */
  post: Post | null;
  news: News | null;
}

export function surfaceOf(member: ToldMember, life: Life): Surface {
  const posts = noticesOn(member);
  // Of a cluster that was merged into this one there may be a notice of its own.
  const post = posts.find(isThere) ?? posts[0] ?? null;
  const on = member.repository.settings.notices.on;
  return { member, life, post, news: newsOf(life, on, post !== null && isThere(post)) };
}

/** The thread as it is asked who may be told on it. */
export function toldThread(
  { member, life, post, news }: Surface,
  story: Story,
  fixes: ReadonlySet<string>,
): ToldThread {
  const { item, ref, standing } = member;
  const { snapshot } = item;
  const { type, author, createdAt, state } = snapshot;
  // Who reports what is out already is told something else.
  const isLate = news?.is === 'released' && createdAt > news.since.at;
  return {
    ref,
    type,
    author,
    authorRole: item.authorRole,
    createdAt,
    isOpen: state === 'open',
    isWritable: isWritable(member) && news !== null && !(isLate && post === null),
    isDismissed: isDismissed(member, life, story),
    isFix: fixes.has(pullKey(ref)),
    hasNotice: post !== null,
    wishes: standing.flatMap(({ verb, actor, at, source }) =>
      verb === 'notify-me' || verb === 'mute'
        ? [
            {
              verb,
              actor,
              at,
              replyTo: source.in === 'comment' ? (source.parentNodeId ?? source.nodeId) : null,
            },
          ]
        : [],
    ),
  };
}

/** Closed by somebody of the project before anything was fixed, and not as a duplicate: its author was answered in person. */
function isDismissed({ item, ref, standing }: ToldMember, life: Life, { landings }: Story): boolean {
  const { state, stateReason, closedAt, author } = item.snapshot;
  const { closedBy } = item;
  if (state === 'open' || closedAt === null || closedBy === null || closedBy.type === 'Bot') return false;
  if (stateReason === 'duplicate' || closedBy.id === author?.id) return false;
  const isFixedHere = landings.some(({ closes }) =>
    closes.some((other) => threadKey(other) === threadKey(ref)),
  );
  // What was said there itself is meant for who reported there.
  const isSaidHere = standing.some(({ verb }) => SAID_BY_STAFF.has(verb));
  const since = life.fixedAt ?? life.documented?.at ?? life.declined?.at ?? null;
  return !isFixedHere && !isSaidHere && (since === null || closedAt < since);
}

const SAID_BY_STAFF = new Set(['fixed-by', 'fixed-in', 'documented', 'declined']);

/** The notices that were wanted on a thread, in whatever state. */
export function noticesOn(member: ToldMember): Post[] {
  const prefix = `comment:${placeOf(member)}:notice:`;
  return member.posts.filter(({ slot, wanted }) => slot.startsWith(prefix) && wanted === 'present');
}
