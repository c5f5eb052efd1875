import { describe, expect, it } from 'vitest';
import type { Event } from '../../../src/loop/event.ts';
import { decideIn, happened, person, repository, thread, threadState } from '../situations.ts';
import { known, opened, RETENTION } from './said.ts';

const deleted: Event = { ...happened, type: 'thread.deleted', thread: thread(RETENTION), actor: person(60) };

describe('threads that go', () => {
  it('forgets a deleted one', () => {
    const forget = { type: 'item.deleted', ref: { repositoryId: 12, number: 34 }, at: happened.at };
    expect(decideIn({ state: threadState({ item: known() }) }, deleted).changes).toEqual([forget]);
    expect(decideIn({ state: threadState({ deletedAt: happened.at }) }, deleted).changes).toEqual([forget]);
    expect(decideIn({ repositories: [] }, deleted).changes).toEqual([forget]);
  });

  it('counts one that goes before anybody told that it came', () => {
    const { changes, effects } = decideIn({}, deleted);
    expect(changes.map(({ type }) => type)).toEqual(['item.put', 'item.deleted']);
    expect(effects).toEqual([]);
  });

  it('does nothing about a deleted one, whatever is told late', () => {
    const state = threadState({ deletedAt: new Date('2026-11-16T11:00:00Z') });
    expect(decideIn({ state }, opened())).toEqual({
      changes: [],
      effects: [],
      ignored: 'the thread was deleted since',
    });
    const back = opened({ updatedAt: new Date('2026-11-16T11:30:00Z') });
    expect(decideIn({ state }, back).changes[0]).toMatchObject({ type: 'item.put' });
  });

  it('follows a transferred one within the installation, and forgets it otherwise', () => {
    const { settings: _s, configScope: _c, hasIssues: _h, ...home } = repository({ id: 13, name: 'gadgets' });
    const to = { repositoryId: 13, number: 5, nodeId: 'I_5', repository: home };
    const event: Event = { ...happened, type: 'thread.transferred', thread: thread(), to, actor: person(60) };
    const both = { repositories: [repository(), repository({ id: 13 })] };
    expect(decideIn(both, event).changes).toMatchObject([
      { type: 'item.moved', to: { repositoryId: 13, number: 5 } },
    ]);
    expect(decideIn({}, event).changes).toMatchObject([{ type: 'item.deleted' }]);
    expect(decideIn(both, { ...event, to: null }).changes).toMatchObject([{ type: 'item.deleted' }]);
  });
});
