import type { Event, ThreadEvent } from './event.ts';

/** Name of the deliveries that ask for another look at a thread that is stored, where something beside it may have changed. */
export const TOUCHED = 'fullcircle.touched';

/** The payload's text for a thread that is to be looked at again: it becomes the event `thread.touched`. */
export function touchedPayload({ at, thread, hides }: Pick<ThreadEvent, 'at' | 'thread' | 'hides'>): string {
  return JSON.stringify({ at, thread, hides });
}

/** Whether the app looks at a thread again because what it shows there may have to be hidden. */
export function hides(event: Event): boolean {
  return event.type === 'thread.touched' && event.hides === true;
}
