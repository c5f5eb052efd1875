import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { Faults } from './faults.ts';
import { executeGraphql } from './graphql/execute.ts';
import { People } from './people.ts';
import { Grants } from './rest/grants.ts';
import { Meter, type Write } from './rest/meter.ts';
import { allRoutes } from './rest/routes.ts';
import { type SeenRequest, serveApi } from './rest/serve.ts';
import { type SignIn, signInPages } from './rest/sign-in.ts';
import { type RepositoryState, stateOf } from './state.ts';
import type { WebhookTarget } from './webhooks/delivery.ts';
import { WebhookQueue } from './webhooks/queue.ts';
import { type Clock, World } from './world/world.ts';

export interface SandboxOptions {
  /** the time of everything that happens in the sandbox */
  clock: Clock;
  /** decides when installation tokens expire; default `clock` */
  tokenClock?: Clock;
  appId: number;
  publicKeyPem: string;
  /** e.g. `fullcircle[bot]` */
  botLogin?: string;
  /** where deliveries go; `null` keeps them until `webhooks.target` names a place */
  webhook: WebhookTarget | null;
  /** faults and delivery ids follow from it; default 1 */
  seed?: number;
  /** refuse people what their role does not allow; default true */
  enforceRoles?: boolean;
  /** sees every request; what it throws fails the request with 500 and is kept in `problems` */
  onRequest?: (request: SeenRequest) => void;
}

export interface Sandbox {
  /** Starts listening on loopback; 0 takes any free port. Returns the port. */
  listen(port?: number): Promise<number>;
  /** Stops at once: open connections are cut. */
  close(): Promise<void>;
  /** Answers a request of this process without a network; cutting connections needs one. */
  fetch(request: Request): Promise<Response>;
  /** `127.0.0.1:PORT`, the value of GHE_HOST */
  readonly host: string;
  /** `http://127.0.0.1:PORT` */
  readonly baseUrl: string;
  /** Who sits at the browser from now on: `/login/oauth/authorize` answers in that name. */
  signIn(login: string | null): void;
  readonly people: People;
  readonly webhooks: WebhookQueue;
  readonly faults: Faults;
  readonly grants: Grants;
  readonly world: World;
  /** changes that the app made through the API, by the injected clock */
  readonly writes: readonly Write[];
  /** errors inside the sandbox and complaints of `onRequest`; a test expects none */
  readonly problems: readonly string[];
  /** requests served so far */
  readonly requestCount: number;
  /** the comparable end state */
  state(): Record<string, RepositoryState>;
  /** everything sent that is to be sent at once */
  settled(): Promise<void>;
}

/** A GitHub in memory, on loopback: REST below `/api/v3`, GraphQL at `/api/graphql`, webhooks to the app. */
export function createSandbox(options: SandboxOptions): Sandbox {
  const seed = options.seed ?? 1;
  const world = new World(options.clock, options.appId, options.botLogin ?? 'fullcircle[bot]');
  const queue = new WebhookQueue(world, options.webhook, String(seed));
  const scene = { world, queue };
  const grants = new Grants(world, options.tokenClock ?? options.clock, options.publicKeyPem);
  const meter = new Meter(world);
  const faults = new Faults(options.clock, seed);
  const app = serveApi({
    scene,
    grants,
    faults,
    meter,
    routes: allRoutes(grants, queue, meter),
    graphql: (call) => executeGraphql(call, meter),
    onRequest: options.onRequest,
  });
  const signIn: SignIn = { person: null, codes: new Map() };
  app.route('/', signInPages(signIn, grants));
  // createAdaptorServer answers with any kind of Node server; without options it is plain HTTP.
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  return {
    listen: (port = 0) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, '127.0.0.1', () => {
          const address = server.address() as AddressInfo;
          world.origin = `http://127.0.0.1:${address.port}`;
          resolve(address.port);
        });
      }),
    close: () =>
      new Promise((resolve) => {
        queue.close();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
    fetch: async (request) => app.fetch(request),
    get host() {
      return new URL(world.origin).host;
    },
    get baseUrl() {
      return world.origin;
    },
    signIn: (login) => {
      signIn.person = login === null ? null : world.account(login);
    },
    people: new People(scene, options.enforceRoles ?? true),
    webhooks: queue,
    faults,
    grants,
    world,
    writes: meter.writes,
    problems: meter.problems,
    get requestCount() {
      return meter.requests;
    },
    state: () => stateOf(world),
    settled: () => queue.settled(),
  };
}
