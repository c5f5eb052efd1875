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

describe('an edit', () => {
  const edited = (text: string, before: Command, who = 60): Command[] =>
    heard(text, who, { state: threadState({ item: known(), commands: [before] }) });
  const inWords = (line: string, triage: boolean): Command => {
    const command = commandOf(line, { triage });
    return { ...command, argument: '' };
  };

  it.each([
    ['whose verb takes no words', '/undo please', commandOf('undo')],
    ['whose verb takes no words, kept with words once', '/undo', commandOf('undo please')],
    ['whose words were taken out of it', '/verified on linux', inWords('verified #gone', false)],
    ['that was refused', '/stage retention', { ...commandOf('stage', { triage: false }), argument: '' }],
    [
      'that was refused, kept with words once',
      '/stage retention',
      commandOf('stage adoption', { triage: false }),
    ],
  ])('says nothing new by a line %s', (_, text, before) => {
    expect(edited(text, before)).toMatchObject([
      { key: before.key, argument: before.argument, triage: false },
    ]);
  });

  const refusedOf = (line: string): Command => inWords(line, false);
  const editedSince = (text: string, before: Command[], who = 60): Command[] =>
    decideIn(
      { ...world, state: threadState({ item: known(), commands: before }) },
      commented(text, who, { type: 'comment.edited' }),
    ).changes.flatMap((change) => (change.type === 'command.put' ? [change.command] : []));

  it.each([
    ['/stage retention', refusedOf('stage'), 'issue_comment:77:stage:retention'],
    ['/split', refusedOf('split'), 'issue_comment:77:split:permitted'],
  ])('is heard where its author was refused and may say %s by now', (text, before, key) => {
    const [now, ...others] = editedSince(text, [before]);
    expect([now, others]).toMatchObject([{ key, triage: true, verb: before.verb }, []]);
    if (now === undefined) throw new Error('not heard');
    // Once is enough.
    expect(editedSince(text, [before, now])).toMatchObject([{ key }]);
    expect(editedSince(text, [now, before])).toMatchObject([{ key }]);
  });

  it('of whoever is refused again says nothing new', () => {
    const before = refusedOf('stage');
    expect(editedSince('/stage retention', [before], 5)).toMatchObject([{ key: before.key, triage: false }]);
  });

  it('of what anyone may say asks nobody', () => {
    const before = refusedOf('mute');
    expect(editedSince('/mute', [before])).toMatchObject([{ key: before.key, triage: false }]);
  });

  it('of a command that may be said says something new', () => {
    const before = commandOf('stage adoption');
    expect(edited('/stage retention', before)).toMatchObject([
      { key: 'issue_comment:77:stage:retention', triage: true },
    ]);
    expect(edited('/stage adoption', commandOf('stage '))).toMatchObject([{ triage: true }]);
  });
});

it('keeps no words of whoever may not say them', () => {
  expect(heard('/declined too many boats', 5)).toMatchObject([
    { key: 'issue_comment:77:declined:', argument: '', triage: false },
  ]);
});

it('asks nobody about what anyone may say', () => {
  expect(heard('/why', 60)).toMatchObject([{ triage: false }]);
});
