import type { NewDelivery } from '../store/interface/inbox.ts';
import type { TimerTurn } from '../store/interface/timers.ts';
import type { BackfillDeps } from './backfill.ts';
import type { Unread } from './left-out.ts';
import { patiently } from './patience.ts';

/** A turn is kept for as long, from one call of GitHub to the next. */
export const LEASE_MS = 120_000;

/** What one comparison of an installation with GitHub works with. */
export class Comparison {
  readonly deps: BackfillDeps;
  readonly installationId: number;
  /** what could not be read */
  readonly skipped: Unread[] = [];
  readonly #turn: TimerTurn;
  readonly #signal: AbortSignal;

  constructor(deps: BackfillDeps, installationId: number, turn: TimerTurn, signal: AbortSignal) {
    this.deps = deps;
    this.installationId = installationId;
    this.#turn = turn;
    this.#signal = signal;
  }

  get tenant() {
    return this.deps.store.forInstallation(this.installationId);
  }

  get github() {
    return this.deps.clientFor(this.installationId);
  }

  /** One call of GitHub, for which the turn is kept. */
  async ask<T>(read: () => Promise<T>): Promise<T> {
    const { clock } = this.deps;
    const keep = (from: Date) => this.#turn.renew(new Date(from.getTime() + LEASE_MS));
    await keep(clock.now());
    return patiently(read, { clock, signal: this.#signal, onWait: keep });
  }

  async handIn(deliveries: readonly NewDelivery[]): Promise<number> {
    return this.deps.store.inbox.putMany(deliveries);
  }
}
