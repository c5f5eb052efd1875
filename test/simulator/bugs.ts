import type { Clients } from '../../src/github/client.ts';
import type { GitHub } from '../../src/github/github.ts';
import type { ClaimedDelivery } from '../../src/store/interface/inbox.ts';
import type { Decided } from '../../src/store/interface/installation.ts';
import type { OutboxTurn } from '../../src/store/interface/outbox.ts';
import type { InstallationReader } from '../../src/store/interface/reader.ts';
import type { Store } from '../../src/store/store.ts';
import type { Variant } from './simulation.ts';

/** Mistakes that such an app may have, each put in front of the real parts. The simulator must notice every one. */
export const BUGS = {
  'no marker look-up': { clients: withoutMarkers },
  'a lease too short': { store: withShortLeases },
  'done before outbox': { store: withDoneFirst },
  'no order per thread': { store: withoutOrder },
  'visibility unchecked': { store: withoutVisibility },
  'old lists believed': { clients: withOldLists },
  'a notice is dropped': { store: withoutNotices },
} satisfies Record<string, Variant>;

/** What the app wrote is never found again. */
function withoutMarkers(clients: Clients): Clients {
  const blind = (github: GitHub): GitHub => ({
    ...github,
    async read(route, parameters) {
      const answer = await github.read(route, parameters);
      const isLookUp = /\/issues(?:\/\{issue_number\}\/comments)?$/.test(route);
      return isLookUp ? { ...answer, data: [] } : answer;
    },
  });
  return { app: clients.app, forInstallation: (id) => blind(clients.forInstallation(id)) };
}

/** What GitHub listed once is never asked for again. */
function withOldLists(clients: Clients): Clients {
  const answers = new Map<string, ReturnType<GitHub['read']>>();
  const forgetful = (github: GitHub): GitHub => ({
    ...github,
    read(route, parameters) {
      if (!route.endsWith('/installation/repositories')) return github.read(route, parameters);
      const key = JSON.stringify(parameters);
      const answer = answers.get(key) ?? github.read(route, parameters);
      answers.set(key, answer);
      return answer;
    },
  });
  return { app: clients.app, forInstallation: (id) => forgetful(clients.forInstallation(id)) };
}

/** Shorter than a request to GitHub may take, and never renewed. */
const SHORT_MS = 500;

function withShortLeases(store: Store): Store {
  return {
    ...store,
    inbox: { ...store.inbox, renew: async () => undefined },
    outbox: {
      ...store.outbox,
      async takeTurn(options) {
        const turn = await store.outbox.takeTurn({ ...options, leaseMs: SHORT_MS });
        return turn === null ? null : Object.assign(Object.create(turn), { renew: async () => undefined });
      },
    },
  };
}

/** A notice counts as sent without having been written. */
function withoutNotices(store: Store): Store {
  return {
    ...store,
    outbox: {
      ...store.outbox,
      async takeTurn(options) {
        const turn = await store.outbox.takeTurn(options);
        if (turn === null) return null;
        const next: OutboxTurn['next'] = async (now) => {
          const effect = await turn.next(now);
          if (effect?.effect.kind !== 'comment.put' || !effect.effect.slot.includes(':notice:'))
            return effect;
          await turn.settle(effect, { state: 'sent', remote: null }, now);
          return next(now);
        };
        return Object.assign(Object.create(turn), { next });
      },
    },
  };
}

/** The delivery is done first, and what follows from it is written afterwards. */
function withDoneFirst(store: Store): Store {
  return {
    ...store,
    forInstallation(installationId) {
      const tenant = store.forInstallation(installationId);
      return {
        ...tenant,
        async decide(claim: ClaimedDelivery | null, work, now) {
          if (claim === null) return tenant.decide(claim, work, now);
          let decided: Decided | null = null;
          await tenant.decide(
            null,
            async (reader) => {
              decided = await work(reader);
              return null;
            },
            now,
          );
          if (decided === null) return;
          await store.inbox.settle(claim, 'done', null, now);
          const { changes, effects } = decided as Decided;
          await tenant.decide(null, async () => ({ changes, effects, ignored: null }), now);
        },
      };
    },
  };
}

/** Every delivery has an order key of its own. */
function withoutOrder(store: Store): Store {
  return {
    ...store,
    inbox: {
      ...store.inbox,
      put: (delivery) => store.inbox.put({ ...delivery, orderKey: `any-${delivery.id}` }),
    },
  };
}

/** Whatever is private counts as public. */
function withoutVisibility(store: Store): Store {
  return {
    ...store,
    inbox: {
      ...store.inbox,
      claim: async (options) =>
        (await store.inbox.claim(options)).map((claim) => ({
          ...claim,
          payload: claim.payload.replaceAll('"private":true', '"private":false'),
        })),
    },
    forInstallation(installationId) {
      const tenant = store.forInstallation(installationId);
      return {
        ...tenant,
        decide: (claim, work, now) => tenant.decide(claim, (reader) => work(open(reader)), now),
      };
    },
  };
}

function open(reader: InstallationReader): InstallationReader {
  return new Proxy(reader, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property, target);
      if (typeof value !== 'function') return value;
      return async (...values: unknown[]) => published(await value.apply(target, values));
    },
  });
}

function published(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(published);
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, key === 'private' ? false : published(inner)]),
  );
}
