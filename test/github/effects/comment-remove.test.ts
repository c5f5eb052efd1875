import { expect, test } from 'vitest';
import { removeComment } from '../../../src/github/effects/comment-remove.ts';
import { PermissionMissing } from '../../../src/github/errors.ts';
import type { CommentRemove } from '../../../src/loop/effect.ts';
import { BOT, first, graphql, knownAt, nocked, thread, wanted } from '../nocked.ts';

const { github, scope } = nocked();

const effect: CommentRemove = { ...wanted, kind: 'comment.remove', thread: thread(), marker: 'why:12-34' };
const LIST = '/repos/acme/widgets/issues/34/comments?per_page=100&page=1';
const gone = { remote: null, more: false };

test('is deleted where it is known to be', async () => {
  scope().delete('/repos/acme/widgets/issues/comments/9').reply(204);
  await expect(removeComment(github, effect, knownAt({ id: 9 }))).resolves.toEqual(gone);
});

test('is done where it was deleted already', async () => {
  scope().delete('/repos/acme/widgets/issues/comments/9').reply(404, {});
  await expect(removeComment(github, effect, knownAt({ id: 9 }))).resolves.toEqual(gone);
});

test('is looked for where its place is unknown; only our own is deleted', async () => {
  const body = '<!-- fullcircle:why:12-34 -->';
  scope()
    .get(LIST)
    .reply(200, [
      { id: 9, body, user: { login: BOT } },
      { id: 10, body, user: { login: 'mallory' } },
    ]);
  scope().delete('/repos/acme/widgets/issues/comments/9').reply(204);
  await removeComment(github, effect, first);
});

test('is done where there is none', async () => {
  scope().get(LIST).reply(200, []);
  await expect(removeComment(github, effect, first)).resolves.toEqual(gone);
});

test('a refusal is told', async () => {
  scope().delete('/repos/acme/widgets/issues/comments/9').twice().reply(403, {});
  await expect(removeComment(github, effect, knownAt({ id: 9 }))).rejects.toThrow(PermissionMissing);
});

test('of a discussion is deleted by node id', async () => {
  const data = { deleteDiscussionComment: { clientMutationId: null } };
  graphql(scope(), 'DeleteComment', { input: { id: 'DC_9' } }, { data });
  await removeComment(github, { ...effect, thread: thread('discussion') }, knownAt({ nodeId: 'DC_9' }));
});
