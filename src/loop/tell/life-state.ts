import type { Transition } from '../fix-record.ts';
import type { Fix } from './happenings.ts';
import type { Idle, Life, UsableSince } from './life.ts';
import type { Causer, LineStage, StepName } from './stages.ts';
import { stepTo } from './stages.ts';

/** A life while it is worked out, one happening after the other. */
export interface LifeState {
  line: LineStage;
  /** those in force, by key, oldest first */
  fixes: Map<string, Fix>;
  fixedAt: Date | null;
  usables: UsableSince[];
  losses: number;
  declined: Life['declined'];
  documented: Life['documented'];
  taught: Life['taught'];
  contesters: Map<number, Date>;
  confirmers: Set<number>;
  /** who has spoken of which claim: account and claim */
  spoken: Set<string>;
  idle: Map<string, Idle>;
  spokenOf: Map<string, string>;
  transitions: Transition[];
}

/** Takes a step of the table, where the table has it. */
export function step(state: LifeState, name: StepName, by: Causer): boolean {
  const to = stepTo(state.line, name, by);
  if (to === null) return false;
  state.line = to;
  return true;
}

/** What is claimed now is another thing than what people spoke of. */
export function beginAnew(state: LifeState): void {
  state.contesters.clear();
  state.confirmers.clear();
  state.spoken.clear();
}

export function forgetFixes(state: LifeState): void {
  state.fixes.clear();
  state.fixedAt = null;
  state.usables = [];
  beginAnew(state);
}
