import type { ThreadEvent } from './event.ts';

/** Name of the deliveries that ask for another look at a thread that is stored, where something beside it may have changed. */
export const TOUCHED = 'fullcircle.touched';

/** The payload's text for a thread that is to be looked at again: it becomes the event `thread.touched`. */
export function touchedPayload({ at, thread }: Pick<ThreadEvent, 'at' | 'thread'>): string {
  return JSON.stringify({ at, thread });
}
