import { describe, expect, it } from 'vitest';
import type { ItemBackfilledEvent, ThreadEvent } from '../../../src/loop/event.ts';
import { comment, person, repository, settings } from '../situations.ts';
import { FAILURE, HERE, minute, other, RELEASED, report, says } from './failures.ts';
import { home, Organisation } from './organisation.ts';

describe('threads about the same failure', () => {
  it('are one cluster, and the later one is told of the earlier', () => {
    const organisation = new Organisation();
    for (const event of [report(1), other(9), report(2)]) organisation.take(event);
    expect(organisation.clusters()).toEqual([['12-1', '12-2'], ['12-9']]);
    expect(organisation.comment({ ...HERE, number: 1 }, 'related')).toBeUndefined();
    const told = organisation.comment({ ...HERE, number: 2 }, 'related');
    expect(told).toContain('acme/widgets#1');
    expect(told).toContain('ERR_MODULE_NOT_FOUND');
    expect(told?.trimEnd().endsWith('<!-- fullcircle:related:12-2 -->')).toBe(true);
  });

  it('are not put together with what their author says is another problem', () => {
    const organisation = new Organisation();
    const denied = `This is not the same as #1.\n\n\`TypeError: gizmoRegistry is not iterable\` on reload.`;
    const alike = 'Every panel goes blank once the machine wakes up, until plugins are reloaded on resume.';
    const line = '`TypeError: gizmoRegistry is not iterable`';
    const title = 'Gizmo registry is not iterable when plugins are reloaded';
    for (const n of [11, 12, 13, 14, 15, 16]) {
      organisation.take(other(n, `Tile ${n} has another shade than the ones beside it`));
    }
    organisation.take(report(1, { title, body: `${line} on reload.\n\n${alike}` }));
    organisation.take(report(2, { title: `${title} twice`, body: `${line} with two plugins. ${alike}` }));
    organisation.take(report(3, { title: `${title} (NOT #1)`, body: `${denied}\n\n${alike}` }));
    expect(organisation.clusters().filter((members) => members.length > 1)).toEqual([['12-1', '12-2']]);
    expect(organisation.comment({ ...HERE, number: 3 }, 'related')).toBeUndefined();
  });

  it('change nothing when they are told again', () => {
    const organisation = new Organisation();
    const story = [report(1), report(2), report(3)];
    for (const event of story) organisation.take(event);
    const [writes, entries] = [organisation.writes.length, organisation.entries.length];
    for (const event of [...story, ...story.reverse()]) organisation.take(event);
    expect(organisation.writes).toHaveLength(writes);
    expect(organisation.entries).toHaveLength(entries);
  });

  it('are counted on the thread that stands for them from three reporters up', () => {
    const organisation = new Organisation();
    for (const event of [report(1), report(2)]) organisation.take(event);
    expect(organisation.comment({ ...HERE, number: 1 }, 'cluster')).toBeUndefined();
    organisation.take(report(3));
    expect(organisation.comment({ ...HERE, number: 1 }, 'cluster')).toContain('3 reports by 3 people');
    expect(organisation.comment({ ...HERE, number: 2 }, 'cluster')).toBeUndefined();
  });

  it('are counted with the thumbs-up people beside them, of the public thread that has most, who are told nothing', () => {
    const secret = repository({ id: 13, name: 'secret', nodeId: 'R_13', private: true });
    const organisation = new Organisation([repository(), secret]);
    organisation.take(report(1, { thumbsUp: 4 }));
    organisation.take(report(2, { thumbsUp: 12 }));
    organisation.take(report(3, { repository: home(secret), thumbsUp: 40 }));
    const counts = () => organisation.comment({ ...HERE, number: 1 }, 'cluster');
    expect(counts()).toBeUndefined();
    organisation.take(report(4));
    expect(counts()).toContain('3 reports by 3 people');
    expect(counts()).toContain('The report with the most 👍 has 12.');
    expect(counts()).not.toContain('40');
    expect(organisation.writes.filter((write) => 'mentions' in write)).toEqual([]);
  });

  it('are counted with the people who asked to be told, each once', () => {
    const organisation = new Organisation();
    for (const event of [report(1), report(2)]) organisation.take(event);
    const counts = () => organisation.comment({ ...HERE, number: 1 }, 'cluster');
    organisation.take(says(1, '/notify-me', 2, 730));
    expect(counts()).toBeUndefined();
    organisation.take(says(2, '/notify-me', 21, 731));
    expect(counts()).toContain('2 reports by 2 people');
    expect(counts()).toContain('1 more asked to be told.');
    organisation.take(says(1, '/notify-me', 21, 732));
    expect(counts()).toContain('1 more asked to be told.');
    organisation.take(says(1, '/notify-me', 22, 733));
    organisation.take(says(1, '/notify-me', 121, 735));
    expect(counts()).toContain('2 more asked to be told.');
    organisation.take(report(3, { author: person(22) }));
    expect(counts()).toContain('3 reports by 3 people');
    expect(counts()).toContain('1 more asked to be told.');
    const mute = says(2, '/mute', 21, 734);
    const later = { ...mute.comment, createdAt: minute(70), updatedAt: minute(70) };
    organisation.take({ ...mute, at: minute(70), comment: later });
    expect(counts()).not.toContain('asked');
  });

  it('are no crowd where there is one report, whoever asked', () => {
    const organisation = new Organisation();
    organisation.take(report(1));
    for (const n of [21, 22, 23]) organisation.take(says(1, '/notify-me', n, 710 + n));
    expect(organisation.comment({ ...HERE, number: 1 }, 'cluster')).toBeUndefined();
  });

  it('say nothing of thumbs where there are none', () => {
    const organisation = new Organisation();
    for (const event of [report(1), report(2), report(3)]) organisation.take(event);
    expect(organisation.comment({ ...HERE, number: 1 }, 'cluster')).not.toMatch(/gave/);
  });

  it('are not sent elsewhere from the thread that stands for them, whatever became of its count', () => {
    const organisation = new Organisation();
    for (const event of [report(1), report(2)]) organisation.take(event);
    organisation.take({ ...report(1, { state: 'closed' }), type: 'thread.closed', at: minute(20) });
    expect(organisation.comment({ ...HERE, number: 2 }, 'related')).toContain('acme/widgets#1');
    organisation.take(report(3));
    expect(organisation.comment({ ...HERE, number: 2 }, 'cluster')).toContain('This thread stands for them.');
    expect(organisation.comment({ ...HERE, number: 2 }, 'related')).toBeUndefined();
    expect(organisation.comment({ ...HERE, number: 3 }, 'related')).toContain('acme/widgets#2');
    organisation.reactions.set('C_comment:12-2:cluster:c1', [
      { content: '-1', actor: person(7), at: minute(50) },
    ]);
    organisation.take({ ...report(2), type: 'thread.touched', at: minute(61) });
    expect(organisation.comment({ ...HERE, number: 2 }, 'cluster')).toBeUndefined();
    expect(organisation.comment({ ...HERE, number: 2 }, 'related')).toBeUndefined();
  });

  it('are told to nobody who wrote them', () => {
    const organisation = new Organisation();
    for (const event of [report(1), report(4, { author: person(1) })]) organisation.take(event);
    expect(organisation.clusters()).toEqual([['12-1', '12-4']]);
    expect(organisation.comment({ ...HERE, number: 4 }, 'related')).toBeUndefined();
    for (const event of [report(2), report(5, { author: person(1) })]) organisation.take(event);
    const told = organisation.comment({ ...HERE, number: 5 }, 'related');
    expect(told).toContain('acme/widgets#2');
    expect(told).not.toMatch(/widgets#[14]\b/);
  });

  it('lose a comment when the thread that it names goes', () => {
    const organisation = new Organisation();
    for (const event of [report(1), report(2)]) organisation.take(event);
    organisation.take({ ...report(1), type: 'thread.deleted', at: minute(30) });
    expect(organisation.clusters()).toEqual([['12-2']]);
    expect(organisation.comment({ ...HERE, number: 2 }, 'related')).toBeUndefined();
    expect(organisation.documents.size).toBe(1);
  });

  it('are told of nothing private, and count it only in groups', () => {
    const secret = repository({ id: 13, name: 'secret', nodeId: 'R_13', private: true });
    const organisation = new Organisation([repository(), secret]);
    organisation.take(report(1, { repository: home(secret) }));
    organisation.take(report(2));
    expect(organisation.clusters()).toEqual([['13-1', '12-2']]);
    expect(organisation.comment({ ...HERE, number: 2 }, 'related')).toBeUndefined();
  });

  it('are left alone without a word where the config says so; what is history is only named', () => {
    const quiet = new Organisation([
      repository({ settings: settings({ clusters: { ...settings().clusters, comment: 'never' } }) }),
    ]);
    for (const event of [report(1), report(2)]) quiet.take(event);
    expect(quiet.comments.size).toBe(0);
    const old = new Organisation();
    old.take(report(1));
    old.take(report(2, { createdAt: new Date('2026-10-01T00:00:00Z') }));
    expect(old.clusters()).toHaveLength(1);
    expect(old.comment({ ...HERE, number: 2 }, 'related')).toBeUndefined();
    expect(old.comment({ ...HERE, number: 1 }, 'related')).toContain('acme/widgets#2');
  });
});

describe('comments say what became of the problem', () => {
  const unversioned = FAILURE[0].body.replace('Since 3.2.0 our', 'Our');
  const later = (n: number) => ({ createdAt: minute(100 + n), updatedAt: minute(100 + n) });
  const afterWord = (word: string) => {
    const organisation = new Organisation();
    for (const event of [report(1), RELEASED, says(1, word, 60)]) organisation.take(event);
    for (const n of [4, 7, 10]) organisation.take(report(n, { body: unversioned, ...later(n) }));
    return organisation;
  };

  it.each([
    ['/declined it is not safe', 'decided not to do this. Their reason: it is not safe'],
    [
      '/documented https://docs.example/fix',
      'It is documented: [docs.example/fix](https://docs.example/fix).',
    ],
    [
      '/fixed-in v3.2.1',
      'It was fixed in [`v3.2.1`](https://github.com/acme/widgets/releases/tag/v3.2.1). Still seeing it',
    ],
  ])('after %s', (word, told) => {
    const organisation = afterWord(word);
    expect(organisation.comment({ ...HERE, number: 4 }, 'related')).toContain(told);
    expect(organisation.comment({ ...HERE, number: 4 }, 'related')).not.toContain('is open');
    expect(organisation.comment({ ...HERE, number: 1 }, 'cluster')).toContain(told);
  });

  it('and change with it', () => {
    const organisation = new Organisation();
    for (const event of [report(1), report(2), report(3)]) organisation.take(event);
    const related = () => organisation.comment({ ...HERE, number: 2 }, 'related');
    const counts = () => organisation.comment({ ...HERE, number: 1 }, 'cluster');
    expect(related()).toContain('That one is open');
    organisation.take(says(3, '/declined it is not safe', 60));
    expect(related()).toContain('decided not to do this');
    expect(counts()).toContain('decided not to do this');
    organisation.take(says(3, '/undo', 60, 799));
    expect(related()).toContain('That one is open');
    expect(counts()).not.toContain('decided');
  });

  it('but for a report that is told of the fix', () => {
    const organisation = afterWord('/fixed-in v3.2.1');
    const before = FAILURE[0].body.replace('Since 3.2.0 our', 'We use 3.2.0. Our');
    organisation.take(report(11, { body: before, ...later(11) }));
    expect(organisation.comment({ ...HERE, number: 11 }, 'regression')).toContain('please update');
    expect(organisation.comment({ ...HERE, number: 11 }, 'related')).toBeUndefined();
  });
});

describe('what people say of links', () => {
  const together = (...more: ThreadEvent[]) => {
    const organisation = new Organisation();
    for (const event of [report(1), report(2), ...more]) organisation.take(event);
    return organisation;
  };

  it('a maintainer takes a thread out, and back with /undo', () => {
    const organisation = together();
    organisation.take(says(2, '/split', 60));
    expect(organisation.clusters()).toEqual([['12-1'], ['12-2']]);
    expect(organisation.comment({ ...HERE, number: 2 }, 'related')).toBeUndefined();
    organisation.take(says(2, '/undo', 60, 799));
    expect(organisation.clusters()).toEqual([['12-1', '12-2']]);
  });

  it('the author of another report takes their own out, not those of others', () => {
    const organisation = together(report(3));
    organisation.take(says(2, '/not-duplicate', 3));
    expect(organisation.clusters()).toEqual([['12-1', '12-2'], ['12-3']]);
  });

  it('and puts them back with /undo, on the thread that theirs has left', () => {
    const organisation = together(report(3));
    organisation.take(says(2, '/not-duplicate', 3));
    organisation.take(says(2, '/undo', 3, 799));
    expect(organisation.clusters()).toEqual([['12-1', '12-2', '12-3']]);
  });

  it('the author of either thread rejects the link for good, others do not', () => {
    for (const [who, apart] of [
      [1, true],
      [2, true],
      [7, false],
    ] as const) {
      const organisation = together();
      organisation.take(says(2, '/not-duplicate', who));
      expect(organisation.clusters()).toHaveLength(apart ? 2 : 1);
      // Its text changes and it is looked up again: what a human said stands.
      const edited = report(2, { title: `${FAILURE[1].title} again`, updatedAt: minute(90) });
      organisation.take({ ...edited, type: 'thread.edited', at: minute(90) });
      expect(organisation.clusters()).toHaveLength(apart ? 2 : 1);
      expect(organisation.comment({ ...HERE, number: 2 }, 'related') === undefined).toBe(apart);
    }
  });

  it.each([
    { whose: 'its author’s', who: 2, content: '-1', apart: true },
    { whose: 'a maintainer’s', who: 60, content: '-1', apart: true },
    { whose: 'a stranger’s', who: 7, content: '-1', apart: false },
  ] as const)('$whose 👎 takes the comment away for good', ({ who, content, apart }) => {
    const organisation = together();
    const node = `C_comment:12-2:related:12-2`;
    organisation.reactions.set(node, [{ content, actor: person(who), at: minute(50) }]);
    const touched = { ...report(2), type: 'thread.touched' as const, at: minute(61) };
    organisation.take(touched);
    expect(organisation.comment({ ...HERE, number: 2 }, 'related')).toBeUndefined();
    expect(organisation.clusters()).toHaveLength(apart ? 2 : 1);
    // The thumb is gone, the comment stays away.
    organisation.reactions.clear();
    organisation.take({ ...touched, at: minute(62) });
    organisation.take(report(3));
    expect(organisation.comment({ ...HERE, number: 2 }, 'related')).toBeUndefined();
    const [clusterOf2] = organisation.clusters().filter((members) => members.includes('12-2'));
    expect(clusterOf2?.includes('12-1')).toBe(!apart);
  });

  it.each([
    { whose: 'a maintainer’s', who: 60 },
    { whose: 'a stranger’s', who: 7 },
  ])('$whose 👎 on the count takes that away for good, and no link', ({ who }) => {
    const organisation = together(report(3));
    expect(organisation.comment({ ...HERE, number: 1 }, 'cluster')).toBeDefined();
    organisation.reactions.set('C_comment:12-1:cluster:c1', [
      { content: '-1', actor: person(who), at: minute(50) },
      { content: '+1', actor: person(8), at: minute(51) },
    ]);
    organisation.take({ ...report(1), type: 'thread.touched', at: minute(61) });
    organisation.reactions.clear();
    organisation.take(report(4));
    expect(organisation.comment({ ...HERE, number: 1 }, 'cluster')).toBeUndefined();
    expect(organisation.comment({ ...HERE, number: 2 }, 'related')).toBeDefined();
    expect(organisation.clusters()).toEqual([['12-1', '12-2', '12-3', '12-4']]);
  });

  it('a maintainer’s 👍 confirms the link, a stranger’s does not', () => {
    for (const [who, confirmed] of [
      [60, true],
      [2, false],
    ] as const) {
      const organisation = together();
      organisation.reactions.set(`C_comment:12-2:related:12-2`, [
        { content: '+1', actor: person(who), at: minute(50) },
      ]);
      organisation.take({ ...report(2), type: 'thread.touched', at: minute(61) });
      expect(organisation.entries.some(({ verb }) => verb === 'join')).toBe(confirmed);
      expect(organisation.comment({ ...HERE, number: 2 }, 'related')).toBeDefined();
    }
  });

  it.each([
    { who: 60, joined: true },
    { who: 9, joined: false },
  ])('“Duplicate of” by person $who', ({ who, joined }) => {
    const organisation = together(other(9));
    organisation.take({ ...says(9, 'Duplicate of #1', who), thread: other(9).thread });
    expect(organisation.clusters()).toHaveLength(joined ? 1 : 2);
    // No thumb and no word: it was no command.
    expect(organisation.writes.filter(({ kind }) => kind === 'reaction.set')).toEqual([]);
  });

  /** Thread 9 as a night's reading finds it, with what somebody said there while no webhook came. */
  const found = (
    who: number,
    more: Partial<ItemBackfilledEvent>,
    closedAt: Date | null,
  ): ItemBackfilledEvent => ({
    ...other(9),
    type: 'item.backfilled',
    origin: 'reconcile',
    thread: {
      ...other(9).thread,
      updatedAt: minute(61),
      ...(closedAt === null ? {} : { state: 'closed', stateReason: 'duplicate', closedAt }),
    },
    closedBy: closedAt === null ? null : person(who),
    comments: [],
    labelChanges: [],
    ...more,
  });
  const duplicate = (who: number, updatedAt = minute(60)) =>
    comment({ body: 'Duplicate of #1', author: person(who), createdAt: minute(60), updatedAt });

  it.each([
    ['a maintainer', found(60, { comments: [duplicate(60)] }, null), true],
    ['somebody else', found(9, { comments: [duplicate(9)] }, null), false],
    ['a maintainer, and was edited', found(60, { comments: [duplicate(60, minute(61))] }, null), false],
    [
      'a maintainer, before the installation',
      found(60, { origin: 'history', comments: [duplicate(60)] }, null),
      false,
    ],
  ])('“Duplicate of” that no webhook told, by %s', (_, event, joined) => {
    const organisation = together(other(9));
    organisation.take(event);
    expect(organisation.clusters()).toHaveLength(joined ? 1 : 2);
    // Told late, or read again, it is the same word.
    const entries = organisation.entries.length;
    organisation.take(event);
    const who = event.comments[0]?.author?.id ?? 0;
    if (joined) organisation.take({ ...says(9, 'Duplicate of #1', who, 77), thread: other(9).thread });
    expect(organisation.entries).toHaveLength(entries);
  });

  it('a maintainer puts threads together that look nothing alike', () => {
    const organisation = together(other(9));
    organisation.take({ ...says(9, '/cluster #1', 60), thread: other(9).thread });
    expect(organisation.clusters()).toEqual([['12-1', '12-2', '12-9']]);
    expect(organisation.comment({ ...HERE, number: 9 }, 'related')).toBeUndefined();
  });

  it('a maintainer closes a duplicate natively, once, and opens it again with /undo', () => {
    const organisation = together(other(9));
    const states = () =>
      organisation.writes.flatMap((write) => (write.kind === 'issue.state' ? [write.state] : []));
    organisation.take({ ...says(9, '/duplicate #1', 60), thread: other(9).thread });
    expect(organisation.clusters()).toEqual([['12-1', '12-2', '12-9']]);
    expect(states()).toMatchObject([{ is: 'duplicate', of: 100 }]);
    // A human opened it again: that is the last word.
    organisation.take({ ...other(9), type: 'thread.reopened', at: minute(70) });
    expect(states()).toHaveLength(1);
    // Said anew it is done anew.
    organisation.take({ ...says(9, '/duplicate #2', 60, 798), thread: other(9).thread });
    expect(states()).toHaveLength(2);
    for (const id of [799, 800]) organisation.take({ ...says(9, '/undo', 60, id), thread: other(9).thread });
    expect(states().at(-1)).toEqual({ is: 'open' });
    expect(organisation.clusters()).toEqual([['12-1', '12-2'], ['12-9']]);
  });

  it('a maintainer lets another thread stand for the cluster', () => {
    const organisation = together(report(3));
    organisation.take(says(2, '/canonical', 60));
    expect(organisation.comment({ ...HERE, number: 2 }, 'cluster')).toContain('3 reports');
    expect(organisation.comment({ ...HERE, number: 1 }, 'cluster')).toBeUndefined();
    expect(organisation.comment({ ...HERE, number: 3 }, 'related')).toContain('acme/widgets#2');
  });

  it('a comment that somebody deleted is not written again', () => {
    const organisation = together();
    const body = organisation.comment({ ...HERE, number: 2 }, 'related') ?? '';
    const bot = person(5, { login: 'fullcircle[bot]', type: 'Bot' });
    organisation.take({
      ...says(2, body, 5),
      type: 'comment.deleted',
      comment: comment({ body, author: bot }),
      actor: person(2),
    });
    organisation.comments.clear();
    organisation.take(report(3));
    organisation.take({ ...report(1), type: 'thread.closed', at: minute(80) });
    expect(organisation.comment({ ...HERE, number: 2 }, 'related')).toBeUndefined();
  });
});
