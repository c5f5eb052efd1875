import { z } from 'zod';
import { Gone } from '../errors.ts';
import type { GitHub } from '../github.ts';

const CONFIG_PATH = '.github/fullcircle.yml';
/** GitHub's contents API gives no content above this, and no config needs a thousandth of it. */
export const CONFIG_BYTES_MAX = 1_048_576;

/** What is at `CONFIG_PATH`. `none`: nothing, or a folder, a submodule, a symbolic link that leads out of the repository. */
export type ConfigFile =
  | { found: 'none' }
  | { found: 'text'; text: string; sha: string }
  /** above `CONFIG_BYTES_MAX`: refused unread */
  | { found: 'tooLarge'; bytes: number; sha: string };

const fileSchema = z.looseObject({
  type: z.literal('file'),
  sha: z.string(),
  size: z.number(),
  encoding: z.string().optional(),
  content: z.string().optional(),
});

/** The config file of a repository at `ref` (null: default branch); `sha` is that of the blob. */
export async function readConfigFile(
  github: GitHub,
  where: { owner: string; name: string; ref: string | null },
): Promise<ConfigFile> {
  const answer = await github
    .read('GET /repos/{owner}/{repo}/contents/{+path}', {
      owner: where.owner,
      repo: where.name,
      path: CONFIG_PATH,
      ...(where.ref === null ? {} : { ref: where.ref }),
    })
    .catch((error: unknown) => {
      if (error instanceof Gone) return null;
      throw error;
    });
  const file = fileSchema.safeParse(answer?.data);
  if (!file.success) return { found: 'none' };
  const { sha, size, encoding, content } = file.data;
  if (size > CONFIG_BYTES_MAX || encoding === 'none') return { found: 'tooLarge', bytes: size, sha };
  return { found: 'text', text: Buffer.from(content ?? '', 'base64').toString('utf8'), sha };
}
