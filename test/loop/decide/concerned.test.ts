import { describe, expect, it } from 'vitest';
import type { LoggedEntry, Member } from '../../../src/loop/cluster-record.ts';
import { standingWords } from '../../../src/loop/decide/story.ts';
import type { FactAnswer } from '../../../src/loop/fact-answer.ts';
import { requestKey } from '../../../src/loop/fact-request.ts';
import { Facts, FactsMissing } from '../../../src/loop/facts.ts';
import type { Command } from '../../../src/loop/item.ts';
import { GHOST } from '../../../src/loop/redact.ts';
import { answer, BOT, INSTALLED_AT, person, repository } from '../situations.ts';
import { commandOf, known } from './said.ts';

const BY_3 = {
  cause: { by: 'human', actor: person(3), key: '1:x' },
  at: new Date(0),
} as const;

/** Person 3 took the issue out of its cluster. */
const SPLIT: readonly LoggedEntry[] = [{ ...BY_3, seq: 1, verb: 'split', itemId: 1, authority: 'author' }];

/** It is in the cluster of thread 2. */
const JOINED: readonly LoggedEntry[] = [
  ...[1, 2].map((itemId) => ({ ...BY_3, seq: itemId, verb: 'appear' as const, itemId })),
  { ...BY_3, seq: 3, verb: 'join', itemId: 1, into: 2, authority: 'triage' },
];

/**
 * What stands for telling of what was said, in this order, on an issue of person 1.
 * @param linked another thread of its cluster
 */
function standing(commands: readonly Command[], linked: Member | null = null): string[] {
  const answers = new Map<string, FactAnswer>();
  const about = { botLogin: BOT, accountLogin: 'acme', installedAt: INSTALLED_AT, host: 'github.com' };
  const member = { item: known(), posts: [], commands: [...commands] };
  const entries = linked === null ? SPLIT : JOINED;
  for (let round = 0; round < 9; round += 1) {
    try {
      const words = standingWords(member, repository(), new Facts(about, answers));
      return words.map(({ verb, actor }) => `${verb} ${actor.id}`);
    } catch (error) {
      if (!(error instanceof FactsMissing)) throw error;
      for (const request of error.requests) {
        const reply: FactAnswer =
          request.kind === 'clusterLog'
            ? { kind: 'clusterLog', value: { entries: [...entries], nextSeq: entries.length + 1 } }
            : request.kind === 'members' && linked !== null
              ? { kind: 'members', value: [member, linked] }
              : answer(request, {});
        answers.set(requestKey(request), reply);
      }
    }
  }
  throw new Error('asks in circles');
}

const said = (who: number, ...lines: string[]): Command[] =>
  lines.map((line, at) =>
    commandOf(line, { id: 70 + at, who, triage: false, at: `2026-11-16T09:3${at}:00Z` }),
  );

describe('what /undo takes back', () => {
  it.each([1, 3, GHOST.id])(
    'is what was said last, by the author, one of a linked thread, or one who was forgotten: %i',
    (who) => {
      expect(standing(said(who, 'mute', 'not-duplicate', 'undo'))).toEqual([`mute ${who}`]);
      expect(standing(said(who, 'mute', 'undo'))).toEqual([]);
    },
  );

  it('is not what was refused', () => {
    expect(standing(said(4, 'mute', 'not-duplicate', 'undo'))).toEqual([]);
    expect(standing(said(4, 'mute', 'verified', 'undo'))).toEqual(['verified 4']);
  });

  it('is an answer of those who reported the problem, or asked to be told of it, on whichever thread', () => {
    const other = { ...known(), itemId: 2 };
    const theirs = (who: number): Member => ({
      item: { ...other, snapshot: { ...other.snapshot, number: 35, author: person(who) } },
      posts: [],
      commands: [commandOf('notify-me', { id: 60, who: 5, triage: false })],
    });
    for (const who of [1, 4, 5, GHOST.id])
      expect(standing(said(who, 'mute', 'verified', 'undo'), theirs(4))).toEqual([`mute ${who}`]);
    expect(standing(said(6, 'mute', 'verified', 'undo'), theirs(4))).toEqual(['verified 6']);
    expect(standing(said(6, 'mute', 'notify-me', 'verified', 'undo'))).toEqual(['mute 6', 'notify-me 6']);
  });
});
