import { isCommunity, liveSince, maybeSame, personOf } from '../record/people.ts';
import { problemsOf } from '../record/problems.ts';
import type { Actor, ProjectRecord, RecordedThread } from '../record.ts';
import { remembering } from '../remembering.ts';
import { type ContributionKind, kindOfChange } from './contribution-kind.ts';
import { type HelpEpisode, helpEpisodes } from './help.ts';

/** Something that somebody of the community gave. */
export interface Contribution {
  person: Actor;
  kind: ContributionKind;
  at: Date;
  thread: RecordedThread;
  /** of an answer, whether it is known to have helped; true for other kinds */
  helped: boolean;
  /** whether no staff had asked for it before; null: not known, since texts are gone */
  unprompted: boolean | null;
}

/**
 * Everything the community gave, by kind, in the order of the threads. Staff and bots are left out.
 * @param since what was given before may be left out; null: nothing is
 */
export function contributions(
  record: ProjectRecord,
  episodes: readonly HelpEpisode[] = helpEpisodes(record.threads),
  since: Date | null = null,
): Contribution[] {
  const live = (from: Date | null) => (from === null ? record.threads : liveSince(record.threads, from));
  const confirmed = confirmedClusters(record);
  const invitations = invitationsOf(
    live(since === null ? null : new Date(since.getTime() - INVITATION_DAYS * DAY_MS)),
  );
  const given: Contribution[] = [];
  const add = (each: Given, helped: boolean) => {
    if (!isCommunity(each.person)) return;
    const { person, kind, at, thread } = each;
    given.push({ person, kind, at, thread, helped, unprompted: isUnprompted(each, invitations) });
  };
  for (const thread of live(since)) {
    for (const each of reportsOf(thread, confirmed)) add(each, true);
    for (const each of givenOn(thread)) add(each, true);
  }
  for (const { helper, at, thread, outcome } of episodes) {
    add({ person: helper, kind: 'answer', at, thread }, outcome !== null);
  }
  return given;
}

type Given = Omit<Contribution, 'unprompted' | 'helped'>;

/** What the thread alone tells. */
const givenOn = remembering((thread: RecordedThread): readonly Given[] => [
  ...changesOf(thread),
  ...reviewsOf(thread),
  ...toolsOf(thread),
  ...triageOf(thread),
]);

function changesOf(thread: RecordedThread): Given[] {
  const { type, merged, closedAt, author, paths } = thread;
  if (type !== 'pull_request' || !merged || closedAt === null) return [];
  return [{ person: author, kind: kindOfChange(paths), at: closedAt, thread }];
}

/** One review for each person and pull request, however many remarks it has. */
function reviewsOf(thread: RecordedThread): Given[] {
  if (thread.type !== 'pull_request') return [];
  const found: Given[] = [];
  for (const { author, at, isReview } of thread.comments) {
    if (!isReview || maybeSame(author, thread.author)) continue;
    if (found.some(({ person }) => maybeSame(person, author))) continue;
    found.push({ person: author, kind: 'review', at, thread });
  }
  return found;
}

function reportsOf(thread: RecordedThread, confirmed: ReadonlySet<number>): Given[] {
  const { type, kind, clusterId, author, createdAt } = thread;
  // Who asks in another channel has given the project no report, and cannot be thanked by name.
  if (
    type === null ||
    type === 'pull_request' ||
    kind !== 'bug' ||
    clusterId === null ||
    !confirmed.has(clusterId)
  )
    return [];
  return [{ person: author, kind: 'report', at: createdAt, thread }];
}

/** Shown where things are shown: a plan or an opinion is no tool. */
function toolsOf(thread: RecordedThread): Given[] {
  const { type, stage, category, author, createdAt } = thread;
  if (type !== 'discussion' || stage !== 'advocacy' || !/\bshow/iu.test(category ?? '')) return [];
  return [{ person: author, kind: 'tool', at: createdAt, thread }];
}

/** Others' threads put in order: labels, commands, closing. Once for each person and thread. */
function triageOf(thread: RecordedThread): Given[] {
  const { triaged, closedBy, closedAt, author, merged } = thread;
  const acts = [...triaged];
  if (closedBy !== null && closedAt !== null && !merged) acts.push({ actor: closedBy, at: closedAt });
  const found: Given[] = [];
  for (const { actor, at } of acts) {
    if (maybeSame(actor, author) || found.some(({ person }) => maybeSame(person, actor))) continue;
    found.push({ person: actor, kind: 'triage', at, thread });
  }
  return found;
}

/** Problems that a second person had, too, or that were fixed. */
function confirmedClusters(record: ProjectRecord): Set<number> {
  const fixed = (record.clusters ?? []).filter(({ fixedAt }) => fixedAt !== null).map(({ id }) => id);
  const shared = [...problemsOf(record).values()].filter(({ reporters }) => reporters.size > 1);
  return new Set([...fixed, ...shared.map(({ id }) => id)]);
}

/** So long an invitation is taken as the reason of what its hearer gives. */
const INVITATION_DAYS = 90;
const DAY_MS = 86_400_000;

/** When staff asked for a contribution in threads that a person took part in, oldest first. */
type Invitations = ReadonlyMap<number, readonly number[]>;

function invitationsOf(threads: readonly RecordedThread[]): Invitations {
  const heard = new Map<number, number[]>();
  for (const thread of threads) {
    const { asked, hearers } = invitedOn(thread);
    for (const person of hearers) {
      const own = heard.get(person) ?? [];
      heard.set(person, own);
      own.push(...asked);
    }
  }
  for (const times of heard.values()) times.sort((one, other) => one - other);
  return heard;
}

const NOBODY_ASKED: { asked: readonly number[]; hearers: readonly number[] } = { asked: [], hearers: [] };

const invitedOn = remembering(({ author, comments }: RecordedThread) => {
  const asked = comments.flatMap((each) =>
    each.author.role === 'staff' && each.said?.invites ? each.at.getTime() : [],
  );
  if (asked.length === 0) return NOBODY_ASKED;
  const people = [author, ...comments.map((each) => each.author)].filter(isCommunity);
  return { asked, hearers: [...new Set(people.map(personOf))] };
});

/** Whether what staff said on a thread is gone. */
const hidesStaff = remembering(({ comments }: RecordedThread): boolean =>
  comments.some(({ author, said }) => author.role === 'staff' && said === null),
);

/** What is opened was begun when it was opened; what is said in a thread, when it was said. */
function isUnprompted({ person, kind, at, thread }: Given, invitations: Invitations): boolean | null {
  if (person.id === null) return null;
  const isSaid = kind === 'answer' || kind === 'review' || kind === 'triage';
  const began = (isSaid ? at : thread.createdAt).getTime();
  const latest = latestUntil(invitations.get(person.id) ?? [], began);
  if (latest !== null && began - latest <= INVITATION_DAYS * DAY_MS) return false;
  return hidesStaff(thread) ? null : true;
}

/** The last of these moments, in order, that is not after another; null: all are. */
function latestUntil(times: readonly number[], until: number): number | null {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) <= until) low = middle + 1;
    else high = middle;
  }
  return times[low - 1] ?? null;
}
