import { classify, PermissionMissing, Unauthorised } from './errors.ts';

/** The part of an Octokit that is used: Probot's, one of our own, or a stand-in of a test. */
export interface OctokitLike {
  request(route: string, parameters?: Record<string, unknown>): Promise<OctokitAnswer>;
  graphql(document: string, variables?: Record<string, unknown>): Promise<unknown>;
}

interface OctokitAnswer {
  status: number;
  headers: object;
  data: unknown;
}

/** What GitHub answered to a REST request. */
export interface Answer {
  status: number;
  /** lower-case names */
  headers: Readonly<Record<string, string>>;
  /** not parsed: each caller checks the fields it uses */
  data: unknown;
}

/**
 * GitHub as one installation (or the app itself) may use it. Everything rejects with a `GitHubError`.
 * Reads may be repeated by the client after a 5xx; writes never are, because a lost reply may hide a success.
 */
export interface GitHub {
  /** `route` is a template (`GET /repos/{owner}/{repo}`), the parameters fill it */
  read(route: string, parameters: Record<string, unknown>): Promise<Answer>;
  write(route: string, parameters: Record<string, unknown>): Promise<Answer>;
  query(document: string, variables: Record<string, unknown>): Promise<unknown>;
  mutate(document: string, variables: Record<string, unknown>): Promise<unknown>;
}

/** One finished call, for metrics. Holds no name of a tenant, repository or person. */
export interface Call {
  /** route template, or `graphql OPERATION` */
  route: string;
  /** 0 where there was no answer or GraphQL reported errors */
  status: number;
  /** requests left in the hour; null where not told */
  remaining: number | null;
}

export interface GitHubOptions {
  clock: { now(): Date };
  onRequest?: (call: Call) => void;
}

/** A read with its repeats is given up after this; workers have a lease of a minute. */
const READ_TIMEOUT_MS = 30_000;
/** GitHub itself ends requests after 10 s, so what takes longer does not take effect later. */
const WRITE_TIMEOUT_MS = 12_000;

function strings(headers: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
}

function operation(document: string): string {
  return `graphql ${/(?:query|mutation)\s+(\w+)/.exec(document)?.[1] ?? 'unnamed'}`;
}

function remainingOf(headers: Readonly<Record<string, string>>): number | null {
  const remaining = Number(headers['x-ratelimit-remaining'] ?? Number.NaN);
  return Number.isFinite(remaining) ? remaining : null;
}

/**
 * Puts an Octokit behind the four verbs. `make` gives a fresh one, which has no token yet: after a 401 the token is
 * renewed that way, and the call made once more (a 401 had no effect, so this is safe for writes, too). So it is after a
 * refusal, since a token keeps the permissions that it was made with: an owner may have granted what is missing since.
 */
export function githubOver(make: () => OctokitLike, options: GitHubOptions): GitHub {
  let octokit = make();

  async function once<T>(call: (octokit: OctokitLike) => Promise<T>, route: string): Promise<T> {
    try {
      return await call(octokit);
    } catch (error) {
      const failure = classify(error, options.clock.now());
      options.onRequest?.({ route, status: failure.status ?? 0, remaining: null });
      throw failure;
    }
  }

  async function renewed<T>(
    call: (octokit: OctokitLike) => Promise<T>,
    route: string,
    isQuery: boolean,
  ): Promise<T> {
    try {
      return await once(call, route);
    } catch (error) {
      if (!(error instanceof Unauthorised || error instanceof PermissionMissing)) throw error;
      // Parts of an answer that are forbidden are so with every token.
      if (error instanceof PermissionMissing && isQuery) throw error;
      octokit = make();
      return once(call, route);
    }
  }

  async function rest(
    route: string,
    parameters: Record<string, unknown>,
    request: () => object,
  ): Promise<Answer> {
    const raw = await renewed(
      (client) => client.request(route, { ...parameters, request: request() }),
      route,
      false,
    );
    const headers = strings(raw.headers);
    options.onRequest?.({ route, status: raw.status, remaining: remainingOf(headers) });
    return { status: raw.status, headers, data: raw.data };
  }

  async function graphql(
    document: string,
    variables: Record<string, unknown>,
    request: () => object,
    isQuery: boolean,
  ): Promise<unknown> {
    const route = operation(document);
    const data = await renewed(
      (client) => client.graphql(document, { ...variables, request: request() }),
      route,
      isQuery,
    );
    options.onRequest?.({ route, status: 200, remaining: null });
    return data;
  }

  const reading = () => ({ signal: AbortSignal.timeout(READ_TIMEOUT_MS) });
  const writing = () => ({ retries: 0, signal: AbortSignal.timeout(WRITE_TIMEOUT_MS) });
  return {
    read: (route, parameters) => rest(route, parameters, reading),
    write: (route, parameters) => rest(route, parameters, writing),
    query: (document, variables) => graphql(document, variables, reading, true),
    mutate: (document, variables) => graphql(document, variables, writing, false),
  };
}
