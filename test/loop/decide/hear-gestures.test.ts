import { describe, expect, it } from 'vitest';
import { hearThumbs, isWithdrawn } from '../../../src/loop/decide/hear-gestures.ts';
import type { Event, ItemBackfilledEvent, ThreadEvent } from '../../../src/loop/event.ts';
import type { FactAnswer } from '../../../src/loop/fact-answer.ts';
import { requestKey } from '../../../src/loop/fact-request.ts';
import { Facts, FactsMissing } from '../../../src/loop/facts.ts';
import type { SeenReaction } from '../../../src/loop/github-facts.ts';
import type { Command, Post } from '../../../src/loop/item.ts';
import type { World } from '../situations.ts';
import {
  answer,
  BOT,
  decideIn,
  happened,
  INSTALLED_AT,
  person,
  repository,
  thread,
  threadState,
} from '../situations.ts';
import { known, post } from './said.ts';

const RELATED = post('comment:12-34:related:12-34', {
  kind: 'comment.put',
  subject: 'related:12-34',
  nodeId: 'C_1',
});
const OTHER = { ref: { repositoryId: 13, number: 5 }, itemId: 9 };

const thumb = (who: number, content: SeenReaction['content'] = '+1', minute = who): SeenReaction => ({
  content,
  actor: person(who),
  at: new Date(Date.UTC(2026, 10, 16, 9, minute)),
});

/** What is heard, and the requests of each round that it took. Who has an id of 50 or more may triage. */
function hear(
  reactions: SeenReaction[],
  known: Command[] = [],
  linked: typeof OTHER | null = OTHER,
  on: Post = RELATED,
) {
  const answers = new Map<string, FactAnswer>();
  const standing = { botLogin: BOT, accountLogin: 'acme', installedAt: INSTALLED_AT, host: 'github.com' };
  const here = repository();
  const world = { reactions, repositories: [here, repository({ id: 13, name: 'gadgets' })] };
  const rounds: string[][] = [];
  for (;;) {
    try {
      return {
        rounds,
        commands: hearThumbs([on], known, () => linked, here, new Facts(standing, answers)),
      };
    } catch (error) {
      if (!(error instanceof FactsMissing)) throw error;
      rounds.push(error.requests.map(({ kind }) => kind));
      for (const request of error.requests) answers.set(requestKey(request), answer(request, world));
    }
  }
}

it('keeps the 👍 of somebody who may not triage, so that it is asked once who they are', () => {
  const { commands } = hear([thumb(7)]);
  expect(commands).toMatchObject([{ verb: 'cluster', triage: false, target: null, actor: { id: 7 } }]);
  expect(hear([thumb(7)], commands)).toEqual({ rounds: [['reactions']], commands: [] });
});

it.each([
  ['what it is linked with', OTHER, { ...OTHER, triage: true }],
  ['nothing', null, null],
])('keeps the 👍 of a maintainer on a thread that is linked with %s', (_, linked, target) => {
  const { commands } = hear([thumb(60)], [], linked);
  expect(commands).toMatchObject([{ verb: 'cluster', triage: true, target }]);
  expect(hear([thumb(60)], commands, linked).commands).toEqual([]);
});

it('asks about all people in one go', () => {
  const { rounds, commands } = hear([thumb(7), thumb(8, '-1'), thumb(58), thumb(59)]);
  expect(commands).toHaveLength(4);
  expect(rounds).toEqual([
    ['reactions'],
    ['permission', 'permission', 'permission', 'permission'],
    ['repository'],
    ['permission', 'permission'],
  ]);
});

it('hears the newest thumbs of a comment first, and the others next time', () => {
  const crowd = Array.from({ length: 30 }, (_, index) => thumb(index + 1));
  const first = hear(crowd).commands;
  expect(first.map(({ actor }) => actor.id)).toEqual(Array.from({ length: 20 }, (_, index) => 30 - index));
  const second = hear(crowd, first).commands;
  expect(second.map(({ actor }) => actor.id)).toEqual(Array.from({ length: 10 }, (_, index) => 10 - index));
});

const COUNT = { ...RELATED, slot: 'comment:12-34:cluster:c3', subject: 'cluster:c3' };

it('asks nobody about a 👎 on the comment that counts, and hears no 👍 there', () => {
  const { rounds, commands } = hear([thumb(60), thumb(61, '-1')], [], OTHER, COUNT);
  expect(rounds).toEqual([['reactions']]);
  expect(commands).toMatchObject([{ verb: 'withdraw', triage: false, actor: { id: 61 } }]);
  expect(hear([thumb(61, '-1')], commands, OTHER, COUNT).commands).toEqual([]);
  expect(isWithdrawn(commands, 'cluster')).toBe(true);
  expect(isWithdrawn(commands, 'related')).toBe(false);
});

it('takes a 👎 on the comment about a fixed problem for a word about the link', () => {
  const late = { ...RELATED, slot: 'comment:12-34:regression:12-34', subject: 'regression:12-34' };
  const { commands } = hear([thumb(60, '-1')], [], OTHER, late);
  expect(commands).toMatchObject([{ verb: 'not-duplicate', triage: true }]);
  expect(isWithdrawn(commands, 'regression')).toBe(true);
  expect(isWithdrawn(commands, 'related')).toBe(false);
});

it.each<Partial<Post>>([
  { state: 'pending' },
  { wanted: 'absent' },
  { nodeId: null },
  { kind: 'label.add' },
  { subject: 'why:12-34' },
])('hears nothing where no such comment stands: %j', (changes) => {
  expect(hear([thumb(60, '-1')], [], OTHER, { ...RELATED, ...changes }).commands).toEqual([]);
});

describe('an issue that was closed as a duplicate', () => {
  const closedAt = new Date('2026-11-16T10:00:00Z');
  const snapshot = thread({ state: 'closed', stateReason: 'duplicate', closedAt, updatedAt: closedAt });
  const told: ThreadEvent = {
    ...happened,
    type: 'thread.closed',
    thread: snapshot,
    actor: person(60),
    at: closedAt,
  };
  const found = (changes: Partial<ItemBackfilledEvent> = {}): ItemBackfilledEvent => ({
    ...happened,
    type: 'item.backfilled',
    origin: 'reconcile',
    thread: snapshot,
    closedBy: person(60),
    comments: [],
    labelChanges: [],
    ...changes,
  });
  const world: World = {
    state: threadState({ item: known() }),
    duplicateOf: { repository: { owner: 'acme', name: 'widgets' }, number: 5 },
  };
  const gestures = (event: Event): Command[] =>
    decideIn(world, event).changes.flatMap((change) =>
      change.type === 'command.put' ? [change.command] : [],
    );

  it('says the same whether a webhook tells it or the night finds it', () => {
    const live = gestures(told);
    expect(live).toMatchObject([{ verb: 'cluster', key: `closed:${closedAt.toISOString()}`, triage: true }]);
    expect(gestures(found())).toEqual(live);
  });

  it.each<[string, ItemBackfilledEvent]>([
    ['by nobody knows whom', found({ closedBy: null })],
    ['by somebody who may not triage', found({ closedBy: person(5) })],
    [
      'before the installation',
      found({ thread: { ...snapshot, closedAt: new Date('2026-10-01T00:00:00Z') } }),
    ],
    ['long ago, as history tells', found({ origin: 'history' })],
    ['for another reason', found({ thread: { ...snapshot, stateReason: 'completed' } })],
  ])('says nothing where it was closed %s', (_, event) => {
    expect(gestures(event)).toEqual([]);
  });
});
