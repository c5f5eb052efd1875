import { describe, expect, test } from 'vitest';
import { putComment } from '../../../src/github/effects/comment-put.ts';
import { Gone, Transient } from '../../../src/github/errors.ts';
import type { CommentPut } from '../../../src/loop/effect.ts';
import { again, BOT, first, graphql, knownAt, nocked, thread, wanted } from '../nocked.ts';

const { github, scope } = nocked();

const MARK = '<!-- fullcircle:why:12-34 -->';
const LIST = '/repos/acme/widgets/issues/34/comments?per_page=100&page=1';
const effect: CommentPut = {
  ...wanted,
  kind: 'comment.put',
  thread: thread(),
  marker: 'why:12-34',
  body: `words\n${MARK}`,
  replyToNodeId: null,
};

function comment(id: number, login: string | null, body: string) {
  return { id, node_id: `C_${id}`, body, user: login === null ? null : { login } };
}

describe('on an issue or pull request', () => {
  test('is created where there is none', async () => {
    scope().get(LIST).reply(200, []);
    scope()
      .post('/repos/acme/widgets/issues/34/comments', { body: effect.body })
      .reply(201, comment(9, BOT, effect.body));
    const { remote } = await putComment(github, effect, first);
    expect(remote).toEqual({ id: 9, nodeId: 'C_9', number: null });
  });

  test('is edited where it is known to be, without looking', async () => {
    scope().patch('/repos/acme/widgets/issues/comments/9', { body: effect.body }).reply(200, {});
    const { remote } = await putComment(github, effect, knownAt({ id: 9, nodeId: 'C_9' }));
    expect(remote).toMatchObject({ id: 9 });
  });

  test('a comment that somebody deleted is not posted again', async () => {
    scope().patch('/repos/acme/widgets/issues/comments/9').reply(404, {});
    await expect(putComment(github, effect, knownAt({ id: 9 }))).rejects.toThrow(Gone);
  });

  test('after a lost reply the comment is found by author and marker, and left as it is', async () => {
    scope()
      .get(LIST)
      .reply(200, [comment(8, 'ada', 'hi'), comment(9, BOT, `${effect.body}\r\n`)]);
    const { remote } = await putComment(github, effect, again);
    expect(remote).toMatchObject({ id: 9 });
  });

  test('a comment of the marker that says something else is edited', async () => {
    scope()
      .get(LIST)
      .reply(200, [comment(9, BOT, `old words\n${MARK}`)]);
    scope().patch('/repos/acme/widgets/issues/comments/9', { body: effect.body }).reply(200, {});
    await putComment(github, effect, again);
  });

  test.each([
    ['written by somebody else', comment(7, 'mallory', effect.body)],
    ['written by somebody who is named like the app', comment(7, 'fullcircle', effect.body)],
    ['written by an account that is gone', comment(7, null, effect.body)],
    ['quoted in the middle of our own comment', comment(7, BOT, `> ${MARK}\nnothing`)],
    ['of another key', comment(7, BOT, 'x\n<!-- fullcircle:why:12-345 -->')],
  ])('a marker %s does not count', async (_name, other) => {
    scope().get(LIST).reply(200, [other]);
    scope()
      .post('/repos/acme/widgets/issues/34/comments')
      .reply(201, comment(9, BOT, effect.body));
    expect((await putComment(github, effect, again)).remote).toMatchObject({ id: 9 });
  });

  test('long threads are read from the end', async () => {
    const page = (number: number) => `/repos/acme/widgets/issues/34/comments?per_page=100&page=${number}`;
    const link = `<https://api.github.com${page(2)}>; rel="next", <https://api.github.com${page(7)}>; rel="last"`;
    scope()
      .get(page(1))
      .reply(200, [comment(1, 'ada', 'hi')], { link });
    scope()
      .get(page(7))
      .reply(200, [comment(700, 'ada', 'hi')]);
    scope()
      .get(page(6))
      .reply(200, [comment(600, BOT, effect.body), comment(601, 'ada', 'hi')]);
    expect((await putComment(github, effect, again)).remote).toMatchObject({ id: 600 });
  });

  test('a reply that broke off leaves the place unknown, not the effect failed', async () => {
    scope().get(LIST).reply(200, []);
    scope().post('/repos/acme/widgets/issues/34/comments').reply(201, '');
    const { remote } = await putComment(github, effect, first);
    expect(remote).toEqual({ id: null, nodeId: null, number: null });
  });

  test('an outage is told as such', async () => {
    scope().get(LIST).reply(200, []);
    scope().post('/repos/acme/widgets/issues/34/comments').reply(502);
    await expect(putComment(github, effect, first)).rejects.toThrow(Transient);
  });
});

