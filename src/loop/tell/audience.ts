import type { Account, Role, ThreadRef, ThreadType } from '../vocabulary.ts';
import { byRef, threadKey } from '../vocabulary.ts';

/** A thread of the cluster, as far as it decides who is told what there. */
export interface ToldThread {
  ref: ThreadRef;
  type: ThreadType;
  author: Account | null;
  authorRole: Role;
  createdAt: Date;
  isOpen: boolean;
  /** whether the app may write there: not locked, not archived, and not spam */
  isWritable: boolean;
  /** closed by somebody of the project without a fix: its author was told in person */
  isDismissed: boolean;
  /** a pull request that fixes it: its author is thanked, not told */
  isFix: boolean;
  /** whether a notice of this cluster is there, or about to be */
  hasNotice: boolean;
  /** `/notify-me` and `/mute` said there that stand */
  wishes: readonly Wish[];
}

export interface Wish {
  verb: 'notify-me' | 'mute';
  actor: Account;
  at: Date;
  /** in a discussion: the comment it was said in, to reply to */
  replyTo: string | null;
}

/** One notice: where, and for whom. */
export interface Recipients {
  ref: ThreadRef;
  /** who reported there; null: it is for those who asked */
  reporter: Account | null;
  /** who asked for it in that thread, for the mention when it is first posted */
  askers: readonly Account[];
  replyTo: string | null;
}

/** Whom the config leaves in peace, lower-case logins. */
export type Quiet = ReadonlySet<string>;

/**
 * Who is told, and where: each reporter once, on the first open, else the latest of their threads; everybody who said
 * `/notify-me` in the thread where they said it. Where both share a thread, one notice serves all. Nobody who said
 * `/mute` after that, no bots, no staff unless they asked, nobody whose account is gone.
 */
export function recipients(threads: readonly ToldThread[], quiet: Quiet): Recipients[] {
  const wishes = threads.flatMap((thread) => thread.wishes.map((wish) => ({ ...wish, thread })));
  const last = new Map<number, (typeof wishes)[number]>();
  const inOrder = wishes.sort((a, b) => a.at.getTime() - b.at.getTime() || byRef(a.thread.ref, b.thread.ref));
  for (const wish of inOrder) last.set(wish.actor.id, wish);
  const leavesAlone = (account: Account): boolean =>
    account.type === 'Bot' || quiet.has(account.login.toLowerCase()) || last.get(account.id)?.verb === 'mute';

  const notices = new Map<string, Recipients>();
  for (const [, own] of byReporter(threads)) {
    const { author } = own[0];
    if (author === null || leavesAlone(author)) continue;
    const place = placeOf(own);
    if (place !== null) {
      notices.set(threadKey(place.ref), { ref: place.ref, reporter: author, askers: [], replyTo: null });
    }
  }
  const reporters = new Set([...notices.values()].flatMap(({ reporter }) => reporter?.id ?? []));
  for (const wish of last.values()) {
    const { thread, actor } = wish;
    if (wish.verb === 'mute' || leavesAlone(actor) || !thread.isWritable) continue;
    const key = threadKey(thread.ref);
    const there = notices.get(key);
    // A reporter is told on their own thread already.
    if (reporters.has(actor.id) && there?.reporter?.id !== actor.id) continue;
    const replyTo = there === undefined ? wish.replyTo : there.replyTo;
    notices.set(key, {
      ref: thread.ref,
      reporter: there?.reporter ?? null,
      askers: [...(there?.askers ?? []), actor],
      replyTo,
    });
  }
  return [...notices.values()].sort((a, b) => byRef(a.ref, b.ref));
}

/** Everybody of the community behind the reports, with their threads, oldest first. */
function byReporter(threads: readonly ToldThread[]): Map<number, [ToldThread, ...ToldThread[]]> {
  const found = new Map<number, [ToldThread, ...ToldThread[]]>();
  const oldest = [...threads].sort(
    (a, b) => a.createdAt.getTime() - b.createdAt.getTime() || byRef(a.ref, b.ref),
  );
  for (const thread of oldest) {
    const { author, authorRole, isFix } = thread;
    if (author === null || authorRole !== 'community' || isFix) continue;
    const own = found.get(author.id);
    if (own === undefined) found.set(author.id, [thread]);
    else own.push(thread);
  }
  return found;
}

/** Where a reporter is told: where they were told before, else on the first open thread, else on the latest. */
function placeOf(own: readonly ToldThread[]): ToldThread | null {
  const told = own.find(({ hasNotice }) => hasNotice);
  if (told !== undefined) return told;
  // Somebody of the project closed it by hand and spoke to them: that was the notice.
  const possible = own.filter(({ isWritable, isDismissed }) => isWritable && !isDismissed);
  return possible.find(({ isOpen }) => isOpen) ?? possible.at(-1) ?? null;
}
