import { describe, expect, it } from 'vitest';
import type { Story, ToldMember } from '../../../src/loop/decide/story.ts';
import { answers, entitledAccounts } from '../../../src/loop/decide/story.ts';
import { pullKey } from '../../../src/loop/fix-record.ts';
import { GHOST } from '../../../src/loop/redact.ts';
import { person, repository } from '../situations.ts';
import { commandOf, known } from './said.ts';

/** A thread with what stands of what was said there. */
function member(standing: ToldMember['standing']): ToldMember {
  const item = known();
  return {
    item,
    posts: [],
    commands: [...standing],
    standing,
    repository: repository(),
    ref: { repositoryId: 12, number: item.snapshot.number },
  };
}

const AUTHOR = known().snapshot.author?.id ?? 0;
const TOLD_AT = new Date('2026-11-16T10:00:00Z');
const BEFORE = '2026-11-16T09:00:00Z';
const AFTER = '2026-11-16T11:00:00Z';

/** Who is heard as an answer, and with which standing. */
function heard(...standing: ToldMember['standing']): string[] {
  const members = [member(standing)];
  const story: Story = {
    clusterId: 1,
    log: [],
    members,
    landings: [],
    words: [],
    isApprovalTakenBack: false,
    repositories: new Map(),
    releases: [],
  };
  return answers(story, entitledAccounts(members, new Set(), TOLD_AT)).map((answer) =>
    'standing' in answer ? `${answer.type} ${answer.actor?.id} ${answer.standing}` : answer.type,
  );
}

describe('answers', () => {
  it.each<[string, ToldMember['standing'], string[]]>([
    [
      'of who reported it',
      [commandOf('verified', { who: AUTHOR, triage: false })],
      [`verified ${AUTHOR} reporter`],
    ],
    [
      'of who asked before it was announced',
      [
        commandOf('notify-me', { who: 61, triage: false, at: BEFORE }),
        commandOf('still-broken', { who: 61, triage: false, at: AFTER }),
      ],
      ['contested 61 reporter'],
    ],
    [
      'not of who asked afterwards',
      [
        commandOf('notify-me', { who: 61, triage: false, at: AFTER }),
        commandOf('still-broken', { who: 61, triage: false, at: AFTER }),
      ],
      [],
    ],
    ['not of a bystander of the project', [commandOf('still-broken', { who: 60, triage: true })], []],
    [
      'of the project with its weight, where they reported it',
      [commandOf('still-broken', { who: AUTHOR, triage: true })],
      [`contested ${AUTHOR} triage`],
    ],
  ])('%s', (_, standing, expected) => expect(heard(...standing)).toEqual(expected));

  it('stay those of somebody who was forgotten', () => {
    const said = { ...commandOf('still-broken', { who: 61, triage: false }), actor: GHOST };
    expect(heard(said)).toEqual([`contested ${GHOST.id} reporter`]);
  });

  it('are not of bots', () => {
    const bot = person(AUTHOR, { type: 'Bot', login: 'other[bot]' });
    expect(heard({ ...commandOf('verified'), actor: bot })).toEqual([]);
  });
});

describe('who may answer', () => {
  const asked = [
    commandOf('notify-me', { who: 61, triage: false, at: BEFORE }),
    commandOf('notify-me', { who: 62, triage: false, at: AFTER }),
  ];
  const reported = member(asked);
  const fixes = new Set([pullKey(reported.ref)]);

  it.each([
    ['who reported, and who asked before it was told', new Set<string>(), TOLD_AT, [AUTHOR, 61]],
    ['whoever asked, while nothing was told', new Set<string>(), null, [AUTHOR, 61, 62]],
    ['not the author of the fix', fixes, TOLD_AT, [61]],
  ])('%s', (_, pulls, toldAt, expected) =>
    expect([...entitledAccounts([reported], pulls, toldAt).keys()]).toEqual(expected),
  );

  it('since when they first reported it, or asked', () => {
    const again = member([commandOf('notify-me', { who: AUTHOR, triage: false, at: AFTER })]);
    expect([...entitledAccounts([again, reported], new Set(), TOLD_AT)]).toEqual([
      [AUTHOR, reported.item.snapshot.createdAt],
      [61, new Date(BEFORE)],
    ]);
  });
});
