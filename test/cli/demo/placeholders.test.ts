import { describe, expect, it } from 'vitest';
import type { Happening } from '../../../src/cli/demo/history/types.ts';
import { fillPlaceholders } from '../../../src/cli/demo/placeholders.ts';

const names = {
  numberOf: (key: string) => (key === 'login-1' ? 12 : null),
  clusterOf: (key: string) => (key === 'login-1' ? 'c3' : null),
};

function comment(body: string): Happening {
  return { kind: 'commented', at: '2026-03-02T05:00:00Z', actor: 'ada', thread: 't', comment: 't/c', body };
}

describe('placeholders', () => {
  it.each([
    ['nothing to fill', 'nothing to fill'],
    ['see #{{#login-1}}, and acme/core#{{#login-1}}', 'see #12, and acme/core#12'],
    ['/decide {{cluster:login-1}} fix', '/decide c3 fix'],
  ])('%j', (body, filled) => {
    expect(fillPlaceholders(comment(body), names)).toEqual(comment(filled));
  });

  it('leaves out what names a cluster that there is not', () => {
    expect(fillPlaceholders(comment('/decide {{cluster:other}} fix'), names)).toBeNull();
  });

  it('refuses a thread that was not opened', () => {
    expect(() => fillPlaceholders(comment('#{{#other}}'), names)).toThrow('there is no thread other yet');
  });
});
