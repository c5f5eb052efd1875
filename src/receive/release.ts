import { z } from 'zod';
import type { ReleaseEvent } from '../loop/event.ts';
import { happened, type Opened, type Received, unknownAction } from './delivery.ts';
import { read } from './payload-refused.ts';
import { surroundings, textSchema, timeSchema } from './shared.ts';
import { meaningOf } from './thread.ts';

const schema = z.object({
  release: z.object({
    id: z.number().int(),
    tag_name: z.string(),
    name: textSchema.optional(),
    body: textSchema.optional(),
    prerelease: z.boolean(),
    draft: z.boolean(),
    target_commitish: z.string(),
    html_url: z.string(),
    published_at: timeSchema.nullish(),
    updated_at: timeSchema.nullish(),
  }),
  ...surroundings,
});

const MEANINGS: Readonly<Record<string, ReleaseEvent['type']>> = {
  published: 'release.published',
  edited: 'release.edited',
  // A prerelease that becomes a full release is `released`, not `published` again.
  released: 'release.edited',
  deleted: 'release.deleted',
  unpublished: 'release.deleted',
};

/** Drafts nobody can use yet, and a second word for what `published` tells. */
const SILENT: readonly string[] = ['created', 'prereleased'];

/** `release` deliveries. */
export function readRelease(opened: Opened): Received {
  if (opened.action !== null && SILENT.includes(opened.action)) {
    return { ignored: `release.${opened.action} tells nothing that release.published does not` };
  }
  const type = meaningOf(MEANINGS, opened.action);
  if (!type) return unknownAction(opened);
  const { release, repository, sender } = read(schema, opened);
  const at = { 'release.published': release.published_at, 'release.edited': release.updated_at };
  return {
    event: {
      ...happened(opened, type === 'release.deleted' ? null : (at[type] ?? null)),
      type,
      repository,
      actor: sender,
      release: {
        id: release.id,
        tag: release.tag_name,
        name: release.name ?? '',
        body: release.body ?? '',
        prerelease: release.prerelease,
        draft: release.draft,
        targetCommitish: release.target_commitish,
        url: release.html_url,
        publishedAt: release.published_at ?? null,
      },
    },
  };
}
