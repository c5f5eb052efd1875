import { describe, expect, it } from 'vitest';
import { whyUnsigned } from '../../src/web/standard-webhook.ts';

/** The example that libraries of Standard Webhooks are tested with. */
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const GIVEN = {
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  timestamp: '1614265330',
  signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  body: new TextEncoder().encode('{"test": 2432232314}'),
};
const AT = new Date(1_614_265_330_000);
const later = (ms: number) => new Date(AT.getTime() + ms);

describe('a signed message', () => {
  it('is known by its signature', () => {
    expect(whyUnsigned(GIVEN, SECRET, AT)).toBeNull();
  });

  it('may have several signatures, as while a secret is changed', () => {
    const signature = `v1a,AAAA v1,AAAA ${GIVEN.signature}`;
    expect(whyUnsigned({ ...GIVEN, signature }, SECRET, AT)).toBeNull();
  });

  it('is good for five minutes, in both directions', () => {
    expect([later(300_000), later(-300_000)].map((now) => whyUnsigned(GIVEN, SECRET, now))).toEqual([
      null,
      null,
    ]);
    for (const now of [later(300_001), later(-300_001)]) {
      expect(whyUnsigned(GIVEN, SECRET, now)).toContain('5 minutes');
    }
  });

  it.each([
    ['another body', { body: new TextEncoder().encode('{"test": 2432232315}') }],
    ['another id', { id: 'msg_other' }],
    ['another time', { timestamp: '1614265331' }],
    ['another version', { signature: GIVEN.signature.replace('v1', 'v2') }],
    ['half of it', { signature: GIVEN.signature.slice(0, 20) }],
    ['nothing after the version', { signature: 'v1' }],
    ['no signature', { signature: undefined }],
    ['no id', { id: '' }],
    ['no time', { timestamp: undefined }],
    ['a time in words', { timestamp: 'now' }],
  ])('is refused with %s', (_, changed) => {
    expect(whyUnsigned({ ...GIVEN, ...changed }, SECRET, AT)).not.toBeNull();
  });

  it('is refused with another secret', () => {
    expect(whyUnsigned(GIVEN, 'whsec_AAAA', AT)).toContain('does not fit');
  });
});
