import { createHash } from 'node:crypto';
import { REACTIONS_ASKED_MAX, readReactions } from '../github/facts/reactions.ts';
import type { SeenReaction } from '../loop/github-facts.ts';
import { TOUCHED, touchedPayload } from '../loop/touched.ts';
import { chunks } from '../store/chunks.ts';
import type { NewDelivery } from '../store/interface/inbox.ts';
import type { ReactableComment } from '../store/interface/installation.ts';
import type { BackfillDeps } from './backfill.ts';

/** Comments older than this are read at the events of their threads only. */
const POLLED_MS = 14 * 24 * 60 * 60 * 1000;

/** How often. GitHub tells no reactions by webhook. */
export const REACTIONS_EVERY_MS = 10 * 60 * 1000;

/** Comments asked about in one go, the newest first: ten calls of GitHub. */
const COMMENTS_MAX = 1_000;

const LEASE_MS = 2 * 60 * 1000;

const REACTIONS_TASK = 'reactions';

/**
 * Looks for new 👍 and 👎 on the app's comments of the last 14 days and hands in the threads that have some. The same
 * thumbs again hand nothing in.
 * @param options.early also before its time
 * @returns how many deliveries were new; null where it is not due or somebody else does it
 */
export async function readNewReactions(
  deps: BackfillDeps,
  installationId: number,
  options: { early?: boolean } = {},
): Promise<number | null> {
  const { store, clock } = deps;
  const now = clock.now();
  const turn = await store.timers.take({
    installationId,
    task: REACTIONS_TASK,
    firstAt: now,
    early: options.early ?? false,
    now,
    leaseMs: LEASE_MS,
  });
  if (turn === null) return null;
  try {
    return await deps.job('reactions', () => readAll(deps, installationId, now));
  } finally {
    await turn.end(new Date(now.getTime() + REACTIONS_EVERY_MS), now);
  }
}

async function readAll(deps: BackfillDeps, installationId: number, now: Date): Promise<number> {
  const tenant = deps.store.forInstallation(installationId);
  const comments = await tenant.reactable(new Date(now.getTime() - POLLED_MS), COMMENTS_MAX);
  let handedIn = 0;
  for (const part of chunks(comments, REACTIONS_ASKED_MAX)) {
    const seen = await readReactions(deps.clientFor(installationId), nodeIds(part));
    handedIn += await handIn(deps, installationId, part, seen, now);
  }
  return handedIn;
}

async function handIn(
  { store }: BackfillDeps,
  installationId: number,
  comments: readonly ReactableComment[],
  seen: ReadonlyMap<string, readonly SeenReaction[]>,
  now: Date,
): Promise<number> {
  const tenant = store.forInstallation(installationId);
  const deliveries: NewDelivery[] = [];
  for (const { ref, nodeId } of comments) {
    const reactions = seen.get(nodeId) ?? [];
    if (reactions.length === 0) continue;
    const thread = (await tenant.backfill.threads(ref.repositoryId, [ref.number])).get(ref.number)?.snapshot;
    if (thread === undefined) continue;
    deliveries.push({
      id: `reactions:${installationId}:${nodeId}:${fingerprint(reactions)}`,
      installationId,
      name: TOUCHED,
      action: null,
      orderKey: `${ref.repositoryId}-${ref.number}`,
      payload: touchedPayload({ at: now, thread }),
      receivedAt: now,
    });
  }
  return deliveries.length === 0 ? 0 : store.inbox.putMany(deliveries);
}

/** Names who reacted with what. */
function fingerprint(reactions: readonly SeenReaction[]): string {
  const words = reactions.map(({ content, actor }) => `${content}${actor.id}`).sort();
  return createHash('sha256').update(words.join(',')).digest('hex').slice(0, 16);
}

function nodeIds(comments: readonly ReactableComment[]): string[] {
  return comments.map(({ nodeId }) => nodeId);
}