describe('on a discussion', () => {
  const reply: CommentPut = { ...effect, thread: thread('discussion'), replyToNodeId: 'DC_1' };
  const look = { id: 'T_34', before: null };

  function node(id: string, author: object | null, body: string, replies: object[] = []) {
    return { id, databaseId: 5, body, author, replies: { nodes: replies } };
  }
  function found(nodes: object[], pageInfo = { hasPreviousPage: false, startCursor: 'a' }) {
    return { data: { node: { comments: { pageInfo, nodes } } } };
  }
  const bot = { __typename: 'Bot', login: 'fullcircle' };
  function added(replyToId: string | null) {
    const input = { discussionId: 'T_34', body: effect.body, ...(replyToId === null ? {} : { replyToId }) };
    const comment = { id: 'DC_9', databaseId: 9 };
    graphql(scope(), 'AddComment', { input }, { data: { addDiscussionComment: { comment } } });
  }

  test('is created as a reply where it answers one', async () => {
    graphql(scope(), 'OwnDiscussionComments', look, found([]));
    graphql(scope(), 'TopLevel', { id: 'DC_1' }, { data: { node: { replyTo: null } } });
    added('DC_1');
    const { remote } = await putComment(github, reply, first);
    expect(remote).toEqual({ id: 9, nodeId: 'DC_9', number: null });
  });

  test('is created below the comment above where it answers a reply: GitHub nests no deeper', async () => {
    graphql(scope(), 'OwnDiscussionComments', look, found([]));
    graphql(scope(), 'TopLevel', { id: 'DC_1' }, { data: { node: { replyTo: { id: 'DC_0' } } } });
    added('DC_0');
    expect((await putComment(github, reply, first)).remote).toMatchObject({ nodeId: 'DC_9' });
  });

  test('is created at the top level where it answers the discussion itself', async () => {
    graphql(scope(), 'OwnDiscussionComments', look, found([]));
    added(null);
    const answer = { ...reply, replyToNodeId: null };
    expect((await putComment(github, answer, first)).remote).toMatchObject({ nodeId: 'DC_9' });
  });

  test('is found among the replies, whose bot has no brackets there', async () => {
    const own = node('DC_9', bot, effect.body);
    graphql(scope(), 'OwnDiscussionComments', look, found([node('DC_1', null, 'hi', [own])]));
    expect((await putComment(github, reply, again)).remote).toMatchObject({ nodeId: 'DC_9' });
  });

  test('a person who is named like the app does not count', async () => {
    const person = { __typename: 'User', login: 'fullcircle' };
    const older = { hasPreviousPage: true, startCursor: 'cursor' };
    graphql(scope(), 'OwnDiscussionComments', look, found([node('DC_7', person, effect.body)], older));
    graphql(
      scope(),
      'OwnDiscussionComments',
      { id: 'T_34', before: 'cursor' },
      found([node('DC_3', bot, effect.body)]),
    );
    expect((await putComment(github, reply, again)).remote).toMatchObject({ nodeId: 'DC_3' });
  });

  test('is edited by its node id', async () => {
    const input = { commentId: 'DC_9', body: effect.body };
    graphql(scope(), 'UpdateComment', { input }, { data: { updateDiscussionComment: null } });
    await putComment(github, reply, knownAt({ nodeId: 'DC_9' }));
  });

  test('a discussion that is gone is gone', async () => {
    const errors = [{ type: 'NOT_FOUND', message: 'no such node' }];
    graphql(scope(), 'OwnDiscussionComments', look, { data: { node: null }, errors });
    await expect(putComment(github, reply, first)).rejects.toThrow(Gone);
  });
});
