import { describe, expect, it } from 'vitest';
import { asWritten } from '../../../src/loop/cluster/as-written.ts';
import type { Evidence } from '../../../src/loop/cluster/evidence.ts';
import { maskedError } from '../../../src/loop/cluster/signatures.ts';

const BODY = [
  'AuthError: device code was not approved within 60 s (E_DEVICE_TIMEOUT)',
  'Error: ENOENT: no such file, open /home/ada/secret/queue.tpl',
  'Error: connect ECONNREFUSED 127.0.0.1:5432',
  'We run 1.3.0.',
  '  at Lease.assertHeld (lease.ts:4)',
  'We cached it twice.',
  'undefined reference to uv__hrtime',
  "Error: ENOENT: no such file or directory, open 'C:\\Users\\Ada%20Byron\\AppData\\templates\\list.ts.tpl'",
  'The worker exits with `BackendError: cannot reach postgres at postgres://ada@127.0.0.1:5432/jobs` and stops.',
  '',
  '```',
  'The Lease is gone!',
  'at Lease.renew (/home/ada/lease.ts:4:1)',
  'at Lease.hold (/home/ada/lease.ts:9:1)',
  '```',
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
      shown: { error: 'Error: ENOENT: no such file, open …/queue.tpl' },
    },
    {
      evidence: {
        kind: 'similarError',
        error: "error: enoent: no such file or directory, open 'ada%list.ts.tpl",
        similarity: 0.9,
      },
      shown: { error: "Error: ENOENT: no such file or directory, open '…/list.ts.tpl'" },
    },
    // Within a sentence the line is what stands in the code.
    {
      evidence: { kind: 'error', error: 'backenderror: cannot reach postgres at jobs', frame: null },
      shown: { error: 'BackendError: cannot reach postgres at …/jobs' },
    },
    // What failed stands above a trace, whether or not it is called an error.
    {
      evidence: { kind: 'error', error: 'the lease is gone!', frame: 'lease.renew' },
      shown: { error: 'The Lease is gone!', frame: 'Lease.renew' },
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
    expect(asWritten({ title: 'Login loops', body: BODY })([evidence])[0]).toMatchObject(shown);
  });
});
