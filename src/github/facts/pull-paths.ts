import { z } from 'zod';
import type { GitHub } from '../github.ts';
import { collect, inOrder } from '../pages.ts';

const fileSchema = z.looseObject({ filename: z.string() });
/** GitHub lists at most 3,000 files of a pull request. */
const PAGES_MAX = 30;

/** Paths a pull request touches, as they are named after it. */
export async function readPullPaths(
  github: GitHub,
  pull: { owner: string; name: string; number: number },
): Promise<string[]> {
  const files = await collect(
    inOrder(github, {
      route: 'GET /repos/{owner}/{repo}/pulls/{pull_number}/files',
      parameters: { owner: pull.owner, repo: pull.name, pull_number: pull.number },
      item: fileSchema,
      key: null,
      pagesMax: PAGES_MAX,
    }),
  );
  return files.map((file) => file.filename);
}
