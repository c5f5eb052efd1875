import type { Actor, RecordedThread } from '../../loop/record.ts';
import type { ThreadRef } from '../../loop/vocabulary.ts';
import { People } from './record-people.ts';
import { type Act, actsByThread } from './record-threads.ts';
import type { ThreadShare } from './thread-share.ts';

/** Everybody who was seen on any of these threads. */
export function peopleOf(shares: readonly ThreadShare[]): People {
  const people = new People();
  for (const { sightings } of shares) for (const sighting of sightings) people.see(sighting);
  return people;
}

/**
 * The threads with who closed and who labelled them, which takes knowing everybody. Where nothing of a thread is another
 * than before, it is the same object.
 * @param words commands that put threads in order
 */
export function toldThreads(
  shares: readonly ThreadShare[],
  people: People,
  words: readonly (ThreadRef & Act)[],
): RecordedThread[] {
  const said = actsByThread(words);
  const threads: RecordedThread[] = [];
  for (const { key, thread } of shares) {
    if (thread === null) continue;
    const { base, labelled, closedBy: closer, told } = thread;
    const closedBy = closer === null ? null : people.actor(closer);
    const triaged = triagedBy(labelled, said.get(key), people);
    if (told === null || !isSame(told, closedBy, triaged)) thread.told = { ...base, closedBy, triaged };
    threads.push(thread.told ?? base);
  }
  return threads;
}

const NOTHING: RecordedThread['triaged'] = [];

function triagedBy(
  labelled: readonly Act[],
  said: readonly Act[] | undefined,
  people: People,
): RecordedThread['triaged'] {
  // Most threads nobody put in order, and there may be a hundred thousand.
  if (labelled.length === 0 && said === undefined) return NOTHING;
  return [...labelled, ...(said ?? [])]
    .sort((one, other) => one.at.getTime() - other.at.getTime())
    .map(({ actor, at }) => ({ actor: people.actor(actor), at }));
}

function isSame(told: RecordedThread, closedBy: Actor | null, triaged: RecordedThread['triaged']): boolean {
  return (
    isSameActor(told.closedBy, closedBy) &&
    told.triaged.length === triaged.length &&
    told.triaged.every(({ actor, at }, index) => {
      const other = triaged[index];
      return other !== undefined && at.getTime() === other.at.getTime() && isSameActor(actor, other.actor);
    })
  );
}

function isSameActor(one: Actor | null, other: Actor | null): boolean {
  return one?.id === other?.id && one?.role === other?.role;
}
