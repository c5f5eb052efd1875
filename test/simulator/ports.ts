import { createAppAuth } from '@octokit/auth-app';
import { Octokit } from '@octokit/core';
import type { Clock } from '../../src/clock.ts';
import type { Clients } from '../../src/github/client.ts';
import type { GitHub } from '../../src/github/github.ts';
import { githubOver } from '../../src/github/github.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { DatabaseUnavailable, LeaseLost } from '../../src/store/errors.ts';
import type { ClaimedDelivery } from '../../src/store/interface/inbox.ts';
import type { Decided } from '../../src/store/interface/installation.ts';
import type { Store } from '../../src/store/store.ts';
import type { Call, Kernel, Process } from './kernel.ts';

/** What a process sees of the outside, each call of it through the kernel. */

/** What the simulator wants to know of the database, whatever the process that asked hears of it. */
export interface Witness {
  stored(id: string): void;
  finished(id: string, how: string): void;
  /** a process is told that somebody else has what it works on */
  leaseLost(name: string): void;
}

/** Where a lost lease means that somebody took it: `turn.begin` also says so of what is no longer wanted. */
const ENDS = new Set(['decide', 'inbox.settle', 'inbox.fail', 'turn.settle', 'turn.renew']);

export function clockOf(kernel: Kernel, process: Process, skewMs: () => number): Clock {
  return {
    now: () => new Date(kernel.now().getTime() + skewMs()),
    wait: (ms, signal) =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve();
        const abort = (): void => {
          cancel();
          signal.removeEventListener('abort', abort);
          resolve();
        };
        const cancel = kernel.wait(ms, () => {
          signal.removeEventListener('abort', abort);
          if (process.alive) resolve();
        });
        signal.addEventListener('abort', abort);
      }),
  };
}

/** The store with a kernel between it and a process. */
export function storeOf(store: Store, kernel: Kernel, process: Process, witness: Witness): Store {
  const call = (name: string): Call => ({ process, port: 'store', name });
  const gate = <T extends object>(api: T, prefix: string): T => {
    // Renewing a turn may be under way while its holder gives it back: then nobody took it.
    let isGivenBack = false;
    const heard: Witness = {
      ...witness,
      leaseLost: (name) => {
        if (name !== 'turn.renew' || !isGivenBack) witness.leaseLost(name);
      },
    };
    return new Proxy(api, {
      get(target, property) {
        const value: unknown = Reflect.get(target, property, target);
        const name = `${prefix}${String(property)}`;
        if (typeof value === 'object' && value !== null && !(value instanceof Date))
          return gate(value, `${name}.`);
        if (typeof value !== 'function') return value;
        return async (...values: unknown[]) => {
          isGivenBack ||= property === 'release';
          const result = await kernel.call(call(name), (fault) =>
            failing(fault, async () => {
              const given: unknown = await watched(name, value.apply(target, values), heard);
              tell(name, values, given, witness);
              return given;
            }),
          );
          // Turns, which have methods of their own.
          const isTurn = (name === 'outbox.takeTurn' || name === 'timers.take') && result !== null;
          return isTurn ? gate(Object(result), 'turn.') : result;
        };
      },
    });
  };
  return {
    ...store,
    inbox: gate(store.inbox, 'inbox.'),
    outbox: gate(store.outbox, 'outbox.'),
    timers: gate(store.timers, 'timers.'),
    operator: gate(store.operator, 'operator.'),
    ping: () => kernel.call(call('ping'), (fault) => failing(fault, () => store.ping())),
    forInstallation(installationId) {
      const tenant = store.forInstallation(installationId);
      return {
        ...gate(tenant, ''),
        installationId,
        decide: (claim, work, now) =>
          kernel.call(call('decide'), (fault) =>
            failing(fault, () => watched('decide', decide(tenant, claim, work, now, witness), witness)),
          ),
      };
    },
  };
}

async function watched<T>(name: string, asked: Promise<T> | T, witness: Witness): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof LeaseLost && ENDS.has(name)) witness.leaseLost(name);
    throw error;
  }
}

