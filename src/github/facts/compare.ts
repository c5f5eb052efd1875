import { z } from 'zod';
import type { ComparedCommits } from '../../loop/github-facts.ts';
import { Gone } from '../errors.ts';
import type { GitHub } from '../github.ts';

/** GitHub's largest page of a comparison. */
const PAGE_COMMITS = 250;

/** What is read of a message: its first line, and the trailers at its end where it is not too long. */
const MESSAGE_CHARACTERS_MAX = 8_192;

const schema = z.looseObject({
  status: z.enum(['identical', 'ahead', 'behind', 'diverged']),
  total_commits: z.number(),
  commits: z.array(z.looseObject({ sha: z.string(), commit: z.looseObject({ message: z.string() }) })),
});

/**
 * What `head` has that `base` has not, page by page. One page is one call; where there is more than `pagesMax`, the
 * answer says that it is not complete.
 * @returns null where one of the two does not exist, or they have nothing in common
 */
export async function compareCommits(
  github: GitHub,
  request: { owner: string; name: string; base: string; head: string; pagesMax: number },
): Promise<ComparedCommits | null> {
  const { owner, name: repo, pagesMax } = request;
  const basehead = `${request.base}...${request.head}`;
  const commits: ComparedCommits['commits'] = [];
  for (let page = 1; ; page += 1) {
    let data: unknown;
    try {
      const answer = await github.read('GET /repos/{owner}/{repo}/compare/{basehead}', {
        owner,
        repo,
        basehead,
        per_page: PAGE_COMMITS,
        page,
      });
      data = answer.data;
    } catch (error) {
      if (error instanceof Gone) return null;
      throw error;
    }
    const read = schema.parse(data);
    for (const { sha, commit } of read.commits) {
      commits.push({ sha, message: shortened(commit.message) });
    }
    const complete = commits.length >= read.total_commits || read.commits.length === 0;
    if (complete || page >= pagesMax) return { status: read.status, commits, complete };
  }
}

/** Both ends of a message: its subject, and its trailers. */
function shortened(message: string): string {
  if (message.length <= MESSAGE_CHARACTERS_MAX) return message;
  const half = MESSAGE_CHARACTERS_MAX / 2;
  return `${message.slice(0, half)}\n${message.slice(-half)}`;
}
