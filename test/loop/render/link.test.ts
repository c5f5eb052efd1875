import { describe, expect, it } from 'vitest';
import { threadLink } from '../../../src/loop/render/link.ts';

const THREAD = { host: 'github.com', owner: 'acme', name: 'widgets.js', number: 12, type: 'issue' as const };

describe('a link to a thread', () => {
  it.each([
    ['issue', 'issues'],
    ['pull_request', 'pull'],
    ['discussion', 'discussions'],
  ] as const)('of an %s goes through the host that makes no backlink', (type, path) => {
    expect(threadLink({ ...THREAD, type })).toBe(
      `[\`acme/widgets.js#12\`](https://redirect.github.com/acme/widgets.js/${path}/12)`,
    );
  });

  it('is code on an Enterprise server', () => {
    expect(threadLink({ ...THREAD, host: 'ghe.example.org' })).toBe('`acme/widgets.js#12`');
  });

  it('holds only what a name may hold', () => {
    expect(threadLink({ ...THREAD, name: 'a`](x) @b' })).toBe(
      '[`acme/axb#12`](https://redirect.github.com/acme/axb/issues/12)',
    );
  });
});
