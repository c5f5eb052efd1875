import { describe, expect, test } from 'vitest';
import { closeIssue } from '../../../src/github/effects/issue-close.ts';
import { putIssue } from '../../../src/github/effects/issue-put.ts';
import { setIssueState } from '../../../src/github/effects/issue-state.ts';
import { Gone } from '../../../src/github/errors.ts';
import type { IssueClose, IssuePut, IssueState } from '../../../src/loop/effect.ts';
import { again, BOT, first, knownAt, nocked, repository, wanted } from '../nocked.ts';

const { github, scope } = nocked();

const MARK = '<!-- fullcircle:triage:2026-W48 -->';
const put: IssuePut = {
  ...wanted,
  kind: 'issue.put',
  repository,
  marker: 'triage:2026-W48',
  title: 'Feedback triage: 2026-W48',
  body: `agenda\n${MARK}`,
};
const close: IssueClose = { ...wanted, kind: 'issue.close', repository, marker: put.marker };
const LIST =
  '/repos/acme/widgets/issues?creator=fullcircle%5Bbot%5D&state=all&sort=created&direction=desc&per_page=100&page=1';
const remote = { id: 500, nodeId: 'I_5', number: 5 };

function issue(change: object = {}) {
  const { title, body } = put;
  return { id: 500, node_id: 'I_5', number: 5, title, body, state: 'open', user: { login: BOT }, ...change };
}

describe('issue.put', () => {
  const text = { title: put.title, body: put.body };

  test('opens one where there is none', async () => {
    scope().get(LIST).reply(200, []);
    scope().post('/repos/acme/widgets/issues', text).reply(201, issue());
    expect((await putIssue(github, put, first)).remote).toEqual(remote);
  });

  test('edits the known one and keeps it open', async () => {
    scope()
      .patch('/repos/acme/widgets/issues/5', { ...text, state: 'open' })
      .reply(200, issue());
    expect((await putIssue(github, put, knownAt({ number: 5 }))).remote).toMatchObject({ number: 5 });
  });

  test('after a lost reply the issue is found and left as it is', async () => {
    scope()
      .get(LIST)
      .reply(200, [issue({ number: 6, body: 'another' }), issue()]);
    expect((await putIssue(github, put, again)).remote).toEqual(remote);
  });

  test('one of the marker that says something else is edited', async () => {
    scope()
      .get(LIST)
      .reply(200, [issue({ title: 'old' })]);
    scope().patch('/repos/acme/widgets/issues/5').reply(200, issue());
    expect((await putIssue(github, put, first)).remote).toEqual(remote);
  });

  test("a person's issue with the marker does not count", async () => {
    scope()
      .get(LIST)
      .reply(200, [issue({ number: 4, user: { login: 'mallory' } })]);
    scope().post('/repos/acme/widgets/issues').reply(201, issue());
    expect((await putIssue(github, put, again)).remote).toEqual(remote);
  });

  test('a shared one is read first: what people did since is kept, and a closed one stays closed', async () => {
    const box = (mark: string, id: string) => `- [${mark}] fix <!-- fullcircle:box:fix:${id} -->`;
    const shared: IssuePut = {
      ...put,
      body: [box('x', 'c1'), box(' ', 'c2'), MARK].join('\n'),
      seen: { ticked: ['fix:c1'], owners: {}, notes: '' },
      opens: false,
    };
    const there = [box('x', 'c1'), box('x', 'c2'), 'nonsense', MARK].join('\r\n');
    scope()
      .get('/repos/acme/widgets/issues/5')
      .reply(200, issue({ body: there }));
    const body = [box('x', 'c1'), box('x', 'c2'), MARK].join('\n');
    scope().patch('/repos/acme/widgets/issues/5', { title: put.title, body }).reply(200, issue());
    await putIssue(github, shared, knownAt({ number: 5 }));
    scope()
      .get('/repos/acme/widgets/issues/5')
      .reply(200, issue({ body, state: 'closed' }));
    await putIssue(github, shared, knownAt({ number: 5 }));
  });

  test('one that somebody deleted is not opened again', async () => {
    scope().patch('/repos/acme/widgets/issues/5').reply(410, {});
    await expect(putIssue(github, put, knownAt({ number: 5 }))).rejects.toThrow(Gone);
  });
});

