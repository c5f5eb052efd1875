import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Command, Judgement } from '../../src/loop/item.ts';
import { readLedger } from '../../src/loop/ledger.ts';
import type { Stage } from '../../src/loop/vocabulary.ts';
import { STAGES } from '../../src/loop/vocabulary.ts';
import { ledgerPlace, person } from './situations.ts';

const MINUTE_MS = 60_000;
const start = new Date('2026-11-16T09:00:00Z').getTime();
const at = (minute: number): Date => new Date(start + minute * MINUTE_MS);

function command(minute: number, line: string, options: { triage?: boolean; who?: number } = {}): Command {
  const [verb = '', ...rest] = line.split(' ');
  const argument = rest.join(' ');
  return {
    key: `issue_comment:${minute}:${verb}:${argument}`,
    source: {
      in: 'comment',
      id: minute,
      nodeId: `C${minute}`,
      family: 'issue_comment',
      parentNodeId: null,
    },
    verb,
    argument,
    actor: person(options.who ?? 1),
    triage: options.triage ?? true,
    target: null,
    at: at(minute),
  };
}

function hand(minute: number, verb: 'added' | 'removed', stage: Stage): Judgement {
  const label = `stage: ${stage}`;
  return { key: `label:${label}:${verb}:${minute}`, verb, label, actor: person(2), at: at(minute) };
}

const read = (judgements: Judgement[], commands: Command[], isTriageRepository = false, own: string[] = []) =>
  readLedger(judgements, commands, ledgerPlace({ isTriageRepository, ownLabels: new Set(own) }));

it('takes back what was said at the very same moment, whatever the keys', () => {
  const source = { in: 'gesture', what: 'dashboard' } as const;
  for (const [said, undone] of [
    ['a', 'b'],
    ['b', 'a'],
  ] as const) {
    const word = { ...command(1, 'stage adoption'), source, key: said };
    const undo = { ...command(1, 'undo'), source, key: undone, argument: said };
    expect(read([], [undo, word]).stage).toBeNull();
  }
});

it('passes over answers of those who did not report the problem, which changed nothing', () => {
  const words = [command(1, 'fixed-in v1.4.0'), command(2, 'verified'), command(3, 'undo')];
  const after = (...reporters: number[]) => {
    const { standing, outcomes } = readLedger([], words, ledgerPlace({ reporters: new Set(reporters) }));
    return [standing.map(({ verb }) => verb), outcomes.get('issue_comment:3:undo:')];
  };
  expect(after(7)).toEqual([['verified'], { result: 'done' }]);
  expect(after(7, 1)).toEqual([['fixed-in'], { result: 'done' }]);
});

it('lets nobody take another one’s word back in the place of an own answer that was refused', () => {
  const words = [
    command(1, 'fixed-in v1.4.0'),
    command(2, 'still-broken', { triage: false, who: 8 }),
    command(3, 'undo', { triage: false, who: 8 }),
  ];
  const { standing, outcomes } = readLedger([], words, ledgerPlace());
  expect(standing.map(({ verb }) => verb)).toEqual(['fixed-in', 'still-broken']);
  expect(outcomes.get('issue_comment:3:undo:')).toEqual({ result: 'refused' });
});

