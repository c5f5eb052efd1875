import { describe, expect, it } from 'vitest';
import type { ThreadEvent } from '../../../src/loop/event.ts';
import { comment, decideIn, person, thread, threadState } from '../situations.ts';
import { commandOf, commented, known, labelPost, opened, post, RETENTION, told } from './said.ts';

describe('answers', () => {
  it('take a mistake back when its author corrects it in the same comment', () => {
    const state = threadState({
      item: known(),
      commands: [commandOf('stage adopted')],
      posts: [post('comment:12-34:command:77', { kind: 'comment.put' })],
    });
    const event = commented('/stage adoption', 60, {
      type: 'comment.edited',
      comment: comment({
        body: '/stage adoption',
        author: person(60),
        updatedAt: new Date('2026-11-16T10:30:00Z'),
      }),
    });
    const answers = told(decideIn({ state }, event).effects);
    expect(answers).toEqual(expect.arrayContaining(['uncomment command:77', '+1 77', '+stage: adoption']));
    expect(answers).not.toContain('comment command:77');
  });

  it('tell of the last of two commands with one verb', () => {
    const answers = told(decideIn({}, commented('/stage adoption\n/stage adopted')).effects);
    expect(answers).toEqual(expect.arrayContaining(['+stage: adoption', 'comment command:77']));
    expect(answers).not.toContain('+1 77');
  });

  it('are of two different verbs both heard', () => {
    const answers = told(decideIn({}, commented('/stage adoption\n/why', 5)).effects);
    expect(answers).toEqual(expect.arrayContaining(['confused 77', 'comment why:12-34']));
  });

  it.each([
    ['to somebody who may triage go before all else', 60, '/stage adopted', 'answer'],
    ['to what anybody may say, as often as they like, go after labels', 5, '/stage adopted\n/why', 'reply'],
  ])('%s', (_, who, said, priority) => {
    const state = threadState({ item: known(), posts: [labelPost('retention')] });
    const { effects } = decideIn({ state }, commented(said, who));
    expect(new Set(effects.map((effect) => effect.priority))).toEqual(new Set([priority]));
  });

  it('stand where the first asked, whoever is heard first', () => {
    const later = commandOf('why', { id: 90, at: '2026-11-16T10:30:00Z' });
    const state = threadState({ item: known(), commands: [later] });
    const why = decideIn({ state }, commented('/why', 5)).effects.find(({ kind }) => kind === 'comment.put');
    expect(why).toMatchObject({ replyToNodeId: 'C_77' });
    const body = opened({ body: `${RETENTION.body}\n\n/why` });
    expect(decideIn({ state }, body).effects.find(({ kind }) => kind === 'comment.put')).toMatchObject({
      replyToNodeId: null,
    });
  });

  it('to a mistake in a body are a comment on the thread', () => {
    const event = opened({ body: `${RETENTION.body}\n\n/stage adopted`, author: person(60) });
    const mistake = decideIn({}, event).effects.find(({ kind }) => kind === 'comment.put');
    expect(mistake).toMatchObject({ marker: 'command:12-34', replyToNodeId: null });
  });

  it('wait on a locked thread where GitHub refused them, and come when it is unlocked', () => {
    const slots = ['reaction:12-34:issue_comment:77:+1', 'comment:12-34:why:12-34'];
    const state = threadState({
      item: known(),
      commands: [commandOf('why', { who: 5 }), commandOf('stage adopted', { id: 78 })],
      posts: [...slots, 'comment:12-34:command:78'].map((slot) => post(slot, { state: 'failed' })),
    });
    const touched = (type: ThreadEvent['type'], locked: boolean): ThreadEvent => ({
      ...opened({ locked, labels: ['stage: retention'], updatedAt: new Date('2026-11-16T11:00:00Z') }),
      type,
    });
    expect(told(decideIn({ state }, touched('thread.touched', true)).effects)).toEqual([]);
    expect(told(decideIn({ state }, touched('thread.unlocked', false)).effects).sort()).toEqual([
      '+1 77',
      'comment command:78',
      'comment why:12-34',
    ]);
  });

  it('are given on a locked thread as long as nobody refused them', () => {
    const event = commented('/why', 5, { thread: thread({ ...RETENTION, locked: true }) });
    expect(told(decideIn({}, event).effects)).toEqual(expect.arrayContaining(['+1 77', 'comment why:12-34']));
  });
});
