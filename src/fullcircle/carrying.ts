import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Environment } from '../config/environment.ts';
import type { Clients } from '../github/client.ts';
import { Limited } from '../github/errors.ts';
import type { Notes } from '../operate/notes.ts';
import { createDispatcher } from '../outbox/dispatcher.ts';
import type { FactSource, Judge } from '../pipeline/fact-source.ts';
import { createInboxWorker } from '../pipeline/worker.ts';
import { processDelivery } from '../pipeline.ts';
import type { Store } from '../store/store.ts';
import type { AppMetrics } from '../web/app-metrics.ts';
import type { Logger } from '../web/log.ts';

export interface CarryingDeps {
  environment: Environment;
  store: Store;
  clock: Clock;
  log: Logger;
  clients: Clients;
  source: FactSource;
  judge: Judge | null;
  measured: AppMetrics;
  notes: Pick<Notes, 'refused'>;
}

/** Carries deliveries from the inbox to their decisions, and effects from the outbox to GitHub. */
export interface Carrying {
  /** Deliveries are due. */
  nudge(): void;
  /** Works until the signal aborts. */
  run(signal: AbortSignal): Promise<void>;
  /** One look at both boxes. Returns whether there was anything. */
  step(): Promise<boolean>;
}

export function createCarrying(deps: CarryingDeps): Carrying {
  const { environment, store, clock, log, clients, source, judge, measured, notes } = deps;
  const name = `${environment.role}-${randomUUID().slice(0, 8)}`;
  const dispatcher = createDispatcher({
    outbox: store.outbox,
    clientFor: clients.forInstallation,
    clock,
    wait: clock.wait,
    limits: environment.writeLimits,
    shadow: environment.shadow,
    botLogin: source.botLogin,
    log,
    metrics: measured.outbox,
    worker: name,
    onPermissionMissing(pending) {
      measured.permissionMissing(pending.effect.kind);
      notes.refused(pending.installationId);
    },
  });
  const worker = createInboxWorker({
    store,
    process: (claim) => processDelivery(claim, { store, source, judge, clock }),
    clock,
    wait: clock.wait,
    resumeAt: (error) => (error instanceof Limited ? error.resumeAt : null),
    log,
    onProcessed(_, result, ms) {
      measured.processed(result, ms);
      dispatcher.nudge();
    },
    name,
  });
  return {
    nudge: () => worker.nudge(),
    async run(signal) {
      await Promise.all([worker.run(signal), dispatcher.run(signal)]);
    },
    async step() {
      const processed = await worker.step();
      const sent = await dispatcher.step();
      return processed > 0 || (sent !== 'idle' && sent !== 'stopped');
    },
  };
}
