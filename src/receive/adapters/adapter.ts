import type { z } from 'zod';
import { type SignalBody, TEXT_LENGTH_MAX, TITLE_LENGTH_MAX, URL_LENGTH_MAX } from '../signal-body.ts';

/** Reads a message of a channel, as the channel's API gives it, as a signal; null: it says nothing of anybody. */
export type Adapter = z.ZodType<SignalBody | null, unknown>;

/** A report in the form of a signal, cut to what a signal may hold. Null where there is no text. */
export function report(
  told: Omit<SignalBody, 'type' | 'title' | 'text' | 'at' | 'url'> & {
    title?: string | null | undefined;
    text?: string | null | undefined;
    at: Date;
    url?: string | null | undefined;
  },
): SignalBody | null {
  const title = (told.title ?? '').trim().slice(0, TITLE_LENGTH_MAX);
  const text = (told.text ?? '').trim().slice(0, TEXT_LENGTH_MAX);
  if (title === '' && text === '') return null;
  const url =
    told.url && /^https?:\/\//.test(told.url) && told.url.length <= URL_LENGTH_MAX ? told.url : null;
  return { ...told, type: 'report', title, text, at: told.at.toISOString(), url };
}

/** A moment in seconds since 1970, as some channels tell it. */
export function fromSeconds(seconds: number): Date {
  return new Date(Math.round(seconds * 1000));
}
