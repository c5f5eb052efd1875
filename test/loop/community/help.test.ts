import { describe, expect, it } from 'vitest';
import { helpEpisodes } from '../../../src/loop/community/help.ts';
import {
  ago,
  BOT,
  comment,
  GHOST_MEMBER,
  hoursAfter,
  member,
  pull,
  said,
  staff,
  thread,
} from '../record/project.ts';

const opened = ago(10);
const later = (hours: number) => hoursAfter(opened, hours);
const episodes = (more: Parameters<typeof thread>[0]) =>
  helpEpisodes([thread({ createdAt: opened, ...more })]).map(({ helper, outcome }) => [helper.id, outcome]);

describe('an episode of help', () => {
  it('is one person on one call for help, however many comments', () => {
    const comments = [comment(member(2), later(1)), comment(member(2), later(2)), comment(staff(), later(3))];
    expect(episodes({ comments })).toEqual([
      [2, null],
      [900, null],
    ]);
  });

  it('is never the author’s, a bot’s, a "me too" or a mere question back', () => {
    const comments = [
      comment(member(1), later(1)),
      comment(BOT, later(1)),
      comment(member(2), later(2), { said: said({ meToo: true }) }),
      comment(member(3), later(3), { said: said({ asksForInformation: true }) }),
      comment(member(4), later(4), { said: said({ asksForInformation: true, code: true }) }),
    ];
    expect(episodes({ comments })).toEqual([[4, null]]);
  });

  it('is of support threads only', () => {
    const comments = [comment(member(2), later(1))];
    expect(helpEpisodes([pull({ comments })])).toEqual([]);
    expect(episodes({ kind: 'feature', comments })).toEqual([]);
    expect(episodes({ author: staff(), comments })).toEqual([]);
    expect(episodes({ kind: 'bug', stage: 'awareness', comments })).toEqual([]);
    expect(episodes({ kind: 'bug', stage: 'onboarding', comments })).toHaveLength(1);
  });

  it('helped when accepted, and of the others the one that was thanked for', () => {
    const comments = [
      comment(member(2), later(1)),
      comment(member(3), later(2), { isAnswer: true }),
      comment(member(4), later(3)),
      comment(member(1), later(4), { said: said({ thanks: true }) }),
    ];
    expect(episodes({ comments })).toEqual([
      [2, null],
      [3, 'accepted'],
      [4, 'thanked'],
    ]);
  });

  it('helped when the author closed after it, and not when somebody else did', () => {
    const comments = [
      comment(member(2), later(1)),
      comment(member(3), later(2)),
      comment(member(4), later(9)),
    ];
    const closedAt = later(3);
    expect(episodes({ comments, closedAt, closedBy: member(1) })).toEqual([
      [2, null],
      [3, 'closed by author'],
      [4, null],
    ]);
    expect(episodes({ comments, closedAt, closedBy: staff() }).map(([, outcome]) => outcome)).toEqual([
      null,
      null,
      null,
    ]);
  });

  it('counts comments whose text is gone, and ghosts as one', () => {
    const gone = { said: null };
    const comments = [comment(GHOST_MEMBER, later(1), gone), comment(GHOST_MEMBER, later(2), gone)];
    const found = helpEpisodes([thread({ createdAt: opened, comments })]);
    expect(found).toMatchObject([{ helper: GHOST_MEMBER, shows: null }]);
  });
});
