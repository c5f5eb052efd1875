import { describe, expect, it } from 'vitest';
import { firstLook } from '../../../src/loop/measure/first-look.ts';
import type { Actor } from '../../../src/loop/record.ts';
import {
  AS_OF,
  ago,
  BOT,
  comment,
  GHOST_MEMBER,
  member,
  project,
  pull,
  staff,
  thread,
} from '../record/project.ts';

/** The reports of three people are summed up. */
const CANONICAL_FROM = 3;
const look = (...threads: ReturnType<typeof thread>[]) => firstLook(project({ threads }), CANONICAL_FROM);

describe('the first look', () => {
  it('counts what the community opened in ninety days, by people and stages', () => {
    const seen = look(
      thread({ stage: 'onboarding' }),
      thread({ stage: 'onboarding', author: member(2) }),
      thread({ stage: null, stageByApp: null, author: GHOST_MEMBER }),
      thread({ author: staff() }),
      thread({ author: BOT }),
      thread({ createdAt: ago(91) }),
      thread({ repositoryId: null, channel: 'discord' }),
    );
    expect(seen).toMatchObject({ since: ago(90), threads: 3, people: 3 });
    expect(seen.stages.filter(({ threads }) => threads > 0)).toEqual([
      { stage: 'onboarding', threads: 2 },
      { stage: 'none', threads: 1 },
    ]);
  });

  it('calls unanswered what is open and nobody else has said a word to', () => {
    const seen = look(
      thread({ comments: [comment(member(1), ago(9)), comment(BOT, ago(9))] }),
      thread({ comments: [comment(member(2), ago(9))] }),
      thread({ closedAt: AS_OF }),
    );
    expect(seen.unanswered).toBe(1);
  });

  it('calls shared what two people or more told, lately again', () => {
    const seen = look(
      thread({ clusterId: 1, createdAt: ago(200) }),
      thread({ clusterId: 1, author: member(2) }),
      thread({ clusterId: 2 }),
      thread({ clusterId: 2 }),
      thread({ clusterId: 3 }),
      pull({ clusterId: 3, author: member(2) }),
      thread({ clusterId: 4, createdAt: ago(100) }),
      thread({ clusterId: 4, createdAt: ago(99), author: member(2) }),
    );
    expect(seen.shared).toBe(1);
  });

  it('tells what would have been written: not on the first thread of a problem, nor where a human was quicker', () => {
    const { would } = look(
      thread({ clusterId: 1, createdAt: ago(200) }),
      thread({ clusterId: 1, author: member(2) }),
      thread({ clusterId: 1, author: member(3) }),
      thread({ clusterId: 2 }),
      thread({ clusterId: 2, stageByHuman: true }),
      thread({ stage: null, stageByApp: null }),
    );
    expect(would).toEqual({ labels: 3, related: 3, summaries: 1 });
  });

  it('sums up a problem where enough people reported it, as the app does, however many threads they opened', () => {
    const of = (...authors: Actor[]) =>
      look(...authors.map((author) => thread({ clusterId: 1, author }))).would.summaries;
    expect(of(member(1), member(2), member(3))).toBe(1);
    expect(of(member(1), member(1), member(1), member(2))).toBe(0);
    expect(of(member(1), member(2), GHOST_MEMBER, GHOST_MEMBER)).toBe(0);
    const pulled = [thread({ clusterId: 1 }), thread({ clusterId: 1, author: member(2) })];
    expect(look(...pulled, pull({ clusterId: 1, author: member(3) })).would.summaries).toBe(0);
  });

  it('is empty where there is nothing', () => {
    expect(look()).toMatchObject({ threads: 0, people: 0, unanswered: 0, shared: 0 });
  });
});
