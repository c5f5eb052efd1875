import { asc } from 'drizzle-orm';
import { expect, it } from 'vitest';
import type { Change } from '../../src/loop/change.ts';
import type { Effect } from '../../src/loop/effect.ts';
import { LeaseLost } from '../../src/store/errors.ts';
import type { Decided } from '../../src/store/interface/installation.ts';
import { comments } from '../../src/store/schema/items.ts';
import { describeOnEngines } from './engines.ts';
import {
  account,
  agenda,
  at,
  command,
  comment,
  commentPut,
  delivery,
  item,
  judgement,
  labelAdd,
  NOW,
  observation,
  ref,
  repository,
} from './samples.ts';

const CLAIM = { worker: 'w1', now: NOW, leaseMs: 60_000, limit: 10 };

describeOnEngines('one installation', (on) => {
  const tenant = () => on.store.forInstallation(7);
  const decided = (changes: Change[], effects: Effect[] = []): Decided => ({
    changes,
    effects,
    ignored: null,
  });
  const apply = (...changes: Change[]) => tenant().decide(null, async () => decided(changes), NOW);
  const put = (number: number, parts?: Parameters<typeof item>[1]): Change => ({
    type: 'item.put',
    item: item(number, parts),
  });
  const weekOpened = (week: string, asOf: Date, header: string): Change => ({
    type: 'week.opened',
    week,
    repositoryId: 12,
    asOf,
    agenda: agenda(week, header),
    summary: { topics: [], signals: {} },
  });
  const stored = async (number: number) => (await tenant().thread(ref(number))).item;
  const storedComments = () =>
    on.store.underneath.database.select().from(comments).orderBy(asc(comments.commentId));

  it('knows nothing of an unknown thread', async () => {
    expect(await tenant().thread(ref(1))).toEqual({
      itemId: expect.any(Number),
      item: null,
      deletedAt: null,
      judgements: [],
      commands: [],
      posts: [],
      authorPriorThreads: 0,
      authorPriorMergedPulls: 0,
    });
  });

  it('gives back an item as it was put', async () => {
    const full = item(1, {
      title: 'Ünïcode 💥 \u2028 line',
      type: 'pull_request',
      stateReason: 'completed',
      state: 'closed',
      merged: true,
      mergeCommitSha: 'abc',
      baseRef: 'main',
      headSha: 'def',
      category: 'Ideas',
      answer: 'DC_1',
      thumbsUp: 3,
      labels: ['a', 'b'],
      closedAt: at(50),
      item: {
        closedBy: account(601),
        stage: null,
        stageSource: 'none',
        roleInferred: true,
        origin: 'history',
      },
    });
    await apply({ type: 'item.put', item: full });
    expect(await stored(1)).toEqual({ itemId: 1, ...full });
    await apply(put(2, { author: null }));
    expect((await stored(2))?.snapshot.author).toBeNull();
  });

  it('tells the repository as it is called now', async () => {
    await apply(put(1), {
      type: 'repositories.put',
      repositories: [
        { ...repository(12, { name: 'renamed', private: true }), hasIssues: true, hasDiscussions: true },
      ],
      at: at(5),
    });
    expect((await stored(1))?.snapshot.repository).toMatchObject({ name: 'renamed', private: true });
  });

  it('keeps the newest snapshot, of equally old ones the later', async () => {
    await apply(put(1, { title: 'new', updatedAt: at(10) }));
    await apply(put(1, { title: 'old', updatedAt: at(9) }));
    expect((await stored(1))?.snapshot.title).toBe('new');
    await apply(
      put(1, { title: 'same time', updatedAt: at(10), item: { stage: 'retention', stageSource: 'human' } }),
    );
    expect(await stored(1)).toMatchObject({
      itemId: 1,
      stage: 'retention',
      snapshot: { title: 'same time' },
    });
  });

  it('leaves a tombstone without words, which late news do not raise', async () => {
    await apply(
      put(1, { updatedAt: at(10) }),
      { type: 'comment.put', ref: ref(1), comment: comment(31), authorRole: 'community' },
      { type: 'command.put', ref: ref(1), command: command('thread:stage:adoption') },
      { type: 'item.deleted', ref: ref(1), at: at(20) },
    );
    expect((await tenant().thread(ref(1))).item).toBeNull();
    const everything = await exported();
    for (const word of [
      'Cannot install',
      'ERR_MODULE',
      'person-501',
      'person-502',
      'comment 31',
      'cannot install',
    ]) {
      expect(everything).not.toContain(word);
    }
    await apply(put(1, { updatedAt: at(20) }));
    expect(await stored(1)).toBeNull();
    expect((await tenant().week(at(30), 'UTC', [12])).opened.onboarding).toBe(1);
    await apply(put(1, { updatedAt: at(21) }));
    expect(await stored(1)).toMatchObject({ itemId: 1 });
  });

  const exported = async () => JSON.stringify(await rows());
  const rows = async () => {
    const lines: string[] = [];
    const { exportData } = await import('../../src/store/export-data.ts');
    for await (const line of exportData(on.store)) lines.push(line);
    return lines;
  };

  it('writes comments of a decision together, newest first, deleted ones never again', async () => {
    const puts = Array.from(
      { length: 1_500 },
      (_, i): Change => ({
        type: 'comment.put',
        ref: ref(1),
        comment: comment(1_000 + i),
        authorRole: 'community',
      }),
    );
    const same = (body: string, seconds: number): Change => ({
      type: 'comment.put',
      ref: ref(1),
      comment: comment(1_000, { body, updatedAt: at(seconds) }),
      authorRole: 'staff',
    });
    await apply(...puts, same('newer', 5), same('older', 4));
    expect(await storedComments()).toHaveLength(1_500);
    expect((await storedComments())[0]).toMatchObject({
      body: 'newer',
      authorRole: 'staff',
      updatedAt: at(5),
    });
    await apply(same('late', 3));
    expect((await storedComments())[0]).toMatchObject({ body: 'newer' });
    const gone = { type: 'comment.deleted', ref: ref(1), family: 'issue_comment', at: at(6) } as const;
    await apply({ ...gone, commentId: 1_000 }, { ...gone, commentId: 5 }, same('very late', 9));
    expect((await storedComments())[1]).toMatchObject({
      body: '',
      author: null,
      authorId: null,
      deletedAt: at(6),
    });
    await apply({ type: 'comment.put', ref: ref(1), comment: comment(5), authorRole: 'community' });
    expect((await storedComments())[0]).toMatchObject({ commentId: 5, body: '' });
  });

  it('keeps what humans said once, with the earliest moment, in order', async () => {
    const say = (key: string, seconds: number): Change[] => [
      { type: 'judgement.put', ref: ref(1), judgement: judgement(key, { at: at(seconds) }) },
      { type: 'command.put', ref: ref(1), command: command(key, { at: at(seconds) }) },
    ];
    await apply(...say('b', 5), ...say('a', 9));
    await apply(...say('a', 3), ...say('a', 4), ...say('b', 8));
    const { judgements, commands } = await tenant().thread(ref(1));
    expect(judgements).toEqual([judgement('a', { at: at(3) }), judgement('b', { at: at(5) })]);
    expect(commands).toEqual([command('a', { at: at(3) }), command('b', { at: at(5) })]);
    expect((await tenant().thread(ref(2))).judgements).toEqual([]);
  });

  it('keeps the permission with which a command was first read', async () => {
    const found = (triage: boolean): Change => ({
      type: 'command.put',
      ref: ref(1),
      command: command('a', { triage, at: at(triage ? 5 : 3) }),
    });
    await apply(found(true), found(false));
    await apply(found(false));
    expect((await tenant().thread(ref(1))).commands).toEqual([command('a', { triage: true, at: at(3) })]);
  });

  it('counts what an author did before', async () => {
    const pull = { type: 'pull_request', state: 'closed', merged: true, closedAt: at(-150) } as const;
    await apply(
      put(1, { createdAt: at(-300) }),
      put(2, { createdAt: at(-200), ...pull }),
      put(3, { createdAt: at(-190), ...pull, closedAt: at(-50) }),
      put(4, { createdAt: at(-200), author: account(999) }),
      put(5, { createdAt: at(-100) }),
      put(6, { createdAt: at(-10) }),
    );
    expect(await tenant().thread(ref(5))).toMatchObject({ authorPriorThreads: 3, authorPriorMergedPulls: 1 });
    const author = { id: 501, createdAt: at(0) };
    expect(await tenant().thread(ref(99), author)).toMatchObject({
      authorPriorThreads: 5,
      authorPriorMergedPulls: 2,
    });
    expect(await tenant().thread(ref(99))).toMatchObject({ authorPriorThreads: 0 });
  });

  it('moves a thread with all that hangs on it', async () => {
    const there = { repositoryId: 13, number: 4, nodeId: 'I_new' };
    await tenant().decide(
      null,
      async () =>
        decided(
          [
            put(1),
            { type: 'repository.put', repository: repository(13), at: NOW },
            { type: 'judgement.put', ref: ref(1), judgement: judgement('a') },
            { type: 'command.put', ref: ref(1), command: command('a') },
            { type: 'comment.put', ref: ref(1), comment: comment(31), authorRole: 'community' },
          ],
          [labelAdd(ref(1)), commentPut(ref(1))],
        ),
      NOW,
    );
    await apply({ type: 'item.moved', ref: ref(1), to: there, at: at(5) });
    expect(await tenant().thread(ref(1))).toMatchObject({
      item: null,
      judgements: [],
      commands: [],
      posts: [],
    });
    const moved = await tenant().thread(ref(4, 13));
    expect(moved.item).toMatchObject({
      itemId: 1,
      snapshot: { number: 4, nodeId: 'I_new', repository: { id: 13 } },
    });
    expect(moved.judgements).toHaveLength(1);
    expect(moved.commands).toHaveLength(1);
    expect(moved.posts.map(({ slot }) => slot)).toEqual([
      'comment:13-4:why:13-4',
      'label:13-4:stage: adoption',
    ]);
    expect(await storedComments()).toMatchObject([{ repositoryId: 13, number: 4 }]);
    const turn = await on.store.outbox.takeTurn({ worker: 'w', now: NOW, leaseMs: 1_000 });
    expect((await turn?.next(NOW))?.effect).toMatchObject({
      slot: 'comment:13-4:why:13-4',
      thread: { repositoryId: 13, number: 4, nodeId: 'I_new', name: 'core-13' },
    });
    // The same wish under the new key is no news.
    const again = { ...labelAdd(ref(4, 13)), thread: { ...labelAdd(ref(4, 13)).thread, nodeId: 'I_new' } };
    await tenant().decide(null, async () => decided([], [again]), NOW);
    expect(await on.store.outbox.list({ limit: 9 })).toHaveLength(2);
  });

  it('joins a moved thread with what was heard of it in its new place before', async () => {
    const arrived = {
      repository: repository(13),
      number: 4,
      title: 'there',
      nodeId: 'I_new',
      updatedAt: at(50),
    };
    await apply(put(1, { title: 'here' }), { type: 'item.put', item: item(4, arrived) });
    await apply({ type: 'item.moved', ref: ref(1), to: { ...ref(4, 13), nodeId: 'I_new' }, at: at(60) });
    expect((await tenant().thread(ref(4, 13))).item).toMatchObject({
      itemId: 1,
      snapshot: { title: 'there' },
    });
    expect(await stored(1)).toBeNull();
  });

  it('knows the installation', async () => {
    const changed = {
      account: { ...account(70, 'larkspur'), type: 'Organization' },
      suspended: false,
    } as const;
    expect(await tenant().row()).toBeNull();
    await apply({ type: 'installation.put', ...changed, permissions: { issues: 'write' }, at: at(0) });
    const row = {
      id: 7,
      login: 'larkspur',
      accountType: 'Organization',
      permissions: { issues: 'write' },
      suspended: false,
      installedAt: at(0),
      goneAt: null,
      repositoriesStale: true,
      repositoriesTold: 0,
    };
    expect(await tenant().row()).toEqual(row);
    expect(await on.store.operator.installations()).toEqual([row]);
    await apply({ type: 'installation.put', ...changed, suspended: true, permissions: {}, at: at(10) });
    await apply({ type: 'installation.put', ...changed, permissions: { old: 'word' }, at: at(5) });
    expect(await tenant().row()).toMatchObject({ suspended: true, permissions: {}, installedAt: at(0) });
    await tenant().putRepositories([], at(11));
    expect(await tenant().row()).toMatchObject({ repositoriesStale: false });
    await apply({ type: 'repositories.stale', at: at(12) }, { type: 'installation.gone', at: at(13) });
    expect(await tenant().row()).toMatchObject({ repositoriesStale: true, goneAt: at(13) });
  });

  it('knows the repositories', async () => {
    const listed = (id: number, more = {}) => ({
      ...repository(id, more),
      hasIssues: false,
      hasDiscussions: true,
    });
    await tenant().putRepositories([listed(12), listed(13)], at(0));
    expect(await tenant().repositories()).toEqual([
      { ...listed(12), configFile: null, configProblems: [], configReadAt: null, changedAt: at(0) },
      { ...listed(13), configFile: null, configProblems: [], configReadAt: null, changedAt: at(0) },
    ]);
    await apply({
      type: 'repository.put',
      repository: repository(12, { defaultBranch: null, private: true }),
      at: at(1),
    });
    expect(await tenant().repository(12)).toMatchObject({
      private: true,
      defaultBranch: 'main',
      hasIssues: false,
    });
    await apply({ type: 'repositories.put', repositories: [listed(13), listed(14)], at: at(2) });
    expect((await tenant().repositories()).map(({ id }) => id)).toEqual([13, 14]);
    expect(await tenant().repository(12)).toBeNull();
    await apply({ type: 'repository.gone', repositoryId: 14, at: at(3) });
    expect((await tenant().repositories()).map(({ id }) => id)).toEqual([13]);
  });

  it('lets a word about a repository only hide it, whatever the clock said before', async () => {
    const told = (more = {}, seconds = 0) =>
      apply({ type: 'repository.put', repository: repository(12, more), at: at(seconds) });
    const list = (more = {}, seconds = 0) =>
      tenant().putRepositories(
        [{ ...repository(12, more), hasIssues: true, hasDiscussions: true }],
        at(seconds),
      );
    // The clock was an hour ahead, and was put right.
    await list({}, 3_600);
    await told({ private: true }, 2);
    expect(await tenant().repository(12)).toMatchObject({ private: true });
    await told({ name: 'older', archived: true }, 7_200);
    expect(await tenant().repository(12)).toMatchObject({ private: true, name: 'core-12', archived: false });
    await list({ name: 'newer', archived: true }, 3);
    expect(await tenant().repository(12)).toMatchObject({ private: false, name: 'newer', archived: true });
    await apply({ type: 'repository.gone', repositoryId: 12, at: at(4) });
    await told({}, 7_200);
    expect(await tenant().repository(12)).toBeNull();
    await list({}, 5);
    expect(await tenant().repository(12)).toMatchObject({ name: 'core-12' });
  });

  it('has the config of another default branch read again', async () => {
    const list = (defaultBranch: string) =>
      tenant().putRepositories(
        [{ ...repository(12, { defaultBranch }), hasIssues: true, hasDiscussions: true }],
        NOW,
      );
    await list('main');
    await apply({
      type: 'config.put',
      repositoryId: 12,
      file: { version: 1 },
      refused: false,
      problems: [],
      at: NOW,
    });
    await list('main');
    expect(await tenant().repository(12)).toMatchObject({ configReadAt: NOW });
    await list('next');
    expect(await tenant().repository(12)).toMatchObject({ configFile: { version: 1 }, configReadAt: null });
  });

  it('keeps the last good config where a new one was refused', async () => {
    const read = (
      seconds: number,
      file: unknown,
      problems: string[],
      refused = problems.length > 0,
    ): Change => ({
      type: 'config.put',
      repositoryId: 12,
      file,
      refused,
      problems,
      at: at(seconds),
    });
    await apply({ type: 'repository.put', repository: repository(), at: NOW }, read(1, { mode: 'act' }, []));
    await apply(read(2, null, ['line 3: unknown key moed, did you mean mode?']));
    expect(await tenant().repository(12)).toMatchObject({
      configFile: { mode: 'act' },
      configProblems: ['line 3: unknown key moed, did you mean mode?'],
      configReadAt: at(2),
    });
    await apply(read(1, { mode: 'late' }, []));
    expect(await tenant().repository(12)).toMatchObject({ configFile: { mode: 'act' } });
    await apply(read(3, null, []));
    expect(await tenant().repository(12)).toMatchObject({ configFile: null, configProblems: [] });
  });

  it('remembers facts until they are stale', async () => {
    const permission = (login: string, fresh = false) =>
      ({ kind: 'permission', repositoryId: 12, owner: 'larkspur', name: 'core', login, fresh }) as const;
    const team = { kind: 'team', organization: 'larkspur', slug: 'devrel' } as const;
    const may = { kind: 'permission', value: { triage: true, write: false } } as const;
    await tenant().remember(permission('Mira', true), may, at(0));
    await tenant().remember(permission('tom'), may, at(0));
    await tenant().remember(team, { kind: 'team', value: null }, at(0));
    expect(await tenant().remembered(permission('mira'), at(0))).toEqual(may);
    expect(await tenant().remembered(permission('mira'), at(1))).toBeNull();
    expect(await tenant().remembered(permission('mira', true), at(0))).toBeNull();
    expect(await tenant().remembered(team, at(0))).toEqual({ kind: 'team', value: null });
    await tenant().remember(team, { kind: 'team', value: ['mira'] }, at(2));
    expect(await tenant().remembered(team, at(2))).toEqual({ kind: 'team', value: ['mira'] });
    expect(await tenant().remembered({ ...team, fresh: true }, at(2))).toBeNull();
    await apply({ type: 'roles.stale', login: 'MIRA', at: at(3) });
    expect(await tenant().remembered(permission('mira'), at(0))).toBeNull();
    expect(await tenant().remembered(team, at(0))).toBeNull();
    expect(await tenant().remembered(permission('tom'), at(0))).toEqual(may);
    await apply({ type: 'roles.stale', login: null, at: at(3) });
    expect(await tenant().remembered(permission('tom'), at(0))).toBeNull();
  });

  it('finds a repository and what decides about its config without reading the others', async () => {
    const home = async (id: number | null) => {
      const { repository: own, organization, only } = await tenant().home(id);
      return [own?.id ?? null, organization?.id ?? null, only?.id ?? null];
    };
    expect(await home(12)).toEqual([null, null, null]);
    await apply({ type: 'repository.put', repository: repository(12), at: NOW });
    expect(await home(12)).toEqual([12, null, 12]);
    await apply({ type: 'repository.put', repository: repository(13, { name: '.GitHub' }), at: NOW });
    await apply({ type: 'repository.put', repository: repository(14), at: NOW });
    expect(await home(12)).toEqual([12, 13, null]);
    expect(await home(13)).toEqual([13, 13, null]);
    expect(await home(null)).toEqual([null, 13, null]);
    await apply({ type: 'repository.gone', repositoryId: 13, at: at(1) });
    await apply({ type: 'repository.gone', repositoryId: 12, at: at(1) });
    expect(await home(12)).toEqual([null, null, 14]);
  });

  it('gives the figures of a week, of visible repositories', async () => {
    const day = (days: number) => at(-days * 24 * 60 * 60);
    const open = (number: number, days: number, parts: Parameters<typeof item>[1] = {}) =>
      put(number, { createdAt: day(days), ...parts });
    const unstaged = {
      stage: null,
      stageSource: 'none',
      observation: observation({ stage: null, guess: 'adoption', confidence: 0.4 }),
    } as const;
    await apply(
      open(1, 1),
      open(2, 6),
      open(3, 7),
      open(4, 8),
      open(5, 13, { item: { stage: 'retention' } }),
      open(6, 15),
      open(7, 0),
      open(8, 2, { item: { authorRole: 'staff' } }),
      open(9, 3, { item: unstaged }),
      open(10, 3, { item: unstaged, state: 'closed', closedAt: day(1) }),
      open(11, 20, { item: unstaged, state: 'closed', closedAt: at(1) }),
      open(12, 2, { repository: repository(13) }),
      open(13, 4, {
        item: { ...unstaged, observation: observation({ stage: null, guess: null, confidence: 0.9 }) },
      }),
      open(14, 4, {
        item: { ...unstaged, observation: observation({ stage: null, guess: null, confidence: 0.5 }) },
      }),
      open(15, 4, { item: { ...unstaged, stageSource: 'human' } }),
      open(16, 4, { item: unstaged, repository: repository(14) }),
      open(17, 28, { item: unstaged }),
      open(18, 29, { item: unstaged }),
      weekOpened('2026-W09', day(7), 'old'),
      weekOpened('2026-W08', day(14), 'older'),
      { type: 'week.closed', week: '2026-W08', repositoryId: 12, at: NOW },
      { type: 'week.closed', week: '2026-W09', repositoryId: 13, at: NOW },
      weekOpened('2026-W10', NOW, 'first'),
      weekOpened('2026-W10', NOW, 'refreshed'),
      { type: 'repository.put', repository: repository(), at: NOW },
      { type: 'repository.put', repository: repository(14, { archived: true }), at: NOW },
      { type: 'config.put', repositoryId: 12, file: null, refused: true, problems: ['line 1: no'], at: NOW },
    );
    const none = { awareness: 0, onboarding: 0, adoption: 0, retention: 0, advocacy: 0, none: 0 };
    expect(await tenant().week(NOW, 'UTC', [12, 14])).toEqual({
      opened: { ...none, onboarding: 3, none: 6 },
      openedBefore: { ...none, onboarding: 1, retention: 1 },
      unstaged: [
        {
          repositoryId: 12,
          number: 9,
          type: 'issue',
          title: 'Cannot install 9',
          createdAt: day(3),
          guess: 'adoption',
          confidence: 0.4,
        },
        expect.objectContaining({ number: 14, guess: null, confidence: 0.5 }),
        expect.objectContaining({ number: 11 }),
        expect.objectContaining({ number: 17 }),
      ],
      openWeeks: [
        expect.objectContaining({ week: '2026-W09', asOf: day(7), agenda: agenda('2026-W09', 'old') }),
        expect.objectContaining({ week: '2026-W10', asOf: NOW, agenda: agenda('2026-W10', 'refreshed') }),
      ],
      recentWeeks: [
        expect.objectContaining({ week: '2026-W10', closedAt: null }),
        expect.objectContaining({ week: '2026-W09', closedAt: null }),
        expect.objectContaining({ week: '2026-W08', closedAt: NOW, agenda: null }),
      ],
      configProblems: ['line 1: no'],
      held: [],
      hidden: 1,
      troubles: { deadLetters: 0, failedEffects: 0, late: 0 },
    });
    const blind = await tenant().week(NOW, 'UTC', []);
    expect(blind).toMatchObject({ opened: none, unstaged: [], configProblems: [], hidden: 10 });
  });

  it('counts seven days by the calendar, so that no thread is in two weeks or in none where clocks change', async () => {
    const opened = (number: number, time: string): Change => ({
      type: 'item.put',
      item: item(number, { createdAt: new Date(time), item: { stage: 'adoption' } }),
    });
    await apply(
      { type: 'repository.put', repository: repository(), at: NOW },
      // Half an hour before and after Monday, 9:00 in Berlin; clocks go back on the Sunday after.
      opened(1, '2026-10-19T06:30:00Z'),
      opened(2, '2026-10-19T07:30:00Z'),
    );
    const adopted = async (asOf: string, timezone: string) => {
      const week = await tenant().week(new Date(asOf), timezone, [12]);
      return [week.openedBefore.adoption, week.opened.adoption];
    };
    expect(await adopted('2026-10-19T07:00:00Z', 'Europe/Berlin')).toEqual([0, 1]);
    expect(await adopted('2026-10-26T08:00:00Z', 'Europe/Berlin')).toEqual([1, 1]);
    expect(await adopted('2026-11-02T08:00:00Z', 'Europe/Berlin')).toEqual([1, 0]);
  });

  it('counts for the week what could not be done, and what has been waiting for long', async () => {
    await tenant().decide(null, async () => decided([], [labelAdd(ref(1)), labelAdd(ref(2))]), at(-60));
    const turn = await on.store.outbox.takeTurn({ worker: 'w', now: at(-60), leaseMs: 1_000 });
    const effect = await turn?.next(at(-60));
    if (!turn || !effect) throw new Error('there is nothing to send');
    await turn.begin(effect, at(-60));
    await turn.settle(effect, { state: 'failed', error: 'a permission is missing' }, at(-60));
    await turn.release();
    for (const id of ['dead', 'waits', 'other'])
      await on.store.inbox.put(
        delivery(id, { orderKey: id, receivedAt: at(-7_200), installationId: id === 'other' ? 8 : 7 }),
      );
    const claims = await on.store.inbox.claim({ ...CLAIM, limit: 9 });
    const dead = claims.find(({ id }) => id === 'dead');
    if (dead === undefined) throw new Error('not claimed');
    await on.store.inbox.fail(dead, { error: 'no', dead: true }, at(-60));
    await on.store.inbox.release(claims.filter(({ id }) => id !== 'dead'));
    expect((await tenant().week(NOW, 'UTC', [])).troubles).toEqual({
      deadLetters: 1,
      failedEffects: 1,
      late: 1,
    });
    const after = await tenant().week(at(8 * 24 * 60 * 60), 'UTC', []);
    expect(after.troubles).toMatchObject({ deadLetters: 0, failedEffects: 0 });
  });

  it('decides, writes and ends the delivery together', async () => {
    await on.store.inbox.put(delivery('d1'));
    const [claim] = await on.store.inbox.claim(CLAIM);
    if (claim === undefined) throw new Error('not claimed');
    await tenant().decide(claim, async () => null, NOW);
    expect(await on.store.inbox.list({ limit: 1 })).toMatchObject([{ state: 'claimed' }]);
    await tenant().decide(claim, async () => decided([put(1)], [labelAdd(ref(1))]), at(1));
    expect(await on.store.inbox.list({ limit: 1 })).toMatchObject([{ state: 'done', finishedAt: at(1) }]);
    expect(await on.store.outbox.list({ limit: 1 })).toMatchObject([{ deliveryId: 'd1', createdAt: at(1) }]);
  });

  it('says why nothing was done', async () => {
    await on.store.inbox.put(delivery('d1'));
    const [claim] = await on.store.inbox.claim(CLAIM);
    await tenant().decide(claim ?? null, async () => ({ changes: [], effects: [], ignored: 'bot' }), NOW);
    expect(await on.store.inbox.list({ limit: 1 })).toMatchObject([{ state: 'ignored', error: 'bot' }]);
  });

  it('leaves nothing behind where the claim was lost or the work failed', async () => {
    await on.store.inbox.put(delivery('d1'));
    const [slow] = await on.store.inbox.claim(CLAIM);
    const work = async () => decided([put(1)], [labelAdd(ref(1))]);
    const broken = new Error('broken');
    await expect(tenant().decide(slow ?? null, () => Promise.reject(broken), NOW)).rejects.toBe(broken);
    await on.store.inbox.claim({ ...CLAIM, now: at(61) });
    await expect(tenant().decide(slow ?? null, work, at(62))).rejects.toThrow(LeaseLost);
    expect(await tenant().thread(ref(1))).toMatchObject({ item: null, posts: [] });
    expect(await on.store.outbox.list({ limit: 1 })).toEqual([]);
  });

  it('lets one writer of an installation in at a time', async () => {
    let inside = 0;
    const order: number[] = [];
    await Promise.all(
      [1, 2, 3, 4, 5, 6].map((number) =>
        tenant().decide(
          null,
          async (read) => {
            inside += 1;
            expect(inside).toBe(1);
            const before = (await read.thread(ref(1))).commands.length;
            order.push(before);
            inside -= 1;
            return decided([{ type: 'command.put', ref: ref(1), command: command(`c${number}`) }]);
          },
          NOW,
        ),
      ),
    );
    expect(order).toEqual([0, 1, 2, 3, 4, 5]);
  });
});
