import { z } from 'zod';
import type { ScheduleEvent } from '../loop/event.ts';
import { happened, type Opened, type Received } from './delivery.ts';
import { read } from './payload-refused.ts';
import { timeSchema } from './shared.ts';

/** Name of the deliveries of the app's own timers. */
export const SCHEDULE = 'fullcircle.schedule';

const schema = z.discriminatedUnion('task', [
  z.object({
    at: timeSchema,
    task: z.literal('week'),
    week: z.string().regex(/^\d{4}-W\d{2}$/, 'Invalid input: expected an ISO week such as 2026-W48'),
    waiting: z.literal(true).optional(),
  }),
  z.object({ at: timeSchema, task: z.literal('intake'), week: z.literal('') }),
]);

/** The payload's text for a timer that came due. */
export function schedulePayload({
  at,
  task,
  week,
  waiting,
}: Pick<ScheduleEvent, 'at' | 'task' | 'week' | 'waiting'>): string {
  return JSON.stringify({ at, task, week, waiting });
}

/** `fullcircle.schedule` deliveries. */
export function readSchedule(opened: Opened): Received {
  const { at, ...due } = read(schema, opened);
  return { event: { ...happened(opened, at), type: 'schedule.ticked', ...due } };
}
