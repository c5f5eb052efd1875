import type { Installation } from '../world/model.ts';
import type { World } from '../world/world.ts';
import type { Grant } from './grants.ts';

/** Requests that an installation may make in an hour. */
const HOURLY_LIMIT = 5_000;
const HOUR_MS = 3_600_000;

/** One change that an installation made through the API. */
export interface Write {
  at: Date;
  installationId: number;
  method: string;
  /** path of the route in GitHub's OpenAPI description, or `mutation NAME` */
  template: string;
  path: string;
  status: number;
  /** whether it makes or edits something people read (thread, comment), which GitHub's content limits count */
  content: boolean;
}

/** Writes that GitHub counts as content creation: threads and comments, made or edited. */
const CONTENT =
  /\/(issues|comments|pulls|reviews|releases)$|\/(issues|comments)\/\{\w+\}$|mutation (add|update)(Discussion|Issue)?Comment$/;

/** Counts requests by the injected clock and keeps the log of writes. */
export class Meter {
  readonly #world: World;
  readonly #used = new Map<Installation, { from: number; count: number }>();
  readonly writes: Write[] = [];
  /** errors inside the sandbox and complaints of `onRequest`: a test expects none */
  readonly problems: string[] = [];
  requests = 0;

  constructor(world: World) {
    this.#world = world;
  }

  wrote(grant: Grant, method: string, template: string, path: string, status: number): void {
    if (grant.kind !== 'installation' || status >= 400) return;
    this.writes.push({
      at: this.#world.now(),
      installationId: grant.installation.id,
      method,
      template,
      path,
      status,
      content: method !== 'DELETE' && CONTENT.test(template),
    });
  }

  /** The headers that come with every answer; counts the request. */
  headers(grant: Grant, resource: 'core' | 'graphql'): Record<string, string> {
    this.requests += 1;
    const { limit, remaining, used, resetS } = this.spend(grant);
    return {
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': String(remaining),
      'x-ratelimit-used': String(used),
      'x-ratelimit-reset': String(resetS),
      'x-ratelimit-resource': resource,
      'x-github-media-type': 'github.v3; format=json',
      'x-github-request-id': `SANDBOX:${this.requests}`,
      date: this.#world.now().toUTCString(),
    };
  }

  spend(grant: Grant, cost = 1): { limit: number; remaining: number; used: number; resetS: number } {
    const now = this.#world.now().getTime();
    const window = grant.kind === 'installation' ? this.#used.get(grant.installation) : undefined;
    const current = window && now - window.from < HOUR_MS ? window : { from: now, count: 0 };
    current.count += cost;
    if (grant.kind === 'installation') this.#used.set(grant.installation, current);
    return {
      limit: HOURLY_LIMIT,
      remaining: Math.max(0, HOURLY_LIMIT - current.count),
      used: current.count,
      resetS: Math.ceil((current.from + HOUR_MS) / 1000),
    };
  }
}
