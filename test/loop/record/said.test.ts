import { describe, expect, it } from 'vitest';
import { readSaid } from '../../../src/loop/record/said.ts';

describe('what a comment says', () => {
  it.each<[string, string, Partial<ReturnType<typeof readSaid>>]>([
    ['thanks', 'Thank you, that was it!', { thanks: true, worksNow: false }],
    ['thanks in German', 'Vielen Dank', { thanks: true }],
    ['thanks in advance is a wish', 'Thanks in advance', { thanks: false }],
    ['it works', 'Great, it works now', { worksNow: true }],
    ['it does not', 'Sadly that did not help, not sure it works', { worksNow: false }],
    ['a condition', 'Tell me when it works', { worksNow: false }],
    ['me too', '+1', { meToo: true }],
    ['me too in words', 'Same here on Windows', { meToo: true }],
    ['more than me too', `Same here. ${'I looked further into it. '.repeat(9)}`, { meToo: false }],
    ['a question back', 'Which version do you use?', { asksForInformation: true }],
    ['a request', 'Could you please share the log', { asksForInformation: true }],
    ['an invitation', 'A pull request is very welcome!', { invites: true }],
    ['an invitation as a question', 'Would you like to send a PR?', { invites: true }],
    ['no invitation', 'I welcome the pull request of yesterday', { invites: false }],
    ['code', 'Try `npm ci` first', { code: true }],
    ['a block of code', 'Try\n```sh\nnpm ci\n```', { code: true }],
    ['a link', 'See https://docs.example/start#top.', { links: ['https://docs.example/start#top'] }],
    ['nothing', '', { thanks: false, worksNow: false, meToo: false, code: false, links: [] }],
  ])('%s', (_, text, expected) => {
    expect(readSaid(text)).toMatchObject(expected);
  });

  it('does not take quotes and code for the author’s words', () => {
    expect(readSaid('> thanks, works now\n\nIt fails.')).toMatchObject({ thanks: false, worksNow: false });
    expect(readSaid('```\nthank you\n```\nIt fails.')).toMatchObject({ thanks: false });
  });

  it('takes linear time, whatever the text', () => {
    const hostile = [
      '`'.repeat(2_000),
      'would you like to '.repeat(200),
      'https://a'.repeat(300),
      '> '.repeat(1_000),
    ];
    for (const text of hostile) expect(readSaid(text)).toBeDefined();
  });
});
