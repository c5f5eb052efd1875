import { createHash } from 'node:crypto';
import { z } from 'zod';
import { GIVEN_WORDS, type WordEvent } from '../loop/event.ts';
import { happened, type Opened, type Received } from './delivery.ts';
import { read } from './payload-refused.ts';
import { accountSchema, timeSchema } from './shared.ts';

/** Name of the deliveries that tell what somebody said on the dashboard. */
export const GIVEN = 'fullcircle.word';

/** Of a hash of what is random: 128 bits. */
const SAID_CHARACTERS = 32;

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
 * Unique for a form of somebody's: sent twice, it is one word. It stays in keys for ever and says of nobody who it was.
 * @param form name of the form, different each time it is shown
 */
export function givenDeliveryId(installationId: number, actorId: number, form: string): string {
  const said = createHash('sha256').update(`${actorId}:${form}`).digest('hex').slice(0, SAID_CHARACTERS);
  return `word:${installationId}:${said}`;
}

/** `fullcircle.word` deliveries. */
export function readGiven(opened: Opened): Received {
  const { at, ...said } = read(schema, opened);
  return { event: { ...happened(opened, at), type: 'word.given', ...said } };
}
