import { createHash } from 'node:crypto';
import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import type { Faults } from '../faults.ts';
import type { Json } from '../shapes/json.ts';
import type { Scene } from '../webhooks/announce.ts';
import {
  ApiError,
  type Call,
  forbidden,
  isRepositoryRoute,
  notFound,
  type Reply,
  type Route,
} from './api.ts';
import { repositoryFor } from './authorize.ts';
import { type Grant, type Grants, holds } from './grants.ts';
import type { Meter } from './meter.ts';

/** A request as it came in, before anything was done about it. */
export interface SeenRequest {
  method: string;
  /** below `/api/v3`, or `/graphql` */
  path: string;
  /** the route's path in GitHub's OpenAPI description; null for an address the sandbox does not know */
  template: string | null;
  query: Record<string, string>;
  body: unknown;
}

export interface Serving {
  scene: Scene;
  grants: Grants;
  faults: Faults;
  meter: Meter;
  routes: readonly Route[];
  graphql: (call: Call) => Promise<Reply>;
  onRequest: ((request: SeenRequest) => void) | undefined;
}

type Web = { Bindings: HttpBindings };

/** The whole HTTP face of the sandbox: REST below `/api/v3`, GraphQL at `/api/graphql`. */
export function serveApi(serving: Serving): Hono<Web> {
  const app = new Hono<Web>();
  for (const route of serving.routes) {
    const path = route.path.replace('{path}', ':path{.+}').replace('{basehead}', ':basehead{.+}');
    app.on(route.method, `/api/v3${path.replaceAll(/\{(\w+)\}/g, ':$1')}`, (c) => answer(c, serving, route));
  }
  app.post('/api/graphql', (c) => answer(c, serving, null));
  app.all('/api/*', (c) => answer(c, serving, undefined));
  return app;
}

/** @param route null is GraphQL, undefined an unknown address */
async function answer(c: Context<Web>, serving: Serving, route: Route | null | undefined): Promise<Response> {
  const { method } = c.req;
  const url = new URL(c.req.url);
  const path = url.pathname.replace(/^\/api(\/v3)?/, '');
  const sent = await c.req.text();
  let grant: Grant = { kind: 'nobody' };
  let reply: Reply;
  try {
    const body = parsed(sent);
    const seen = {
      method,
      path,
      template: route?.path ?? (route === null ? '/graphql' : null),
      query: Object.fromEntries(url.searchParams),
      body,
    };
    serving.onRequest?.(seen);
    const fault = serving.faults.strike({ ...seen, text: sent });
    if (fault?.wait) await fault.wait;
    if (fault?.cut === 'before') return cut(c);
    if (fault?.reply && !fault.after) throw fault.reply;
    grant = serving.grants.read(c.req.header('authorization'));
    const call: Call = {
      scene: serving.scene,
      grant,
      actor: actorOf(serving, grant),
      params: c.req.param(),
      url,
      body: Array.isArray(body) ? { labels: body } : body,
      accept: c.req.header('accept') ?? '',
    };
    reply = route ? perform(call, route) : route === null ? await serving.graphql(call) : refuseUnknown();
    if (route && route.method !== 'GET')
      serving.meter.wrote(grant, route.method, route.path, path, reply.status);
    if (fault?.cut === 'after') return cut(c);
    if (fault?.reply) throw fault.reply;
  } catch (error) {
    reply = errorReply(serving, error);
  }
  return respond(c, reply, serving.meter.headers(grant, route === null ? 'graphql' : 'core'));
}

/** The app's bot behind installation tokens and JWT; the person behind a user token. */
function actorOf(serving: Serving, grant: Grant): Call['actor'] {
  if (grant.kind === 'user') return { account: grant.account, viaApp: false };
  return { account: serving.scene.world.app.bot, viaApp: true };
}

function perform(call: Call, route: Route): Reply {
  if (isRepositoryRoute(route)) {
    return route.handle({ ...call, repository: repositoryFor(call, route.needs, route.method) });
  }
  const { needs } = route;
  if ('organization' in needs) {
    if (!holds(call.grant, needs.organization, 'read')) throw forbidden();
  } else if (needs.auth !== 'anybody' && call.grant.kind !== needs.auth) {
    if (needs.auth === 'app') throw new ApiError(401, 'A JSON web token could not be decoded');
    throw call.grant.kind === 'nobody' ? new ApiError(401, 'Requires authentication') : forbidden();
  }
  return route.handle(call);
}

function refuseUnknown(): never {
  throw notFound();
}

function parsed(text: string): Json {
  if (text === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    // Arrays come in where GitHub takes a bare list of labels.
    return typeof value === 'object' && value !== null ? (value as Json) : {};
  } catch {
    throw new ApiError(400, 'Problems parsing JSON');
  }
}

function errorReply(serving: Serving, error: unknown): Reply {
  if (!(error instanceof ApiError)) {
    serving.meter.problems.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return { status: 500, body: { message: error instanceof Error ? error.message : 'Server Error' } };
  }
  const { status, message, errors, headers } = error;
  const body = {
    message,
    ...(errors ? { errors } : {}),
    documentation_url: 'https://docs.github.com/rest',
    status: String(status),
  };
  return { status, body, headers };
}

function respond(c: Context<Web>, reply: Reply, common: Record<string, string>): Response {
  const raw = typeof reply.body === 'string';
  const text = reply.body === undefined ? null : raw ? String(reply.body) : JSON.stringify(reply.body);
  const headers = new Headers({ ...common, ...reply.headers });
  if (text !== null)
    headers.set('content-type', raw ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8');
  if (c.req.method === 'GET' && reply.status === 200 && text !== null) {
    const tag = `W/"${createHash('sha1').update(text).digest('hex')}"`;
    headers.set('etag', tag);
    if (c.req.header('if-none-match') === tag) return new Response(null, { status: 304, headers });
  }
  return new Response(text, { status: reply.status, headers });
}

/** Cuts the connection without an answer. */
function cut(c: Context<Web>): Response {
  c.env.incoming.socket.destroy();
  return new Response(null);
}