describe('the stage in force', () => {
  it.each<[string, Judgement[], Command[], ReturnType<typeof read>['stage']]>([
    ['nobody said anything', [], [], null],
    ['a command', [], [command(1, 'stage adoption')], { stage: 'adoption', by: 'command' }],
    [
      'the later command',
      [],
      [command(2, 'stage retention'), command(1, 'stage adoption')],
      { stage: 'retention', by: 'command' },
    ],
    ['a command without permission', [], [command(1, 'stage adoption', { triage: false })], null],
    ['a command with a wrong word', [], [command(1, 'stage adopted')], null],
    ['a label by hand', [hand(1, 'added', 'advocacy')], [], { stage: 'advocacy', by: 'label' }],
    ['a label taken off', [hand(1, 'removed', 'advocacy')], [], { stage: null, by: 'removal' }],
    [
      'one label exchanged for another, in either order',
      [hand(1, 'added', 'retention'), hand(2, 'removed', 'adoption')],
      [],
      { stage: 'retention', by: 'label' },
    ],
    [
      'a label put, then taken off',
      [hand(1, 'added', 'retention'), hand(2, 'removed', 'retention')],
      [],
      { stage: null, by: 'removal' },
    ],
    [
      'a command after a label',
      [hand(1, 'added', 'retention')],
      [command(2, 'stage stage: onboarding')],
      { stage: 'onboarding', by: 'command' },
    ],
    [
      'a label after a command',
      [hand(2, 'added', 'retention')],
      [command(1, 'stage onboarding')],
      { stage: 'retention', by: 'label' },
    ],
    [
      'the command taken back',
      [hand(1, 'added', 'retention')],
      [command(2, 'stage onboarding'), command(3, 'undo')],
      { stage: 'retention', by: 'label' },
    ],
    [
      'the other label taken off after a command that replaced it',
      [hand(1, 'added', 'retention'), hand(3, 'removed', 'retention')],
      [command(2, 'stage onboarding')],
      { stage: 'onboarding', by: 'command' },
    ],
    [
      'the label of a command taken off: what it replaced does not come back',
      [hand(1, 'added', 'retention'), hand(3, 'removed', 'onboarding')],
      [command(2, 'stage onboarding')],
      { stage: null, by: 'removal' },
    ],
    [
      'one of two labels taken off again',
      [hand(1, 'added', 'retention'), hand(2, 'added', 'adoption'), hand(3, 'removed', 'adoption')],
      [],
      { stage: 'retention', by: 'label' },
    ],
    [
      'two taken back, one after the other',
      [],
      [
        command(1, 'stage onboarding'),
        command(2, 'stage adoption'),
        command(3, 'undo'),
        { ...command(4, 'undo'), key: 'again' },
      ],
      null,
    ],
  ])('%s', (_, judgements, commands, expected) => {
    expect(read(judgements, commands).stage).toEqual(expected);
  });

  it('takes back what a button of the dashboard names, and the last command where a comment says it', () => {
    const said = [command(1, 'stage onboarding'), command(2, 'kind bug')];
    const [first] = said;
    const button: Command = {
      ...command(3, 'undo'),
      argument: first?.key ?? '',
      source: { in: 'gesture', what: 'dashboard' },
    };
    expect(read([], [...said, button])).toMatchObject({ stage: null, kind: { value: 'bug' } });
    expect(read([], [...said, command(3, 'undo')])).toMatchObject({
      stage: { stage: 'onboarding' },
      kind: null,
    });
    const gone = read([], [...said, { ...button, argument: 'gone' }]);
    expect(gone.outcomes.get(button.key)?.result).toBe('mistake');
  });

  it('leaves labels alone that are no stage', () => {
    const other: Judgement = { ...hand(1, 'removed', 'adoption'), label: 'wontfix' };
    expect(read([other], []).stage).toBeNull();
  });

  it('remembers that a human took off what the app had put under a name that the config gave up since', () => {
    const former: Judgement = { ...hand(1, 'removed', 'adoption'), label: 'Adoption (old)' };
    expect(read([former], [], false, ['adoption (old)']).stage).toEqual({ stage: null, by: 'removal' });
    expect(read([{ ...former, verb: 'added' }], [], false, ['adoption (old)']).stage).toBeNull();
    expect(read([former], [command(0, 'stage advocacy')], false, ['adoption (old)']).stage).toEqual({
      stage: 'advocacy',
      by: 'command',
    });
  });
});

describe('outcomes', () => {
  const outcome = (commands: Command[], isTriageRepository = false): (string | undefined)[] =>
    commands.map(({ key }) => read([], commands, isTriageRepository).outcomes.get(key)?.result);

  it.each<[string, Command[], (string | undefined)[]]>([
    ['no permission comes before a wrong word', [command(1, 'stage x', { triage: false })], ['refused']],
    ['a wrong word', [command(1, 'stage x')], ['mistake']],
    ['no word', [command(1, 'stage')], ['mistake']],
    ['undo of nothing', [command(1, 'undo')], ['mistake']],
    ['undo of nothing by anybody', [command(1, 'undo', { triage: false })], ['refused']],
    [
      'undo of one’s own',
      [command(1, 'stage adoption', { who: 7 }), command(2, 'undo', { who: 7, triage: false })],
      ['done', 'done'],
    ],
    [
      'undo of somebody else’s without permission',
      [command(1, 'stage adoption', { who: 7 }), command(2, 'undo', { who: 8, triage: false })],
      ['done', 'refused'],
    ],
    [
      'undo by triage',
      [command(1, 'stage adoption', { who: 7 }), command(2, 'undo', { who: 8 })],
      ['done', 'done'],
    ],
    ['why, by anybody', [command(1, 'why', { triage: false })], ['done']],
    ['triage elsewhere', [command(1, 'triage')], ['refused']],
    ['a word that a newer version stored', [command(1, 'praise')], [undefined]],
  ])('%s', (_, commands, expected) => {
    expect(outcome(commands)).toEqual(expected);
  });

  it('opens the weekly issue only for those who may, in its repository', () => {
    expect(outcome([command(1, 'triage')], true)).toEqual(['done']);
    expect(outcome([command(1, 'triage', { triage: false })], true)).toEqual(['refused']);
  });

  it('reads several commands of one text in the order of its lines', () => {
    const line = (index: number, text: string): Command => ({
      ...command(5, text),
      at: new Date(at(5).getTime() + index),
    });
    const before = command(1, 'stage onboarding');
    const undoFirst = [before, line(0, 'undo'), line(1, 'stage adoption')];
    expect(read([], undoFirst).stage).toEqual({ stage: 'adoption', by: 'command' });
    expect(outcome(undoFirst)).toEqual(['done', 'done', 'done']);
    const undoLast = [before, line(0, 'stage adoption'), line(1, 'undo')];
    expect(read([], undoLast).stage).toEqual({ stage: 'onboarding', by: 'command' });
    const twice = [line(0, 'stage retention'), line(1, 'stage adoption')];
    expect(read([], twice).stage).toEqual({ stage: 'adoption', by: 'command' });
  });

  it('does not care in which order two labels of one second are told', () => {
    const exchanged = [hand(5, 'removed', 'adoption'), hand(5, 'added', 'retention')];
    expect(read(exchanged, []).stage).toEqual({ stage: 'retention', by: 'label' });
    expect(read([...exchanged].reverse(), []).stage).toEqual({ stage: 'retention', by: 'label' });
    const back = [hand(5, 'removed', 'retention'), hand(5, 'added', 'adoption')];
    expect(read(back, []).stage).toEqual({ stage: 'adoption', by: 'label' });
  });

  it('takes of two comments of one second the one with the higher number for the later, bodies for the first', () => {
    const said = (id: number, text: string, in_: 'thread' | 'comment' = 'comment'): Command => ({
      ...command(5, text),
      key: `${in_}:${id}:${text}`,
      source:
        in_ === 'thread'
          ? { in: 'thread' }
          : { in: 'comment', id, nodeId: `C${id}`, family: 'issue_comment', parentNodeId: null },
    });
    expect(read([], [said(10, 'stage adoption'), said(9, 'stage retention')]).stage?.stage).toBe('adoption');
    expect(read([], [said(9, 'stage adoption'), said(1, 'stage retention', 'thread')]).stage?.stage).toBe(
      'adoption',
    );
    expect(read([hand(5, 'added', 'advocacy')], [said(9, 'stage adoption')]).stage?.by).toBe('label');
  });
});

