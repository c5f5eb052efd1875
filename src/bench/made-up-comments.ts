import type { Change } from '../loop/change.ts';
import type { Account, ThreadRef } from '../loop/vocabulary.ts';
import { roleOf, somebodyOf, staffOf } from './made-up-people.ts';

/** Comments of a thread on average: five times as many as threads, as in large organisations. */
const COMMENTS_MAX = 10;
/** Of comments that the sandbox makes, ids are smaller. */
const COMMENTS_AFTER = 1_000_000_000;
const HOUR_MS = 3_600_000;
/** Words of comments: half a kilobyte, as on average on GitHub. */
const SENTENCES = [
  'Thanks, that works now.',
  'Which version do you use, and could you share the steps to reproduce it?',
  'I have the same problem on another machine, and see nothing in the log that would tell why it stops there.',
  'Have a look at https://docs.invalid/guide, the section about deployment says how the worker is to be started.',
  'A pull request is welcome.',
  'It fails at the first step of the quickstart since the upgrade, with the message that I wrote above.',
];

/** What people say on a thread from its beginning until now, five comments on average; staff and strangers among them. */
export function madeUpComments(
  thread: { itemId: number; ref: ThreadRef; author: Account; createdAt: Date },
  { items, until, chance }: { items: number; until: Date; chance: () => number },
): Change[] {
  const { itemId, ref, author, createdAt } = thread;
  const count = Math.floor(chance() * (COMMENTS_MAX + 1));
  return Array.from({ length: count }, (_, index): Change => {
    const by = chance();
    const writer = by < 0.3 ? author : by < 0.6 ? staffOf(chance) : somebodyOf(items, chance);
    const at = laterThan(createdAt, until, chance);
    const id = COMMENTS_AFTER + itemId * (COMMENTS_MAX + 1) + index;
    return {
      type: 'comment.put',
      ref,
      authorRole: roleOf(writer),
      comment: {
        id,
        nodeId: `C_${id}`,
        family: itemId % 3 === 2 && index === 0 ? 'review' : 'issue_comment',
        body: bodyOf(chance),
        author: writer,
        parentId: null,
        parentNodeId: null,
        isAnswer: itemId % 3 === 1 && index === 1,
        createdAt: at,
        updatedAt: at,
      },
    };
  });
}

/** Mostly soon after a thread began. */
export function laterThan(createdAt: Date, until: Date, chance: () => number): Date {
  return new Date(Math.min(until.getTime() - 1, createdAt.getTime() + chance() ** 4 * 90 * 24 * HOUR_MS));
}

export function bodyOf(chance: () => number): string {
  const from = Math.floor(chance() * SENTENCES.length);
  const count = 1 + Math.floor(chance() * SENTENCES.length);
  return Array.from({ length: count }, (_, more) => SENTENCES[(from + more) % SENTENCES.length]).join(' ');
}
