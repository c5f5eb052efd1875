import { createHmac } from 'node:crypto';
import { intakeSecret } from '../../web/intake-secret.ts';
import type { HappeningOf } from './history/types.ts';

/** Where a channel sends to, and what it signs with. */
export interface Intake {
  /** of the app, ends with a slash */
  address: string;
  installationId: number;
  /** `INTAKE_SECRET` */
  secret: string;
}

/**
 * Another channel of the story hands something on, signed as https://www.standardwebhooks.com says.
 * @throws where the app does not take it
 */
export async function sendSignal(
  { kind: _, actor: __, at, ...signal }: HappeningOf<'signal.sent'>,
  { address, installationId, secret }: Intake,
): Promise<void> {
  const body = JSON.stringify({ ...signal, at });
  const timestamp = String(Math.floor(new Date(at).getTime() / 1000));
  const key = Buffer.from(intakeSecret(secret, installationId).replace('whsec_', ''), 'base64');
  const signature = createHmac('sha256', key).update(`${signal.id}.${timestamp}.${body}`).digest('base64');
  const response = await fetch(new URL(`api/signals/${installationId}`, address), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'webhook-id': signal.id,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${signature}`,
    },
    body,
  });
  if (!response.ok) throw new Error(`the signal ${signal.id} was not taken: ${await response.text()}`);
}
