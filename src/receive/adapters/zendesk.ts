import { z } from 'zod';
import { type Adapter, report } from './adapter.ts';

const ticket = z.looseObject({
  id: z.number().int(),
  subject: z.string().nullish(),
  raw_subject: z.string().nullish(),
  description: z.string().nullish(),
  requester_id: z.number().int(),
  created_at: z.iso.datetime({ offset: true }),
  url: z.string().nullish(),
});

/** A ticket (https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/), with or without `ticket` around it. */
export const zendesk: Adapter = z
  .union([z.looseObject({ ticket }).transform((told) => told.ticket), ticket])
  .transform(({ id, subject, raw_subject, description, requester_id, created_at, url }) =>
    report({
      source: 'zendesk',
      id: String(id),
      title: subject ?? raw_subject,
      text: description,
      authorKey: String(requester_id),
      at: new Date(created_at),
      // The API's address becomes that of the page for people.
      url: url?.replace(/\/api\/v2\/tickets\/(\d+)\.json$/, '/agent/tickets/$1'),
    }),
  );
