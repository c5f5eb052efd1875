import { describe, expect, it } from 'vitest';
import type { LoggedEntry } from '../../../src/loop/cluster-record.ts';
import { pinnedIn } from '../../../src/loop/decide/pin-reach.ts';
import type { FactAnswer } from '../../../src/loop/fact-answer.ts';
import { requestKey } from '../../../src/loop/fact-request.ts';
import { Facts, FactsMissing } from '../../../src/loop/facts.ts';
import type { KnownRepository } from '../../../src/loop/known-repository.ts';
import { GHOST } from '../../../src/loop/redact.ts';
import { answer, BOT, INSTALLED_AT, person, repository, settings } from '../situations.ts';

const HOME = repository();
const at = new Date('2026-11-16T09:00:00Z');
const staffed = repository({
  id: 14,
  name: 'docs',
  settings: settings({ staff: { teams: [], logins: ['person-7'], bots: [] } }),
});
const plain = repository({ id: 13, name: 'gadgets' });

const pin = (seq: number, who: number, itemId = 5): LoggedEntry => ({
  seq,
  verb: 'pin',
  itemId,
  cause: { by: 'human', actor: who === GHOST.id ? GHOST : person(who), key: `5:${seq}` },
  at,
});
const undo = (seq: number, of: number): LoggedEntry => ({
  seq,
  verb: 'undo',
  of,
  cause: { by: 'human', actor: person(60), key: `5:${seq}` },
  at,
});

/** Repositories where the pin of item 5 counts. Who has an id of 50 or more may triage everywhere. */
function reach(
  entries: readonly LoggedEntry[],
  repositories: KnownRepository[] = [HOME, plain, staffed],
): number[] {
  const answers = new Map<string, FactAnswer>();
  const standing = { botLogin: BOT, accountLogin: 'acme', installedAt: INSTALLED_AT, host: 'github.com' };
  for (;;) {
    try {
      return [...pinnedIn(5, HOME.id, repositories, entries, new Facts(standing, answers))];
    } catch (error) {
      if (!(error instanceof FactsMissing)) throw error;
      for (const request of error.requests)
        answers.set(requestKey(request), answer(request, { repositories }));
    }
  }
}

describe('where a pinned thread stands for its cluster', () => {
  it.each<[string, readonly LoggedEntry[], number[]]>([
    ['everywhere, by somebody who may triage everywhere', [pin(1, 60)], [12, 13, 14]],
    ['at home, and where the config calls its giver staff', [pin(1, 7)], [12, 14]],
    ['everywhere, by somebody who was forgotten since', [pin(1, GHOST.id)], [12, 13, 14]],
    ['at home alone, by anybody else', [pin(1, 8)], [12]],
    ['at home alone, where nobody is known to have said it', [], [12]],
    ['by the latest word on it', [pin(1, 60), pin(2, 8)], [12]],
    [
      'by the word before, where the latest was taken back',
      [pin(1, 60), pin(2, 8), undo(3, 2)],
      [12, 13, 14],
    ],
    ['whatever was pinned besides', [pin(1, 60), pin(2, 8, 6)], [12, 13, 14]],
  ])('%s', (_, entries, expected) => {
    expect(reach(entries)).toEqual(expected);
  });
});
