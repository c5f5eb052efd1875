import { z } from 'zod';
import { GIVEN_WORDS, type WordEvent } from '../loop/event.ts';
import { happened, type Opened, type Received } from './delivery.ts';
import { read } from './payload-refused.ts';
import { accountSchema, timeSchema } from './shared.ts';

/** Name of the deliveries that tell what somebody said on the dashboard. */
export const GIVEN = 'fullcircle.word';

const schema = z.object({
  at: timeSchema,
  ref: z.object({ repositoryId: z.number().int().positive(), number: z.number().int().positive() }),
  word: z.object({ verb: z.enum(GIVEN_WORDS), argument: z.string() }),
  actor: accountSchema,
});

/** The payload's text for what somebody said on the dashboard. */
export function givenPayload({
  at,
  ref,
  word,
  actor,
}: Pick<WordEvent, 'at' | 'ref' | 'word' | 'actor'>): string {
  return JSON.stringify({ at, ref, word, actor });
}

/**
 * Unique for a form of somebody's: sent twice, it is one word.
 * @param form name of the form, different each time it is shown
 */
export function givenDeliveryId(installationId: number, actorId: number, form: string): string {
  return `word:${installationId}:${actorId}:${form}`;
}

/** `fullcircle.word` deliveries. */
export function readGiven(opened: Opened): Received {
  const { at, ...said } = read(schema, opened);
  return { event: { ...happened(opened, at), type: 'word.given', ...said } };
}
