import { Clusters } from '../cluster/clusters.ts';
import { itemsNamed } from '../cluster/entry.ts';
import type { LoggedEntry } from '../cluster-record.ts';
import { threadKey } from '../vocabulary.ts';
import type { Story, ToldMember } from './story.ts';

/** Words that claim of the problem of a thread that it is solved. */
const CLAIMING = new Set(['fixed-by', 'fixed-in', 'documented']);

/**
 * Since when each thread has told of what was fixed, by item number: not before it came together with a thread that the
 * fix names, for one that was opened about something else can be edited into a copy later. Whoever may triage knows what
 * it was like: what they bring together is the same from its beginning.
 */
export function sameSince({
  members,
  landings,
  log,
}: Pick<Story, 'members' | 'landings' | 'log'>): ReadonlyMap<number, Date> {
  const createdAt = new Map(members.map(({ item }) => [item.itemId, item.snapshot.createdAt]));
  const closed = new Set(landings.flatMap(({ closes }) => closes.map(threadKey)));
  const named = members.filter((member) => closed.has(threadKey(member.ref)) || isClaimedOn(member));
  const together = new Map<number, Date>();
  const appeared = new Map<number, Date>();
  const clusters = new Clusters();
  for (const entry of log) {
    clusters.apply(entry);
    if (entry.verb === 'appear') appeared.set(entry.itemId, entry.at);
    const at = momentOf(entry, appeared, createdAt);
    for (const { item } of named) {
      for (const other of clusters.ofItem(item.itemId)?.members ?? []) {
        if (together.has(other)) continue;
        together.set(other, isJudged(entry, other) ? (createdAt.get(other) ?? at) : at);
      }
    }
  }
  return new Map(
    [...createdAt].map(([itemId, created]) => {
      const since = together.get(itemId) ?? created;
      return [itemId, since > created ? since : created];
    }),
  );
}

function isClaimedOn({ standing }: ToldMember): boolean {
  return standing.some(({ verb }) => CLAIMING.has(verb));
}

/** Whether somebody who may triage put this thread together with another. */
function isJudged(entry: LoggedEntry, itemId: number): boolean {
  return entry.verb === 'join' && entry.authority === 'triage' && itemsNamed(entry).includes(itemId);
}

/**
 * What a thread is like when it is first read, it is like from its beginning: it may be older than the installation.
 * Where an edit is the first that is told of it, it appeared before.
 */
function momentOf(
  entry: LoggedEntry,
  appeared: ReadonlyMap<number, Date>,
  createdAt: ReadonlyMap<number, Date>,
): Date {
  if (entry.verb !== 'appear' && entry.verb !== 'link') return entry.at;
  const isFirst = appeared.get(entry.itemId)?.getTime() === entry.at.getTime();
  return (isFirst ? createdAt.get(entry.itemId) : undefined) ?? entry.at;
}
