import { createHash } from 'node:crypto';
import type { Effect } from '../loop/effect.ts';
import type { ThreadRef } from '../loop/vocabulary.ts';
import { assertNever } from '../loop/vocabulary.ts';

/** Hex digits of a content hash: 128 bits, so that no two contents of a slot ever meet. */
const HASH_LENGTH = 32;

/** What an effect is sent with, and where, but not what it says. */
const NOT_CONTENT = new Set([
  'slot',
  'mode',
  'leastMode',
  'priority',
  'heldFor',
  'thread',
  'repository',
  // Said once, when it is posted.
  'mentions',
  'seen',
  'firm',
  'delayMs',
  'moves',
  'creation',
  'once',
]);

/**
 * Names what the effect says, whatever the mode and priority. The target is left out, since the slot names the place
 * and a renamed or transferred one must not be written to anew.
 */
export function contentHash(effect: Effect): string {
  const content = Object.entries(effect).filter(([key]) => !NOT_CONTENT.has(key));
  return createHash('sha256')
    .update(canonical(Object.fromEntries(content)))
    .digest('hex')
    .slice(0, HASH_LENGTH);
}

/** JSON with sorted keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** Whether the effect wants its slot empty. */
export function isAbsence(effect: Effect): boolean {
  switch (effect.kind) {
    case 'label.remove':
    case 'comment.remove':
    case 'issue.close':
      return true;
    case 'milestone.set':
      return effect.title === null;
    case 'reaction.set':
      return effect.removed;
    case 'issue.state':
      return effect.state.is === 'open';
    case 'labels.create':
    case 'label.add':
    case 'comment.put':
    case 'issue.put':
    case 'check.put':
      return false;
    default:
      return assertNever(effect);
  }
}

/** What the slot is about: label, marker, reaction or check. */
export function subjectOf(effect: Effect): string {
  switch (effect.kind) {
    case 'label.add':
    case 'label.remove':
      return effect.label;
    case 'comment.put':
    case 'comment.remove':
    case 'issue.put':
    case 'issue.close':
      return effect.marker;
    case 'reaction.set':
      return effect.content;
    case 'issue.state':
      return effect.state.is === 'open' ? 'open' : `duplicate:${effect.state.command}`;
    case 'milestone.set':
      return effect.title ?? '';
    case 'check.put':
      return effect.name;
    case 'labels.create':
      return effect.labels.map(({ name }) => name).join(', ');
    default:
      return assertNever(effect);
  }
}

/** The thread of the slot; null for what belongs to a whole repository. */
export function threadOf(effect: Effect): ThreadRef | null {
  return 'thread' in effect
    ? { repositoryId: effect.thread.repositoryId, number: effect.thread.number }
    : null;
}

/**
 * Small numbers go first. Before there were replies, answers were 0 and the rest 1: what a process of then has written, or
 * still writes beside this one, is overtaken by one rank at most, and its bulk overtakes nothing.
 */
export function priorityOf(effect: Pick<Effect, 'priority'>): number {
  switch (effect.priority) {
    case 'answer':
      return -1;
    case 'normal':
      return 0;
    case 'reply':
      return 1;
    case 'bulk':
      return 2;
    default:
      return assertNever(effect.priority);
  }
}
