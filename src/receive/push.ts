import { z } from 'zod';
import { happened, type Opened, type Received } from './delivery.ts';
import { read } from './payload-refused.ts';
import { looseTimeSchema, surroundings } from './shared.ts';

const pathsSchema = z
  .array(z.string())
  .nullish()
  .transform((paths) => paths ?? []);

const schema = z.object({
  ref: z.string(),
  before: z.string().nullish(),
  after: z.string(),
  commits: z
    .array(
      z.object({
        id: z.string(),
        message: z.string(),
        added: pathsSchema,
        modified: pathsSchema,
        removed: pathsSchema,
      }),
    )
    .nullish(),
  ...surroundings,
});

const timeOfPushSchema = z.object({ repository: z.object({ pushed_at: looseTimeSchema.nullish() }) });

/** `push` deliveries, of branches and of tags. */
export function readPush(opened: Opened): Received {
  const { ref, before, after, commits, repository, sender } = read(schema, opened);
  // The commits' own times are their authors'; the repository's tells when the push arrived.
  const at = read(timeOfPushSchema, opened).repository.pushed_at ?? null;
  const paths = new Set(
    (commits ?? []).flatMap((commit) => [...commit.added, ...commit.modified, ...commit.removed]),
  );
  return {
    event: {
      ...happened(opened, at),
      type: 'push.received',
      repository,
      actor: sender,
      ref,
      before: before ?? null,
      after,
      paths: [...paths],
      commits: (commits ?? []).map(({ id, message }) => ({ sha: id, message })),
    },
  };
}
