import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HANDLED_EVENTS } from '../../src/receive/events.ts';
import { PayloadRefused } from '../../src/receive/payload-refused.ts';
import { toEvent } from '../../src/receive/to-event.ts';
import { delivery, eventNames, eventOf, examplesOf, fixture, type Payload, RECEIVED_AT } from './payloads.ts';

describe('published examples', () => {
  it.each([...HANDLED_EVENTS])('%s: each is an event or ignored with its reason', (name) => {
    const outcomes = examplesOf(name).map((payload) => {
      const received = toEvent(delivery(name, payload));
      const outcome = 'event' in received ? received.event.type : `ignored: ${received.ignored}`;
      return `${name}.${String(payload.action)} → ${outcome}`;
    });
    expect(outcomes.length).toBeGreaterThan(0);
    expect([...new Set(outcomes)].sort()).toMatchSnapshot();
  });

  it('ignores every other event by name', () => {
    const others = eventNames().filter((name) => !HANDLED_EVENTS.some((handled) => handled === name));
    expect(others.length).toBeGreaterThan(20);
    for (const name of others) {
      for (const payload of examplesOf(name)) {
        expect(toEvent(delivery(name, payload))).toEqual({ ignored: `${name} is not read` });
      }
    }
  });
});

const MIRA = { id: 501, login: 'mira-okafor', type: 'User' };
const TOM = { id: 502, login: 'tb-henning', type: 'User' };
const MAINTAINER = { id: 11, login: 'ines-duarte', type: 'User' };
const APP = { id: 9001, login: 'fullcircle[bot]', type: 'Bot' };
const CORE = {
  id: 12,
  nodeId: 'R_12',
  owner: 'larkspur',
  name: 'core',
  private: false,
  archived: false,
  defaultBranch: 'main',
};
const CLI = { ...CORE, id: 13, nodeId: 'R_13', name: 'cli' };
const ANSWER_URL = 'https://github.com/larkspur/core/discussions/56#discussioncomment-561';
const at = (time: string) => new Date(time);

