import type { ClusterStage, Transition } from '../fix-record.ts';
import type { Fix, Usable } from './happenings.ts';
import type { LineStage } from './stages.ts';

/** What is usable, since when, and because of which fix (null: it was said). */
export interface UsableSince {
  usable: Usable;
  at: Date;
  fix: string | null;
}

/** Where a cluster is, and how it came there. */
export interface Life {
  stage: ClusterStage;
  /** the stage without regard to contests */
  line: LineStage;
  /** the first fix in force; null: none, or only said */
  fix: Fix | null;
  /** when what is in force became fixed; null: it is not */
  fixedAt: Date | null;
  /** the first release in which it can be used; null: none */
  usable: UsableSince | null;
  /** all of them, in the order in which they came out */
  usables: readonly UsableSince[];
  /** how often a fix was claimed that did not hold */
  losses: number;
  declined: { reason: string; at: Date } | null;
  documented: { url: string; at: Date } | null;
  taught: { url: string; at: Date } | null;
  /** accounts that contest what is claimed now, and since when each has reported it */
  contesters: ReadonlyMap<number, Date>;
  /** accounts that confirmed what is claimed now */
  confirmers: ReadonlySet<number>;
  /** words of people that changed nothing, by key, and why: nothing was claimed, it was declined, they had spoken before */
  idle: ReadonlyMap<string, Idle>;
  /** the other ones, by key: of which claim they speak, the same name as long as the same is claimed */
  spokenOf: ReadonlyMap<string, string>;
  transitions: readonly Transition[];
}

export type Idle = 'unclaimed' | 'declined' | 'again';

/**
 * Whether somebody contests what is claimed who had the problem before it was announced. Anybody can open a copy of it
 * afterwards, under any number of names, and take that back.
 */
export function isContestedEarly(
  life: Pick<Life, 'contesters' | 'usables' | 'fixedAt' | 'documented'>,
): boolean {
  const announced = announcedAt(life);
  return [...life.contesters.values()].some((reportedAt) => announced === null || reportedAt <= announced);
}

/** Whether threads say that it is contested: what late reports alone contest is for the weekly issue. */
export function isDoubted(life: Life): boolean {
  return life.stage === 'disputed' && isContestedEarly(life);
}

/** When what is claimed first became usable, else was fixed or documented; null: nothing is claimed. */
export function announcedAt({
  usables: [usable],
  fixedAt,
  documented,
}: Pick<Life, 'usables' | 'fixedAt' | 'documented'>): Date | null {
  return usable?.at ?? fixedAt ?? documented?.at ?? null;
}
