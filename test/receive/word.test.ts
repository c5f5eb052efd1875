import { expect, it } from 'vitest';
import type { WordEvent } from '../../src/loop/event.ts';
import { PayloadRefused } from '../../src/receive/payload-refused.ts';
import { toEvent } from '../../src/receive/to-event.ts';
import { GIVEN, givenDeliveryId, givenPayload } from '../../src/receive/word.ts';
import { delivery } from './payloads.ts';

const WORD: Pick<WordEvent, 'at' | 'ref' | 'word' | 'actor'> = {
  at: new Date('2026-11-16T09:00:00.123Z'),
  ref: { repositoryId: 12, number: 34 },
  word: { verb: 'decide', argument: 'c7 decline it is somebody else’s' },
  actor: { id: 5, login: 'theo', type: 'User' },
};

it('a word of the dashboard comes as it was said', () => {
  const { event } = { event: undefined, ...toEvent(delivery(GIVEN, JSON.parse(givenPayload(WORD)))) };
  expect(event).toMatchObject({ type: 'word.given', ...WORD });
});

it.each([
  ['another verb', { word: { verb: 'triage', argument: '' } }],
  ['nobody', { actor: null }],
  ['no thread', { ref: { repositoryId: 12, number: 0 } }],
])('of %s is refused', (_, wrong) => {
  expect(() => toEvent(delivery(GIVEN, { ...JSON.parse(givenPayload(WORD)), ...wrong }))).toThrow(
    PayloadRefused,
  );
});

it('is named by nothing that tells who said it', () => {
  expect(givenDeliveryId(7, 123_456_789, 'a')).toMatch(/^word:7:[0-9a-f]{32}$/);
});

it('is named by its form, its giver and where it was said', () => {
  const names = [
    givenDeliveryId(7, 5, 'a'),
    givenDeliveryId(7, 6, 'a'),
    givenDeliveryId(8, 5, 'a'),
    givenDeliveryId(7, 5, 'b'),
  ];
  expect(new Set(names).size).toBe(4);
  expect(givenDeliveryId(7, 5, 'a')).toBe(names[0]);
});