describe('own payloads', () => {
  it.each<[fixtureName: string, expected: object]>([
    [
      'issues.labeled.by-person',
      {
        type: 'thread.labeled',
        deliveryId: 'd-1',
        installationId: 7,
        at: at('2026-03-02T10:00:00Z'),
        label: 'stage: adoption',
        actor: MAINTAINER,
        thread: {
          repository: CORE,
          type: 'issue',
          author: MIRA,
          labels: ['bug', 'stage: adoption'],
          thumbsUp: 2,
        },
      },
    ],
    ['issues.labeled.by-app', { type: 'thread.labeled', label: 'stage: adoption', actor: APP }],
    ['issues.unlabeled.label-gone', { type: 'thread.touched', thread: { labels: [] } }],
    [
      'issues.opened.deleted-author',
      {
        type: 'thread.opened',
        actor: null,
        at: at('2026-03-02T09:00:00Z'),
        thread: { author: null, body: '' },
      },
    ],
    ['issues.opened.ghost-author', { type: 'thread.opened', actor: null, thread: { author: null } }],
    [
      'issues.closed.duplicate',
      {
        type: 'thread.closed',
        at: at('2026-03-05T08:00:00Z'),
        thread: { state: 'closed', stateReason: 'duplicate', closedAt: at('2026-03-05T08:00:00Z') },
      },
    ],
    ['issues.deleted.plain', { type: 'thread.deleted', at: RECEIVED_AT, thread: { number: 34 } }],
    ['issues.typed.plain', { type: 'thread.touched' }],
    [
      'issues.transferred.told',
      {
        type: 'thread.transferred',
        thread: { number: 34, repository: CORE },
        to: { repositoryId: 13, number: 91, nodeId: 'I_9100', repository: CLI },
      },
    ],
    ['issues.transferred.untold', { type: 'thread.transferred', to: null }],
    [
      'issues.converted_to_discussion.told',
      {
        type: 'thread.transferred',
        to: { repositoryId: 12, number: 56, nodeId: 'D_5600', repository: CORE },
      },
    ],
    [
      'issue_comment.created.on-pull-request',
      {
        type: 'comment.created',
        at: at('2026-03-02T12:00:00Z'),
        thread: {
          type: 'pull_request',
          number: 78,
          merged: true,
          mergeCommitSha: null,
          baseRef: null,
          headSha: null,
        },
        comment: { id: 341, family: 'issue_comment', author: TOM, parentId: null, isAnswer: false },
      },
    ],
    ['issue_comment.edited.plain', { type: 'comment.edited', at: at('2026-03-02T13:00:00Z') }],
    [
      'issue_comment.deleted.by-maintainer',
      { type: 'comment.deleted', at: RECEIVED_AT, comment: { author: null }, actor: MAINTAINER },
    ],
    ['discussion.answered.plain', { type: 'thread.answered', thread: { category: 'Q&A', answer: 'DC_561' } }],
    ['discussion.unanswered.plain', { type: 'thread.unanswered', thread: { answer: null } }],
    ['discussion.edited.answered-before', { type: 'thread.edited', thread: { answer: ANSWER_URL } }],
    [
      'discussion.closed.resolved',
      {
        type: 'thread.closed',
        at: at('2026-03-06T10:00:00Z'),
        thread: { state: 'closed', stateReason: 'resolved', closedAt: at('2026-03-06T10:00:00Z') },
      },
    ],
    [
      'discussion.labeled.by-app',
      { type: 'thread.labeled', actor: APP, thread: { labels: ['stage: adoption'] } },
    ],
    ['discussion.deleted.plain', { type: 'thread.deleted', thread: { type: 'discussion', number: 56 } }],
    [
      'discussion.transferred.told',
      { type: 'thread.transferred', to: { repositoryId: 13, number: 92, nodeId: 'D_9200', repository: CLI } },
    ],
    [
      'discussion_comment.created.reply',
      {
        type: 'comment.created',
        comment: { id: 562, family: 'discussion_comment', parentId: 561, isAnswer: false, author: MIRA },
      },
    ],
    [
      'discussion_comment.edited.answer',
      { type: 'comment.edited', thread: { answer: 'DC_561' }, comment: { isAnswer: true } },
    ],
    [
      'pull_request.closed.merged',
      {
        type: 'thread.closed',
        thread: {
          merged: true,
          mergeCommitSha: 'a'.repeat(40),
          baseRef: 'main',
          headSha: 'b'.repeat(40),
          body: '',
        },
      },
    ],
    [
      'pull_request.closed.unmerged',
      { type: 'thread.closed', thread: { merged: false, mergeCommitSha: null } },
    ],
    [
      'pull_request_review.submitted.no-words',
      {
        type: 'comment.created',
        at: at('2026-03-04T12:00:00Z'),
        thread: { type: 'pull_request', merged: true },
        comment: { family: 'review', body: '', createdAt: at('2026-03-04T12:00:00Z') },
      },
    ],
    [
      'release.released.was-prerelease',
      {
        type: 'release.edited',
        at: at('2026-03-11T09:00:00Z'),
        release: {
          tag: 'v1.4.0',
          name: '',
          body: '',
          prerelease: false,
          publishedAt: at('2026-03-10T09:00:00Z'),
        },
      },
    ],
    [
      'release.unpublished.plain',
      { type: 'release.deleted', at: RECEIVED_AT, release: { publishedAt: null } },
    ],
    [
      'push.none.branch-deleted',
      {
        type: 'push.received',
        at: at('2026-03-04T10:00:00Z'),
        after: '0'.repeat(40),
        paths: [],
        commits: [],
      },
    ],
    [
      'push.none.config-changed',
      {
        type: 'push.received',
        at: RECEIVED_AT,
        ref: 'refs/heads/main',
        paths: ['.github/fullcircle.yml', 'README.md', 'old.md'],
        commits: [
          { sha: 'e'.repeat(40), message: 'Config' },
          { sha: 'd'.repeat(40), message: 'Again (#78)' },
        ],
      },
    ],
    [
      'workflow_run.completed.scheduled',
      {
        type: 'workflow.completed',
        path: '.github/workflows/ci.yml',
        runAttempt: 2,
        trigger: 'schedule',
        conclusion: 'failure',
        startedAt: at('2026-03-09T05:00:05Z'),
        finishedAt: at('2026-03-09T05:03:00Z'),
      },
    ],
    ['label.edited.renamed', { type: 'label.changed', name: 'stage: use', previousName: 'stage: adoption' }],
    [
      'installation.created.organization',
      {
        type: 'installation.changed',
        change: 'created',
        at: at('2026-03-01T08:00:00Z'),
        account: { id: 70, login: 'larkspur', type: 'Organization' },
        permissions: { issues: 'write', metadata: 'read' },
        added: [
          { id: 12, nodeId: 'R_12', owner: 'larkspur', name: 'core', private: false },
          { id: 13, nodeId: 'R_13', owner: 'larkspur', name: 'cli', private: false },
        ],
      },
    ],
    [
      'installation_repositories.removed.one',
      { type: 'installation.changed', change: 'repositories_changed', added: [], removed: [{ id: 13 }] },
    ],
    ['membership.removed.team-gone', { type: 'membership.changed', scope: 'team', member: TOM, team: null }],
    ['member.removed.plain', { scope: 'repository', member: TOM, team: null, repositoryId: 12 }],
    ['organization.member_removed.plain', { scope: 'organization', member: TOM, repositoryId: null }],
    ['organization.renamed.plain', { scope: 'organization', member: null }],
  ])('%s', (name, expected) => {
    expect(eventOf(name)).toMatchObject(expected);
  });
});

