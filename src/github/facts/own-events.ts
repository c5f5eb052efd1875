import { z } from 'zod';
import type { GitHub } from '../github.ts';
import { isOwnBot, restAuthor } from '../own-mark.ts';
import { fromTheEnd } from '../pages.ts';
import { sameLabel } from './labels.ts';

const eventSchema = z.looseObject({
  event: z.string(),
  actor: restAuthor,
  created_at: z.string(),
  label: z.looseObject({ name: z.string() }).nullish(),
});
/** The newest 300 events of a thread: an attempt that was made since is among them. */
const PAGES_MAX = 3;
/** Clocks of two machines that keep time differ by less; events are dated in whole seconds. */
const CLOCK_SKEW_MS = 30_000;

/** What our own bot did to a thread; with the label that it put on or took off. */
export type OwnChange = { event: 'labeled' | 'unlabeled'; label: string } | { event: 'closed' | 'reopened' };

/**
 * Whether our own bot did something to an issue or pull request since a moment: then the attempt that got no reply had
 * worked, whatever people did with it afterwards.
 */
export async function didSince(
  github: GitHub,
  thread: { owner: string; name: string; number: number },
  change: OwnChange,
  { botLogin, since }: { botLogin: string; since: Date },
): Promise<boolean> {
  const events = fromTheEnd(github, {
    route: 'GET /repos/{owner}/{repo}/issues/{issue_number}/events',
    parameters: { owner: thread.owner, repo: thread.name, issue_number: thread.number },
    item: eventSchema,
    key: null,
    pagesMax: PAGES_MAX,
  });
  for await (const { event, actor, created_at, label } of events) {
    if (Date.parse(created_at) < since.getTime() - CLOCK_SKEW_MS) return false;
    const isIt =
      event === change.event &&
      (!('label' in change) || sameLabel(label?.name ?? '', change.label)) &&
      isOwnBot(actor?.login ?? null, botLogin);
    if (isIt) return true;
  }
  return false;
}
