import type { ClusterStage } from '../fix-record.ts';

/** Who may cause a step: the app by what it saw, people with triage permission or staff, somebody who reported it. */
export type Causer = 'app' | 'triage' | 'reporter';

/** The stages of the line; `disputed` stands before whichever of them one reporter contests. */
export type LineStage = Exclude<ClusterStage, 'disputed'>;

interface Step {
  from: readonly LineStage[];
  to: LineStage;
  by: readonly Causer[];
}

/** Where a fix is claimed, and may be confirmed or contested. */
const CLAIMED = ['fixed', 'released', 'verified'] as const;
/** Where nothing is claimed yet. */
const UNSOLVED = ['open', 'decided', 'reopened'] as const;

/**
 * THE table of the line open → decided → fixed → released → verified, with declined and reopened. What stands in no
 * row changes nothing. `documented` and `taught` are beside it, and one reporter's contest makes it `disputed`.
 */
export const STEPS = {
  /** the weekly triage decided to fix, document or teach */
  decided: { from: ['open', 'reopened', 'declined'], to: 'decided', by: ['triage'] },
  /** a fix went into the default branch */
  landed: { from: [...UNSOLVED, 'declined'], to: 'fixed', by: ['app', 'triage'] },
  /** another fix went in while somebody contests the one before */
  refixed: { from: CLAIMED, to: 'fixed', by: ['app', 'triage'] },
  /** a release has the fix, by evidence or because somebody says so */
  released: { from: [...UNSOLVED, 'declined', 'fixed'], to: 'released', by: ['app', 'triage'] },
  /** the release was deleted, or one of two fixes was taken back, and no other release has a fix */
  withdrawn: { from: ['released', 'verified'], to: 'fixed', by: ['app'] },
  /** the fix was taken back */
  reverted: { from: CLAIMED, to: 'reopened', by: ['app'] },
  /** it is gone for somebody who had it */
  verified: { from: ['fixed', 'released'], to: 'verified', by: ['reporter', 'triage'] },
  /** a second reporter, or somebody of the project, says that it is not gone */
  reopened: { from: CLAIMED, to: 'reopened', by: ['reporter', 'triage', 'app'] },
  /** it will not be done, for a reason */
  declined: { from: [...UNSOLVED, 'fixed'], to: 'declined', by: ['triage'] },
} as const satisfies Record<string, Step>;

export type StepName = keyof typeof STEPS;

/** Where the step leads from here; null: it changes nothing here, or is not theirs to cause. */
export function stepTo(stage: LineStage, name: StepName, by: Causer): LineStage | null {
  const step: Step = STEPS[name];
  return step.from.includes(stage) && step.by.includes(by) ? step.to : null;
}

export function isClaimed(stage: LineStage): boolean {
  return CLAIMED.some((claimed) => claimed === stage);
}
