export interface NewDelivery {
  /** `X-GitHub-Delivery`, or a name of our own for timers and backfill (`week:1:2026-W48`); unique for ever within its retention */
  id: string;
  /** null for deliveries without an installation (ping, marketplace …) */
  installationId: number | null;
  /** `X-GitHub-Event`, or `fullcircle.backfill`, `fullcircle.schedule` … */
  name: string;
  action: string | null;
  /** deliveries of one key are processed one after the other in order of arrival: `12-34` for a thread, `r12`, `i7` */
  orderKey: string;
  /** JSON text as received */
  payload: string;
  receivedAt: Date;
}

export interface ClaimedDelivery extends NewDelivery {
  seq: number;
  /** 1 at the first attempt */
  attempts: number;
  /** names this claim; settling needs it */
  leaseToken: string;
}

export type DeliveryState = 'pending' | 'claimed' | 'done' | 'ignored' | 'dead';

/** What is told of a delivery and of what became of it. */
export interface KnownDelivery
  extends Pick<NewDelivery, 'id' | 'installationId' | 'name' | 'action' | 'receivedAt'> {
  state: DeliveryState;
  attempts: number;
  /** why it failed */
  error: string | null;
  finishedAt: Date | null;
}

/** Deliveries on their way in. Whoever claims one holds a lease on it and settles it by its token. */
export interface Inbox {
  /** One insert. `repeated` where the id is known. */
  put(delivery: NewDelivery): Promise<'stored' | 'repeated'>;
  /** One statement for many; known ids are left alone. Returns how many were new. */
  putMany(deliveries: readonly NewDelivery[]): Promise<number>;
  /** Those of these ids that came already, with what became of them. */
  known(ids: readonly string[]): Promise<Map<string, DeliveryState>>;
  /**
   * Takes up to `limit` due deliveries, each the oldest unfinished of its key, also those whose lease ran out
   * (whose attempt goes on). Installations with least under way go first, by turns where they are equal, however long
   * the backlog of one. Safe between processes (`FOR UPDATE SKIP LOCKED`).
   */
  claim(options: {
    worker: string;
    now: Date;
    leaseMs: number;
    limit: number;
    /** of one installation this worker then holds no more; left out: as many as there are */
    limitPerInstallation?: number;
  }): Promise<ClaimedDelivery[]>;
  /** Done outside of an installation's transaction (nothing to change), or not for us. Throws LeaseLost. */
  settle(claim: ClaimedDelivery, state: 'done' | 'ignored', reason: string | null, now: Date): Promise<void>;
  /** Back to pending at `runAt`, or dead with the reason. `free`: the attempt does not count. Throws LeaseLost. */
  fail(
    claim: ClaimedDelivery,
    outcome: { error: string; runAt: Date; free: boolean } | { error: string; dead: true },
    now: Date,
  ): Promise<void>;
  /** Keeps claims that are still being worked on. Those that somebody else has by now are left to them. */
  renew(claims: readonly ClaimedDelivery[], leaseUntil: Date): Promise<void>;
  /** Gives claims back untouched (graceful stop); the attempt does not count. */
  release(claims: readonly ClaimedDelivery[]): Promise<void>;
  /** Dead (or, with ids, any finished delivery whose payload is still there) → pending. Returns how many. */
  replay(which: { ids: readonly string[] } | 'dead', now: Date): Promise<number>;
  list(filter: { state?: DeliveryState; installationId?: number; limit: number }): Promise<KnownDelivery[]>;
  /**
   * Whether deliveries of an installation that were received until a moment are due and not done, but for those of one
   * name; what failed waits, and is not due.
   */
  hasBacklog(
    installationId: number,
    options: { besides: string; receivedUntil: Date; now: Date },
  ): Promise<boolean>;
  /** What waits or was given up. Costs as much as there is of that, however much was finished before. */
  backlog(now: Date): Promise<{
    byState: Record<'pending' | 'claimed' | 'dead', number>;
    /** age of the oldest due, unfinished delivery; 0 where there is none */
    backlogAgeMs: number;
  }>;
  /** All that is stored, finished ones included: for looking on, since its cost grows with them. */
  counts(now: Date): Promise<{
    byState: Record<DeliveryState, number>;
    /** age of the oldest due, unfinished delivery; 0 where there is none */
    backlogAgeMs: number;
    /** earliest `runAt` of an unfinished delivery in the future */
    nextDueAt: Date | null;
  }>;
  /**
   * Deletes payloads of finished deliveries after 3 days and of dead ones after 30; rows (ids) after 90, so that
   * redeliveries stay known. Finished deliveries of installations that are not there lose at once
   * payload and installation.
   * @returns how many lost their payload, and how many rows went for their age
   */
  prune(now: Date): Promise<{ payloads: number; rows: number }>;
}
