import { describe, expect, test } from 'vitest';
import {
  Gone,
  Invalid,
  Limited,
  PermissionMissing,
  Transient,
  Unauthorised,
} from '../../src/github/errors.ts';
import { settlementOf } from '../../src/outbox/settlement.ts';
import type { PendingEffect } from '../../src/store/interface/outbox.ts';
import { label } from './effects.ts';

const NOW = new Date('2026-11-20T12:00:00Z');
const inS = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);

function pending(attemptsBefore = 0, firstAttemptAt: Date | null = null): PendingEffect {
  return {
    id: 1,
    installationId: 1,
    effect: label(1),
    deliveryId: 'd',
    createdAt: NOW,
    attemptsBefore,
    firstAttemptAt,
    remote: null,
  };
}

describe('what follows from a failed attempt', () => {
  test('a limit pauses the installation until a second after it ends', () => {
    const settlement = settlementOf(
      new Limited('x', 403, null, 30_000, inS(-999)),
      pending(500, inS(-99_999)),
      NOW,
    );
    expect(settlement).toMatchObject({
      result: { state: 'retry', runAt: inS(31) },
      pause: { until: inS(31), reason: 'limited' },
      outcome: 'limited',
      loud: false,
    });
  });

  test('no answer is tried again, each time later', () => {
    const error = new Transient('x', 502, null);
    expect(settlementOf(error, pending(), NOW)).toMatchObject({
      result: { state: 'retry', runAt: inS(2) },
      pause: null,
      loud: false,
    });
    expect(settlementOf(error, pending(3, inS(-60)), NOW).result).toMatchObject({ runAt: inS(16) });
  });

  test('in the end it is given up, loudly', () => {
    const settlement = settlementOf(new Transient('x', 502, null), pending(19, inS(-30_000)), NOW);
    expect(settlement).toMatchObject({ result: { state: 'failed' }, outcome: 'given_up', loud: true });
  });

  test('a bad token pauses the installation and costs an attempt', () => {
    expect(settlementOf(new Unauthorised('x', 401, null), pending(), NOW)).toMatchObject({
      result: { state: 'retry', runAt: inS(60) },
      pause: { until: inS(60), reason: 'unauthorised' },
      loud: true,
    });
  });

  test.each([
    ['what is gone fails quietly', new Gone('x', 404, null), 'gone', false, 'gone'],
    [
      'a missing permission is named',
      new PermissionMissing('no', 403, null, 'issues=write'),
      'permission_missing',
      true,
      'permission missing (issues=write): no',
    ],
    ['what GitHub refuses is told', new Invalid('no', 422, null, []), 'invalid', true, 'Invalid: no'],
  ])('%s', (_name, error, outcome, loud, text) => {
    expect(settlementOf(error, pending(), NOW)).toEqual({
      result: { state: 'failed', error: text },
      pause: null,
      outcome,
      loud,
    });
  });
});
