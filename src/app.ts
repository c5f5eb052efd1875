import type { Probot } from 'probot';
import { actionOf, installationIdOf, orderKey } from './receive/order-key.ts';
import type { Inbox } from './store/store.ts';
import type { Receiver } from './web/webhook.ts';

export interface AppParts {
  inbox: Pick<Inbox, 'put'>;
  clock: { now(): Date };
  /** told for each payload what became of it, so that the HTTP answer can say so; entries vanish with their payloads */
  outcomes?: WeakMap<object, 'stored' | 'repeated'>;
}

/** The Probot function: a verified delivery goes into the inbox, and nothing else happens before the answer. */
export default function fullcircle(probot: Pick<Probot, 'onAny'>, parts: AppParts): void {
  probot.onAny(async ({ id, name, payload }) => {
    const outcome = await parts.inbox.put({
      id,
      name,
      installationId: installationIdOf(payload),
      action: actionOf(payload),
      orderKey: orderKey(name, payload, id),
      payload: JSON.stringify(payload),
      receivedAt: parts.clock.now(),
    });
    parts.outcomes?.set(payload, outcome);
  });
}

/** The same with its parts, in the shape that `probot.load` takes. */
export function createApp(parts: AppParts): (probot: Pick<Probot, 'onAny'>) => void {
  return (probot) => fullcircle(probot, parts);
}

/** What the HTTP edge hands its requests to: Probot's signature check and events, with the app loaded. */
export async function createReceiver(probot: Probot, parts: Omit<AppParts, 'outcomes'>): Promise<Receiver> {
  const outcomes = new WeakMap<object, 'stored' | 'repeated'>();
  await probot.load(createApp({ ...parts, outcomes }));
  return {
    verify: (payload, signature) => probot.webhooks.verify(payload, signature),
    // Names that Octokit does not know yet are received like all others: `onAny` takes them.
    receive: (delivery) =>
      probot.webhooks.receive(delivery as unknown as Parameters<Probot['webhooks']['receive']>[0]),
    outcomeOf: (payload) => outcomes.get(payload),
  };
}
