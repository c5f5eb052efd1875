import { z } from 'zod';
import { namedInNotes } from '../../loop/fix/containment.ts';
import type { Release } from '../../loop/fix-record.ts';
import { Gone } from '../errors.ts';
import type { GitHub } from '../github.ts';

const schema = z.looseObject({
  id: z.number(),
  tag_name: z.string(),
  html_url: z.string(),
  body: z.string().nullish(),
  draft: z.boolean(),
  prerelease: z.boolean(),
  published_at: z.string().nullish(),
});

/** The published release of a tag, or null. */
export async function readRelease(
  github: GitHub,
  { repositoryId, owner, name, tag }: { repositoryId: number; owner: string; name: string; tag: string },
): Promise<Release | null> {
  try {
    const { data } = await github.read('GET /repos/{owner}/{repo}/releases/tags/{tag}', {
      owner,
      repo: name,
      tag,
    });
    const found = schema.parse(data);
    if (found.draft || found.published_at == null) return null;
    return {
      id: found.id,
      repositoryId,
      tag: found.tag_name,
      url: found.html_url,
      prerelease: found.prerelease,
      publishedAt: new Date(found.published_at),
      named: namedInNotes(found.body ?? '', { owner, name }),
      goneAt: null,
    };
  } catch (error) {
    if (error instanceof Gone) return null;
    throw error;
  }
}
