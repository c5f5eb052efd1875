import type { ThreadEvent } from './event.ts';

/** Name of the deliveries that ask for another look at a thread that is stored, where something beside it may have changed. */
export const TOUCHED = 'fullcircle.touched';

/** The payload's text for a thread that is to be looked at again: it becomes the event `thread.touched`. */
export function touchedPayload({ at, thread, hides }: Pick<ThreadEvent, 'at' | 'thread' | 'hides'>): string {
  return JSON.stringify({ at, thread, hides });
}
