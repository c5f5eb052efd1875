import type { Actor, ProjectRecord, RecordedComment, RecordedThread } from '../record.ts';
import { remembering } from '../remembering.ts';
import type { Role } from '../vocabulary.ts';

/** What stands for people whose accounts are gone: they cannot be told apart, so all of them count as one. */
export const GHOST = 0;

/** The account that GitHub shows in the place of deleted ones; nobody can register it. */
const GHOST_LOGIN = 'ghost';

/** The account's id, and null where it stands for people whose accounts are gone. */
export function accountId(id: number | null, login: string | null): number | null {
  return login === GHOST_LOGIN ? null : id;
}

export function personOf(actor: Actor): number {
  return actor.id ?? GHOST;
}

export function isCommunity(actor: Actor): boolean {
  return actor.role === 'community';
}

/**
 * Whether two rows are, or may be, the same person. Two ghosts of one role may be: whoever asked and then deleted the
 * account must not become somebody who answered.
 */
export function maybeSame(one: Actor, other: Actor): boolean {
  return one.id === null && other.id === null ? one.role === other.role : one.id === other.id;
}

/** Comments by people other than the author, oldest first: neither the author's own nor those of bots are replies. */
export function repliesTo({ author, comments }: RecordedThread): RecordedComment[] {
  return comments.filter((comment) => comment.author.role !== 'bot' && !maybeSame(comment.author, author));
}

/**
 * Everything that anybody was seen doing, in no order.
 * @param since what is older may be left out: threads that nothing happened on since are not gone through
 */
export function eachActivity(
  { threads }: ProjectRecord,
  since: Date | null,
  visit: (actor: Actor, at: Date) => void,
): void {
  for (const thread of since === null ? threads : liveSince(threads, since)) eachActivityOn(thread, visit);
}

/** Threads that anything happened on since a moment: of years of threads the fewest. */
export function liveSince(threads: readonly RecordedThread[], since: Date): RecordedThread[] {
  const last = lastActivityMs(threads);
  const from = since.getTime();
  return threads.filter((_, index) => (last[index] ?? 0) >= from);
}

/** When anything last happened on each: asked for again and again, and the memory of the threads lies far apart. */
const lastActivityMs = remembering((threads: readonly RecordedThread[]) =>
  Float64Array.from(threads, ({ createdAt, closedAt, comments, triaged }) =>
    Math.max(
      createdAt.getTime(),
      closedAt?.getTime() ?? Number.NEGATIVE_INFINITY,
      // Comments stand oldest first.
      comments.at(-1)?.at.getTime() ?? Number.NEGATIVE_INFINITY,
      ...triaged.map(({ at }) => at.getTime()),
    ),
  ),
);

/** When people were seen on a thread, in numbers side by side: years of it are gone through without touching a comment. */
export interface Sightings {
  ids: readonly number[];
  timesMs: readonly number[];
  areCommunity: readonly boolean[];
}

/** Everything that was seen on a thread of people who can be told apart: no bots, no ghosts. */
export const sightingsOn = remembering((thread: RecordedThread): Sightings => {
  const ids: number[] = [];
  const timesMs: number[] = [];
  const areCommunity: boolean[] = [];
  eachActivityOn(thread, (actor, at) => {
    const id = personOf(actor);
    if (id === GHOST || actor.role === 'bot') return;
    ids.push(id);
    timesMs.push(at.getTime());
    areCommunity.push(isCommunity(actor));
  });
  return { ids, timesMs, areCommunity };
});

/** Everything that anybody was seen doing on a thread. */
function eachActivityOn(
  { author, createdAt, comments, triaged }: RecordedThread,
  visit: (actor: Actor, at: Date) => void,
): void {
  visit(author, createdAt);
  for (const comment of comments) visit(comment.author, comment.at);
  for (const act of triaged) visit(act.actor, act.at);
}

/**
 * The role that counts when measuring. Inside a company nearly everybody may write, so that whoever was taken for
 * staff because of it is a colleague: with `audience: internal` only members of the configured teams are staff.
 * @param inferred whether staff is inferred from write permission, since nobody is configured
 */
export function countedRole(role: Role, inferred: boolean, audience: 'external' | 'internal'): Role {
  return role === 'staff' && inferred && audience === 'internal' ? 'community' : role;
}
