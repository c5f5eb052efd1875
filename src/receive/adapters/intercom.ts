import { z } from 'zod';
import { type Adapter, fromSeconds, report } from './adapter.ts';
import { htmlText } from './html-text.ts';

const id = z.union([z.string(), z.number()]).transform(String);

/** https://developers.intercom.com/docs/references/rest-api/api.intercom.io/conversations/conversation */
const conversation = z
  .looseObject({
    id,
    title: z.string().nullish(),
    created_at: z.number(),
    source: z.looseObject({
      subject: z.string().nullish(),
      body: z.string().nullish(),
      author: z.looseObject({ id, type: z.string() }),
    }),
  })
  .transform(({ id: own, title, created_at, source: { subject, body, author } }) =>
    // What the company itself began is an announcement.
    author.type === 'admin' || author.type === 'bot' || author.type === 'team'
      ? null
      : signalOf(own, title || subject, body, author.id, created_at),
  );

/** https://developers.intercom.com/docs/references/rest-api/api.intercom.io/tickets/ticket */
const ticket = z
  .looseObject({
    id,
    created_at: z.number(),
    ticket_attributes: z.looseObject({
      _default_title_: z.string().nullish(),
      _default_description_: z.string().nullish(),
    }),
    contacts: z.looseObject({ contacts: z.tuple([z.looseObject({ id })], z.unknown()) }),
  })
  .transform(({ id: own, created_at, ticket_attributes, contacts: { contacts } }) => {
    const { _default_title_: title, _default_description_: description } = ticket_attributes;
    return signalOf(own, title, description, contacts[0].id, created_at);
  });

/** A conversation or a ticket, or the notification around it. */
const item = z.union([ticket, conversation]);
export const intercom: Adapter = z.union([
  z.looseObject({ data: z.looseObject({ item }) }).transform(({ data }) => data.item),
  item,
]);

function signalOf(
  own: string,
  title: string | null | undefined,
  body: string | null | undefined,
  authorKey: string,
  createdAt: number,
) {
  return report({
    source: 'intercom',
    id: own,
    title: htmlText(title ?? ''),
    text: htmlText(body ?? ''),
    authorKey,
    at: fromSeconds(createdAt),
  });
}
