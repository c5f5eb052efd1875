import { describe, expect, test } from 'vitest';
import {
  classify,
  Gone,
  Invalid,
  Limited,
  PermissionMissing,
  Transient,
  Unauthorised,
} from '../../src/github/errors.ts';

const NOW = new Date('2026-11-20T12:00:00Z');
const SERVER_DATE = 'Fri, 20 Nov 2026 12:00:00 GMT';

function rest(status: number, headers: Record<string, string> = {}, data: unknown = {}): unknown {
  return Object.assign(new Error('words that mean nothing'), { status, response: { status, headers, data } });
}

function graphql(errors: object[], headers: Record<string, string> = {}): unknown {
  return Object.assign(new Error('words that mean nothing'), { errors, headers, data: null });
}

const RESET = String(NOW.getTime() / 1000 + 600);

describe('what kind of failure it is', () => {
  test.each([
    ['401', rest(401), Unauthorised],
    ['404', rest(404), Gone],
    ['410', rest(410), Gone],
    ['403 with nothing else', rest(403), PermissionMissing],
    ['403 with requests left', rest(403, { 'x-ratelimit-remaining': '4999' }), PermissionMissing],
    ['403 with retry-after', rest(403, { 'retry-after': '30' }), Limited],
    [
      '403 with nothing left',
      rest(403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': RESET }),
      Limited,
    ],
    [
      '403 that refers to limits',
      rest(403, {}, { documentation_url: 'https://x/#secondary-rate-limits' }),
      Limited,
    ],
    ['429', rest(429), Limited],
    ['400', rest(400), Invalid],
    ['422', rest(422), Invalid],
    ['500', rest(500), Transient],
    ['502', rest(502, {}, '<html>'), Transient],
    ['time-out of the request', rest(408), Transient],
    ['no answer', new TypeError('fetch failed'), Transient],
    ['something else altogether', 'a string', Transient],
    ['GraphQL: not found', graphql([{ type: 'NOT_FOUND' }]), Gone],
    ['GraphQL: forbidden', graphql([{ type: 'FORBIDDEN' }]), PermissionMissing],
    [
      'GraphQL: forbidden with retry-after',
      graphql([{ type: 'FORBIDDEN' }], { 'retry-after': '5' }),
      Limited,
    ],
    ['GraphQL: limit', graphql([{ type: 'RATE_LIMITED' }]), Limited],
    ['GraphQL: unprocessable', graphql([{ type: 'UNPROCESSABLE' }]), Invalid],
    ['GraphQL: our mistake', graphql([{ extensions: { code: 'undefinedField' } }]), Invalid],
    ['GraphQL: no reason given', graphql([{ message: 'Something went wrong' }]), Transient],
    ['GraphQL: limit beside not found', graphql([{ type: 'NOT_FOUND' }, { type: 'RATE_LIMITED' }]), Limited],
  ])('%s', (_name, error, kind) => {
    expect(classify(error, NOW)).toBeInstanceOf(kind);
    expect(classify(error, NOW).cause).toBe(error);
  });

  test('a message never decides', () => {
    const error = Object.assign(new Error('You have exceeded a secondary rate limit'), {
      status: 404,
      response: { status: 404, headers: {}, data: { message: 'API rate limit exceeded' } },
    });
    expect(classify(error, NOW)).toBeInstanceOf(Gone);
  });

  test('what GitHub accepts as permission is kept', () => {
    const error = classify(rest(403, { 'x-accepted-github-permissions': 'issues=write' }), NOW);
    expect(error).toMatchObject({ status: 403, accepted: 'issues=write' });
  });

  test('codes of a 422 are kept', () => {
    const error = classify(rest(422, {}, { errors: [{ resource: 'Label', code: 'already_exists' }] }), NOW);
    expect(error).toMatchObject({ codes: ['already_exists'] });
  });
});

describe('when a limit ends', () => {
  const seconds = (headers: Record<string, string>, now = NOW) => {
    const error = classify(rest(429, headers), now);
    return error instanceof Limited ? (error.resumeAt.getTime() - now.getTime()) / 1000 : null;
  };
  const spent = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': RESET };

  test.each([
    ['retry-after', { 'retry-after': '30' }, 30],
    ['retry-after before the reset', { ...spent, 'retry-after': '30' }, 30],
    ['the reset', spent, 600],
    ['neither', {}, 60],
    ['a reset while requests are left says nothing', { ...spent, 'x-ratelimit-remaining': '9' }, 60],
    ['a zero still waits', { 'retry-after': '0' }, 1],
    ['never more than the hour of a limit', { 'retry-after': '999999' }, 3600],
    ['a reset that cannot be', { ...spent, 'x-ratelimit-reset': '5' }, 60],
  ])('%s', (_name, headers, expected) => {
    expect(seconds(headers)).toBe(expected);
  });

  test('is measured by the clock of GitHub where ours is shifted', () => {
    const shifted = new Date(NOW.getTime() + 7 * 86_400_000);
    expect(seconds({ ...spent, date: SERVER_DATE }, shifted)).toBe(600);
  });
});
