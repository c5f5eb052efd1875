/** What `/readyz` tells. Only database, migrations and workers decide whether the process is ready. */
export interface Readiness {
  ready: boolean;
  database: boolean;
  migrations: boolean;
  workers: boolean;
  /** age of the oldest due delivery that nobody has finished; null where it cannot be read */
  backlogAgeS: number | null;
  /** how far the reading of history is; null where there is nothing to tell */
  backfill: unknown;
  /** what is not configured or not working, one sentence each */
  notes: string[];
}

/** What is asked. None of them needs to be quick or to succeed. */
export interface ReadinessProbes {
  /** rejects while the database is away */
  database: () => Promise<void>;
  /** whether the schema is the one of this release */
  migrations: () => Promise<boolean>;
  /** whether this process does the work that its role asks for */
  workers: () => boolean;
  backlogAgeMs: () => Promise<number>;
  backfill: () => Promise<unknown>;
  notes: () => Promise<string[]>;
}

/** Below the time-outs of the usual load balancers (5 s): an answer that says "not ready" is better than none. */
const PROBE_LIMIT_MS = 3_000;

/** Asks all probes at once and never rejects. */
export async function readReadiness(probes: ReadinessProbes, limitMs = PROBE_LIMIT_MS): Promise<Readiness> {
  const ask = <T>(probe: () => Promise<T> | T, otherwise: T) => within(limitMs, probe, otherwise);
  const [database, migrations, workers, backlogAgeMs, backfill, notes] = await Promise.all([
    ask(() => probes.database().then(() => true), false),
    ask(probes.migrations, false),
    ask(probes.workers, false),
    ask<number | null>(probes.backlogAgeMs, null),
    ask<unknown>(probes.backfill, null),
    ask<string[]>(probes.notes, []),
  ]);
  return {
    ready: database && migrations && workers,
    database,
    migrations,
    workers,
    backlogAgeS: backlogAgeMs === null ? null : Math.round(backlogAgeMs / 1000),
    backfill,
    notes,
  };
}

async function within<T>(limitMs: number, probe: () => Promise<T> | T, otherwise: T): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), limitMs);
  });
  const asked = Promise.resolve()
    .then(probe)
    .catch(() => otherwise);
  return Promise.race([asked, late]).finally(() => clearTimeout(timer));
}
