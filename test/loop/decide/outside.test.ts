import { describe, expect, it } from 'vitest';
import type { PushEvent, SignalEvent, WorkflowCompletedEvent } from '../../../src/loop/event.ts';
import { decideIn, happened, person, repository, settings, thread } from '../situations.ts';

const home = repository();
const starting = (workflow: string, name = home.name) =>
  repository({ settings: settings({ starters: [{ repository: name, workflow }] }) });

const run: WorkflowCompletedEvent = {
  ...happened,
  type: 'workflow.completed',
  repository: thread().repository,
  path: '.github/workflows/ci.yml',
  runId: 31,
  runAttempt: 2,
  trigger: 'schedule',
  conclusion: 'failure',
  headBranch: 'main',
  headSha: 'abc',
  startedAt: new Date('2026-11-16T10:50:00Z'),
  finishedAt: new Date('2026-11-16T10:55:00Z'),
};

describe('a workflow that ran', () => {
  it.each([
    ['ci.yml', home.name],
    ['.github/workflows/ci.yml', home.name.toUpperCase()],
  ])('is kept where %s of %s tries a starter', (workflow, name) => {
    expect(decideIn({ repositories: [starting(workflow, name)] }, run)).toMatchObject({
      changes: [
        {
          type: 'run.put',
          run: { repositoryId: 12, runId: 31, attempt: 2, trigger: 'schedule', conclusion: 'failure' },
        },
      ],
      effects: [],
      ignored: null,
    });
  });

  it.each([
    ['no starter', [home]],
    ['another workflow', [starting('i.yml')]],
    ['another repository', [starting('ci.yml', 'other')]],
    ['no such repository', []],
  ])('is nothing with %s', (_, repositories) => {
    const { changes, ignored } = decideIn({ repositories }, run);
    expect([changes, ignored]).toEqual([[], 'the workflow is not that of a starter']);
  });
});

const listing = repository({
  settings: settings({ signals: { ...settings().signals, adoptersFile: 'docs/ADOPTERS.md' } }),
});
const push: PushEvent = {
  ...happened,
  type: 'push.received',
  repository: thread().repository,
  actor: person(60),
  ref: 'refs/heads/main',
  before: 'aaa',
  after: 'bbb',
  paths: ['docs/ADOPTERS.md'],
  commits: [],
};
const files = { 'aaa:docs/ADOPTERS.md': '- Acme\n', 'bbb:docs/ADOPTERS.md': '- ACME\n- Globex\n' };

describe('a push to the adopters’ file', () => {
  const seen = (event: PushEvent, world = {}) =>
    decideIn({ repositories: [listing], files, ...world }, event).changes;

  it('tells who came with it', () => {
    expect(seen(push)).toEqual([
      {
        type: 'adopters.put',
        seen: {
          repositoryId: 12,
          at: push.at,
          entries: [
            { name: 'ACME', added: false },
            { name: 'Globex', added: true },
          ],
        },
      },
    ]);
  });

  it.each<[string, Partial<PushEvent>]>([
    ['the branch is new', { before: '0'.repeat(40) }],
    ['nobody says what was before', { before: null }],
    ['the file was not there before', { before: 'ccc' }],
  ])('says nothing of when anybody came where %s', (_, more) => {
    expect(seen({ ...push, ...more })).toMatchObject([
      {
        seen: {
          entries: [
            { name: 'ACME', added: false },
            { name: 'Globex', added: false },
          ],
        },
      },
    ]);
  });

  it.each<[string, Partial<PushEvent>, object]>([
    ['on another branch', { ref: 'refs/heads/more' }, {}],
    ['that leaves it alone', { paths: ['README.md'] }, {}],
    ['that deletes the branch', { after: '0'.repeat(40) }, {}],
    ['that deletes it', { after: 'ddd' }, {}],
    ['where none is configured', {}, { repositories: [home] }],
  ])('tells nothing %s', (_, more, world) => {
    expect(seen({ ...push, ...more }, world)).toEqual([]);
  });

  it('is no reason to overlook the config', () => {
    const both = seen({ ...push, paths: ['docs/ADOPTERS.md', '.github/fullcircle.yml'] });
    expect(both.map(({ type }) => type)).toEqual(['config.put', 'adopters.put']);
  });
});

const signal = (more: Partial<SignalEvent['signal']>): SignalEvent => ({
  ...happened,
  type: 'signal.received',
  signal: {
    source: 'discord',
    id: '1',
    kind: 'report',
    person: -5,
    title: 'Crash since 3.2',
    text: 'After upgrading from 3.1 to 3.2 our build, which used to work for months, crashes again.',
    url: null,
    private: true,
    minutes: null,
    ...more,
  },
});

describe('a signal', () => {
  it('is read like a thread where it is a report', () => {
    const { changes, effects } = decideIn({}, signal({}));
    expect(changes).toMatchObject([
      {
        type: 'signal.put',
        report: { source: 'discord', person: -5, at: happened.at, private: true },
        observed: { stage: 'retention', kind: 'bug', severity: { inferred: true } },
        itemId: null,
      },
    ]);
    expect(effects).toEqual([]);
  });

  const failure = (who: string, version = '3.2.1') =>
    `${who} it stops since ${version}.\n\n\`\`\`\nTypeError: tideTable.next is not a function\n    at readTides (src/tides/read.ts:12:3)\n    at openGate (src/gate/open.ts:40:9)\n\`\`\``;
  const told = (id: string, text: string, sameAs: string | null = null) => ({
    source: 'slack',
    id,
    person: -6,
    title: 'Gate',
    text,
    at: new Date('2026-11-10T10:00:00Z'),
    sameAs,
  });
  const sameAs = (text: string, ...outsideReports: ReturnType<typeof told>[]) =>
    decideIn({ outsideReports }, signal({ title: 'Help', text })).changes.map((change) =>
      change.type === 'signal.put' ? change.sameAs : null,
    );

  it('is the same problem as what another channel certainly told of', () => {
    const other = told('7', failure('On our machines'));
    expect(sameAs(failure('Here'), other)).toEqual(['slack:7']);
    expect(sameAs(failure('Here'), told('8', failure('Ours:'), 'discord:2'))).toEqual(['discord:2']);
    expect(sameAs('How do I name a gate?', other)).toEqual([null]);
    expect(sameAs(failure('Here'))).toEqual([null]);
    expect(sameAs(failure('Here'), told('9', 'Where is the page about tides?'))).toEqual([null]);
  });

  it.each(['first_success', 'deploy'] as const)('is a mere figure where it is %s', (kind) => {
    expect(decideIn({}, signal({ kind, minutes: 12, text: 'ignored' })).changes).toMatchObject([
      { type: 'signal.put', report: { kind, minutes: 12 }, observed: null, itemId: null },
    ]);
  });
});
