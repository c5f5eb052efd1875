import { z } from 'zod';
import { SIGNAL_KINDS } from '../../loop/outside.ts';
import type { SignalBody } from '../signal-body.ts';
import { type Adapter, fromSeconds, report } from './adapter.ts';

/** Usual names of each part, in the order in which they are looked for; a dot leads into an object. */
const NAMES = {
  id: ['id', 'key', 'uuid', 'number'],
  title: ['title', 'subject', 'summary', 'name'],
  text: ['text', 'body', 'description', 'content', 'message', 'excerpt'],
  authorKey: [
    'authorKey',
    'author_id',
    'user_id',
    'userId',
    'author.id',
    'user.id',
    'email',
    'author',
    'user',
  ],
  at: ['at', 'created_at', 'createdAt', 'timestamp', 'date', 'time'],
  url: ['url', 'html_url', 'link', 'permalink'],
} as const;

/** Seconds since 1970 have up to eleven digits for the next three thousand years, milliseconds more. */
const SECONDS_MAX = 1e11;

/** JSON of anything else that has an id, an author, a time and words by usual names. `source` has to be told. */
export const generic: Adapter = z
  .looseObject({
    source: z.string(),
    type: z.enum(SIGNAL_KINDS).catch('report'),
    visibility: z.enum(['private', 'public']).catch('private'),
    minutes: z.number().nullish(),
  })
  .transform((told, context): SignalBody | null => {
    const { source, type, visibility, minutes } = told;
    const id = find(told, 'id');
    const authorKey = find(told, 'authorKey');
    const at = momentOf(find(told, 'at'));
    if (id === null || authorKey === null || at === null) {
      const missing = id === null ? 'id' : authorKey === null ? 'authorKey' : 'at';
      context.addIssue({ code: 'custom', message: `none of ${NAMES[missing].join(', ')}`, path: [missing] });
      return z.NEVER;
    }
    const whole = { source, id, authorKey, visibility, url: find(told, 'url') };
    if (type === 'report') {
      return report({ ...whole, title: find(told, 'title'), text: find(told, 'text'), at });
    }
    return { ...whole, type, at: at.toISOString(), minutes: minutes ?? null };
  });

function find(told: unknown, part: keyof typeof NAMES): string | null {
  for (const name of NAMES[part]) {
    const value = name.split('.').reduce<unknown>(fieldOf, told);
    if (typeof value === 'string' && value !== '') return value;
    if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  }
  return null;
}

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? // The key was just found on the object.
      (value as Record<string, unknown>)[key]
    : undefined;
}

function momentOf(written: string | null): Date | null {
  if (written === null) return null;
  const number = Number(written);
  const at = Number.isNaN(number)
    ? new Date(written)
    : number < SECONDS_MAX
      ? fromSeconds(number)
      : new Date(number);
  return Number.isNaN(at.getTime()) ? null : at;
}
