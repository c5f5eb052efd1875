import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import type { Comment } from '../../src/sandbox/world/thread.ts';
import { BOT, type Expected, threadOf } from './model.ts';
import { PUBLIC } from './plan.ts';

const NOTICE = /<!-- fullcircle:(notice:[^>]*?) -->/;

/** A release of the first public repository. */
export interface Released {
  at: Date;
  /** somebody was there to tell of it */
  heard: boolean;
}

/** What people did beside the threads that are expected to be told. */
interface Acts {
  releases: readonly Released[];
  /** when crashes were reported in the repository that is hidden and shown again */
  reports: readonly Date[];
}

/** What must be true of notices: whoever reported what a release has fixed is told, and nobody twice of the same. */
export function noticesWrong(sandbox: Sandbox, expected: readonly Expected[], acts: Acts): string[] {
  return [...twiceTold(sandbox, expected), ...untold(sandbox, expected, acts)];
}

function noticesOn(sandbox: Sandbox, { handle }: Expected): string[] {
  const comments: readonly Comment[] = threadOf(sandbox, handle)?.comments ?? [];
  return comments.flatMap(({ author, body }) =>
    author?.login === BOT ? (NOTICE.exec(body)?.slice(1) ?? []) : [],
  );
}

function twiceTold(sandbox: Sandbox, expected: readonly Expected[]): string[] {
  const seen = new Map<string, number>();
  for (const one of expected)
    for (const marker of noticesOn(sandbox, one)) {
      const told = `${one.author} of ${marker}`;
      seen.set(told, (seen.get(told) ?? 0) + 1);
    }
  return [...seen].flatMap(([told, count]) => (count > 1 ? [`${count} notices tell ${told}`] : []));
}

function untold(sandbox: Sandbox, expected: readonly Expected[], acts: Acts): string[] {
  return expected.flatMap((one) => {
    if (!isCertainlyTold(sandbox, one, expected, acts)) return [];
    // Once for all that somebody reports of one problem, on any of these threads.
    const own = kinOf(one, expected).filter(({ author }) => author === one.author);
    if (own.some((each) => noticesOn(sandbox, each).length > 0)) return [];
    return [`${one.handle.repo}#${one.handle.number} has no notice of the release that fixed it`];
  });
}

/** Threads that may be the same problem, with this one. Those that say nothing are like no other. */
function kinOf(one: Expected, expected: readonly Expected[]): Expected[] {
  return one.text === 'vague' ? [one] : expected.filter(({ text }) => text === one.text);
}

/**
 * Whether the rules leave no doubt: the problem was announced to nobody before the thread was opened, nobody reported it
 * anew afterwards, which contests it, and all of it was told to the app when it happened.
 */
function isCertainlyTold(
  sandbox: Sandbox,
  one: Expected,
  expected: readonly Expected[],
  { releases, reports }: Acts,
): boolean {
  const [fixedAt] = one.fixedAt;
  // Nowhere else anything is released.
  if (one.handle.repo !== PUBLIC[0] || threadOf(sandbox, one.handle) === null || fixedAt === undefined)
    return false;
  if (!releases.some(({ at, heard }) => heard && at > fixedAt)) return false;
  const kin = kinOf(one, expected);
  const [firstFixedAt = fixedAt] = kin.flatMap((each) => each.fixedAt).sort((a, b) => Number(a) - Number(b));
  const announcedAt = releases.find(({ at }) => at > firstFixedAt)?.at ?? fixedAt;
  if (one.text === 'crash' && reports.some((at) => at > announcedAt)) return false;
  return kin.every(({ unheard, openedAt }) => !unheard && openedAt < announcedAt);
}
