import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ItemBackfilledEvent } from '../../src/loop/event.ts';
import { type Account, THREAD_TYPES } from '../../src/loop/vocabulary.ts';
import { BACKFILL, backfillPayload } from '../../src/receive/backfill.ts';
import { orderKey } from '../../src/receive/order-key.ts';
import { PayloadRefused } from '../../src/receive/payload-refused.ts';
import { SCHEDULE, schedulePayload } from '../../src/receive/schedule.ts';
import { toEvent } from '../../src/receive/to-event.ts';
import { delivery } from './payloads.ts';

const id = fc.integer({ min: 1, max: 2 ** 40 });
const text = fc.string();
const optional = fc.option(text, { nil: null });
const time = fc.date({ min: new Date(0), max: new Date('2100-01-01T00:00:00Z'), noInvalidDate: true });
const account = fc.record<Account>({
  id,
  login: text,
  type: fc.constantFrom<Account['type']>('User', 'Bot', 'Organization', 'Mannequin'),
});
const person = fc.option(account, { nil: null });
const thread = fc.record<ItemBackfilledEvent['thread']>({
  repository: fc.record({
    id,
    nodeId: text,
    owner: text,
    name: text,
    private: fc.boolean(),
    archived: fc.boolean(),
    defaultBranch: optional,
  }),
  number: id,
  type: fc.constantFrom(...THREAD_TYPES),
  nodeId: text,
  id,
  title: text,
  body: text,
  author: person,
  authorAssociation: text,
  state: fc.constantFrom('open', 'closed'),
  stateReason: optional,
  locked: fc.boolean(),
  labels: fc.array(text),
  category: optional,
  merged: fc.boolean(),
  mergeCommitSha: optional,
  baseRef: optional,
  headSha: optional,
  answer: optional,
  thumbsUp: fc.nat(),
  createdAt: time,
  updatedAt: time,
  closedAt: fc.option(time, { nil: null }),
});
const comment = fc.record<ItemBackfilledEvent['comments'][number]>({
  id,
  nodeId: text,
  family: fc.constantFrom('issue_comment', 'discussion_comment', 'review', 'review_comment'),
  body: text,
  author: person,
  parentId: fc.option(id, { nil: null }),
  parentNodeId: optional,
  isAnswer: fc.boolean(),
  createdAt: time,
  updatedAt: time,
});
const backfilled = fc.record({
  at: time,
  origin: fc.constantFrom<ItemBackfilledEvent['origin']>('history', 'reconcile'),
  thread,
  written: fc.record({ by: person, at: time }),
  closedBy: person,
  comments: fc.array(comment, { maxLength: 3 }),
  labelChanges: fc.array(fc.record({ label: text, added: fc.boolean(), actor: person, at: time }), {
    maxLength: 3,
  }),
});

it('gives a backfilled thread back as it was written', () => {
  fc.assert(
    fc.property(backfilled, (event) => {
      expect(toEvent(delivery(BACKFILL, backfillPayload(event)))).toEqual({
        event: { type: 'item.backfilled', deliveryId: 'd-1', installationId: 7, ...event },
      });
      const { repository, number } = event.thread;
      expect(orderKey(BACKFILL, JSON.parse(backfillPayload(event)), 'd-1')).toBe(
        `${repository.id}-${number}`,
      );
    }),
  );
});

it.each([
  { at: new Date('2026-11-23T08:00:00Z'), task: 'week', week: '2026-W48' },
  { at: new Date('2026-11-23T08:00:00Z'), task: 'intake', week: '' },
] as const)('gives a timer back as it was written: $task', (event) => {
  expect(toEvent(delivery(SCHEDULE, schedulePayload(event)))).toEqual({
    event: { type: 'schedule.ticked', deliveryId: 'd-1', installationId: 7, ...event },
  });
});

it.each([
  { task: 'week', week: 'next' },
  { task: 'week', week: '' },
  { task: 'year', week: '2026-W48' },
])('refuses a timer that is none: %j', (due) => {
  const payload = JSON.stringify({ at: '2026-11-23T08:00:00Z', ...due });
  expect(() => toEvent(delivery(SCHEDULE, payload))).toThrow(PayloadRefused);
});
