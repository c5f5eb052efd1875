import { describe, expect, it } from 'vitest';
import type { CommentEvent, Event, ItemBackfilledEvent, ThreadEvent } from '../../../src/loop/event.ts';
import type { Command } from '../../../src/loop/item.ts';
import {
  BOT,
  comment,
  decideIn,
  happened,
  person,
  repository,
  settings,
  thread,
  threadState,
} from '../situations.ts';
import { commented, itemOf, known, labelPost, opened, post, RETENTION, told } from './said.ts';

describe('commands', () => {
  it('sets the stage, replacing a human’s label too, and answers with 👍', () => {
    const event = commented('/stage adoption', 60, {
      thread: thread({ ...RETENTION, labels: ['stage: awareness'] }),
    });
    const { effects } = decideIn({}, event);
    expect(told(effects)).toEqual(['create 5', '-stage: awareness', '+stage: adoption', '+1 77']);
    // The own effects of a command are carried out from `suggest` on.
    expect(new Set(effects.map(({ leastMode }) => leastMode))).toEqual(new Set(['suggest']));
  });

  it.each<[string, CommentEvent, string[]]>([
    ['without permission', commented('/stage adoption', 5), ['create 5', '+stage: retention', 'confused 77']],
    [
      'with a wrong word',
      commented('/stage adopted'),
      ['create 5', '+stage: retention', 'comment command:77'],
    ],
    [
      'with a wrong word and no permission',
      commented('/stage adopted', 5),
      ['create 5', '+stage: retention', 'confused 77'],
    ],
    [
      'by a bot',
      commented('/stage adoption', 60, {
        comment: comment({ body: '/stage adoption', author: person(60, { type: 'Bot' }) }),
      }),
      ['create 5', '+stage: retention'],
    ],
    [
      'by a deleted account',
      commented('/stage adoption', 60, { comment: comment({ body: '/stage adoption', author: null }) }),
      ['create 5', '+stage: retention'],
    ],
    [
      'edited in by somebody else',
      commented('/stage adoption', 60, { type: 'comment.edited', actor: person(100) }),
      ['create 5', '+stage: retention'],
    ],
    [
      'added by its author in an edit',
      commented('/stage adoption', 60, { type: 'comment.edited' }),
      ['create 5', '+stage: adoption', '+1 77'],
    ],
    [
      'in a deleted comment',
      commented('/stage adoption', 60, { type: 'comment.deleted' }),
      ['create 5', '+stage: retention'],
    ],
    ['why', commented('/why', 5), ['create 5', '+stage: retention', '+1 77', 'comment why:12-34']],
  ])('%s', (_, event, expected) => {
    expect(told(decideIn({}, event).effects).sort()).toEqual([...expected].sort());
  });

  it('reads commands in the body of a new thread, and reacts on the thread', () => {
    const event = opened({ body: `${RETENTION.body}\n\n/stage adoption`, author: person(60) });
    expect(told(decideIn({}, event).effects)).toContain('+1 thread');
    const edited: ThreadEvent = { ...event, type: 'thread.edited' };
    expect(told(decideIn({}, edited).effects)).toContain('+1 thread');
    expect(told(decideIn({}, { ...edited, actor: person(100) }).effects)).not.toContain('+1 thread');
  });

  it('lets configured staff command without any permission on GitHub', () => {
    const staff = { teams: ['devrel', 'gone'], logins: ['Person-9'], bots: ['person-8'] };
    const world = {
      repositories: [repository({ settings: settings({ staff }) })],
      teams: { devrel: ['person-7'] },
    };
    for (const who of [7, 9]) {
      expect(told(decideIn(world, commented('/stage adoption', who)).effects)).toContain('+1 77');
    }
    expect(told(decideIn(world, commented('/stage adoption', 6)).effects)).toContain('confused 77');
    expect(told(decideIn(world, commented('/stage adoption', 8)).effects)).not.toContain('confused 77');
  });

  it('falls back on permissions where the config names only bots', () => {
    const staff = { teams: [], logins: [], bots: ['person-8'] };
    const world = { repositories: [repository({ settings: settings({ staff }) })] };
    expect(itemOf(opened({ author: person(100) }), world)).toMatchObject({
      authorRole: 'staff',
      roleInferred: true,
    });
    expect(itemOf(opened({ author: person(8) }), world)).toMatchObject({ authorRole: 'bot' });
  });

  it('undoes the last one, and takes a mistake’s comment away once it is none', () => {
    const first: Command = {
      key: 'issue_comment:70:stage:adoption',
      source: { in: 'comment', id: 70, nodeId: 'C_70', family: 'issue_comment', parentNodeId: null },
      verb: 'stage',
      argument: 'adoption',
      actor: person(60),
      triage: true,
      target: null,
      at: new Date('2026-11-16T09:30:00Z'),
    };
    const state = threadState({ item: known(), commands: [first], posts: [labelPost('adoption')] });
    const { effects } = decideIn({ state }, commented('/undo'));
    expect(told(effects)).toContain('-stage: adoption');
    expect(told(effects)).toContain('+1 77');

    // The undo arrived before the command that it takes back: its mistake is withdrawn.
    const undo: Command = {
      ...first,
      key: 'issue_comment:77:undo:',
      verb: 'undo',
      argument: '',
      at: new Date('2026-11-16T10:00:00Z'),
      source: { in: 'comment', id: 77, nodeId: 'C_77', family: 'issue_comment', parentNodeId: null },
    };
    const late = threadState({
      item: known(),
      commands: [undo],
      posts: [post('comment:12-34:command:77', { kind: 'comment.put' })],
    });
    const event = commented('/stage adoption', 60, {
      comment: comment({
        id: 70,
        body: '/stage adoption',
        author: person(60),
        createdAt: new Date('2026-11-16T09:30:00Z'),
      }),
    });
    expect(told(decideIn({ state: late }, event).effects)).toEqual(
      expect.arrayContaining(['uncomment command:77', '+1 77', '+1 70']),
    );
  });

  it('takes back a reaction that is no longer right', () => {
    const command: Command = {
      key: 'thread:stage:adoption',
      source: { in: 'thread' },
      verb: 'stage',
      argument: 'adoption',
      actor: person(60),
      triage: true,
      target: null,
      at: new Date('2026-11-16T09:00:00Z'),
    };
    const state = threadState({ commands: [command], posts: [post('reaction:12-34:thread:confused')] });
    expect(told(decideIn({ state }, opened()).effects)).toContain('no confused thread');
  });

  it('answers in the same place of a discussion', () => {
    const event = commented('/why', 5, {
      thread: thread({ ...RETENTION, type: 'discussion' }),
      comment: comment({
        body: '/why',
        author: person(5),
        family: 'discussion_comment',
        parentNodeId: 'C_1',
      }),
    });
    const why = decideIn({}, event).effects.find(({ kind }) => kind === 'comment.put');
    expect(why).toMatchObject({ replyToNodeId: 'C_1' });
  });

  it('does not ask for permission again when a command is read once more', () => {
    const { changes } = decideIn({}, commented('/stage adoption', 60));
    const stored = changes.flatMap((each) => (each.type === 'command.put' ? [each.command] : []));
    expect(stored).toMatchObject([{ triage: true }]);
    const again = decideIn({ state: threadState({ commands: stored }) }, commented('/stage adoption', 60));
    const repeated = again.changes.flatMap((each) => (each.type === 'command.put' ? [each.command] : []));
    expect(repeated).toMatchObject([{ key: stored[0]?.key }]);
    expect(told(again.effects)).toContain('+1 77');
  });
});

