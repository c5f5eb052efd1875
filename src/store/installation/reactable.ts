import { and, desc, eq, gte, isNotNull, like, or } from 'drizzle-orm';
import { THUMBED } from '../../loop/decide/hear-gestures.ts';
import type { Database } from '../database.ts';
import type { ReactableComment } from '../interface/installation.ts';
import { posts } from '../schema/outbox.ts';

/** Comments of the app whose thumbs count, that stand on GitHub and were written or changed since, newest first. */
export async function readReactable(
  database: Database,
  installationId: number,
  since: Date,
  limit: number,
): Promise<ReactableComment[]> {
  const rows = await database
    .select({ repositoryId: posts.repositoryId, number: posts.number, nodeId: posts.remoteNodeId })
    .from(posts)
    .where(
      and(
        eq(posts.installationId, installationId),
        eq(posts.kind, 'comment.put'),
        or(...THUMBED.map((kind) => like(posts.subject, `${kind}:%`))),
        eq(posts.state, 'sent'),
        eq(posts.wanted, 'present'),
        isNotNull(posts.remoteNodeId),
        gte(posts.changedAt, since),
      ),
    )
    .orderBy(desc(posts.changedAt), desc(posts.slot))
    .limit(limit);
  return rows.flatMap(({ repositoryId, number, nodeId }) =>
    repositoryId === null || number === null || nodeId === null
      ? []
      : [{ ref: { repositoryId, number }, nodeId }],
  );
}
