import { describe, expect, it } from 'vitest';
import type { PushEvent, ThreadEvent } from '../../../src/loop/event.ts';
import type { ConfigReading } from '../../../src/loop/github-facts.ts';
import type { Item } from '../../../src/loop/item.ts';
import { decideIn, happened, NOW, person, repository, thread, threadState } from '../situations.ts';

const push: PushEvent = {
  ...happened,
  type: 'push.received',
  repository: thread().repository,
  actor: person(60),
  ref: 'refs/heads/main',
  before: 'abb',
  after: 'abc',
  paths: ['README.md', '.github/fullcircle.yml'],
  commits: [],
};
const broken: ConfigReading = {
  file: null,
  refused: true,
  problems: ['line 3, triag: unknown key (did you mean triage?)'],
  check: { conclusion: 'failure', title: 'Broken', summary: '…', annotations: [] },
};

describe('a push', () => {
  it('reads the config of the branch and tells of the pushed commit', () => {
    const { changes, effects } = decideIn({}, push);
    expect(changes).toMatchObject([
      // In force is what was read just now, by whatever clock the push was told.
      { type: 'config.put', repositoryId: 12, file: { version: 1 }, refused: false, at: NOW },
    ]);
    expect(effects).toMatchObject([
      { kind: 'check.put', headSha: 'abc', conclusion: 'success', mode: 'act' },
    ]);
  });

  it('keeps what is wrong with it', () => {
    const { changes, effects } = decideIn({ config: broken }, push);
    expect(changes).toMatchObject([{ refused: true, problems: broken.problems }]);
    expect(effects).toMatchObject([{ conclusion: 'failure' }]);
  });

  it.each<[string, PushEvent]>([
    ['to another branch', { ...push, ref: 'refs/heads/next' }],
    ['of other files', { ...push, paths: ['README.md'] }],
    ['to a repository that is not covered', { ...push, repository: { ...push.repository, id: 99 } }],
  ])('is ignored: %s', (_, event) => {
    expect(decideIn({}, event)).toMatchObject({ changes: [], effects: [], ignored: expect.any(String) });
  });
});

describe('a pull request', () => {
  const opened = (headSha: string | null, changes: Partial<ThreadEvent> = {}): ThreadEvent => ({
    ...happened,
    type: 'thread.opened',
    thread: thread({ type: 'pull_request', headSha }),
    actor: person(1),
    ...changes,
  });
  const world = { pullPaths: ['.github/fullcircle.yml'], config: broken };
  const checks = (event: ThreadEvent, state = threadState(), paths = world.pullPaths) =>
    decideIn({ ...world, pullPaths: paths, state }, event).effects.filter(({ kind }) => kind === 'check.put');
  const seen = (headSha: string): Item => {
    const change = decideIn({}, opened(headSha)).changes.find(({ type }) => type === 'item.put');
    if (change?.type !== 'item.put') throw new Error('no item');
    return { ...change.item, itemId: 1 };
  };

  it('that touches the config is told before it is merged, once for each head', () => {
    expect(checks(opened('abc'))).toMatchObject([{ headSha: 'abc', conclusion: 'failure' }]);
    const pushed = opened('def', { type: 'thread.touched' });
    expect(checks(pushed, threadState({ item: seen('abc') }))).toHaveLength(1);
    expect(checks(pushed, threadState({ item: seen('def') }))).toHaveLength(0);
  });

  it.each<[string, ThreadEvent, string[]]>([
    ['of other files', opened('abc'), ['README.md']],
    [
      'that is closed',
      opened('abc', { thread: thread({ type: 'pull_request', headSha: 'abc', state: 'closed' }) }),
      world.pullPaths,
    ],
    ['that was only labelled', { ...opened('abc'), type: 'thread.edited' }, world.pullPaths],
    ['without a known head', opened(null), world.pullPaths],
    ['that is an issue', opened('abc', { thread: thread({ headSha: 'abc' }) }), world.pullPaths],
  ])('%s gets no check', (_, event, paths) => {
    expect(checks(event, threadState(), paths)).toEqual([]);
  });

  it('is checked where the installation has it only', () => {
    expect(decideIn({ ...world, repositories: [repository({ id: 99 })] }, opened('abc')).effects).toEqual([]);
  });
});
