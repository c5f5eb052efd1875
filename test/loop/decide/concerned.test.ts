import { describe, expect, it } from 'vitest';
import { standingWords } from '../../../src/loop/decide/story.ts';
import type { FactAnswer } from '../../../src/loop/fact-answer.ts';
import { requestKey } from '../../../src/loop/fact-request.ts';
import { Facts, FactsMissing } from '../../../src/loop/facts.ts';
import type { Command } from '../../../src/loop/item.ts';
import { GHOST } from '../../../src/loop/redact.ts';
import { answer, BOT, INSTALLED_AT, repository } from '../situations.ts';
import { commandOf, known } from './said.ts';

/** What stands for telling of what was said, in this order, on an issue of person 1. */
function standing(commands: readonly Command[]): string[] {
  const answers = new Map<string, FactAnswer>();
  const about = { botLogin: BOT, accountLogin: 'acme', installedAt: INSTALLED_AT, host: 'github.com' };
  const member = { item: known(), posts: [], commands: [...commands] };
  const human = { by: 'human', actor: { id: 3, login: 'person-3', type: 'User' }, key: '1:x' } as const;
  const entry = { seq: 1, verb: 'split', itemId: 1, authority: 'author' } as const;
  for (let round = 0; round < 9; round += 1) {
    try {
      const words = standingWords(member, repository(), new Facts(about, answers));
      return words.map(({ verb, actor }) => `${verb} ${actor.id}`);
    } catch (error) {
      if (!(error instanceof FactsMissing)) throw error;
      for (const request of error.requests) {
        const reply: FactAnswer =
          request.kind === 'clusterLog'
            ? {
                kind: 'clusterLog',
                value: { entries: [{ ...entry, cause: human, at: new Date(0) }], nextSeq: 2 },
              }
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
  });
});
