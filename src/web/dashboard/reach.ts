import type { PersonApi, Readable } from './person.ts';

/** GitHub is asked again after this: who lost access sees nothing more within ten minutes. */
const GOOD_FOR_MS = 5 * 60_000;
/** People and installations; the least lately asked about are asked about again. */
const KEPT_MAX = 2_000;

/** What somebody who is signed in may see, as GitHub said a few minutes ago at most. Throws what PersonApi throws. */
export interface Reach {
  installations(session: { id: string; token: string }): Promise<readonly number[]>;
  /** The same as GitHub says it at this moment. */
  installationsNow(session: { id: string; token: string }): Promise<readonly number[]>;
  repositories(session: { id: string; token: string }, installationId: number): Promise<readonly Readable[]>;
  /** The same as GitHub says it at this moment: for what somebody does. */
  repositoriesNow(
    session: { id: string; token: string },
    installationId: number,
  ): Promise<readonly Readable[]>;
}

/** @param monotonicMs the machine's own time, since access does not follow the clock of a story */
export function createReach(api: PersonApi, monotonicMs: () => number = () => performance.now()): Reach {
  const installations = createMemory<readonly number[]>(monotonicMs);
  const repositories = createMemory<readonly Readable[]>(monotonicMs);
  return {
    installations: ({ id, token }) => installations.ask(id, () => api.installations(token)),
    installationsNow: ({ id, token }) => installations.askNow(id, () => api.installations(token)),
    repositories: ({ id, token }, installationId) =>
      repositories.ask(`${id}:${installationId}`, () => api.repositories(token, installationId)),
    repositoriesNow: ({ id, token }, installationId) =>
      repositories.askNow(`${id}:${installationId}`, () => api.repositories(token, installationId)),
  };
}

interface Memory<T> {
  ask(key: string, work: () => Promise<T>): Promise<T>;
  askNow(key: string, work: () => Promise<T>): Promise<T>;
}

function createMemory<T>(monotonicMs: () => number): Memory<T> {
  const kept = new Map<string, { value: Promise<T>; askedMs: number }>();
  function askNow(key: string, ask: () => Promise<T>): Promise<T> {
    const asked = { value: ask(), askedMs: monotonicMs() };
    kept.delete(key);
    kept.set(key, asked);
    const [oldest] = kept.keys();
    if (kept.size > KEPT_MAX && oldest !== undefined) kept.delete(oldest);
    // What failed is asked again by the next request.
    asked.value.catch(() => {
      if (kept.get(key) === asked) kept.delete(key);
    });
    return asked.value;
  }
  return {
    ask(key, work) {
      const before = kept.get(key);
      const isGood = before !== undefined && monotonicMs() - before.askedMs < GOOD_FOR_MS;
      return isGood ? before.value : askNow(key, work);
    },
    askNow,
  };
}
