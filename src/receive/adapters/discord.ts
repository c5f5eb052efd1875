import { z } from 'zod';
import { type Adapter, report } from './adapter.ts';

const snowflake = z.string().regex(/^\d{1,20}$/);
const message = z.looseObject({
  id: snowflake,
  channel_id: snowflake,
  guild_id: snowflake.nullish(),
  content: z.string(),
  timestamp: z.iso.datetime({ offset: true }),
  author: z.looseObject({ id: snowflake, bot: z.boolean().optional() }),
});
type Message = z.infer<typeof message>;

/** A message (https://docs.discord.com/developers/resources/message); those of bots say nothing. */
const single = message.transform((told) => signalOf(told, null));

/** A forum post: `{ thread, message }`, the channel with its name and the message that it began with. */
const post = z
  .looseObject({ thread: z.looseObject({ name: z.string(), guild_id: snowflake.nullish() }), message })
  .transform(({ thread, message: told }) =>
    signalOf({ ...told, guild_id: told.guild_id ?? thread.guild_id }, thread.name),
  );

export const discord: Adapter = z.union([post, single]);

function signalOf({ id, channel_id, guild_id, content, timestamp, author }: Message, title: string | null) {
  if (author.bot) return null;
  return report({
    source: 'discord',
    id,
    title,
    text: content,
    authorKey: author.id,
    at: new Date(timestamp),
    url: guild_id ? `https://discord.com/channels/${guild_id}/${channel_id}/${id}` : null,
  });
}
