import { z } from 'zod';
import type { MilestoneSet } from '../../loop/effect.ts';
import type { GitHub } from '../github.ts';
import { type Performed, settled } from './context.ts';

/** A repository with more open milestones than one page has is told by its first hundred. */
const PAGE = 100;

const issueSchema = z.looseObject({ milestone: z.looseObject({ title: z.string() }).nullish() });
const milestonesSchema = z.array(z.looseObject({ number: z.number(), title: z.string() }));

/**
 * The thread is in the milestone of this title. One that people chose is left alone, and where there is no milestone of
 * this title none is made: a milestone is a promise of somebody.
 */
export async function setMilestone(
  github: GitHub,
  { thread, title, ours }: MilestoneSet,
): Promise<Performed> {
  const repository = { owner: thread.owner, repo: thread.name };
  const place = { ...repository, issue_number: thread.number };
  const route = '/repos/{owner}/{repo}/issues/{issue_number}' as const;
  const issue = issueSchema.parse((await github.read(`GET ${route}`, place)).data);
  const current = issue.milestone?.title ?? null;
  const isTheirs = current !== null && !ours.some((each) => sameTitle(each, current));
  if (isTheirs || current === title || (current !== null && title !== null && sameTitle(current, title))) {
    return settled(null);
  }
  if (title === null) {
    await github.write(`PATCH ${route}`, { ...place, milestone: null });
    return settled(null);
  }
  const listed = await github.read('GET /repos/{owner}/{repo}/milestones', {
    ...repository,
    state: 'open',
    per_page: PAGE,
  });
  const found = milestonesSchema.parse(listed.data).find((each) => sameTitle(each.title, title));
  if (found === undefined) return settled(null);
  await github.write(`PATCH ${route}`, { ...place, milestone: found.number });
  return settled(null);
}

function sameTitle(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
