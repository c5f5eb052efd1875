import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Delivery } from '../../src/receive/delivery.ts';
import { toEvent } from '../../src/receive/to-event.ts';

export type Payload = Record<string, unknown>;

/** The only fields of @octokit/webhooks-examples that the tests read. */
interface Definition {
  name: string;
  examples: Payload[];
}

// The package has JSON as its main file and declares it as a module: read it as what it is.
const definitions = createRequire(import.meta.url)('@octokit/webhooks-examples') as Definition[];

/** Every published example payload of an event. */
export function examplesOf(name: string): Payload[] {
  return definitions.find((definition) => definition.name === name)?.examples ?? [];
}

export function eventNames(): string[] {
  return definitions.map((definition) => definition.name);
}

/** A payload of ours, `<event>.<action>.<variant>`. */
export function fixture(name: string): Payload {
  const file = new URL(`../fixtures/events/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as Payload;
}

export const RECEIVED_AT = new Date('2026-03-20T12:00:00Z');

export function delivery(name: string, payload: unknown): Delivery {
  return {
    id: 'd-1',
    name,
    payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
    installationId: 7,
    receivedAt: RECEIVED_AT,
  };
}

/** The event of a fixture; fails where it was ignored. */
export function eventOf(fixtureName: string) {
  const name = fixtureName.split('.')[0] ?? '';
  const received = toEvent(delivery(name, fixture(fixtureName)));
  if ('ignored' in received) throw new Error(`ignored: ${received.ignored}`);
  return received.event;
}
