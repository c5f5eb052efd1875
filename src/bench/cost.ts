import { readdir, readFile } from 'node:fs/promises';
import { rounded, type Times, timesOf } from './times.ts';

/** What a piece of work takes, calls of GitHub left out. */
export interface Cost {
  /** from begin to end */
  ms: number;
  /** of this process, with an embedded database in it */
  cpuMs: number;
  /** of the processes of a Postgres on this machine; 0 for an embedded database, and where they cannot be seen */
  databaseCpuMs: number;
}

export const NO_COST: Cost = { ms: 0, cpuMs: 0, databaseCpuMs: 0 };

export function sumOf(costs: readonly Cost[]): Cost {
  return costs.reduce(
    (sum, cost) => ({
      ms: sum.ms + cost.ms,
      cpuMs: sum.cpuMs + cost.cpuMs,
      databaseCpuMs: sum.databaseCpuMs + cost.databaseCpuMs,
    }),
    NO_COST,
  );
}

/** Costs of the same work again and again. */
export interface CostFigures extends Times {
  /** medians */
  cpuMs: number;
  databaseCpuMs: number;
  /** 95th percentile of both together */
  cpuP95Ms: number;
}

export function costFigures(costs: readonly Cost[]): CostFigures {
  const of = (read: (cost: Cost) => number): Times => timesOf(costs.map(read));
  return {
    ...of(({ ms }) => ms),
    cpuMs: of(({ cpuMs }) => cpuMs).p50Ms,
    databaseCpuMs: of(({ databaseCpuMs }) => databaseCpuMs).p50Ms,
    cpuP95Ms: rounded(of(wholeCpuMs).p95Ms),
  };
}

/** Of this process and of the database together. */
export function wholeCpuMs({ cpuMs, databaseCpuMs }: Pick<Cost, 'cpuMs' | 'databaseCpuMs'>): number {
  return cpuMs + databaseCpuMs;
}

/** Measures what happens in this process while nothing else does. */
export interface CostMeter {
  measure(work: () => Promise<unknown>): Promise<Cost>;
  /** Of what is being measured this is no part. Calls may overlap. */
  leaveOut<T>(work: () => Promise<T>): Promise<T>;
}

/** @param databaseUrl of a Postgres; null: embedded */
export function createCostMeter(databaseUrl: string | null): CostMeter {
  let leftOut = NO_COST;
  let depth = 0;
  let since = now();

  function now(): { ms: number; cpuMs: number } {
    const { user, system } = process.cpuUsage();
    return { ms: performance.now(), cpuMs: (user + system) / 1_000 };
  }

  return {
    async measure(work) {
      const servers = databaseUrl === null ? [] : await serversOf(databaseUrl);
      leftOut = NO_COST;
      const served = await cpuMsOf(servers);
      const begun = now();
      await work();
      const ended = now();
      return {
        ms: ended.ms - begun.ms - leftOut.ms,
        cpuMs: ended.cpuMs - begun.cpuMs - leftOut.cpuMs,
        databaseCpuMs: (await cpuMsOf(servers)) - served,
      };
    },
    async leaveOut(work) {
      if (depth === 0) since = now();
      depth += 1;
      try {
        return await work();
      } finally {
        depth -= 1;
        if (depth === 0) {
          const { ms, cpuMs } = now();
          leftOut = sumOf([leftOut, { ms: ms - since.ms, cpuMs: cpuMs - since.cpuMs, databaseCpuMs: 0 }]);
        }
      }
    },
  };
}

/** Processes of a Postgres on this machine that serve a database, known by their titles. */
export async function serversOf(databaseUrl: string): Promise<string[]> {
  const database = new URL(databaseUrl).pathname.slice(1);
  const all = await readdir('/proc').catch((): string[] => []);
  const titles = all
    .filter((name) => /^\d+$/.test(name))
    .map(async (pid) => ({ pid, title: await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '') }));
  return (await Promise.all(titles))
    .filter(({ title }) => title.startsWith('postgres:') && title.includes(` ${database} `))
    .map(({ pid }) => pid);
}

const NS_PER_MS = 1_000_000;

/**
 * Milliseconds on processors of all threads of processes so far. The first number of schedstat is in nanoseconds, as
 * Linux counts it; 0 elsewhere.
 */
export async function cpuMsOf(pids: readonly string[]): Promise<number> {
  const ofThread = async (path: string): Promise<number> => {
    const text = await readFile(`${path}/schedstat`, 'utf8').catch(() => '');
    return Number(text.split(' ')[0] ?? 0) / NS_PER_MS;
  };
  const ofProcess = async (pid: string): Promise<number> => {
    const threads = await readdir(`/proc/${pid}/task`).catch((): string[] => []);
    return sum(await Promise.all(threads.map((thread) => ofThread(`/proc/${pid}/task/${thread}`))));
  };
  return sum(await Promise.all(pids.map(ofProcess)));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
