import { describe, expect, it } from 'vitest';
import { differs } from '../../src/pipeline/updated-threads.ts';
import type { KnownThread } from '../../src/store/interface/backfill.ts';
import { BOT, comment, person, thread } from '../loop/situations.ts';

describe('whether GitHub has something that is not stored', () => {
  const later = new Date('2026-11-16T10:00:01Z');
  const found = (comments = [comment()], changes = {}) => ({
    thread: thread(changes),
    closedBy: null,
    comments,
    labelChanges: [],
  });
  const known = (comments = [comment()]): KnownThread => ({ snapshot: thread(), comments });

  it.each([
    ['nothing was stored', found(), undefined, true],
    ['all is stored', found(), known(), false],
    ['it was updated', found([], { updatedAt: later }), known([]), true],
    ['what is stored is newer', found(), { ...known(), snapshot: thread({ updatedAt: later }) }, false],
    ['a comment is missing', found([comment(), comment({ id: 78 })]), known(), true],
    ['a comment was edited', found([comment({ updatedAt: later })]), known(), true],
    ['a comment is of another kind', found([comment({ family: 'review' })]), known(), true],
    [
      'only the app itself wrote',
      found([comment(), comment({ id: 79, author: person(9, { login: BOT, type: 'Bot' }) })]),
      known(),
      false,
    ],
  ])('%s', (_, thread, stored, expected) => {
    expect(differs(thread, stored, BOT)).toBe(expected);
  });
});
