import type { ClusterStage, Transition } from '../fix-record.ts';
import type { Account } from '../vocabulary.ts';
import { assertNever } from '../vocabulary.ts';
import type { Fix, Happening, Usable } from './happenings.ts';
import { inOrder } from './happenings.ts';
import type { Causer, LineStage, StepName } from './stages.ts';
import { isClaimed, stepTo } from './stages.ts';

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

/** Distinct reporters whose contest reopens a cluster, where one of them had reported it before it was announced. */
const CONTESTERS_TO_REOPEN = 2;

interface State {
  line: LineStage;
  fixes: Map<string, { fix: Fix; at: Date }>;
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

/** Works the life of a cluster out from everything that happened to it, in whatever order it is given. */
export function lifeOf(happenings: readonly Happening[]): Life {
  const state: State = {
    line: 'open',
    fixes: new Map(),
    fixedAt: null,
    usables: [],
    losses: 0,
    declined: null,
    documented: null,
    taught: null,
    contesters: new Map(),
    confirmers: new Set(),
    spoken: new Set(),
    idle: new Map(),
    spokenOf: new Map(),
    transitions: [],
  };
  for (const happening of inOrder(happenings)) {
    const before = stageOf(state);
    happen(state, happening);
    record(state, before, happening);
  }
  const { fixes, spoken: _, ...rest } = state;
  const [first] = fixes.values();
  return { ...rest, stage: stageOf(state), fix: first?.fix ?? null, usable: state.usables[0] ?? null };
}

function stageOf({ line, contesters }: State): ClusterStage {
  return contesters.size > 0 && line !== 'reopened' && line !== 'declined' ? 'disputed' : line;
}

function record(state: State, from: ClusterStage, { type, key, actor, at }: Happening): void {
  const to = stageOf(state);
  if (from === to) return;
  state.transitions.push({ index: state.transitions.length, from, to, cause: type, key, actor, at });
}

/** Takes a step of the table, where the table has it. */
function step(state: State, name: StepName, by: Causer): boolean {
  const to = stepTo(state.line, name, by);
  if (to === null) return false;
  state.line = to;
  return true;
}

function happen(state: State, happening: Happening): void {
  const by = happening.actor === null ? 'app' : 'triage';
  switch (happening.type) {
    case 'decided':
      step(state, 'decided', 'triage');
      return;
    case 'landed':
      land(state, happening.fix, happening.at, by);
      return;
    case 'reverted':
      revert(state, happening.fix);
      return;
    case 'usable':
      release(state, { usable: happening.usable, at: happening.at, fix: happening.fix }, by);
      return;
    case 'withdrawn':
      withdraw(state, ({ usable }) => usable.key === happening.usable);
      return;
    case 'declined':
      if (!step(state, 'declined', 'triage') && state.line !== 'declined') return;
      state.declined = { reason: happening.reason, at: happening.at };
      forgetFixes(state);
      return;
    case 'documented':
      state.documented = { url: happening.url, at: happening.at };
      beginAnew(state);
      return;
    case 'taught':
      state.taught = { url: happening.url, at: happening.at };
      return;
    case 'verified':
    case 'contested':
      speak(state, happening);
      return;
    case 'regressed':
      contest(state, happening.actor, 'reporter', happening.reportedAt);
      return;
    default:
      assertNever(happening);
  }
}

/** What is claimed now is another thing than what people spoke of. */
function beginAnew(state: State): void {
  state.contesters.clear();
  state.confirmers.clear();
  state.spoken.clear();
}

function forgetFixes(state: State): void {
  state.fixes.clear();
  state.fixedAt = null;
  state.usables = [];
  beginAnew(state);
}

function land(state: State, fix: Fix, at: Date, by: Causer): void {
  const isContested = state.contesters.size > 0;
  const isFirst = step(state, 'landed', by);
  const isAnew = !isFirst && isContested && step(state, 'refixed', by);
  if (isAnew) state.losses += 1;
  if (isFirst || isAnew) {
    // What failed before does not count for this fix, nor do the releases that had it.
    forgetFixes(state);
    state.fixedAt = at;
    state.declined = null;
  }
  if (isClaimed(state.line)) state.fixes.set(fix.key, { fix, at });
}

function revert(state: State, fix: string): void {
  if (!state.fixes.delete(fix)) return;
  if (state.fixes.size > 0) {
    withdraw(state, (since) => since.fix === fix);
    return;
  }
  state.usables = state.usables.filter((since) => since.fix === null);
  if (state.usables.length > 0 || !step(state, 'reverted', 'app')) return;
  state.losses += 1;
  forgetFixes(state);
}

function withdraw(state: State, isGone: (since: UsableSince) => boolean): void {
  const left = state.usables.filter((since) => !isGone(since));
  if (left.length === state.usables.length) return;
  state.usables = left;
  if (left.length === 0) step(state, 'withdrawn', 'app');
}

function release(state: State, since: UsableSince, by: Causer): void {
  // A release that has a fix which failed, or was taken back, has nothing.
  if (since.fix !== null && !state.fixes.has(since.fix)) return;
  const moved = step(state, 'released', by);
  if (!moved && !isClaimed(state.line)) return;
  if (moved) {
    state.declined = null;
    // Who contests what is merged has to try what is released.
    beginAnew(state);
  }
  state.fixedAt ??= since.at;
  state.usables.push(since);
}

function speak(
  state: State,
  { type, standing, actor, key, reportedAt }: Extract<Happening, { type: 'verified' | 'contested' }>,
): void {
  if (state.line === 'declined') {
    state.idle.set(key, 'declined');
    return;
  }
  if (!isClaimed(state.line) && state.documented === null) {
    state.idle.set(key, 'unclaimed');
    return;
  }
  const claim = claimOf(state);
  const spoken = `${actor?.id} ${claim}`;
  if (actor === null || (standing === 'reporter' && state.spoken.has(spoken))) {
    state.idle.set(key, 'again');
    return;
  }
  state.spoken.add(spoken);
  state.spokenOf.set(key, claim);
  if (type === 'contested') {
    contest(state, actor, standing, reportedAt);
    return;
  }
  state.confirmers.add(actor.id);
  // In a newer release it may be gone for who said that it is not.
  state.contesters.delete(actor.id);
  // Somebody of the project settles what one person contests.
  if (standing === 'triage') state.contesters.clear();
  step(state, 'verified', standing);
}

/** The newest release that is claimed to have the fix; before there is one the fix; without either what is documented. */
function claimOf({ usables, fixes, documented }: State): string {
  const [fix] = fixes.keys();
  return usables.at(-1)?.usable.key ?? fix ?? `documented:${documented?.at.getTime() ?? 0}`;
}

function contest(
  state: State,
  actor: Account | null,
  standing: 'reporter' | 'triage',
  reportedAt: Date,
): void {
  if (actor === null || !(isClaimed(state.line) || state.documented !== null)) return;
  state.contesters.set(actor.id, reportedAt);
  state.confirmers.delete(actor.id);
  if (!(standing === 'triage' || isRefuted(state)) || !step(state, 'reopened', standing)) return;
  state.losses += 1;
  forgetFixes(state);
}

/**
 * Whether reporters alone take back what was announced. Anybody can open a copy of it afterwards, under any number of
 * names: these count beside somebody who had the problem before.
 */
function isRefuted(state: State): boolean {
  const announced = announcedAt(state);
  const isEarly = (reportedAt: Date) => announced === null || reportedAt <= announced;
  return state.contesters.size >= CONTESTERS_TO_REOPEN && [...state.contesters.values()].some(isEarly);
}

/** When what is claimed first became usable, else was fixed or documented; null: nothing is claimed. */
export function announcedAt({
  usables: [usable],
  fixedAt,
  documented,
}: Pick<Life, 'usables' | 'fixedAt' | 'documented'>): Date | null {
  return usable?.at ?? fixedAt ?? documented?.at ?? null;
}