describe('what is not an event', () => {
  it.each<[string, Payload, string]>([
    ['star', { action: 'created' }, 'star is not read'],
    ['constructor', {}, 'constructor is not read'],
    ['issues', { action: 'levitated' }, 'issues has no action "levitated" that is known here'],
    ['issues', { action: 'toString' }, 'issues has no action "toString" that is known here'],
    ['issues', {}, 'issues has no action null that is known here'],
    ['workflow_run', { action: 'in_progress' }, 'the workflow run is not finished'],
    ['release', { action: 'created' }, 'release.created tells nothing that release.published does not'],
    ['organization', { action: 'member_invited' }, 'an invitation makes nobody a member yet'],
  ])('%s %j', (name, payload, reason) => {
    expect(toEvent(delivery(name, payload))).toEqual({ ignored: reason });
  });

  it('ignores deliveries without an installation', () => {
    const lone = { ...delivery('issues', fixture('issues.deleted.plain')), installationId: null };
    expect(toEvent(lone)).toEqual({ ignored: 'issues came without an installation' });
  });
});

describe('refusals', () => {
  it('names the path of what is missing, and no value', () => {
    const payload = structuredClone(fixture('issues.opened.ghost-author'));
    Object.assign(payload.issue as Payload, { number: 'a secret', node_id: undefined });
    let refusal: unknown;
    try {
      toEvent(delivery('issues', payload));
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toBeInstanceOf(PayloadRefused);
    const message = refusal instanceof Error ? refusal.message : '';
    expect(message).toContain('issues.opened: ');
    expect(message).toContain('issue.node_id: ');
    expect(message).toContain('issue.number: ');
    expect(message).not.toContain('secret');
  });

  it.each(['', '{', 'null', '[]', '"text"', '12'])('refuses or ignores %j', (text) => {
    const outcome = () => toEvent(delivery('push', text));
    expect(outcome).toThrow(PayloadRefused);
  });

  it('replaces characters that no database takes', () => {
    const payload = fixture('issues.typed.plain');
    Object.assign(payload.issue as Payload, { title: 'a\u0000b', body: 'x\ud800y 😀' });
    const received = toEvent(delivery('issues', payload));
    expect(received).toMatchObject({ event: { thread: { title: 'a\uFFFDb', body: 'x\uFFFDy 😀' } } });
  });
});

describe('damaged payloads', () => {
  const samples = HANDLED_EVENTS.flatMap((name) => examplesOf(name).map((payload) => ({ name, payload })));
  const wrong = fc.constantFrom<unknown>(undefined, null, 0, -1, 1e300, '', 'x', true, [], {}, [null], {
    id: {},
  });

  it('are refused, ignored or read: nothing else is thrown', () => {
    let refused = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...samples),
        fc.array(fc.tuple(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), wrong), {
          minLength: 1,
          maxLength: 4,
        }),
        ({ name, payload }, damages) => {
          const damaged = structuredClone(payload);
          for (const [where, value] of damages) damage(damaged, where, value);
          try {
            const received = toEvent(delivery(name, damaged));
            expect('event' in received || received.ignored !== '').toBe(true);
          } catch (error) {
            if (!(error instanceof PayloadRefused)) throw error;
            refused += 1;
          }
        },
      ),
      { numRuns: 1500, seed: 12 },
    );
    expect(refused).toBeGreaterThan(50);
  });
});

/** Overwrites one place of an object, chosen by `where` among the top three levels, which are those that are read. */
function damage(root: Payload, where: number, value: unknown): void {
  const places: [Payload, string][] = [];
  const walk = (node: Payload, depth: number) => {
    for (const [key, child] of Object.entries(node)) {
      if (/_url$|^url$/.test(key)) continue;
      places.push([node, key]);
      if (depth < 3 && child !== null && typeof child === 'object') walk(child as Payload, depth + 1);
    }
  };
  walk(root, 1);
  const place = places[Math.floor(where * places.length)];
  if (place) place[0][place[1]] = value;
}
