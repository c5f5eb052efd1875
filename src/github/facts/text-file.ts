import { z } from 'zod';
import { Gone } from '../errors.ts';
import type { GitHub } from '../github.ts';

/** GitHub's contents API gives no content above this. */
export const TEXT_BYTES_MAX = 1_048_576;

/** What is at a path. `none`: nothing, or a folder, a submodule, a symbolic link that leads out of the repository. */
export type TextFile =
  | { found: 'none' }
  | { found: 'text'; text: string; sha: string }
  /** above `TEXT_BYTES_MAX`: refused unread */
  | { found: 'tooLarge'; bytes: number; sha: string };

const fileSchema = z.looseObject({
  type: z.literal('file'),
  sha: z.string(),
  size: z.number(),
  encoding: z.string().optional(),
  content: z.string().optional(),
});

/** A file of a repository at `ref` (null: default branch); `sha` is that of the blob. */
export async function readTextFile(
  github: GitHub,
  where: { owner: string; name: string; path: string; ref: string | null },
): Promise<TextFile> {
  const answer = await github
    .read('GET /repos/{owner}/{repo}/contents/{+path}', {
      owner: where.owner,
      repo: where.name,
      path: where.path,
      ...(where.ref === null ? {} : { ref: where.ref }),
    })
    .catch((error: unknown) => {
      if (error instanceof Gone) return null;
      throw error;
    });
  const file = fileSchema.safeParse(answer?.data);
  if (!file.success) return { found: 'none' };
  const { sha, size, encoding, content } = file.data;
  if (size > TEXT_BYTES_MAX || encoding === 'none') return { found: 'tooLarge', bytes: size, sha };
  return { found: 'text', text: Buffer.from(content ?? '', 'base64').toString('utf8'), sha };
}
