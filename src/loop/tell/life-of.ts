import type { ClusterStage } from '../fix-record.ts';
import { assertNever } from '../vocabulary.ts';
import type { Fix, Happening } from './happenings.ts';
import { inOrder } from './happenings.ts';
import type { Life, UsableSince } from './life.ts';
import type { LifeState } from './life-state.ts';
import { beginAnew, forgetFixes, step } from './life-state.ts';
import { contest, speak } from './life-words.ts';
import type { Causer } from './stages.ts';
import { isClaimed } from './stages.ts';

/** Works the life of a cluster out from everything that happened to it, in whatever order it is given. */
export function lifeOf(happenings: readonly Happening[]): Life {
  const state: LifeState = {
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
  return { ...rest, stage: stageOf(state), fix: first ?? null, usable: state.usables[0] ?? null };
}

function stageOf({ line, contesters }: LifeState): ClusterStage {
  return contesters.size > 0 && line !== 'reopened' && line !== 'declined' ? 'disputed' : line;
}

function record(state: LifeState, from: ClusterStage, { type, key, actor, at }: Happening): void {
  const to = stageOf(state);
  if (from === to) return;
  state.transitions.push({ index: state.transitions.length, from, to, cause: type, key, actor, at });
}

function happen(state: LifeState, happening: Happening): void {
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

function land(state: LifeState, fix: Fix, at: Date, by: Causer): void {
  const isContested = state.contesters.size > 0;
  const isFirst = step(state, 'landed', by);
  const isAnew = !isFirst && isContested && step(state, 'refixed', by);
  if (isAnew) state.losses += 1;
  // What is written down did not help those who spoke; the fix is what answers them.
  if (isFirst && isContested) state.documented = null;
  if (isFirst || isAnew) {
    // What failed before does not count for this fix, nor do the releases that had it.
    forgetFixes(state);
    state.fixedAt = at;
    state.declined = null;
  }
  if (isClaimed(state.line)) state.fixes.set(fix.key, fix);
}

function revert(state: LifeState, fix: string): void {
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

function withdraw(state: LifeState, isGone: (since: UsableSince) => boolean): void {
  const left = state.usables.filter((since) => !isGone(since));
  if (left.length === state.usables.length) return;
  state.usables = left;
  if (left.length === 0) step(state, 'withdrawn', 'app');
}

function release(state: LifeState, since: UsableSince, by: Causer): void {
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
