import { describe, expect, test } from 'vitest';
import { setReaction } from '../../../src/github/effects/reaction-set.ts';
import { Gone } from '../../../src/github/errors.ts';
import type { ReactionSet } from '../../../src/loop/effect.ts';
import { BOT, first, graphql, knownAt, nocked, thread, wanted } from '../nocked.ts';

const { github, scope } = nocked();

const onThread: ReactionSet = {
  ...wanted,
  kind: 'reaction.set',
  thread: thread(),
  comment: null,
  content: '+1',
  removed: false,
};
function on(family: NonNullable<ReactionSet['comment']>['family']): ReactionSet {
  return { ...onThread, comment: { id: 9, nodeId: 'C_9', family } };
}

describe('put', () => {
  test.each([
    ['the thread', onThread, '/repos/acme/widgets/issues/34/reactions'],
    ['an issue comment', on('issue_comment'), '/repos/acme/widgets/issues/comments/9/reactions'],
    ['a review comment', on('review_comment'), '/repos/acme/widgets/pulls/comments/9/reactions'],
  ])('on %s', async (_name, effect, path) => {
    scope().post(path, { content: '+1' }).reply(201, { id: 77 });
    expect((await setReaction(github, effect, first)).remote).toMatchObject({ id: 77 });
  });

  test('one that is there is given back by GitHub', async () => {
    scope().post('/repos/acme/widgets/issues/34/reactions').reply(200, { id: 77 });
    expect((await setReaction(github, onThread, first)).remote).toMatchObject({ id: 77 });
  });

  test.each([
    ['a discussion', { ...onThread, thread: thread('discussion') }, 'T_34'],
    ['a discussion comment', { ...on('discussion_comment'), thread: thread('discussion') }, 'C_9'],
    ['a review', on('review'), 'C_9'],
  ])('on %s, by GraphQL', async (_name, effect: ReactionSet, subjectId) => {
    const input = { subjectId, content: 'CONFUSED' };
    graphql(scope(), 'AddReaction', { input }, { data: { addReaction: null } });
    await setReaction(github, { ...effect, content: 'confused' }, first);
  });

  test('a comment that is gone is told', async () => {
    scope().post('/repos/acme/widgets/issues/comments/9/reactions').reply(404, {});
    await expect(setReaction(github, on('issue_comment'), first)).rejects.toThrow(Gone);
  });
});

describe('take off', () => {
  const off: ReactionSet = { ...onThread, removed: true };
  const LIST = '/repos/acme/widgets/issues/34/reactions?content=%2B1&per_page=100&page=1';

  test('where it is known to be', async () => {
    scope().delete('/repos/acme/widgets/issues/34/reactions/77').reply(204);
    expect((await setReaction(github, off, knownAt({ id: 77 }))).remote).toBeNull();
  });

  test('our own alone', async () => {
    scope()
      .get(LIST)
      .reply(200, [
        { id: 76, content: '+1', user: { login: BOT } },
        { id: 77, content: '+1', user: { login: 'ada' } },
      ]);
    scope().delete('/repos/acme/widgets/issues/34/reactions/76').reply(204);
    await setReaction(github, off, first);
  });

  test('is done where it is not there', async () => {
    scope().get(LIST).reply(200, []);
    await setReaction(github, off, first);
    scope().delete('/repos/acme/widgets/issues/34/reactions/77').reply(404, {});
    await setReaction(github, off, knownAt({ id: 77 }));
  });

  test('by GraphQL', async () => {
    const effect: ReactionSet = { ...on('discussion_comment'), thread: thread('discussion'), removed: true };
    const input = { subjectId: 'C_9', content: 'THUMBS_UP' };
    graphql(scope(), 'RemoveReaction', { input }, { data: { removeReaction: null } });
    await setReaction(github, effect, first);
  });
});
