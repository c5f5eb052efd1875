import { afterEach, beforeEach, expect, it } from 'vitest';
import type { History } from '../../../src/cli/demo/history/types.ts';
import { createThreadActs } from '../../../src/cli/demo/thread-acts.ts';
import { type Started, startSandbox } from '../../sandbox/start.ts';

let started: Started;
beforeEach(async () => {
  started = await startSandbox();
});
afterEach(() => started.sandbox.close());

const told = { at: '2026-03-02T09:00:00Z', actor: 'olga', thread: 'broken' };

it('leaves a thread where it is, and says where it went', () => {
  const { people } = started.sandbox;
  // Of a story only its organisation is asked for.
  const act = createThreadActs(started.sandbox, { organization: 'acme' } as History);
  const issue = people.openIssue({ repo: 'acme/core', author: 'mira', title: 'Broken' });
  expect(act(issue, { ...told, kind: 'labeled', labels: ['bug'] })).toBe(issue);
  expect(people.thread(issue).labels.map(({ name }) => name)).toEqual(['bug']);
  const talk = act(issue, { ...told, kind: 'converted', category: 'Q&A' });
  expect(people.thread(talk)).toMatchObject({ kind: 'discussion', title: 'Broken' });
});
