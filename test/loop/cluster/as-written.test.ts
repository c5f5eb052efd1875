import { describe, expect, it } from 'vitest';
import { asWritten } from '../../../src/loop/cluster/as-written.ts';
import type { Evidence } from '../../../src/loop/cluster/evidence.ts';
import { maskedError } from '../../../src/loop/cluster/signatures.ts';

const TEXT = [
  'Login loops',
  'AuthError: device code was not approved within 60 s (E_DEVICE_TIMEOUT)',
  'Error: ENOENT: no such file, open /home/ada/secret/queue.tpl',
  'Error: connect ECONNREFUSED 127.0.0.1:5432',
  'We run 1.3.0.',
  '  at Lease.assertHeld (lease.ts:4)',
  'We cached it twice.',
  'undefined reference to uv__hrtime',
].join('\n');

describe('evidence as it was written', () => {
  it.each<{ evidence: Evidence; shown: Partial<Record<string, unknown>> }>([
    {
      evidence: {
        kind: 'error',
        error: maskedError('AuthError: device code was not approved within 60 s (E_DEVICE_TIMEOUT)'),
        frame: 'lease.assertheld',
      },
      shown: {
        error: 'AuthError: device code was not approved within … s (E_DEVICE_TIMEOUT)',
        frame: 'Lease.assertHeld',
      },
    },
    // The other report may have failed on another port.
    {
      evidence: {
        kind: 'error',
        error: maskedError('Error: connect ECONNREFUSED 127.0.0.1:6379'),
        frame: null,
      },
      shown: { error: 'Error: connect ECONNREFUSED …' },
    },
    // Folders are their author's own.
    {
      evidence: {
        kind: 'similarError',
        error: maskedError('Error: ENOENT: no such file, open /home/ada/secret/queue.tpl'),
        similarity: 0.9,
      },
      shown: { error: 'Error: ENOENT: no such file, open queue.tpl' },
    },
    { evidence: { kind: 'errorCode', code: 'autherror' }, shown: { code: 'AuthError' } },
    {
      evidence: { kind: 'words', words: ['cach', 'nowher'], overlap: 0.3 },
      shown: { words: ['cached', 'nowher'] },
    },
    { evidence: { kind: 'words', words: ['hrtim'], overlap: 0.3 }, shown: { words: ['hrtime'] } },
    { evidence: { kind: 'api', api: 'not_there' }, shown: { api: 'not_there' } },
    { evidence: { kind: 'version', version: '3.2' }, shown: { version: '3.2' } },
    { evidence: { kind: 'version', version: '1.3' }, shown: { version: '1.3.0' } },
  ])('$evidence.kind', ({ evidence, shown }) => {
    expect(asWritten(TEXT)([evidence])[0]).toMatchObject(shown);
  });
});
