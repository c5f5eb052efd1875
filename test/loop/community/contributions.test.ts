import { describe, expect, it } from 'vitest';
import { contributions } from '../../../src/loop/community/contributions.ts';
import type { ProjectRecord } from '../../../src/loop/record.ts';
import {
  ago,
  BOT,
  cluster,
  comment,
  GHOST_MEMBER,
  hoursAfter,
  member,
  merged,
  project,
  pull,
  said,
  staff,
  thread,
} from '../record/project.ts';

const given = (more: Partial<ProjectRecord>) =>
  contributions(project(more)).map(({ person, kind }) => [person.id, kind]);

describe('contributions', () => {
  it('are merged pull requests of the community, by their paths', () => {
    const threads = [
      merged(member(1), ago(9), { paths: ['src/a.ts'] }),
      merged(member(2), ago(8), { paths: ['docs/a.md'] }),
      merged(member(3), ago(7)),
      merged(staff(), ago(6), { paths: ['src/b.ts'] }),
      merged(BOT, ago(6), { paths: ['package.json'] }),
      pull({ author: member(4), closedAt: ago(5), paths: ['src/c.ts'] }),
    ];
    expect(given({ threads })).toEqual([
      [1, 'code'],
      [2, 'docs'],
      [3, 'change'],
    ]);
  });

  it('are reviews of others’ pull requests, once each', () => {
    const review = { isReview: true };
    const comments = [
      comment(member(2), ago(8), review),
      comment(member(2), ago(7), review),
      comment(member(1), ago(7), review),
      comment(staff(), ago(7), review),
      comment(member(3), ago(6)),
    ];
    expect(given({ threads: [pull({ author: member(1), comments })] })).toEqual([[2, 'review']]);
  });

  it('are bug reports that somebody else confirmed, or that were fixed', () => {
    const bug = { kind: 'bug' as const };
    const threads = [
      thread({ ...bug, author: member(1), clusterId: 1 }),
      thread({ ...bug, author: member(2), clusterId: 1 }),
      thread({ ...bug, author: member(3), clusterId: 2 }),
      thread({ ...bug, author: member(4), clusterId: 3 }),
      thread({ ...bug, author: member(4), clusterId: 3 }),
      thread({ ...bug, author: staff(), clusterId: 1 }),
      thread({ author: member(5), clusterId: 1 }),
    ];
    const clusters = [cluster(1), cluster(2, { fixedAt: ago(1) }), cluster(3)];
    expect(given({ threads, clusters })).toEqual([
      [1, 'report'],
      [2, 'report'],
      [3, 'report'],
    ]);
  });

  it('are answers, tools that were shown, and triage of others’ threads', () => {
    const threads = [
      thread({
        comments: [comment(member(2), ago(9)), comment(staff(), ago(9))],
        triaged: [
          { actor: member(3), at: ago(8) },
          { actor: member(3), at: ago(7) },
          { actor: member(1), at: ago(7) },
        ],
        closedAt: ago(6),
        closedBy: member(4),
      }),
      thread({
        type: 'discussion',
        category: 'Show and tell',
        stage: 'advocacy',
        author: member(5),
        kind: 'other',
      }),
      thread({ type: 'discussion', category: null, stage: 'advocacy', author: member(7), kind: 'other' }),
      thread({ type: 'discussion', category: 'Ideas', stage: 'advocacy', author: member(6), kind: 'other' }),
    ];
    expect(given({ threads })).toEqual([
      [3, 'triage'],
      [4, 'triage'],
      [5, 'tool'],
      [2, 'answer'],
    ]);
  });

  it('of ghosts stay counted', () => {
    expect(given({ threads: [merged(GHOST_MEMBER, ago(2), { paths: ['a.ts'] })] })).toEqual([[null, 'code']]);
  });
});

describe('unprompted', () => {
  const invitation = comment(staff(), ago(30), { said: said({ invites: true }) });
  const unprompted = (threads: ProjectRecord['threads']) =>
    contributions(project({ threads }))
      .filter(({ kind }) => kind === 'code')
      .map((each) => each.unprompted);
  const asked = thread({ author: member(1), createdAt: ago(31), comments: [invitation] });
  const change = (author = member(1), days = 5) => merged(author, ago(days), { paths: ['a.ts'] });

  it('is what no staff asked for before', () => {
    expect(unprompted([change()])).toEqual([true]);
    expect(unprompted([asked, change()])).toEqual([false]);
  });

  it('is what was asked of others, or asked later, or long ago', () => {
    expect(unprompted([asked, change(member(2))])).toEqual([true]);
    expect(unprompted([change(member(1), 35), asked])).toEqual([true]);
    const long = thread({ author: member(1), comments: [{ ...invitation, at: ago(200) }] });
    expect(unprompted([long, change()])).toEqual([true]);
  });

  it('is not what another member asked for', () => {
    const byMember = thread({ author: member(1), comments: [{ ...invitation, author: member(3) }] });
    expect(unprompted([byMember, change()])).toEqual([true]);
  });

  it('is unknown for ghosts, and where words of staff are gone', () => {
    expect(unprompted([change(GHOST_MEMBER)])).toEqual([null]);
    const silent = merged(member(1), ago(5), {
      paths: ['a.ts'],
      comments: [comment(staff(), hoursAfter(ago(5), -1), { said: null })],
    });
    expect(unprompted([silent])).toEqual([null]);
  });
});
