import { describe, expect, it } from 'vitest';
import { decide } from '../../../src/loop/decide.ts';
import type { CommentEvent } from '../../../src/loop/event.ts';
import type { FactAnswer } from '../../../src/loop/fact-answer.ts';
import type { FactRequest } from '../../../src/loop/fact-request.ts';
import { requestKey } from '../../../src/loop/fact-request.ts';
import { Facts } from '../../../src/loop/facts.ts';
import type { ThreadSnapshot } from '../../../src/loop/vocabulary.ts';
import {
  answer,
  BOT,
  comment,
  happened,
  INSTALLED_AT,
  NOW,
  person,
  repository,
  thread,
  threadState,
} from '../situations.ts';
import { itemOf, opened, RETENTION } from './said.ts';

const US = person(999, { login: BOT, type: 'Bot' });
const LATER = new Date('2026-11-18T12:00:00Z');
const item = { ...itemOf(opened()), itemId: 34 };

function echo(changes: Partial<CommentEvent> = {}, thread: Partial<ThreadSnapshot> = {}): CommentEvent {
  return {
    ...happened,
    type: 'comment.created',
    thread: { ...item.snapshot, updatedAt: LATER, ...thread },
    comment: comment({ body: 'Good news.\n\n<!-- fullcircle:notice:c1 -->', author: US }),
    actor: US,
    ...changes,
  };
}

/** Decides with all facts at hand, and says which kinds were asked for. */
function heard(event: CommentEvent, known = threadState({ itemId: 34, item })) {
  const answers = new Map<string, FactAnswer>();
  const asked = new Set<FactRequest['kind']>();
  const standing = { botLogin: BOT, accountLogin: 'acme', installedAt: INSTALLED_AT, host: 'github.com' };
  for (let round = 0; round < 24; round += 1) {
    const decision = decide(event, new Facts(standing, answers), NOW);
    if (!('needs' in decision)) return { ...decision, asked: [...asked].sort() };
    for (const request of decision.needs) {
      asked.add(request.kind);
      answers.set(requestKey(request), answer(request, { repositories: [repository()], state: known }));
    }
  }
  throw new Error('asks in circles');
}

describe('the app’s own comment, as GitHub tells of it', () => {
  it.each([
    ['when it is new', 'comment.created'],
    ['when it was edited', 'comment.edited'],
  ] as const)('keeps when the thread was updated, and asks for nothing else, %s', (_, type) => {
    const { changes, effects, asked } = heard(echo({ type }));
    expect(asked).toEqual(['repository', 'thread']);
    const snapshot = { ...item.snapshot, updatedAt: LATER };
    expect(changes).toEqual([{ type: 'item.put', item: { ...item, snapshot }, itemId: 34 }]);
    expect(effects).toEqual([]);
  });

  it('changes nothing where something later is known', () => {
    const { changes, ignored } = heard(echo({}, { updatedAt: new Date(0) }));
    expect(changes).toEqual([]);
    expect(ignored).toBe('our own comment');
  });

  it.each<[string, CommentEvent]>([
    ['somebody else wrote it', echo({ comment: comment({ author: person(60) }), actor: person(60) })],
    ['somebody else edited it', echo({ type: 'comment.edited', actor: person(60) })],
    ['it was deleted', echo({ type: 'comment.deleted' })],
    ['the thread has other words', echo({}, { body: `${RETENTION.body} Always.` })],
    ['the thread was closed', echo({}, { state: 'closed', stateReason: 'completed', closedAt: LATER })],
    ['the thread was locked', echo({}, { locked: true })],
    ['the thread has another label', echo({}, { labels: ['P0'] })],
    ['the thread has more thumbs', echo({}, { thumbsUp: 3 })],
  ])('is worked out like any other event where %s', (_, event) => {
    expect(heard(event).asked).toContain('clusterLog');
  });

  it('is worked out like any other event where the thread is not known', () => {
    const snapshot = thread({ ...RETENTION, updatedAt: LATER });
    expect(heard(echo({ thread: snapshot }), threadState({ itemId: 34 })).asked).toContain('clusterLog');
  });
});