describe('issue.close', () => {
  const closing = { state: 'closed', state_reason: 'completed' };

  test('closes our own', async () => {
    scope().get('/repos/acme/widgets/issues/5').reply(200, issue());
    scope().patch('/repos/acme/widgets/issues/5', closing).reply(200, issue());
    await closeIssue(github, close, knownAt({ number: 5 }));
  });

  test('finds it where its number is unknown', async () => {
    scope().get(LIST).reply(200, [issue()]);
    scope().patch('/repos/acme/widgets/issues/5', closing).reply(200, issue());
    await closeIssue(github, close, first);
  });

  test.each([
    ["a person's issue", issue({ user: { login: 'ada' } })],
    ["a person's issue with our marker in it", issue({ user: { login: 'ada' }, body: MARK })],
    ['our issue of another marker', issue({ body: 'x\n<!-- fullcircle:triage:2026-W47 -->' })],
    ['one that is closed', issue({ state: 'closed' })],
  ])('never writes to %s', async (_name, other) => {
    scope().get('/repos/acme/widgets/issues/5').reply(200, other);
    await closeIssue(github, close, knownAt({ number: 5 }));
  });

  test('is done where it was deleted', async () => {
    scope().get('/repos/acme/widgets/issues/5').reply(410, {});
    await closeIssue(github, close, knownAt({ number: 5 }));
  });
});

describe('issue.state', () => {
  const thread = { ...repository, number: 5, nodeId: 'I_5', type: 'issue' as const };
  const duplicate: IssueState = {
    ...wanted,
    kind: 'issue.state',
    thread,
    state: { is: 'duplicate', of: 77, command: 'x' },
  };
  const open: IssueState = { ...duplicate, state: { is: 'open' } };

  test('closes an open issue as a duplicate', async () => {
    scope().get('/repos/acme/widgets/issues/5').reply(200, { state: 'open' });
    scope()
      .patch('/repos/acme/widgets/issues/5', {
        state: 'closed',
        state_reason: 'duplicate',
        duplicate_issue_id: 77,
      })
      .reply(200, {});
    await setIssueState(github, duplicate, first);
  });

  test('opens a closed one again', async () => {
    scope().get('/repos/acme/widgets/issues/5').reply(200, { state: 'closed', state_reason: 'completed' });
    scope().patch('/repos/acme/widgets/issues/5', { state: 'open', state_reason: 'reopened' }).reply(200, {});
    await setIssueState(github, open, first);
  });

  test('leaves alone what is so already', async () => {
    scope().get('/repos/acme/widgets/issues/5').times(2).reply(200, { state: 'closed', state_reason: null });
    await setIssueState(github, duplicate, first);
    await setIssueState(github, duplicate, first);
  });

  describe('after a lost reply', () => {
    const EVENTS = '/repos/acme/widgets/issues/5/events?per_page=100&page=1';
    const event = (name: string, login: string) => ({
      event: name,
      actor: { login },
      created_at: '2026-11-20T11:59:01Z',
    });

    test.each([
      ['closed', 'opened again', duplicate, 'open', [event('closed', BOT), event('reopened', 'ada')]],
      ['opened', 'closed again', open, 'closed', [event('reopened', BOT), event('closed', 'ada')]],
    ])('what our own bot %s and a human %s since stays so', async (_did, _undid, effect, state, events) => {
      scope().get('/repos/acme/widgets/issues/5').reply(200, { state });
      scope().get(EVENTS).reply(200, events);
      await setIssueState(github, effect, again);
    });

    test('of an attempt that did not work it is closed: what a human did with it does not count', async () => {
      scope().get('/repos/acme/widgets/issues/5').reply(200, { state: 'open' });
      scope()
        .get(EVENTS)
        .reply(200, [event('closed', 'ada'), event('reopened', 'ada'), event('labeled', BOT)]);
      scope().patch('/repos/acme/widgets/issues/5').reply(200, {});
      await setIssueState(github, duplicate, again);
    });
  });
});
