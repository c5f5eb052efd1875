import type { Inbox } from './interface/inbox.ts';
import type { InstallationStore } from './interface/installation.ts';
import type { Operator } from './interface/operator.ts';
import type { Outbox } from './interface/outbox.ts';
import type { Timers } from './interface/timers.ts';

/**
 * What the rest of the app sees of the database. One implementation (Drizzle) on two engines: embedded
 * PGlite and Postgres. All times come in as arguments; the database's own clock is never read.
 */
export interface Store {
  readonly engine: 'pglite' | 'postgres';
  readonly inbox: Inbox;
  readonly outbox: Outbox;
  readonly timers: Timers;
  /** What belongs to the operator, not to a tenant: known installations, health, secrets that were generated, retention. */
  readonly operator: Operator;
  /** The only way to a tenant's data. */
  forInstallation(installationId: number): InstallationStore;
  /** Resolves when a query was answered, rejects with `DatabaseUnavailable` otherwise. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
