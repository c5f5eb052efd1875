import { describe, expect, it } from 'vitest';
import { ADAPTERS } from '../../../src/receive/adapters/adapters.ts';
import { signalBodySchema, TEXT_LENGTH_MAX, TITLE_LENGTH_MAX } from '../../../src/receive/signal-body.ts';

const discordMessage = {
  id: '1100',
  channel_id: '22',
  guild_id: '33',
  content: 'It crashes at start',
  timestamp: '2026-03-20T11:00:00.123000+00:00',
  author: { id: '44', username: 'mira' },
};
const slackMessage = {
  type: 'message',
  ts: '1773999999.000200',
  channel: 'C01',
  user: 'U07',
  text: 'See <https://example.org/log|the log> &amp; help, <@U08>',
};

/** Channel, what it sends, what of it counts. */
const READ: [string, string, unknown, object][] = [
  [
    'a message of Discord',
    'discord',
    discordMessage,
    {
      source: 'discord',
      id: '1100',
      text: 'It crashes at start',
      authorKey: '44',
      at: '2026-03-20T11:00:00.123Z',
      url: 'https://discord.com/channels/33/22/1100',
    },
  ],
  [
    'a forum post of Discord',
    'discord',
    { thread: { id: '1100', name: 'Crash', guild_id: '33' }, message: { ...discordMessage, guild_id: null } },
    { title: 'Crash', text: 'It crashes at start', url: 'https://discord.com/channels/33/22/1100' },
  ],
  [
    'a message of Slack',
    'slack',
    { event: slackMessage },
    {
      source: 'slack',
      id: 'C01-1773999999.000200',
      text: 'See the log (https://example.org/log) & help,',
      authorKey: 'U07',
      at: '2026-03-20T09:46:39.000Z',
    },
  ],
  [
    'a ticket of Zendesk',
    'zendesk',
    {
      ticket: {
        id: 35,
        url: 'https://acme.zendesk.com/api/v2/tickets/35.json',
        subject: 'Login',
        description: 'It loops',
        requester_id: 9,
        created_at: '2026-03-20T11:00:00Z',
      },
    },
    {
      source: 'zendesk',
      id: '35',
      title: 'Login',
      authorKey: '9',
      url: 'https://acme.zendesk.com/agent/tickets/35',
    },
  ],
  [
    'a conversation of Intercom',
    'intercom',
    {
      id: '123',
      created_at: 1_773_999_999,
      title: null,
      source: {
        subject: '<p>Login</p>',
        body: '<p>It says:</p><pre>Error: &lt;none&gt;</pre>',
        author: { id: 'a1', type: 'user' },
      },
    },
    {
      source: 'intercom',
      id: '123',
      title: 'Login',
      text: 'It says:\n\n```\nError: <none>\n```',
      authorKey: 'a1',
    },
  ],
  [
    'a ticket of Intercom',
    'intercom',
    {
      data: {
        item: {
          id: 5,
          created_at: 1_773_999_999,
          ticket_attributes: { _default_title_: 'Login', _default_description_: 'It loops' },
          contacts: { contacts: [{ id: 'c1' }, { id: 'c2' }] },
        },
      },
    },
    { id: '5', title: 'Login', text: 'It loops', authorKey: 'c1' },
  ],
  [
    'a question of Stack Overflow',
    'stackoverflow',
    {
      question_id: 77,
      title: 'Why is a &lt; b?',
      body: '<p>Since <code>2.0</code>.</p>',
      creation_date: 1_773_999_999,
      link: 'https://stackoverflow.com/q/77',
      owner: { user_id: 5 },
    },
    {
      source: 'stackoverflow',
      title: 'Why is a < b?',
      text: 'Since 2.0.',
      visibility: 'public',
      authorKey: '5',
    },
  ],
  [
    'a question of somebody who is gone',
    'stackoverflow',
    { question_id: 78, title: 'Why?', creation_date: 1_773_999_999, owner: { display_name: 'user5' } },
    { authorKey: 'question 78' },
  ],
  [
    'anything by usual names',
    'json',
    {
      source: 'forum',
      number: 12,
      subject: 'Login',
      content: 'It loops',
      author: { id: 3, name: 'Mira' },
      created_at: '2026-03-20T12:00:00+01:00',
      html_url: 'https://forum.example.org/12',
    },
    {
      source: 'forum',
      id: '12',
      title: 'Login',
      text: 'It loops',
      authorKey: '3',
      at: '2026-03-20T11:00:00.000Z',
    },
  ],
  [
    'a first success',
    'json',
    { source: 'cli', type: 'first_success', id: 'x', userId: 'u', timestamp: 1_773_999_999_000, minutes: 12 },
    { type: 'first_success', minutes: 12, at: '2026-03-20T09:46:39.000Z' },
  ],
];

describe('adapters', () => {
  it.each(READ)('read %s', (_, name, given, expected) => {
    const signal = ADAPTERS[name]?.parse(given);
    expect(signal).toMatchObject(expected);
    expect(signalBodySchema.safeParse(signal).error).toBeUndefined();
  });

  it.each([
    ['a bot of Discord', 'discord', { ...discordMessage, author: { id: '1', bot: true } }],
    ['a picture without words', 'discord', { ...discordMessage, content: '' }],
    ['a bot of Slack', 'slack', { ...slackMessage, bot_id: 'B1' }],
    ['somebody who joins', 'slack', { ...slackMessage, subtype: 'channel_join' }],
    [
      'what the company wrote first',
      'intercom',
      { id: '1', created_at: 1, source: { body: 'News', author: { id: '1', type: 'admin' } } },
    ],
  ])('take nothing of %s', (_, name, given) => {
    expect(ADAPTERS[name]?.parse(given)).toBeNull();
  });

  it.each(Object.keys(ADAPTERS))('refuse what is not of %s', (name) => {
    for (const given of [null, [], 'text', {}, { id: {} }, { source: 'forum', id: 1 }]) {
      expect(ADAPTERS[name]?.safeParse(given).success).toBe(false);
    }
  });

  it('cut what is longer than a signal may be', () => {
    const long = { ...discordMessage, content: 'x'.repeat(TEXT_LENGTH_MAX + 1) };
    const signal = ADAPTERS.discord?.parse({
      thread: { name: 'y'.repeat(TITLE_LENGTH_MAX + 1) },
      message: long,
    });
    expect(signalBodySchema.safeParse(signal).success).toBe(true);
  });
});
