import type { Clock } from '../clock.ts';

/** Says that something is due: at the first call, and then at the first one after each `everyMs`. */
export function atMostEvery(everyMs: number, clock: Pick<Clock, 'now'>): () => boolean {
  let dueAt = new Date(0);
  return () => {
    const now = clock.now();
    if (now < dueAt) return false;
    dueAt = new Date(now.getTime() + everyMs);
    return true;
  };
}
