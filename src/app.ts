import type { Probot } from 'probot';
import { actionOf, installationIdOf, orderKey } from './receive/order-key.ts';
import type { Inbox } from './store/interface/inbox.ts';

export interface AppParts {
  inbox: Pick<Inbox, 'put'>;
  clock: { now(): Date };
  /** told for each payload what became of it, so that the HTTP answer can say so; entries vanish with their payloads */
  outcomes?: WeakMap<object, 'stored' | 'repeated'>;
  /** the bodies of payloads as they were received, which saves writing them anew */
  texts?: WeakMap<object, string>;
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
      payload: parts.texts?.get(payload) ?? JSON.stringify(payload),
      receivedAt: parts.clock.now(),
    });
    parts.outcomes?.set(payload, outcome);
  });
}

/** The same with its parts, in the shape that `probot.load` takes. */
export function createApp(parts: AppParts): (probot: Pick<Probot, 'onAny'>) => void {
  return (probot) => fullcircle(probot, parts);
}
