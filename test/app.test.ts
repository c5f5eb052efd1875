import { expect, it } from 'vitest';
import fullcircle, { type AppParts } from '../src/app.ts';
import { fixture } from './receive/payloads.ts';
import { memoryInbox, NOW } from './web/edge.ts';

type Handler = Parameters<Parameters<typeof fullcircle>[0]['onAny']>[0];

/** Loads the app and gives back what it registered. */
function load(parts: AppParts): (event: { id: string; name: string; payload: object }) => unknown {
  const handlers: Handler[] = [];
  fullcircle({ onAny: (handler) => void handlers.push(handler) }, parts);
  expect(handlers).toHaveLength(1);
  // The app reads nothing of the context but id, name and payload.
  return (event) => handlers[0]?.(event as Parameters<Handler>[0]);
}

const clock = { now: () => NOW };

it('puts a delivery into the inbox as it is', async () => {
  const inbox = memoryInbox();
  const outcomes = new WeakMap<object, 'stored' | 'repeated'>();
  const receive = load({ inbox, clock, outcomes });
  const payload = fixture('issues.labeled.by-app');
  await receive({ id: 'd-1', name: 'issues', payload });
  expect(inbox.stored).toEqual([
    {
      id: 'd-1',
      name: 'issues',
      action: 'labeled',
      installationId: 7,
      orderKey: '12-34',
      payload: JSON.stringify(payload),
      receivedAt: NOW,
    },
  ]);
  expect(outcomes.get(payload)).toBe('stored');
  await receive({ id: 'd-1', name: 'issues', payload });
  expect(outcomes.get(payload)).toBe('repeated');
});

it('keeps deliveries that belong to no installation', async () => {
  const inbox = memoryInbox();
  await load({ inbox, clock })({ id: 'd-2', name: 'ping', payload: { zen: 'Design for failure.' } });
  expect(inbox.stored).toMatchObject([{ installationId: null, action: null, orderKey: 'none-d-2' }]);
});

it('fails where the inbox fails', async () => {
  const inbox = { put: () => Promise.reject(new Error('gone')) };
  await expect(load({ inbox, clock })({ id: 'd-3', name: 'ping', payload: {} })).rejects.toThrow('gone');
});
