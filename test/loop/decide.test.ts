import { describe, expect, it } from 'vitest';
import { decide } from '../../src/loop/decide.ts';
import type { Event } from '../../src/loop/event.ts';
import { isRemote, requestKey } from '../../src/loop/fact-request.ts';
import { Facts } from '../../src/loop/facts.ts';
import { BOT, happened, INSTALLED_AT, person, thread } from './situations.ts';

const standing = { botLogin: BOT, accountLogin: 'acme', installedAt: INSTALLED_AT, host: 'github.com' };
const now = new Date('2026-11-16T12:00:00Z');
const nothing = new Facts(standing, new Map());

describe('decide', () => {
  it('says which facts it needs, in one go where it can', () => {
    const event: Event = { ...happened, type: 'thread.opened', thread: thread(), actor: person(1) };
    const outcome = decide(event, nothing, now);
    expect('needs' in outcome ? outcome.needs.map(requestKey) : []).toEqual([
      'repository:12',
      'thread:12-34',
    ]);
  });

  it('lets other errors through, and refuses what no release of it knows', () => {
    // What the type forbids is what is tried here.
    const broken = { ...happened, type: 'thread.opened' } as unknown as Event;
    expect(() => decide(broken, nothing, now)).toThrow(TypeError);
    const newer = { ...happened, type: 'planet.exploded' } as unknown as Event;
    expect(() => decide(newer, nothing, now)).toThrow('unexpected kind');
  });
});

describe('requests', () => {
  const target = { repositoryId: 12, owner: 'acme', name: 'widgets' };

  it('are told apart by what they ask', () => {
    const requests = [
      { kind: 'permission', ...target, login: 'A', fresh: true },
      { kind: 'permission', ...target, login: 'a', fresh: false },
      { kind: 'team', organization: 'acme', slug: 'devrel' },
      { kind: 'team', organization: 'acme', slug: 'devrel', fresh: true },
      { kind: 'configFile', ...target, ref: null, scope: 'only' },
      { kind: 'configFile', ...target, ref: 'abc', scope: 'only' },
      { kind: 'pullPaths', ...target, number: 3 },
      { kind: 'thread', ref: { repositoryId: 12, number: 3 } },
      { kind: 'repository', repositoryId: 12 },
      { kind: 'repositories' },
      { kind: 'week', asOf: now, timezone: 'UTC', visible: [1, 2] },
      { kind: 'week', asOf: now, timezone: 'UTC', visible: [1] },
      { kind: 'week', asOf: now, timezone: 'Europe/Berlin', visible: [1] },
    ] as const;
    expect(new Set(requests.map(requestKey)).size).toBe(requests.length);
    expect(requests.filter(isRemote)).toHaveLength(7);
  });
});
