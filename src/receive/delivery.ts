import type { Event } from '../loop/event.ts';

/** A delivery as the inbox kept it. */
export interface Delivery {
  /** `X-GitHub-Delivery`, or a name of our own */
  id: string;
  /** `X-GitHub-Event`, or `fullcircle.…` for our own */
  name: string;
  /** JSON text */
  payload: string;
  /** null where the payload named none: such deliveries concern nobody's threads */
  installationId: number | null;
  receivedAt: Date;
}

/** What a delivery means: one event of the loop, or the reason why none. */
export type Received = { event: Event } | { ignored: string };

/** A delivery of an installation with its payload parsed as JSON: what each family reads. */
export interface Opened {
  id: string;
  name: string;
  action: string | null;
  installationId: number;
  receivedAt: Date;
  payload: unknown;
}

/** The fields that every event shares. `at` is the time that GitHub tells, null where it tells none. */
export function happened(opened: Opened, at: Date | null) {
  return {
    deliveryId: opened.id,
    installationId: opened.installationId,
    at: at ?? opened.receivedAt,
  };
}

/** For actions that GitHub may add later: they wait for a release of ours and are counted meanwhile. */
export function unknownAction(opened: Opened): Received {
  return { ignored: `${opened.name} has no action ${JSON.stringify(opened.action)} that is known here` };
}