async function decide(
  tenant: ReturnType<Store['forInstallation']>,
  claim: ClaimedDelivery | null,
  work: Parameters<typeof tenant.decide>[1],
  now: Date,
  witness: Witness,
): Promise<void> {
  let decided: Decided | null = null;
  await tenant.decide(
    claim,
    async (reader) => {
      decided = await work(reader);
      return decided;
    },
    now,
  );
  if (decided !== null && claim !== null) witness.finished(claim.id, 'done');
}

function tell(name: string, values: readonly unknown[], given: unknown, witness: Witness): void {
  const id = String(Object(values[0]).id);
  if (name === 'inbox.put' && given === 'stored') witness.stored(id);
  if (name === 'inbox.settle') witness.finished(id, 'settled');
  if (name === 'inbox.fail' && 'dead' in Object(values[1])) witness.finished(id, 'dead');
}

async function failing<T>(fault: string | null, work: () => Promise<T>): Promise<T> {
  if (fault === 'away' || fault === 'full') throw new DatabaseUnavailable(`the database is ${fault}`);
  const result = await work();
  if (fault === 'lost') throw new DatabaseUnavailable('the answer of the database is lost');
  return result;
}

const SERVER_ERROR = 502;

/** GitHub with a kernel between it and a process; every process begins without any token. */
export function clientsOf(
  sandbox: Sandbox,
  app: { appId: number; privateKey: string; clock: Clock },
  kernel: Kernel,
  process: Process,
): Clients {
  // One call at a time is carried out, so that this is that call's.
  let current: string | null = null;
  const fetchInside: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const fault = request.url.endsWith('/access_tokens') ? null : current;
    current = fault === null ? current : null;
    switch (fault) {
      case null:
        return sandbox.fetch(request);
      case 'cut':
        throw new TypeError('fetch failed');
      case 'away':
        return Response.json({ message: 'Bad Gateway' }, { status: SERVER_ERROR });
      case 'limited':
        return Response.json(
          { message: 'You have exceeded a secondary rate limit.' },
          { status: 403, headers: { 'retry-after': '30' } },
        );
      case 'used up': {
        const reset = Math.ceil(kernel.now().getTime() / 1000) + 120;
        return Response.json(
          { message: 'API rate limit exceeded for installation.' },
          {
            status: 403,
            headers: {
              'x-ratelimit-remaining': '0',
              'x-ratelimit-reset': String(reset),
              date: kernel.now().toUTCString(),
            },
          },
        );
      }
      case 'lost':
        await sandbox.fetch(request);
        throw new TypeError('fetch failed');
      case 'lost in 502':
        await sandbox.fetch(request);
        return Response.json({ message: 'Bad Gateway' }, { status: SERVER_ERROR });
      default:
        throw new Error(`no such fault: ${fault}`);
    }
  };
  const octokit = (installationId: number | null) =>
    new Octokit({
      baseUrl: `${sandbox.baseUrl}/api/v3`,
      userAgent: 'fullcircle',
      log: { debug() {}, info() {}, warn() {}, error() {} },
      request: { fetch: fetchInside },
      authStrategy: createAppAuth,
      auth: {
        appId: app.appId,
        privateKey: app.privateKey,
        ...(installationId === null ? {} : { installationId }),
      },
    });
  const gated = (installationId: number | null): GitHub => {
    const github = githubOver(() => octokit(installationId), { clock: app.clock });
    const call = <T>(name: string, work: () => Promise<T>): Promise<T> =>
      kernel.call({ process, port: 'github', name }, async (fault) => {
        current = fault;
        try {
          return await work();
        } finally {
          current = null;
        }
      });
    return {
      read: (route, parameters) => call(`read ${route}`, () => github.read(route, parameters)),
      write: (route, parameters) => call(`write ${route}`, () => github.write(route, parameters)),
      query: (document, variables) => call('query', () => github.query(document, variables)),
      mutate: (document, variables) => call('mutate', () => github.mutate(document, variables)),
    };
  };
  const clients = new Map<number, GitHub>();
  return {
    app: gated(null),
    forInstallation(installationId) {
      const client = clients.get(installationId) ?? gated(installationId);
      clients.set(installationId, client);
      return client;
    },
  };
}
