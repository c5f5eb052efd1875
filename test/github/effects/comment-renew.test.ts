import { describe, expect, test } from 'vitest';
import { putComment } from '../../../src/github/effects/comment-put.ts';
import { Gone } from '../../../src/github/errors.ts';
import type { CommentPut } from '../../../src/loop/effect.ts';
import { again, BOT, first, graphql, knownAt, nocked, thread, wanted } from '../nocked.ts';

const { github, scope } = nocked();

const MARK = '<!-- fullcircle:notice:c12 -->';
const CLAIM = '<!-- fullcircle:claim:1 -->';
const LIST = '/repos/acme/widgets/issues/34/comments?per_page=100&page=1';
const POST = '/repos/acme/widgets/issues/34/comments';
const effect: CommentPut = {
  ...wanted,
  kind: 'comment.put',
  thread: thread(),
  marker: 'notice:c12',
  body: `usable\n\n${CLAIM}\n\n${MARK}`,
  replyToNodeId: null,
  mentions: ['ada', 'kenji'],
  renewal: CLAIM,
};
const old = { id: 9, node_id: 'C_9', body: `documented\n\n${MARK}`, user: { login: BOT } };
const posted = { ...old, id: 10, node_id: 'C_10', body: `@ada @kenji\n\n${effect.body}` };

describe('a notice of a fix that became usable', () => {
  test('takes the place of the older one: first it is deleted', async () => {
    scope().get(LIST).reply(200, [old]);
    scope().delete('/repos/acme/widgets/issues/comments/9').reply(204);
    expect(await putComment(github, effect, knownAt({ id: 9 }))).toEqual({
      remote: null,
      more: true,
      emptied: true,
    });
  });

  test('then it is posted anew, and mentions who asked', async () => {
    scope().get(LIST).reply(200, []);
    scope().post(POST, { body: posted.body }).reply(201, posted);
    const { remote } = await putComment(github, effect, first);
    expect(remote).toMatchObject({ id: 10 });
  });

  test('is not posted twice after a lost reply', async () => {
    scope().get(LIST).reply(200, [posted]);
    expect(await putComment(github, effect, again)).toMatchObject({ remote: { id: 10 }, more: false });
  });

  test('is edited without mentions later', async () => {
    const later = { ...effect, body: `confirmed\n\n${CLAIM}\n\n${MARK}` };
    scope().get(LIST).reply(200, [posted]);
    scope().patch('/repos/acme/widgets/issues/comments/10', { body: later.body }).reply(200, {});
    await putComment(github, later, knownAt({ id: 10 }));
  });

  test('is not posted where somebody deleted the older one', async () => {
    scope().get(LIST).reply(200, []);
    await expect(putComment(github, effect, knownAt({ id: 9 }))).rejects.toThrow(Gone);
  });

  test('is posted where there was none', async () => {
    scope().get(LIST).reply(200, []);
    scope().post(POST, { body: posted.body }).reply(201, posted);
    await putComment(github, effect, first);
  });

  test('in a discussion', async () => {
    const discussion = { ...effect, thread: thread('discussion') };
    const nodes = [
      {
        id: 'DC_9',
        databaseId: 9,
        body: old.body,
        author: { __typename: 'Bot', login: 'fullcircle' },
        replies: { nodes: [] },
      },
    ];
    const answer = { data: { node: { comments: { pageInfo: { hasPreviousPage: false }, nodes } } } };
    graphql(scope(), 'OwnDiscussionComments', { id: 'T_34', before: null }, answer);
    graphql(scope(), 'DeleteComment', { input: { id: 'DC_9' } }, { data: { deleteDiscussionComment: {} } });
    expect(await putComment(github, discussion, first)).toEqual({ remote: null, more: true, emptied: true });
  });
});
