import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { listen } from './listen.ts';
import type { Logger } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { Readiness } from './readiness.ts';
import { securityHeaders } from './security-headers.ts';
import { createWebhookHandler, type Receiver } from './webhook.ts';

/** The app's own HTTP server. Pages, sign-in and the signals intake are added to it by `routes`. */
export type WebApp = Hono<{ Bindings: HttpBindings }>;

export interface ServerOptions {
  host: string;
  /** 0: any free port */
  port: number;
  /** `receiver` null: set-up mode, deliveries are told to come back; null altogether: this role takes none */
  webhook: { path: string; receiver: Receiver | null; answerWithinMs?: number } | null;
  /** origin of the pages where forms may lead to, beside our own: GitHub's */
  formTargets?: readonly string[];
  readiness: () => Promise<Readiness>;
  metrics: Metrics;
  log: Logger;
  /** adds pages; what it does not answer is answered here */
  routes?: (app: WebApp) => void;
  limits?: Partial<ServerLimits>;
}

/** Against clients that send slowly or never: https://nodejs.org/api/http.html#serverheaderstimeout */
export interface ServerLimits {
  /** from the first byte to the end of the headers */
  headersTimeoutMs: number;
  /** from the first byte to the end of the body: 25 MiB over a slow line */
  requestTimeoutMs: number;
  /** longer than the usual 60 s of load balancers, which would otherwise reuse a connection that is just closing */
  keepAliveTimeoutMs: number;
  /** how often the two above are looked at */
  checkIntervalMs: number;
  headerBytesMax: number;
  /** how long requests in progress may take after `close` */
  graceMs: number;
}

const LIMITS: ServerLimits = {
  headersTimeoutMs: 10_000,
  requestTimeoutMs: 60_000,
  keepAliveTimeoutMs: 65_000,
  checkIntervalMs: 2_000,
  headerBytesMax: 16 * 1024,
  graceMs: 8_000,
};

export interface RunningServer {
  port: number;
  /**
   * Takes no more connections and lets requests in progress end, also those whose client went away: when this
   * resolves (after `graceMs` at the latest) nothing uses the database any more.
   */
  close(): Promise<void>;
}

/** Rejects with ListenFailed where the port or the host cannot be had. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const limits = { ...LIMITS, ...options.limits };
  const state: ServerState = { closing: false, active: 0, onIdle: () => {} };
  const app = createWebApp(options, state);
  const pages = getRequestListener(app.fetch, { overrideGlobalObjects: false, hostname: 'localhost' });
  const deliveries = shortWay(options, state);
  const server = createServer(
    {
      maxHeaderSize: limits.headerBytesMax,
      headersTimeout: limits.headersTimeoutMs,
      requestTimeout: limits.requestTimeoutMs,
      keepAliveTimeout: limits.keepAliveTimeoutMs,
      connectionsCheckingInterval: limits.checkIntervalMs,
    },
    (incoming, outgoing) => {
      if (!deliveries?.(incoming, outgoing)) pages(incoming, outgoing);
    },
  );
  const port = await listen(server, options.host, options.port);
  options.log.info({ host: options.host, port }, 'Listening');
  let closed: Promise<void> | null = null;
  return {
    port,
    close: () => {
      closed ??= closeServer(server, state, limits.graceMs);
      return closed;
    },
  };
}

interface ServerState {
  closing: boolean;
  /** requests whose handler has not returned */
  active: number;
  onIdle: () => void;
}

async function closeServer(server: Server, state: ServerState, graceMs: number): Promise<void> {
  state.closing = true;
  let force: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    force = setTimeout(resolve, graceMs);
  });
  const disconnected = new Promise<void>((resolve) => server.close(() => resolve()));
  const idle = new Promise<void>((resolve) => {
    state.onIdle = resolve;
    if (state.active === 0) resolve();
  });
  server.closeIdleConnections();
  await Promise.race([Promise.all([disconnected, idle]), late]);
  clearTimeout(force);
  server.closeAllConnections();
  await disconnected;
}

function createWebApp(options: ServerOptions, state: ServerState): WebApp {
  const app: WebApp = new Hono<{ Bindings: HttpBindings }>({ strict: false });
  app.use(async (context, next) => {
    state.active += 1;
    try {
      await next();
    } finally {
      state.active -= 1;
      if (state.active === 0) state.onIdle();
    }
    if (state.closing) context.header('connection', 'close');
  });
  addHealth(app, options);
  if (options.webhook) addWebhook(app, options.webhook);
  app.use(securityHeaders(options.formTargets ?? []));
  options.routes?.(app);
  app.get('/', (context) => context.text('Fullcircle is running.'));
  app.notFound((context) => context.text('There is nothing here.', 404));
  app.onError((error, context) => {
    // A path may name a tenant's repository: the route that failed is enough.
    options.log.error({ err: error, method: context.req.method }, 'A request failed');
    return context.text('Something failed; the log says what.', 500);
  });
  return app;
}

/**
 * Deliveries do not take the way of pages: they are most of what the app is sent, and making a Request and a Response of
 * each costs as much as checking and storing it. Null where none are taken; returns whether it was one.
 */
function shortWay(
  { webhook, metrics, log }: ServerOptions,
  state: ServerState,
): ((incoming: IncomingMessage, outgoing: ServerResponse) => boolean) | null {
  if (!webhook?.receiver) return null;
  const { path, receiver, answerWithinMs } = webhook;
  const handle = createWebhookHandler({ receiver, metrics, log, answerWithinMs });
  return (incoming, outgoing) => {
    const [asked] = (incoming.url ?? '').split('?', 1);
    if (incoming.method !== 'POST' || (asked !== path && asked !== `${path}/`)) return false;
    state.active += 1;
    void handle(incoming)
      .then(({ status, text, headers }) => {
        // What was not read to its end (too large) would be taken for the next request.
        const last = state.closing || !incoming.complete;
        const body = `${text}\n`;
        outgoing.writeHead(status, {
          'content-type': 'text/plain; charset=utf-8',
          // Without it the answer goes out in chunks, several writes instead of one.
          'content-length': Buffer.byteLength(body),
          ...headers,
          ...(last ? { connection: 'close' } : {}),
        });
        outgoing.end(body);
      })
      .finally(() => {
        state.active -= 1;
        if (state.active === 0) state.onIdle();
      });
    return true;
  };
}

function addHealth(app: WebApp, { readiness, metrics }: ServerOptions): void {
  app.use('/healthz', noStore);
  app.use('/readyz', noStore);
  app.use('/metrics', noStore);
  app.get('/healthz', (context) => context.json({ alive: true }));
  app.get('/readyz', async (context) => {
    const told = await readiness();
    return context.json(told, told.ready ? 200 : 503);
  });
  app.get('/metrics', async (context) =>
    context.body(await metrics.text(), 200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }),
  );
}

const noStore = async (context: { header(name: string, value: string): void }, next: () => Promise<void>) => {
  await next();
  context.header('cache-control', 'no-store');
};

function addWebhook(app: WebApp, webhook: NonNullable<ServerOptions['webhook']>): void {
  const { path, receiver } = webhook;
  if (receiver === null) {
    app.post(path, (context) => context.text('The app is not set up yet.\n', 503, { 'retry-after': '300' }));
  }
  app.all(path, (context) => context.text('Deliveries are sent by POST.\n', 405, { allow: 'POST' }));
}