describe('what stands', () => {
  const standing = (commands: Command[]): string[] =>
    read([], commands).standing.map(({ verb, argument }) => `${verb} ${argument}`.trim());

  it.each<[string, Command[], string[]]>([
    [
      'all that was done, in the order it was said',
      [command(2, 'canonical'), command(1, 'stage adoption')],
      ['stage adoption', 'canonical'],
    ],
    ['nothing that explains or refreshes', [command(1, 'why'), command(2, 'triage')], []],
    ['no mistake, and nothing refused', [command(1, 'stage x'), command(2, 'split', { triage: false })], []],
    [
      'nothing that was taken back',
      [command(1, 'stage adoption'), command(2, 'canonical'), command(3, 'undo')],
      ['stage adoption'],
    ],
    [
      'taking back again goes one further back',
      [
        command(1, 'stage adoption'),
        command(2, 'split'),
        command(3, 'canonical'),
        command(4, 'undo'),
        command(5, 'undo'),
      ],
      ['stage adoption'],
    ],
    [
      'what somebody asked for themselves, whoever takes back what was said before it',
      [
        command(1, 'canonical'),
        command(2, 'notify-me', { who: 8, triage: false }),
        command(3, 'undo', { who: 1 }),
      ],
      ['notify-me'],
    ],
    [
      'not what they take back themselves',
      [
        command(1, 'canonical'),
        command(2, 'notify-me', { who: 8 }),
        command(3, 'undo', { who: 8, triage: false }),
      ],
      ['canonical'],
    ],
  ])('%s', (_, commands, expected) => {
    expect(standing(commands)).toEqual(expected);
  });
});

it('does not depend on the order in which words arrive', () => {
  const word = fc.tuple(
    fc.nat(20),
    fc.constantFrom(...STAGES),
    fc.constantFrom('stage', 'undo', 'added', 'removed'),
  );
  fc.assert(
    fc.property(
      fc.uniqueArray(word, { selector: ([minute]) => minute, maxLength: 8 }),
      fc.infiniteStream(fc.nat()),
      (words, luck) => {
        const judgements = words.flatMap(([minute, stage, verb]) =>
          verb === 'added' || verb === 'removed' ? [hand(minute, verb, stage)] : [],
        );
        const commands = words.flatMap(([minute, stage, verb]) => {
          if (verb === 'stage') return [command(minute, `stage ${stage}`)];
          return verb === 'undo' ? [command(minute, 'undo')] : [];
        });
        const shuffled = <T>(list: T[]): T[] =>
          list
            .map((entry) => ({ entry, by: luck.next().value }))
            .sort((a, b) => a.by - b.by)
            .map(({ entry }) => entry);
        expect(read(shuffled(judgements), shuffled(commands))).toEqual(read(judgements, commands));
      },
    ),
  );
});