describe('what is kept of comments', () => {
  it('stores comments of people with their roles, not its own', () => {
    const put = (event: Event) =>
      decideIn({}, event).changes.flatMap((each) => (each.type === 'comment.put' ? [each.authorRole] : []));
    expect(put(commented('Same here', 5))).toEqual(['community']);
    expect(put(commented('Thanks', 100))).toEqual(['staff']);
    const own = person(3, { type: 'Bot', login: BOT });
    expect(put(commented('…', 5, { comment: comment({ author: own }), actor: own }))).toEqual([]);
  });

  it('never writes a comment again that a human deleted', () => {
    const own = person(3, { type: 'Bot', login: BOT });
    const gone = commented('', 60, {
      type: 'comment.deleted',
      comment: comment({ author: own, body: 'Because …\n\n<!-- fullcircle:why:12-34 -->' }),
    });
    const vetoes = (event: Event) =>
      decideIn({}, event).changes.flatMap((each) => (each.type === 'post.vetoed' ? [each.slot] : []));
    expect(vetoes(gone)).toEqual(['comment:12-34:why:12-34']);
    const moved = { ...gone, comment: comment({ author: own, body: '<!-- fullcircle:why:11-2 -->' }) };
    expect(vetoes(moved)).toEqual(['comment:12-34:why:12-34']);
    const mistake = { ...gone, comment: comment({ author: own, body: '<!-- fullcircle:command:77 -->' }) };
    expect(vetoes(mistake)).toEqual(['comment:12-34:command:77']);
    expect(vetoes({ ...gone, actor: own })).toEqual([]);
    expect(
      vetoes({ ...gone, comment: comment({ author: person(5), body: 'x\n<!-- fullcircle:why:12-34 -->' }) }),
    ).toEqual([]);
  });

  it('ignores threads of repositories that the installation does not cover', () => {
    expect(decideIn({ repositories: [repository({ id: 99 })] }, opened())).toMatchObject({
      changes: [],
      ignored: expect.stringContaining('installation'),
    });
  });
});

