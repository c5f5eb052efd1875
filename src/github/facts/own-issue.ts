import { z } from 'zod';
import { Gone } from '../errors.ts';
import type { GitHub } from '../github.ts';
import { isOwnPost, restAuthor } from '../own-mark.ts';
import { inOrder } from '../pages.ts';

const issueSchema = z.looseObject({
  id: z.number(),
  node_id: z.string().optional(),
  number: z.number(),
  title: z.string(),
  body: z.string().nullish(),
  state: z.string(),
  user: restAuthor,
});
/** The newest 300 issues of our own: five years of weekly ones. */
const PAGES_MAX = 3;

export interface OwnIssue {
  id: number;
  nodeId: string | null;
  number: number;
  title: string;
  body: string;
  open: boolean;
}

function ownIssue(issue: z.infer<typeof issueSchema>, marker: string, botLogin: string): OwnIssue | null {
  const body = issue.body ?? '';
  if (!isOwnPost(issue.user?.login ?? null, body, botLogin, marker)) return null;
  const { id, number, title } = issue;
  return { id, nodeId: issue.node_id ?? null, number, title, body, open: issue.state === 'open' };
}

/** The issue of this number if it is our own and carries the marker; null otherwise. */
export async function readOwnIssue(
  github: GitHub,
  where: { owner: string; name: string; number: number },
  marker: string,
  botLogin: string,
): Promise<OwnIssue | null> {
  try {
    const answer = await github.read('GET /repos/{owner}/{repo}/issues/{issue_number}', {
      owner: where.owner,
      repo: where.name,
      issue_number: where.number,
    });
    return ownIssue(issueSchema.parse(answer.data), marker, botLogin);
  } catch (error) {
    if (error instanceof Gone) return null;
    throw error;
  }
}

/** What an issue says now, whatever is left of our text. Rejects with `Gone` where it was deleted. */
export async function readIssueText(
  github: GitHub,
  where: { owner: string; name: string; number: number },
): Promise<Pick<OwnIssue, 'title' | 'body' | 'open'>> {
  const answer = await github.read('GET /repos/{owner}/{repo}/issues/{issue_number}', {
    owner: where.owner,
    repo: where.name,
    issue_number: where.number,
  });
  const { title, body, state } = issueSchema.parse(answer.data);
  return { title, body: body ?? '', open: state === 'open' };
}

/** Our own issue of a marker, open or closed, the newest first; null where there is none. */
export async function findOwnIssue(
  github: GitHub,
  repository: { owner: string; name: string },
  marker: string,
  botLogin: string,
): Promise<OwnIssue | null> {
  const issues = inOrder(github, {
    route: 'GET /repos/{owner}/{repo}/issues',
    parameters: {
      owner: repository.owner,
      repo: repository.name,
      creator: botLogin,
      state: 'all',
      sort: 'created',
      direction: 'desc',
    },
    item: issueSchema,
    key: null,
    pagesMax: PAGES_MAX,
  });
  for await (const issue of issues) {
    const own = ownIssue(issue, marker, botLogin);
    if (own !== null) return own;
  }
  return null;
}
