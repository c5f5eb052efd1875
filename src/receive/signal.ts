import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { SignalEvent } from '../loop/event.ts';
import { SIGNAL_KINDS } from '../loop/outside.ts';
import { happened, type Opened, type Received } from './delivery.ts';
import { read } from './payload-refused.ts';
import { timeSchema } from './shared.ts';

/** Name of the deliveries that tell what came from another channel. */
export const SIGNAL = 'fullcircle.signal';

const schema = z.object({
  at: timeSchema,
  signal: z.object({
    source: z.string().min(1),
    id: z.string().min(1),
    kind: z.enum(SIGNAL_KINDS),
    person: z.number().int().negative(),
    title: z.string(),
    text: z.string(),
    url: z.string().nullable(),
    private: z.boolean(),
    minutes: z.number().nullable(),
  }),
});

/** The payload's text for what another channel told. */
export function signalPayload({ at, signal }: Pick<SignalEvent, 'at' | 'signal'>): string {
  return JSON.stringify({ at, signal });
}

/** Unique for an installation, a source and its own id: what is sent again is known. */
export function signalDeliveryId(installationId: number, { source, id }: SignalEvent['signal']): string {
  const named = createHash('sha256')
    .update(JSON.stringify([source, id]))
    .digest('hex');
  return `signal:${installationId}:${named}`;
}

/** `fullcircle.signal` deliveries. */
export function readSignal(opened: Opened): Received {
  const { at, signal } = read(schema, opened);
  return { event: { ...happened(opened, at), type: 'signal.received', signal } };
}
