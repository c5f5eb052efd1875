import type { Json } from '../shapes/json.ts';
import type { Scene } from '../webhooks/announce.ts';
import type { Actor, Repository } from '../world/model.ts';
import type { Grant } from './grants.ts';

/** One request after routing and authorisation. */
export interface Call {
  scene: Scene;
  grant: Grant;
  /** the app's bot for an installation token; who signed in for a user token */
  actor: Actor;
  params: Readonly<Record<string, string>>;
  url: URL;
  body: Json;
  accept: string;
}

/** A call below `/repos/{owner}/{repo}`, whose repository the caller may see. */
export interface RepositoryCall extends Call {
  repository: Repository;
}

export interface Reply {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

interface RouteBase {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** as in GitHub's OpenAPI description, e.g. `/repos/{owner}/{repo}/issues` */
  path: string;
}

/** Permissions joined by `|`, of which one is enough; `thread` is issues, for a pull request issues or pull_requests. */
export interface RepositoryNeeds {
  permission: string;
  level: 'read' | 'write';
}

/** What reading issues, pull requests and what belongs to them takes. */
export const READ_THREADS: RepositoryNeeds = { permission: 'thread', level: 'read' };

/** What writing to them takes. */
export const WRITE_THREADS: RepositoryNeeds = { permission: 'thread', level: 'write' };

/** A route below a repository, which comes to the handler resolved, visible and permitted. */
export interface RepositoryRoute extends RouteBase {
  needs: RepositoryNeeds;
  handle: (call: RepositoryCall) => Reply;
}

/** Any other route: for the app's JWT, an installation's token, a user's, anybody, or a permission on the organisation. */
export interface PlainRoute extends RouteBase {
  needs: { auth: 'app' | 'installation' | 'anybody' | 'user' } | { organization: string };
  handle: (call: Call) => Reply;
}

export type Route = RepositoryRoute | PlainRoute;

export function isRepositoryRoute(route: Route): route is RepositoryRoute {
  return 'permission' in route.needs;
}

/** An answer that is not what was asked for, in GitHub's shape. */
export class ApiError extends Error {
  readonly status: number;
  readonly errors: readonly Json[] | undefined;
  readonly headers: Record<string, string>;

  constructor(
    status: number,
    message: string,
    errors?: readonly Json[],
    headers: Record<string, string> = {},
  ) {
    super(message);
    this.status = status;
    this.errors = errors;
    this.headers = headers;
  }
}

export function notFound(): ApiError {
  return new ApiError(404, 'Not Found');
}

export function forbidden(): ApiError {
  return new ApiError(403, 'Resource not accessible by integration');
}

/** 422 with the one field that is wrong. `code` as GitHub names it: missing_field, invalid, already_exists, custom. */
export function invalid(resource: string, field: string, code: string, message?: string): ApiError {
  return new ApiError(422, 'Validation Failed', [{ resource, field, code, ...(message ? { message } : {}) }]);
}

export function ok(body: unknown): Reply {
  return { status: 200, body };
}

export function created(body: unknown): Reply {
  return { status: 201, body };
}

export const noContent: Reply = { status: 204 };

const PER_PAGE = 30;
/** GitHub's largest page. */
const PER_PAGE_MAX = 100;

/** One page of a list with its `link` header (first, prev, next, last). */
export function paged<T>(
  call: Call,
  items: readonly T[],
  toJson: (item: T) => unknown,
  options: { perPage?: number; perPageMax?: number; wrap?: (page: unknown[], total: number) => unknown } = {},
): Reply {
  const perPageMax = options.perPageMax ?? PER_PAGE_MAX;
  const perPage = bounded(call.url.searchParams.get('per_page'), options.perPage ?? PER_PAGE, perPageMax);
  const page = bounded(call.url.searchParams.get('page'), 1, Number.MAX_SAFE_INTEGER);
  const last = Math.max(1, Math.ceil(items.length / perPage));
  const shown = items.slice((page - 1) * perPage, page * perPage).map(toJson);
  const links: string[] = [];
  const link = (to: number, rel: string) => {
    const url = new URL(call.url);
    url.searchParams.set('page', String(to));
    links.push(`<${url.href}>; rel="${rel}"`);
  };
  if (page > 1) link(page - 1, 'prev');
  if (page < last) link(page + 1, 'next');
  if (page < last) link(last, 'last');
  if (page > 1) link(1, 'first');
  return {
    status: 200,
    body: options.wrap ? options.wrap(shown, items.length) : shown,
    headers: links.length > 0 ? { link: links.join(', ') } : {},
  };
}

function bounded(text: string | null, fallback: number, max: number): number {
  const number = text === null ? fallback : Number(text);
  if (!Number.isInteger(number) || number < 1) return fallback;
  return Math.min(number, max);
}

/** A text field of the body; anything but a text is refused. */
export function textIn(body: Json, field: string, resource: string): string | undefined {
  const value = body[field];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw invalid(resource, field, 'invalid');
  return value;
}

/** Names of labels, given as texts or as objects with a name. */
export function labelNames(value: unknown): string[] {
  if (!Array.isArray(value)) throw invalid('Label', 'labels', 'invalid');
  return value.map((each: unknown) => {
    if (typeof each === 'string') return each;
    if (typeof each === 'object' && each !== null && 'name' in each && typeof each.name === 'string') {
      return each.name;
    }
    throw invalid('Label', 'name', 'missing_field');
  });
}

/** GitHub's bound on titles and bodies of threads and comments. */
export const BODY_MAX = 65_536;

export function checkBody(resource: string, body: string | undefined): void {
  if (body !== undefined && body.length > BODY_MAX) {
    throw invalid(resource, 'body', 'custom', `body is too long (maximum is ${BODY_MAX} characters)`);
  }
}

export function numberParam(call: Call, name: string): number {
  const number = Number(call.params[name]);
  if (!Number.isInteger(number)) throw notFound();
  return number;
}

export function param(call: Call, name: string): string {
  const value = call.params[name];
  if (value === undefined) throw notFound();
  return value;
}
