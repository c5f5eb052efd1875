import { z } from 'zod';
import { SIGNAL_KINDS } from '../loop/outside.ts';

/** As long as GitHub's own texts may be. */
export const TEXT_LENGTH_MAX = 65_536;
export const TITLE_LENGTH_MAX = 500;
export const URL_LENGTH_MAX = 2_000;
const ID_LENGTH_MAX = 200;
const KEY_LENGTH_MAX = 500;
/** A year: whoever took longer has counted something else. */
const MINUTES_MAX = 525_600;

/** Channels are named in charts. `github` is the name of what needs no signal. */
const source = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^(?!github$)[a-z0-9][a-z0-9_.-]{0,39}$/, 'a name of letters, digits, `.`, `_`, `-`; not `github`');

/** What is posted to `/api/signals/INSTALLATION_ID`. Unknown keys are mistakes. */
export const signalBodySchema = z
  .strictObject({
    source,
    /** the source's own name of it; the same again is the same signal */
    id: z.string().min(1).max(ID_LENGTH_MAX),
    type: z.enum(SIGNAL_KINDS),
    title: z.string().max(TITLE_LENGTH_MAX).nullish(),
    text: z.string().max(TEXT_LENGTH_MAX).nullish(),
    /** the source's own name of the person; never stored */
    authorKey: z.string().min(1).max(KEY_LENGTH_MAX),
    at: z.iso.datetime({ offset: true }),
    url: z
      .url({ protocol: /^https?$/ })
      .max(URL_LENGTH_MAX)
      .nullish(),
    visibility: z.enum(['private', 'public']).default('private'),
    minutes: z.number().min(0).max(MINUTES_MAX).nullish(),
  })
  .refine(({ type, title, text }) => type !== 'report' || `${title ?? ''}${text ?? ''}`.trim() !== '', {
    path: ['text'],
    error: 'a report needs a title or a text',
  });

/** The body as it is written: adapters return it. */
export type SignalBody = z.input<typeof signalBodySchema>;
