import { z } from 'zod';
import { type Adapter, fromSeconds, report } from './adapter.ts';

const message = z.looseObject({
  ts: z.string().regex(/^\d{1,12}\.\d{1,9}$/),
  channel: z.string(),
  user: z.string().optional(),
  text: z.string(),
  subtype: z.string().optional(),
  bot_id: z.string().optional(),
  /** where it can be read: `chat.getPermalink` tells */
  permalink: z.string().optional(),
});

/** What people write themselves; edits, joins and the like have other subtypes. */
const WRITTEN = new Set([undefined, 'thread_broadcast', 'file_share', 'me_message']);

/** A message (https://docs.slack.dev/reference/events/message), or the Events API's envelope around it. */
export const slack: Adapter = z
  .union([z.looseObject({ event: message }).transform(({ event }) => event), message])
  .transform(({ ts, channel, user, text, subtype, bot_id, permalink }) => {
    if (user === undefined || bot_id !== undefined || !WRITTEN.has(subtype)) return null;
    return report({
      source: 'slack',
      id: `${channel}-${ts}`,
      text: plain(text),
      authorKey: user,
      at: fromSeconds(Number(ts)),
      url: permalink,
    });
  });

/** Links as their words, nobody's names, and the three characters that Slack escapes. */
function plain(text: string): string {
  return text
    .replaceAll(/<[@#!][^>]*>/g, '')
    .replaceAll(/<([^|>]+)\|([^>]*)>/g, '$2 ($1)')
    .replaceAll(/<((?:https?|mailto):[^>]*)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
