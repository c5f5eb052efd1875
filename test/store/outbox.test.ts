import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import type { CommentPut, Effect } from '../../src/loop/effect.ts';
import type { Post } from '../../src/loop/item.ts';
import { LeaseLost } from '../../src/store/errors.ts';
import type { OutboxTurn, PendingEffect } from '../../src/store/interface/outbox.ts';
import { outbox } from '../../src/store/schema/outbox.ts';
import { describeOnEngines } from './engines.ts';
import { at, commentPut, DAY_S, labelAdd, labelRemove, NOW, ref } from './samples.ts';

const TURN = { worker: 'w1', now: NOW, leaseMs: 60_000 };
const WHERE = ref(1);
const ADD = labelAdd(WHERE);
const REMOVE = labelRemove(WHERE);
const REMOTE = { id: 77, nodeId: 'IC_77', number: null };

describeOnEngines('outbox', (on) => {
  const tenant = () => on.store.forInstallation(7);
  const want = (...effects: Effect[]) =>
    tenant().decide(null, async () => ({ changes: [], effects, ignored: null }), NOW);
  const states = async () =>
    (await on.store.outbox.list({ limit: 50 }))
      .reverse()
      .map(({ effect, state }) => `${effect.kind} ${state}`);
  const post = async (slot: string): Promise<Post | undefined> =>
    (await tenant().thread(WHERE)).posts.find((each) => each.slot === slot);

  /** Takes the turn, begins the next effect and settles it. */
  async function send(result: Parameters<OutboxTurn['settle']>[1], now = NOW): Promise<PendingEffect | null> {
    const turn = await on.store.outbox.takeTurn({ ...TURN, now });
    const effect = (await turn?.next(now)) ?? null;
    if (turn === null || effect === null) {
      await turn?.release();
      return null;
    }
    await turn.begin(effect, now);
    await turn.settle(effect, result, now);
    await turn.release();
    return effect;
  }

  it('holds what was decided until it was sent, once', async () => {
    await want(ADD);
    expect(await post(ADD.slot)).toEqual({
      slot: ADD.slot,
      kind: 'label.add',
      hash: expect.stringMatching(/^[0-9a-f]{32}$/),
      wanted: 'present',
      state: 'pending',
      subject: 'stage: adoption',
      nodeId: null,
    });
    expect(await send({ state: 'sent', remote: null })).toMatchObject({
      installationId: 7,
      effect: ADD,
      deliveryId: 'none',
      createdAt: NOW,
      attemptsBefore: 0,
      firstAttemptAt: null,
      remote: null,
    });
    expect(await send({ state: 'sent', remote: null })).toBeNull();
    expect(await post(ADD.slot)).toMatchObject({ state: 'sent', wanted: 'present' });
  });

  it('drops what the slot wants already, pending or sent, whatever mode, priority and name of the place', async () => {
    await want(ADD);
    await want(ADD);
    expect(await states()).toEqual(['label.add pending']);
    await send({ state: 'sent', remote: null });
    await want({ ...ADD, mode: 'label', priority: 'bulk', thread: { ...ADD.thread, name: 'renamed' } });
    expect(await states()).toEqual(['label.add sent']);
  });

  it('lifts what could wait where it is wanted at once', async () => {
    const hidden = commentPut(WHERE, 'without what is private');
    await want({ ...hidden, priority: 'bulk', delayMs: 30_000 });
    await want(commentPut(WHERE, 'something else', { slot: 'comment:12-1:other:1', marker: 'other:1' }));
    expect(await send({ state: 'sent', remote: null })).toMatchObject({ effect: { body: 'something else' } });
    expect(await send({ state: 'sent', remote: null })).toBeNull();
    await want({ ...hidden, priority: 'normal' });
    // What is said again with less haste changes nothing.
    await want({ ...hidden, priority: 'bulk', delayMs: 30_000 });
    expect(await states()).toEqual(['comment.put superseded', 'comment.put sent', 'comment.put pending']);
    expect(await send({ state: 'sent', remote: null })).toMatchObject({ effect: { priority: 'normal' } });
    expect(await send({ state: 'sent', remote: null }, at(60))).toBeNull();
  });

  it('makes nothing less urgent by what comes after it', async () => {
    await want({ ...commentPut(WHERE, 'without what is private'), priority: 'normal' });
    await want({ ...commentPut(WHERE, 'and one more'), priority: 'bulk', delayMs: 30_000 });
    await want({ ...labelAdd(ref(2)), priority: 'reply' });
    expect(await send({ state: 'sent', remote: null })).toMatchObject({
      effect: { body: 'and one more', priority: 'normal' },
    });
  });

  it.each([
    { state: 'failed', error: 'no permission' },
    { state: 'withheld', reason: 'shadow' },
  ] as const)('wants again what was $state', async (result) => {
    await want(ADD);
    await send(result);
    expect(await post(ADD.slot)).toMatchObject({ state: result.state });
    await want(ADD);
    expect(await states()).toEqual([`label.add ${result.state}`, 'label.add pending']);
    expect(await on.store.outbox.list({ state: result.state, limit: 5 })).toMatchObject([
      { error: result.state === 'failed' ? 'no permission' : 'shadow', settledAt: NOW },
    ]);
  });

  it('lets answers go first and bulk last, also what a process of before there were replies has written', async () => {
    const label = (name: string, priority: Effect['priority']) => ({ ...labelAdd(WHERE, name), priority });
    await want(label('old bulk', 'bulk'), label('old normal', 'normal'), label('old answer', 'answer'));
    await on.store.underneath.database.execute(
      sql`update ${outbox} set priority = case effect ->> 'priority' when 'answer' then 0 when 'normal' then 1 else 2 end`,
    );
    await want(
      label('bulk', 'bulk'),
      label('reply', 'reply'),
      label('normal', 'normal'),
      label('answer', 'answer'),
    );
    const sent: string[] = [];
    for (;;) {
      const next = await send({ state: 'sent', remote: null });
      if (next?.effect.kind !== 'label.add') break;
      sent.push(next.effect.label);
    }
    expect(sent).toEqual(['answer', 'old answer', 'normal', 'old normal', 'reply', 'old bulk', 'bulk']);
  });

  it('puts what moves to another thread only once it has gone from the first, however many attempts that takes', async () => {
    const put = (number: number, body: string, more: Partial<CommentPut> = {}): CommentPut => ({
      ...commentPut(ref(number), body, { moves: true, priority: 'normal', ...more }),
      marker: 'cluster:c5',
      slot: `comment:12-${number}:cluster:c5`,
    });
    const { body, replyToNodeId, moves, ...first } = put(1, '');
    const remove: Effect = { ...first, kind: 'comment.remove' };
    const sent = async (result: Parameters<OutboxTurn['settle']>[1], now: Date) =>
      (await send(result, now))?.effect;
    const others = { ...put(3, 'Of others.'), marker: 'cluster:c55', slot: 'comment:12-3:cluster:c55' };
    await want(put(1, 'Three people have it.'));
    await send({ state: 'sent', remote: REMOTE });
    await want(put(2, 'Three people have it.', { priority: 'answer' }), others, remove);
    const retry = { state: 'retry', error: '502', runAt: at(60) } as const;
    expect(await sent(retry, NOW)).toEqual(others);
    expect(await sent(retry, NOW)).toEqual(remove);
    // Nobody looks at it again and again meanwhile, also where it is wanted otherwise by now.
    expect(await on.store.outbox.takeTurn({ ...TURN, now: at(59) })).toBeNull();
    await want(put(2, 'Four people have it.'));
    expect(await on.store.outbox.takeTurn({ ...TURN, now: at(59) })).toBeNull();
    expect(await sent({ state: 'sent', remote: REMOTE }, at(60))).toEqual(others);
    expect(await sent({ ...retry, runAt: at(90) }, at(61))).toEqual(remove);
    expect(await on.store.outbox.takeTurn({ ...TURN, now: at(89) })).toBeNull();
    expect(await sent({ state: 'sent', remote: null }, at(90))).toEqual(remove);
    expect(await sent({ state: 'sent', remote: REMOTE }, at(91))).toMatchObject({
      slot: 'comment:12-2:cluster:c5',
      body: 'Four people have it.',
    });
  });

  it('lets an edit of what stands there go while the same goes elsewhere', async () => {
    const put = (number: number, body: string): CommentPut => ({
      ...commentPut(ref(number), body, { moves: true, priority: 'normal' }),
      marker: 'cluster:c5',
      slot: `comment:12-${number}:cluster:c5`,
    });
    for (const each of [put(1, 'In private.'), put(2, 'In public.')]) {
      await want(each);
      await send({ state: 'sent', remote: REMOTE });
    }
    const { body, replyToNodeId, moves, ...first } = put(1, '');
    await want({ ...first, kind: 'comment.remove' }, put(2, 'With less.'));
    expect((await send({ state: 'retry', error: '502', runAt: at(60) }))?.effect.kind).toBe('comment.remove');
    expect((await send({ state: 'sent', remote: REMOTE }))?.effect).toMatchObject({ body: 'With less.' });
  });

  it('supersedes the unsent effect of a slot', async () => {
    const first = commentPut(WHERE, 'one');
    const second = commentPut(WHERE, 'two');
    await want(first);
    await want(second);
    expect(await states()).toEqual(['comment.put superseded', 'comment.put pending']);
    expect((await send({ state: 'sent', remote: REMOTE }))?.effect).toEqual(second);
    await want(commentPut(WHERE, 'three'));
    expect((await send({ state: 'sent', remote: null }))?.remote).toEqual(REMOTE);
    await want(commentPut(WHERE, 'four'));
    expect((await send({ state: 'sent', remote: null }))?.remote).toEqual(REMOTE);
  });

  it('takes the last of several effects of one slot', async () => {
    await want(commentPut(WHERE, 'one'), ADD, commentPut(WHERE, 'two'));
    expect((await on.store.outbox.list({ limit: 9 })).map(({ effect }) => effect).reverse()).toEqual([
      ADD,
      commentPut(WHERE, 'two'),
    ]);
  });

  it('sends nothing where an unsent effect is taken back', async () => {
    await want(ADD);
    await want(REMOVE);
    expect(await states()).toEqual(['label.add superseded', 'label.remove superseded']);
    expect(await post(ADD.slot)).toMatchObject({ wanted: 'absent', state: 'sent' });
    expect(await on.store.outbox.takeTurn(TURN)).toBeNull();
    await want(REMOVE);
    expect(await states()).toHaveLength(2);
    await want(ADD);
    expect((await send({ state: 'sent', remote: null }))?.effect).toEqual(ADD);
  });

  it('sends nothing where an unsent change is taken back to what is shown', async () => {
    await want(commentPut(WHERE, 'one'));
    await send({ state: 'sent', remote: REMOTE });
    await want(commentPut(WHERE, 'two'));
    await want(commentPut(WHERE, 'one'));
    expect(await on.store.outbox.takeTurn(TURN)).toBeNull();
    expect(await post(commentPut(WHERE).slot)).toMatchObject({ wanted: 'present', state: 'sent' });
  });

  it('holds back what is not sent yet, and sets free what is not held back yet', async () => {
    const free = commentPut(WHERE, 'one');
    const held = { ...free, heldFor: 'approval' as const };
    await want(free);
    await want(held);
    await want(held);
    expect(await states()).toEqual(['comment.put superseded', 'comment.put pending']);
    expect((await send({ state: 'withheld', reason: 'waits for approval' }))?.effect).toEqual(held);
    await want(held);
    await want(free);
    expect((await send({ state: 'sent', remote: REMOTE }))?.effect).toEqual(free);
    await want(held);
    expect(await on.store.outbox.takeTurn(TURN)).toBeNull();
  });

  it('puts no other text into an issue that is people’s once it is there', async () => {
    const outline = (body: string): Effect => ({
      kind: 'issue.put',
      slot: 'issue:12:teach:c5',
      leastMode: 'suggest',
      mode: 'act',
      priority: 'answer',
      repository: { repositoryId: 12, owner: 'larkspur', name: 'core-12' },
      marker: 'teach:c5',
      title: 'How to scale',
      body,
      once: true,
    });
    await want(outline('Two people asked.'), outline('Three people asked.'));
    expect((await send({ state: 'sent', remote: REMOTE }))?.effect).toMatchObject({
      body: 'Three people asked.',
    });
    await want(outline('Four people asked.'));
    expect(await send({ state: 'sent', remote: null })).toBeNull();
  });

  it('removes what was sent, and forgets where it was', async () => {
    await want(commentPut(WHERE));
    await send({ state: 'sent', remote: REMOTE });
    const { body: _, replyToNodeId: __, ...place } = commentPut(WHERE);
    await want({ ...place, kind: 'comment.remove' });
    expect(await send({ state: 'sent', remote: null })).toMatchObject({ remote: REMOTE });
    await want(commentPut(WHERE));
    expect(await send({ state: 'sent', remote: null })).toMatchObject({ remote: null });
  });

  it('removes again, once for each occasion, what somebody put back since', async () => {
    const removal = (occasion: string) => ({ ...REMOVE, occasion });
    await want(ADD);
    await send({ state: 'sent', remote: null });
    await want(REMOVE);
    await send({ state: 'sent', remote: null });
    await want(REMOVE);
    expect(await send({ state: 'sent', remote: null })).toBeNull();
    await want(removal('one'));
    expect(await send({ state: 'sent', remote: null })).toMatchObject({ effect: removal('one') });
    await want(removal('one'));
    expect(await send({ state: 'sent', remote: null })).toBeNull();
    await want(removal('two'));
    expect(await send({ state: 'sent', remote: null })).toMatchObject({ effect: removal('two') });
  });

  it('removes what may have been sent', async () => {
    await want(ADD);
    await send({ state: 'retry', error: 'lost reply', runAt: at(30) });
    await want(REMOVE);
    expect(await states()).toEqual(['label.add superseded', 'label.remove pending']);
    expect(await send({ state: 'sent', remote: null })).toMatchObject({
      effect: REMOVE,
      attemptsBefore: 1,
      firstAttemptAt: NOW,
    });
  });

  it('tells that a write may have happened, through every kind of repetition', async () => {
    const first = commentPut(WHERE, 'one');
    await want(first);
    await send({ state: 'retry', error: 'lost reply', runAt: at(30) });
    expect(await send({ state: 'sent', remote: null })).toBeNull();
    expect(await send({ state: 'retry', error: 'again', runAt: at(90) }, at(30))).toMatchObject({
      attemptsBefore: 1,
      firstAttemptAt: NOW,
    });
    // A new wish of the slot.
    await want(commentPut(WHERE, 'two'));
    expect(await send({ state: 'failed', error: 'given up' }, at(31))).toMatchObject({
      attemptsBefore: 1,
      firstAttemptAt: NOW,
    });
    // And after giving up.
    await want(commentPut(WHERE, 'three'));
    expect(await send({ state: 'sent', remote: REMOTE }, at(32))).toMatchObject({ attemptsBefore: 1 });
    // Known again.
    await want(commentPut(WHERE, 'four'));
    expect(await send({ state: 'sent', remote: null }, at(33))).toMatchObject({ attemptsBefore: 0 });
  });

  it('takes the next of several writes as a first attempt', async () => {
    await want(ADD);
    await send({ state: 'retry', error: 'no answer', runAt: NOW });
    await send({ state: 'more' }, at(1));
    expect(await post(ADD.slot)).toMatchObject({ state: 'pending' });
    expect(await send({ state: 'sent', remote: null }, at(1))).toMatchObject({
      attemptsBefore: 0,
      firstAttemptAt: null,
    });
  });

  it('looks up what a crash interrupted', async () => {
    await want(ADD);
    const turn = must(await on.store.outbox.takeTurn(TURN));
    const effect = must(await turn.next(NOW));
    await turn.begin(effect, NOW);
    expect(await on.store.outbox.takeTurn({ ...TURN, now: at(59) })).toBeNull();
    expect(await send({ state: 'sent', remote: null }, at(60))).toMatchObject({
      id: effect.id,
      attemptsBefore: 1,
      firstAttemptAt: NOW,
    });
    await expect(turn.settle(effect, { state: 'sent', remote: null }, at(61))).rejects.toThrow(LeaseLost);
    await expect(turn.begin(effect, at(61))).rejects.toThrow(LeaseLost);
    await expect(turn.pause(at(90), 'x')).rejects.toThrow(LeaseLost);
  });

  it('looks only when GitHub carries out no more what a killed process asked for, and sends the rest meanwhile', async () => {
    await want(ADD, commentPut(WHERE, 'one'));
    const turn = must(await on.store.outbox.takeTurn(TURN));
    const effect = must(await turn.next(NOW));
    await turn.begin(effect, NOW);
    await on.store.operator.takeOver(at(1));
    expect((await send({ state: 'sent', remote: null }, at(1)))?.id).not.toBe(effect.id);
    expect(await send({ state: 'sent', remote: null }, at(9))).toBeNull();
    expect((await send({ state: 'sent', remote: null }, at(10)))?.id).toBe(effect.id);
  });

  it('sends no sooner what has replaced a write that a killed process left', async () => {
    await want(commentPut(WHERE, 'one'));
    const turn = must(await on.store.outbox.takeTurn(TURN));
    await turn.begin(must(await turn.next(NOW)), NOW);
    const two = commentPut(WHERE, 'two');
    await want(two);
    await on.store.operator.takeOver(at(1));
    expect(await send({ state: 'sent', remote: REMOTE }, at(9))).toBeNull();
    expect(await send({ state: 'sent', remote: REMOTE }, at(10))).toMatchObject({ effect: two });
  });

  it('tries once more what GitHub refused when it is told that permissions are others', async () => {
    const retried = (seconds: number) =>
      tenant().decide(
        null,
        async () => ({
          changes: [{ type: 'posts.retried', at: at(seconds) }],
          effects: [],
          ignored: null,
        }),
        at(seconds),
      );
    await want(ADD);
    await send({ state: 'failed', error: 'no permission' });
    await want(commentPut(WHERE, 'one'));
    await send({ state: 'sent', remote: REMOTE });
    // Of a slot that wants something else by now, the old wish stays where it is.
    await want(labelAdd(ref(2)));
    await send({ state: 'failed', error: 'no permission' });
    await want(labelRemove(ref(2)));
    expect(await send({ state: 'sent', remote: null })).toMatchObject({ effect: labelRemove(ref(2)) });
    await retried(60);
    expect(await states()).toEqual([
      'label.add pending',
      'comment.put sent',
      'label.add failed',
      'label.remove sent',
    ]);
    expect(await post(ADD.slot)).toMatchObject({ state: 'pending' });
    expect(await send({ state: 'sent', remote: null }, at(60))).toMatchObject({
      effect: ADD,
      attemptsBefore: 1,
    });
    await retried(70);
    expect(await send({ state: 'sent', remote: null }, at(70))).toBeNull();
  });

  it('gives what was given up as many attempts as at first when it is sent again', async () => {
    await want(ADD);
    for (let second = 0; second < 25; second += 1)
      await send({ state: 'retry', error: '502', runAt: at(second + 1) }, at(second));
    expect(await send({ state: 'failed', error: '502' }, at(25))).toMatchObject({ attemptsBefore: 25 });
    await tenant().decide(
      null,
      async () => ({ changes: [{ type: 'posts.retried', at: at(60) }], effects: [], ignored: null }),
      at(60),
    );
    // It may have come through unseen before, so it is looked for.
    expect(await send({ state: 'sent', remote: null }, at(60))).toMatchObject({
      attemptsBefore: 1,
      firstAttemptAt: NOW,
    });
  });

  it('keeps the newer wish where one arrives while another is being sent', async () => {
    const one = commentPut(WHERE, 'one');
    const two = commentPut(WHERE, 'two');
    await want(one);
    const turn = must(await on.store.outbox.takeTurn(TURN));
    const effect = must(await turn.next(NOW));
    await turn.begin(effect, NOW);
    await want(two);
    expect(await turn.next(NOW)).toBeNull();
    await turn.settle(effect, { state: 'sent', remote: REMOTE }, NOW);
    expect(await post(one.slot)).toMatchObject({ state: 'pending' });
    expect(await turn.next(NOW)).toMatchObject({ effect: two, attemptsBefore: 0, remote: REMOTE });
  });

  it.each(['settled', 'crashed'])(
    'does not send again what was replaced while in flight and %s',
    async (end) => {
      const two = commentPut(WHERE, 'two');
      await want(commentPut(WHERE, 'one'));
      const turn = must(await on.store.outbox.takeTurn(TURN));
      const effect = must(await turn.next(NOW));
      await turn.begin(effect, NOW);
      await want(two);
      if (end === 'settled') {
        await turn.settle(effect, { state: 'retry', error: 'lost reply', runAt: at(5) }, NOW);
        await turn.release();
      }
      expect(await send({ state: 'sent', remote: REMOTE }, at(60))).toMatchObject({
        effect: two,
        attemptsBefore: 1,
      });
      expect(await states()).toEqual(['comment.put superseded', 'comment.put sent']);
    },
  );

  it('gives up the turn where the effect was superseded before it began', async () => {
    await want(commentPut(WHERE, 'one'));
    const turn = must(await on.store.outbox.takeTurn(TURN));
    const effect = must(await turn.next(NOW));
    await want(commentPut(WHERE, 'two'));
    await expect(turn.begin(effect, NOW)).rejects.toThrow(LeaseLost);
    expect(await send({ state: 'sent', remote: REMOTE })).toMatchObject({ effect: { body: 'two' } });
  });

  it('never wants again what a human took away', async () => {
    await want(commentPut(WHERE));
    await send({ state: 'sent', remote: REMOTE });
    const { slot } = commentPut(WHERE);
    await want(commentPut(WHERE, 'new text'));
    await tenant().decide(
      null,
      async () => ({
        changes: [{ type: 'post.vetoed', slot, at: NOW }],
        effects: [commentPut(WHERE, 'newer')],
        ignored: null,
      }),
      NOW,
    );
    expect(await states()).toEqual(['comment.put sent', 'comment.put superseded']);
    expect(await post(slot)).toMatchObject({ state: 'vetoed' });
    await want(commentPut(WHERE, 'newest'));
    expect(await on.store.outbox.takeTurn(TURN)).toBeNull();
  });

  it('keeps a veto of a slot that was never used, with its thread', async () => {
    const veto = { type: 'post.vetoed', slot: ADD.slot, at: NOW } as const;
    await tenant().decide(null, async () => ({ changes: [veto], effects: [], ignored: null }), NOW);
    expect(await post(ADD.slot)).toMatchObject({ state: 'vetoed', subject: 'stage: adoption' });
    await want(ADD);
    expect(await states()).toEqual([]);
  });

  it('sends answers first, then by age, one installation at a time in turns', async () => {
    await want(
      { ...labelAdd(WHERE, 'a'), priority: 'bulk' },
      labelAdd(WHERE, 'b'),
      commentPut(WHERE),
      labelAdd(WHERE, 'c'),
    );
    await on.store
      .forInstallation(8)
      .decide(null, async () => ({ changes: [], effects: [labelAdd(WHERE, 'other')], ignored: null }), NOW);
    const seven = must(await on.store.outbox.takeTurn(TURN));
    const eight = must(await on.store.outbox.takeTurn({ ...TURN, worker: 'w2' }));
    expect([seven.installationId, eight.installationId]).toEqual([7, 8]);
    expect(await on.store.outbox.takeTurn(TURN)).toBeNull();
    const sent: string[] = [];
    for (let effect = await seven.next(NOW); effect !== null; effect = await seven.next(NOW)) {
      sent.push(effect.effect.kind === 'label.add' ? effect.effect.label : effect.effect.kind);
      await seven.begin(effect, NOW);
      await seven.settle(effect, { state: 'sent', remote: null }, NOW);
    }
    expect(sent).toEqual(['comment.put', 'b', 'c', 'a']);
    expect((await eight.next(NOW))?.effect).toMatchObject({ label: 'other' });
  });

  it('counts writes that were begun, of one installation', async () => {
    await want(labelAdd(WHERE, 'a'), labelAdd(WHERE, 'b'));
    const turn = must(await on.store.outbox.takeTurn({ ...TURN, leaseMs: 1_000_000 }));
    for (const seconds of [0, 30]) {
      const effect = must(await turn.next(at(seconds)));
      await turn.begin(effect, at(seconds));
      await turn.settle(effect, { state: 'sent', remote: null }, at(seconds));
    }
    expect(await turn.writesSince(at(-1))).toEqual({ count: 2, newestAt: at(30), oldestAt: at(0) });
    expect(await turn.writesSince(at(0))).toEqual({ count: 1, newestAt: at(30), oldestAt: at(30) });
    expect(await turn.writesSince(at(30))).toEqual({ count: 0, newestAt: null, oldestAt: null });
  });

  it('lets nobody send before a pause ends', async () => {
    await want(ADD);
    const turn = must(await on.store.outbox.takeTurn(TURN));
    await turn.pause(at(120), 'rate limit');
    await turn.release();
    expect(await on.store.outbox.takeTurn({ ...TURN, now: at(119) })).toBeNull();
    expect((await on.store.outbox.counts(NOW)).nextDueAt).toEqual(at(120));
    expect(await on.store.outbox.takeTurn({ ...TURN, now: at(120) })).not.toBeNull();
  });

  it('counts and prunes', async () => {
    await want(ADD, commentPut(WHERE));
    await send({ state: 'retry', error: 'away', runAt: at(600) });
    expect(await on.store.outbox.counts(at(10))).toEqual({
      byState: { pending: 2, sending: 0, sent: 0, withheld: 0, failed: 0, superseded: 0 },
      byKindAndResult: [
        { kind: 'comment.put', state: 'pending', count: 1 },
        { kind: 'label.add', state: 'pending', count: 1 },
      ],
      oldestPendingMs: 10_000,
      nextDueAt: at(600),
    });
    expect(await on.store.outbox.backlog(at(10))).toEqual({
      byState: { pending: 2, sending: 0, failed: 0 },
      oldestPendingMs: 10_000,
    });
    expect(await on.store.outbox.nextDueAt(at(10))).toEqual(at(600));
    await send({ state: 'sent', remote: null });
    expect(await on.store.outbox.backlog(at(10))).toMatchObject({ byState: { pending: 1, failed: 0 } });
    expect(await on.store.outbox.prune(at(90 * DAY_S - 1))).toBe(0);
    expect(await on.store.outbox.prune(at(90 * DAY_S))).toBe(1);
    expect(await states()).toEqual(['comment.put pending']);
    await want(ADD);
    expect(await states()).toEqual(['comment.put pending']);
  });
});

function must<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('there is none');
  return value;
}
