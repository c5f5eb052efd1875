import { maybeSame, repliesTo } from '../record/people.ts';
import { isSupport } from '../record/support.ts';
import type { Actor, RecordedComment, RecordedThread } from '../record.ts';
import { remembering } from '../remembering.ts';

/** How it is known that an answer helped; the first of these that holds. */
export type Outcome = 'accepted' | 'thanked' | 'closed by author';

/** One person answering one call for help, with all comments taken together. */
export interface HelpEpisode {
  thread: RecordedThread;
  helper: Actor;
  /** of the first comment that answers */
  at: Date;
  /** null: not known to have helped */
  outcome: Outcome | null;
  /** whether it has code or a link; null: its text is gone */
  shows: boolean | null;
}

/**
 * Who answered the support threads. A comment answers unless it only says "me too" or only asks for more; comments
 * whose text is gone count. The author's own and bots' are none.
 */
export function helpEpisodes(threads: readonly RecordedThread[]): HelpEpisode[] {
  return threads.flatMap(episodesOn);
}

const episodesOn = remembering((thread: RecordedThread): readonly HelpEpisode[] =>
  isSupport(thread) ? episodesOf(thread) : NONE,
);

const NONE: readonly HelpEpisode[] = [];

function episodesOf(thread: RecordedThread): HelpEpisode[] {
  const replies = repliesTo(thread);
  const byHelper: RecordedComment[][] = [];
  for (const reply of replies) {
    const same = byHelper.find(([first]) => first !== undefined && maybeSame(first.author, reply.author));
    if (same === undefined) byHelper.push([reply]);
    else same.push(reply);
  }
  const credit = creditOf(thread, replies);
  return byHelper.flatMap((comments) => {
    const answers = comments.filter(isAnswering);
    const [first] = answers;
    if (first === undefined) return [];
    const said = answers.flatMap((each) => each.said ?? []);
    return {
      thread,
      helper: first.author,
      at: first.at,
      outcome: outcomeFor(first.author, comments, credit),
      shows: said.length === 0 ? null : said.some(({ code, links }) => code || links.length > 0),
    };
  });
}

function isAnswering({ isAnswer, said }: RecordedComment): boolean {
  if (isAnswer || said === null) return true;
  if (said.meToo) return false;
  return !said.asksForInformation || said.code || said.links.length > 0;
}

/** Whom the author thanked, and after whose words the author closed the thread. */
interface Credit {
  thanked: readonly Actor[];
  closedAfter: Actor | null;
}

function creditOf(thread: RecordedThread, replies: readonly RecordedComment[]): Credit {
  const { author, comments, closedAt, closedBy } = thread;
  const lastBefore = (at: Date) =>
    replies.findLast((reply) => reply.at <= at && isAnswering(reply))?.author ?? null;
  const thanked = comments
    .filter(
      (comment) => maybeSame(comment.author, author) && (comment.said?.thanks || comment.said?.worksNow),
    )
    .flatMap(({ at }) => lastBefore(at) ?? []);
  const isOwnClosing = closedAt !== null && closedBy !== null && maybeSame(closedBy, author);
  return { thanked, closedAfter: isOwnClosing ? lastBefore(closedAt) : null };
}

function outcomeFor(helper: Actor, comments: readonly RecordedComment[], credit: Credit): Outcome | null {
  if (comments.some(({ isAnswer }) => isAnswer)) return 'accepted';
  if (credit.thanked.some((actor) => maybeSame(actor, helper))) return 'thanked';
  return credit.closedAfter !== null && maybeSame(credit.closedAfter, helper) ? 'closed by author' : null;
}
