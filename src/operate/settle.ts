import type { Store } from '../store/store.ts';

/** More of it than this is a backlog that one look need not count to its end. */
const LOOK_MAX = 1_000;

/** What timed work has handed in and nobody has finished yet. */
export interface Unsettled {
  deliveries: number;
  effects: number;
}

/** Deliveries of the app's own timers and readings have a colon in their names; those of GitHub cannot. */
const isOwn = (deliveryId: string): boolean => deliveryId.includes(':');

/**
 * Counts what the app's own deliveries have left to do, of one installation or of all. Looked at in the order in which
 * work moves on, so that nothing slips from a state not yet looked at into one that was.
 */
export async function unsettled(store: Store, installationId: number | undefined): Promise<Unsettled> {
  const left = { deliveries: 0, effects: 0 };
  for (const state of ['pending', 'claimed'] as const) {
    const rows = await store.inbox.list({ installationId, state, limit: LOOK_MAX });
    left.deliveries += rows.filter(({ id }) => isOwn(id)).length;
  }
  for (const state of ['pending', 'sending'] as const) {
    const rows = await store.outbox.list({ installationId, state, limit: LOOK_MAX });
    left.effects += rows.filter(({ deliveryId }) => isOwn(deliveryId)).length;
  }
  return left;
}
