import { Octokit } from '@octokit/core';
import nock from 'nock';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { type GitHub, githubOver } from '../../src/github/github.ts';
import type { RepositoryTarget, ThreadTarget } from '../../src/loop/effect.ts';
import type { ThreadType } from '../../src/loop/vocabulary.ts';

export const BOT = 'fullcircle[bot]';
const NOW = new Date('2026-11-20T12:00:00Z');
export const API = 'https://api.github.com';

/** GitHub behind nock: a call that was not announced fails, and so does one that was announced and not made. */
export function nocked(): { github: GitHub; scope: () => nock.Scope } {
  beforeAll(() => nock.disableNetConnect());
  afterEach(() => {
    const unused = nock.pendingMocks();
    nock.cleanAll();
    if (unused.length > 0) throw new Error(`announced and not called: ${unused.join(', ')}`);
  });
  afterAll(() => {
    nock.restore();
    nock.enableNetConnect();
  });
  const make = () => new Octokit({ auth: 'token' });
  return { github: githubOver(make, { clock: { now: () => NOW } }), scope: () => nock(API) };
}

export const repository: RepositoryTarget = { repositoryId: 12, owner: 'acme', name: 'widgets' };

export function thread(type: ThreadType = 'issue'): ThreadTarget {
  return { ...repository, number: 34, nodeId: 'T_34', type };
}

/** What every effect has and no sender reads. */
export const wanted = { slot: 'slot', leastMode: 'act', mode: 'act', priority: 'normal' } as const;

export const first = { botLogin: BOT, remote: null, repeat: null, isDone: async () => false };
export const again = { ...first, repeat: { firstAttemptAt: new Date('2026-11-20T11:59:00Z') } };
export function knownAt(remote: { id?: number; nodeId?: string; number?: number }) {
  return { ...first, remote: { id: null, nodeId: null, number: null, ...remote } };
}

/** Announces one GraphQL request: its operation and input have to match. */
export function graphql(
  scope: nock.Scope,
  operation: string,
  variables: Record<string, unknown>,
  answer: object,
): nock.Scope {
  return scope
    .post('/graphql', (body: { query: string; variables: unknown }) => {
      const named = new RegExp(`(query|mutation) ${operation}\\b`).test(body.query);
      return named && JSON.stringify(body.variables) === JSON.stringify(variables);
    })
    .reply(200, answer);
}
