import { expect, test } from 'vitest';
import { readIssueEdits } from '../../../src/github/facts/issue-edits.ts';
import { readReactions } from '../../../src/github/facts/reactions.ts';
import type { GitHub } from '../../../src/github/github.ts';
import { GHOST } from '../../../src/loop/redact.ts';

/** What GitHub says that its ghost did, nobody did: only who was forgotten here is the ghost. */

const AT = '2026-11-16T10:00:00Z';
const at = new Date(AT);
const ghost = { __typename: 'User', databaseId: GHOST.id, login: GHOST.login };
const ada = { __typename: 'User', databaseId: 5, login: 'ada' };

/** A GitHub that gives one answer to queries, and none to anything else. */
function answering(data: unknown): GitHub {
  const refuse = async () => {
    throw new Error('not asked here');
  };
  return { read: refuse, write: refuse, mutate: refuse, query: async () => data };
}

test('reactions', async () => {
  const nodes = [ghost, ada, null].map((user) => ({ content: 'THUMBS_DOWN', createdAt: AT, user }));
  const seen = await readReactions(answering({ nodes: [{ id: 'C_1', reactions: { nodes } }] }), ['C_1']);
  const actor = { id: 5, login: 'ada', type: 'User' };
  expect(seen.get('C_1')).toEqual([{ content: '-1', actor, at }]);
});

test('edits', async () => {
  const nodes = [ghost, ada, null].map((editor) => ({ editedAt: AT, diff: '- [x] one', editor }));
  const data = { repository: { issue: { userContentEdits: { nodes } } } };
  const seen = await readIssueEdits(answering(data), { owner: 'acme', name: 'widgets', number: 1 });
  expect(seen.map(({ actor }) => actor?.login ?? null)).toEqual([null, 'ada', null]);
});
