import { expect, it } from 'vitest';
import { GONE, gonePayload } from '../../src/receive/backfill.ts';
import { PayloadRefused } from '../../src/receive/payload-refused.ts';
import { toEvent } from '../../src/receive/to-event.ts';
import { thread } from '../loop/situations.ts';
import { delivery } from './payloads.ts';

const at = new Date('2026-03-20T02:00:00Z');

it('tells of a thread that is gone, without its words and by nobody', () => {
  expect(toEvent(delivery(GONE, gonePayload({ at, thread: thread() })))).toEqual({
    event: {
      type: 'thread.deleted',
      deliveryId: 'd-1',
      installationId: 7,
      at,
      thread: thread({ title: '', body: '' }),
      actor: null,
    },
  });
});

it('takes nothing else', () => {
  expect(() => toEvent(delivery(GONE, { at }))).toThrow(PayloadRefused);
});
