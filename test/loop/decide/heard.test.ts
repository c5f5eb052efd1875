import { describe, expect, it } from 'vitest';
import type { Command } from '../../../src/loop/item.ts';
import type { World } from '../situations.ts';
import { decideIn, repository, settings, threadState } from '../situations.ts';
import { commandOf, commented, known } from './said.ts';

const others = { id: 13, owner: 'acme', name: 'gadgets' };
/** In `gadgets` only a configured login may triage; no permission is asked for by name alone there. */
const world: World = {
  repositories: [
    repository(),
    repository({ ...others, settings: settings({ staff: { teams: [], logins: ['person-7'], bots: [] } }) }),
  ],
  state: threadState({ item: known() }),
};

function heard(text: string, who = 60, more: Partial<World> = {}): Command[] {
  const { changes } = decideIn({ ...world, ...more }, commented(text, who));
  return changes.flatMap((change) => (change.type === 'command.put' ? [change.command] : []));
}

describe('the thread that a command names', () => {
  it.each<[string, string, unknown]>([
    [
      'by its number',
      '/cluster #12',
      { ref: { repositoryId: 12, number: 12 }, itemId: 1, type: 'issue', triage: true },
    ],
    [
      'in another repository',
      '/cluster acme/gadgets#5',
      { ref: { repositoryId: 13, number: 5 }, itemId: 1, triage: true },
    ],
    [
      'by its address',
      '/duplicate https://github.com/acme/gadgets/issues/5',
      { ref: { repositoryId: 13, number: 5 }, itemId: 1, triage: true },
    ],
    ['in a repository that nobody knows', '/cluster acme/secret#5', null],
    ['not at all', '/cluster that one', null],
    ['by a verb that names none', '/split #12', null],
  ])('%s', (_, text, expected) => {
    expect(heard(text)).toMatchObject([{ target: expected }]);
  });

  it('may be one that the app does not know', () => {
    const [command] = heard('/cluster #12', 60, { state: threadState() });
    expect(command?.target).toMatchObject({ itemId: null });
  });

  it('is not looked for where the giver may say nothing, or was heard before', () => {
    expect(heard('/cluster acme/gadgets#5', 5)).toMatchObject([{ triage: false, target: null }]);
    const before = { ...commandOf('cluster #12'), triage: true };
    const state = threadState({ item: known(), commands: [before] });
    expect(heard('/cluster #12', 60, { state })).toMatchObject([{ triage: false, target: null }]);
  });
});

it('asks nobody about what anyone may say', () => {
  expect(heard('/why', 60)).toMatchObject([{ triage: false }]);
});