describe('threads that were read instead of told', () => {
  const backfilled = (origin: 'history' | 'reconcile', body = '/stage adoption'): ItemBackfilledEvent => ({
    ...happened,
    type: 'item.backfilled',
    origin,
    thread: thread(RETENTION),
    closedBy: person(60),
    comments: [
      comment({ body, author: person(60) }),
      comment({ id: 78, body, author: person(60), updatedAt: new Date('2026-11-16T10:30:00Z') }),
      comment({
        id: 79,
        body,
        author: person(60),
        createdAt: new Date('2026-10-01T00:00:00Z'),
        updatedAt: new Date('2026-10-01T00:00:00Z'),
      }),
    ],
    labelChanges: [
      { label: 'stage: advocacy', added: true, actor: person(60), at: new Date('2026-11-16T09:10:00Z') },
      { label: 'stage: advocacy', added: false, actor: person(60), at: new Date('2026-11-16T09:20:00Z') },
    ],
  });

  it('hears commands that a lost webhook should have told, but none of old or edited texts', () => {
    const { effects, changes } = decideIn({}, backfilled('reconcile'));
    expect(told(effects)).toContain('+1 77');
    expect(changes.filter(({ type }) => type === 'command.put')).toHaveLength(1);
    expect(decideIn({}, backfilled('history')).changes.some(({ type }) => type === 'command.put')).toBe(
      false,
    );
  });

  it('hears the text of a thread whose opening was lost, unless somebody else wrote it or it is from before', () => {
    const author = person(60);
    const heard = (written: ItemBackfilledEvent['written']) => {
      const event = backfilled('reconcile', 'hi');
      const thread = { ...event.thread, author, body: '/notify-me' };
      return decideIn({}, { ...event, thread, written }).changes.filter(({ type }) => type === 'command.put');
    };
    const since = new Date('2026-11-16T09:05:00Z');
    expect(heard({ by: author, at: since })).toHaveLength(1);
    expect(heard({ by: person(99), at: since })).toEqual([]);
    expect(heard({ by: null, at: since })).toEqual([]);
    expect(heard({ by: author, at: new Date('2026-10-01T00:00:00Z') })).toEqual([]);
    expect(heard(undefined)).toEqual([]);
  });

  it('hears labels put and taken off by hand', () => {
    expect(told(decideIn({}, backfilled('history', 'hi')).effects)).toEqual([]);
    expect(itemOf(backfilled('history', 'hi'))).toMatchObject({ stage: null, stageSource: 'human' });
  });
});
