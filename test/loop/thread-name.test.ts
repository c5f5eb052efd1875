import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { threadNamed } from '../../src/loop/thread-name.ts';

const widgets = { owner: 'acme', name: 'widgets.js' };

describe('threadNamed', () => {
  it.each([
    ['a number', '#12', { repository: null, number: 12 }],
    ['with a reason after it', '  #12 has the log', { repository: null, number: 12 }],
    ['at the end of a sentence', '#12.', { repository: null, number: 12 }],
    ['in another repository', 'acme/widgets.js#12', { repository: widgets, number: 12 }],
    ['an issue', 'https://github.com/acme/widgets.js/issues/12', { repository: widgets, number: 12 }],
    [
      'a pull request',
      'https://github.com/acme/widgets.js/pull/12/files',
      { repository: widgets, number: 12 },
    ],
    [
      'a discussion',
      'https://github.com/acme/widgets.js/discussions/12',
      { repository: widgets, number: 12 },
    ],
    [
      'a comment',
      'https://github.com/acme/widgets.js/issues/12#issuecomment-3',
      { repository: widgets, number: 12 },
    ],
    [
      'as the app links it',
      'https://redirect.github.com/acme/widgets.js/issues/12',
      { repository: widgets, number: 12 },
    ],
    [
      'in angle brackets',
      '<https://github.com/acme/widgets.js/pull/12>',
      { repository: widgets, number: 12 },
    ],
    ['another host', 'https://example.com/acme/widgets.js/issues/12', null],
    ['a host that looks alike', 'https://github.com.example.com/acme/widgets.js/issues/12', null],
    ['another scheme', 'ftp://github.com/acme/widgets.js/issues/12', null],
    ['another page', 'https://github.com/acme/widgets.js/releases/12', null],
    ['no number', '#', null],
    ['a word', '#twelve', null],
    ['zero', '#0', null],
    ['more than GitHub counts', '#2147483648', null],
    ['two numbers', '#1#2', null],
    ['too many parts', 'github/acme/widgets#12', null],
    ['odd names', 'ac me/widgets#12', null],
    ['a repository alone', 'acme/widgets', null],
    ['nothing', '', null],
    ['an endless word', `https://github.com/acme/widgets/issues/12?${'x'.repeat(400)}`, null],
  ])('%s', (_, text, expected) => {
    expect(threadNamed(text, 'github.com')).toEqual(expected);
  });

  it('reads the addresses of an Enterprise server, and then no others', () => {
    const host = 'github.example.com:8443';
    expect(threadNamed(`https://${host}/acme/widgets.js/issues/12`, host)?.number).toBe(12);
    expect(threadNamed('https://github.com/acme/widgets.js/issues/12', host)).toBeNull();
    expect(threadNamed('https://redirect.github.com/acme/widgets.js/issues/12', host)).toBeNull();
  });

  it('reads any text at all', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const name = threadNamed(text, 'github.com');
        expect(name === null || name.number > 0).toBe(true);
      }),
    );
  });
});
