import type { LoggedEntry, Member } from '../cluster-record.ts';
import type { Facts } from '../facts.ts';
import type { KnownLanding, Release } from '../fix-record.ts';
import { pullKey } from '../fix-record.ts';
import type { Command } from '../item.ts';
import type { KnownRepository } from '../known-repository.ts';
import { readLedger } from '../ledger.ts';
import { GHOST, isForgotten } from '../redact.ts';
import { isBot } from '../roles.ts';
import type { Happening } from '../tell/happenings.ts';
import type { Account, ThreadRef } from '../vocabulary.ts';
import { threadKey } from '../vocabulary.ts';
import type { ClusterWord } from '../week-record.ts';
import { concernedWith, reportersOf } from './concerned.ts';

/** A member of a cluster with the repository that it lies in and what stands of what was said there. */
export interface ToldMember extends Member {
  repository: KnownRepository;
  ref: ThreadRef;
  standing: readonly Command[];
}

/** All that a cluster's life is worked out from. */
export interface Story {
  clusterId: number;
  /** of the cluster, in the order of `seq` */
  log: readonly LoggedEntry[];
  members: readonly ToldMember[];
  /** what closes members, what was said to fix them, and what takes any of it back */
  landings: readonly KnownLanding[];
  words: readonly ClusterWord[];
  /** the event takes an approval of it back, and no other stands */
  isApprovalTakenBack: boolean;
  /** by repository id: of members, landings and words */
  repositories: ReadonlyMap<number, KnownRepository>;
  /** releases of the repositories in which `/fixed-in` was said */
  releases: readonly Release[];
}

/** Whether something that lies in one repository may be told of in the view: null is the app's own, which sees all. */
export type View = KnownRepository | null;

/** Verbs that this step hears. */
const TELLING = new Set([
  'fixed-by',
  'fixed-in',
  'documented',
  'taught',
  'declined',
  'verified',
  'still-broken',
  'notify-me',
  'mute',
]);

/** Whether a command is of this step. */
export function isTelling({ verb }: Pick<Command, 'verb'>): boolean {
  return TELLING.has(verb);
}

/** What stands of what was said on a thread, as far as it concerns this step. */
export function standingWords(member: Member, repository: KnownRepository, facts: Facts): Command[] {
  if (!member.commands.some(isTelling)) return [];
  const { snapshot } = member.item;
  const { standing } = readLedger([], member.commands, {
    settings: repository.settings,
    thread: { repositoryId: repository.id, number: snapshot.number, type: snapshot.type },
    isTriageRepository: false,
    isWeeklyIssue: false,
    concerned: concernedWith(member, facts),
    reporters: reportersOf(member, facts),
    ownLabels: new Set(),
  });
  return standing.filter(isTelling);
}

/**
 * Accounts that reported the problem, and those that asked to be told of it before `toldAt`, each since when it first
 * did. Of those that were forgotten the ghost is one.
 * @param sameSince since when threads have told of this problem, by item number; of others, since they were opened
 */
export function entitledAccounts(
  members: readonly Pick<ToldMember, 'item' | 'standing' | 'ref'>[],
  fixes: ReadonlySet<string>,
  toldAt: Date | null,
  sameSince: ReadonlyMap<number, Date> = new Map(),
): ReadonlyMap<number, Date> {
  const since = new Map<number, Date>();
  const enter = ({ id }: Account, at: Date): void => {
    const before = since.get(id);
    if (before === undefined || at < before) since.set(id, at);
  };
  for (const { item, standing, ref } of members) {
    const { author, createdAt } = item.snapshot;
    const same = sameSince.get(item.itemId) ?? createdAt;
    if (!fixes.has(pullKey(ref))) enter(author ?? GHOST, same);
    for (const { verb, actor, at } of standing)
      if (verb === 'notify-me' && (toldAt === null || at < toldAt)) enter(actor, at > same ? at : same);
  }
  return since;
}

/** `/verified` and `/still-broken` of those who may answer, on whichever thread of the cluster. */
export function answers(story: Story, entitled: ReadonlyMap<number, Date>): Happening[] {
  return story.members.flatMap(({ standing, repository, ref }) =>
    standing.flatMap((command): Happening[] => {
      const { verb, actor, at, triage } = command;
      if (verb !== 'verified' && verb !== 'still-broken') return [];
      const reportedAt = entitled.get(actor.id) ?? (isForgotten(actor) ? at : null);
      if (isBot(actor, repository) || reportedAt === null) return [];
      const type = verb === 'verified' ? 'verified' : 'contested';
      // Somebody of the project who reported it speaks for the project.
      const standing = triage ? 'triage' : 'reporter';
      return [{ type, standing, at, reportedAt, key: answerKey(ref, command), actor }];
    }),
  );
}

/** Names one answer among those of all threads. */
export function answerKey(ref: ThreadRef, { key }: Pick<Command, 'key'>): string {
  return `${threadKey(ref)}:${key}`;
}
