import { z } from 'zod';

/** What GitHub gave back for a slot. */
export interface RemotePost {
  /** database id of the comment, issue, reaction or check run */
  id: number | null;
  nodeId: string | null;
  /** number of an issue of our own */
  number: number | null;
}

/** What sending an effect needs to know beside the effect. */
export interface SendContext {
  /** `fullcircle[bot]` */
  botLogin: string;
  /** what the slot is on GitHub, as far as it is known */
  remote: RemotePost | null;
  /** null at the first attempt; otherwise an earlier one may have worked, and is looked for before anything is written */
  repeat: { firstAttemptAt: Date } | null;
  /** whether what another slot wants was carried out long enough ago for GitHub to show it everywhere */
  isDone(slot: string): Promise<boolean>;
}

/** What became of one attempt. An attempt makes one write at most, so that budgets count what really goes out. */
export interface Performed {
  remote: RemotePost | null;
  /** there is more to write for this effect: send it again */
  more: boolean;
  /** with `more`: what the slot was is not on GitHub any more */
  emptied?: boolean;
}

const NOTHING: RemotePost = { id: null, nodeId: null, number: null };

/** The slot is as wanted; `remote` is where. */
export function settled(remote: Partial<RemotePost> | null): Performed {
  return { remote: remote === null ? null : { ...NOTHING, ...remote }, more: false };
}

const createdSchema = z.looseObject({
  id: z.number().nullish().catch(null),
  node_id: z.string().nullish().catch(null),
  number: z.number().nullish().catch(null),
});

/** Where REST says the thing is. An answer that broke off after the write worked still counts: the marker finds it later. */
export function created(data: unknown): RemotePost {
  const parsed = createdSchema.safeParse(data);
  if (!parsed.success) return NOTHING;
  const { id, node_id: nodeId, number } = parsed.data;
  return { id: id ?? null, nodeId: nodeId ?? null, number: number ?? null };
}
