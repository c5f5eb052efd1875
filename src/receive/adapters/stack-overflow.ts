import { z } from 'zod';
import { type Adapter, fromSeconds, report } from './adapter.ts';
import { htmlText } from './html-text.ts';

/** A question (https://api.stackexchange.com/docs/types/question; the filter has to ask for `body`). Everybody can read it. */
export const stackOverflow: Adapter = z
  .looseObject({
    question_id: z.number().int(),
    title: z.string(),
    body: z.string().nullish(),
    creation_date: z.number(),
    link: z.string().nullish(),
    owner: z.looseObject({ user_id: z.number().int().optional() }).nullish(),
  })
  .transform(({ question_id, title, body, creation_date, link, owner }) =>
    report({
      source: 'stackoverflow',
      id: String(question_id),
      // Entities are escaped in titles, too.
      title: htmlText(title),
      text: htmlText(body ?? ''),
      // Who deleted the account cannot be told from others: a person for each question.
      authorKey: owner?.user_id === undefined ? `question ${question_id}` : String(owner.user_id),
      at: fromSeconds(creation_date),
      url: link,
      visibility: 'public',
    }),
  );
