import { describe, expect, it } from 'vitest';
import type { CommentEvent, ScheduleEvent } from '../../../src/loop/event.ts';
import { PERMISSIONS } from '../../../src/loop/permissions.ts';
import type { WeekIssueRecord } from '../../../src/loop/week-record.ts';
import {
  comment,
  decideIn,
  happened,
  person,
  repository,
  settings,
  thread,
  threadState,
  weekFacts,
} from '../situations.ts';

const tick: ScheduleEvent = { ...happened, type: 'schedule.ticked', task: 'week', week: '2026-W47' };
const busy = weekFacts({
  opened: { awareness: 0, onboarding: 2, adoption: 3, retention: 1, advocacy: 0, none: 1 },
});
const triageCommand = (who: number): CommentEvent => ({
  ...happened,
  type: 'comment.created',
  thread: thread(),
  comment: comment({ body: '/triage', author: person(who) }),
  actor: person(who),
});
const named = (name: string | null, changes = {}) =>
  settings({ triage: { ...settings().triage, repository: name, ...changes } });
const openWeek = (week: string, repositoryId: number): WeekIssueRecord => ({
  week,
  repositoryId,
  asOf: new Date('2026-11-09T09:00:00Z'),
  summary: { topics: [], signals: {} },
  agenda: null,
  number: 90,
  closedAt: null,
});
const opens = (decision: ReturnType<typeof decideIn>): string[] =>
  decision.effects.flatMap((effect) =>
    effect.kind === 'issue.put' ? [`${effect.repository.name} ${effect.marker}`] : [],
  );

describe('the weekly issue by its schedule', () => {
  it('says in one line what the app could not do, and nothing where all went well', () => {
    const body = (troubles: Partial<typeof busy.troubles>) =>
      decideIn({ week: { ...busy, troubles: { ...busy.troubles, ...troubles } } }, tick).effects.flatMap(
        (effect) => (effect.kind === 'issue.put' ? [effect.body] : []),
      )[0] ?? '';
    expect(body({})).not.toContain('Health');
    const told = body({ deadLetters: 2, failedEffects: 3, late: 4 });
    const lines = told.split('\n').filter((line) => line.includes('fullcircle doctor'));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/2 webhooks could not .* 3 changes on GitHub .* 4 webhooks .* an hour/);
    expect(body({ late: 1 })).not.toContain('could not be worked off');
  });

  it('says in one line what an owner has not granted, or taken back', () => {
    const told = (
      permissions: Record<string, string>,
      accountType: 'User' | 'Organization' = 'Organization',
    ) =>
      decideIn({ week: { ...busy, granted: { permissions, accountType } } }, tick).effects.flatMap(
        (effect) =>
          effect.kind === 'issue.put'
            ? effect.body.split('\n').filter((line) => /^- Permissions/.test(line))
            : [],
      );
    const all = Object.fromEntries(Object.entries(PERMISSIONS).map(([name, { level }]) => [name, level]));
    expect(told(all)).toEqual([]);
    const { discussions: _, members: __, ...rest } = all;
    expect(told(rest, 'User')).toEqual([expect.not.stringContaining('members')]);
    expect(told({ ...rest, checks: 'read' })).toEqual([
      expect.stringMatching(/`discussions: write` .*; .*`checks: write` .*; .*`members: read` /),
    ]);
  });

  it('says in one line that matching is ill, also where nothing else is new', () => {
    const canary = {
      itemId: 5,
      repositoryId: 12,
      createdAt: happened.at,
      title: 'Workers stop with LeaseExpiredError after the upgrade to 3.2',
      body: 'Since the upgrade every worker of the nightly queue stops after an hour: lease for job nightly expired.',
    };
    const ill = (world: Parameters<typeof decideIn>[0]) =>
      decideIn(world, tick).effects.flatMap((effect) =>
        effect.kind === 'issue.put' ? effect.body.split('\n').filter((line) => /^- Matching/.test(line)) : [],
      );
    expect(ill({ week: busy })).toEqual([]);
    const line = expect.stringMatching(
      /^- Matching is ill: .*does not find that report.*`fullcircle doctor`/,
    );
    expect(ill({ week: busy, canary })).toEqual([line]);
    expect(ill({ canary })).toEqual([line]);
  });

  it('opens in the installation’s only repository', () => {
    const decision = decideIn({ week: busy }, tick);
    expect(opens(decision)).toEqual(['widgets triage:2026-W47']);
    expect(decision.changes).toMatchObject([{ type: 'week.opened', week: '2026-W47', repositoryId: 12 }]);
  });

  it('opens in the configured one', () => {
    const repositories = [12, 13].map((id) =>
      repository({ id, name: id === 12 ? 'widgets' : 'feedback', settings: named('Feedback') }),
    );
    expect(opens(decideIn({ repositories, week: busy }, tick))).toEqual(['feedback triage:2026-W47']);
  });

  it.each([
    ['there are several repositories and none is configured', [repository(), repository({ id: 13 })]],
    ['the configured one is not covered', [repository({ settings: named('elsewhere') })]],
    ['it has no issues', [repository({ hasIssues: false })]],
    ['it is archived', [repository({ archived: true })]],
    ['there is none', []],
  ])('opens nowhere where %s', (_, repositories) => {
    expect(decideIn({ repositories, week: busy }, tick)).toMatchObject({
      effects: [],
      changes: [],
      ignored: 'no triage repository',
    });
  });

  it('is left out where nothing is new, unless the config wants it', () => {
    expect(decideIn({}, tick).ignored).toBe('nothing new for the weekly issue');
    const always = [repository({ settings: named(null, { skipEmpty: false }) })];
    expect(opens(decideIn({ repositories: always }, tick))).toHaveLength(1);
    expect(opens(decideIn({ week: weekFacts({ configProblems: ['line 1: broken'] }) }, tick))).toHaveLength(
      1,
    );
    // That nothing is new may be the app's own fault.
    const ill = weekFacts({ troubles: { deadLetters: 3, failedEffects: 0, late: 0 } });
    expect(opens(decideIn({ week: ill }, tick))).toHaveLength(1);
  });

  it('closes the ones before', () => {
    const week = {
      ...busy,
      openWeeks: [openWeek('2026-W45', 99), openWeek('2026-W46', 12), openWeek('2026-W47', 12)],
    };
    const { effects, changes } = decideIn({ week }, tick);
    expect(effects.filter(({ kind }) => kind === 'issue.close')).toMatchObject([
      { marker: 'triage:2026-W46' },
    ]);
    expect(changes.filter(({ type }) => type === 'week.closed')).toMatchObject([
      { week: '2026-W45', repositoryId: 99 },
      { week: '2026-W46', repositoryId: 12 },
    ]);
  });

  it('tells of a configured team that cannot be read', () => {
    const staff = { teams: ['devrel', 'gone'], logins: [], bots: [] };
    const world = { repositories: [repository({ settings: settings({ staff }) })], teams: { devrel: ['a'] } };
    const issue = decideIn({ ...world, week: busy }, tick).effects.find(({ kind }) => kind === 'issue.put');
    expect(issue).toMatchObject({ body: expect.stringContaining('staff.teams: gone does not exist') });
    expect(issue).not.toMatchObject({ body: expect.stringContaining('devrel does not exist') });
  });

  it('moves to another repository within its week', () => {
    const repositories = [12, 13].map((id) =>
      repository({ id, name: id === 12 ? 'widgets' : 'feedback', settings: named('feedback') }),
    );
    const openWeeks = [openWeek('2026-W47', 12)];
    const { effects, changes } = decideIn({ repositories, week: { ...busy, openWeeks } }, tick);
    expect(effects).toMatchObject([
      { kind: 'issue.put', slot: 'issue:13:triage:2026-W47' },
      { kind: 'issue.close', slot: 'issue:12:triage:2026-W47' },
    ]);
    expect(changes).toContainEqual({
      type: 'week.closed',
      week: '2026-W47',
      repositoryId: 12,
      at: happened.at,
    });
  });

  it('does not come after the one of a later week', () => {
    const openWeeks = [openWeek('2026-W48', 12)];
    expect(decideIn({ week: { ...busy, openWeeks } }, tick)).toEqual({
      changes: [],
      effects: [],
      ignored: 'a later weekly issue is open',
    });
  });

  it('has nothing to do when the pipeline only took something in', () => {
    expect(decideIn({}, { ...tick, task: 'intake', week: '' })).toEqual({
      changes: [],
      effects: [],
      ignored: null,
    });
  });
});

describe('/triage', () => {
  it('opens this week’s issue now, in the triage repository, for those who may', () => {
    expect(opens(decideIn({ week: busy }, triageCommand(60)))).toEqual(['widgets triage:2026-W47']);
    expect(opens(decideIn({ week: busy }, triageCommand(5)))).toEqual([]);
  });

  it('is refused elsewhere', () => {
    const repositories = [
      repository({ settings: named('feedback') }),
      repository({ id: 13, name: 'feedback', settings: named('feedback') }),
    ];
    const { effects } = decideIn({ repositories, week: busy }, triageCommand(60));
    expect(effects).toContainEqual(expect.objectContaining({ kind: 'reaction.set', content: 'confused' }));
  });

  it('is refused where there is no triage repository', () => {
    const repositories = [repository(), repository({ id: 13, name: 'gadgets' })];
    const { effects } = decideIn({ repositories, week: busy }, triageCommand(60));
    expect(effects).toContainEqual(expect.objectContaining({ kind: 'reaction.set', content: 'confused' }));
  });

  it('acts once', () => {
    const first = decideIn({ week: busy }, triageCommand(60));
    const commands = first.changes.flatMap((each) => (each.type === 'command.put' ? [each.command] : []));
    const state = threadState({ commands });
    expect(opens(decideIn({ week: busy, state }, triageCommand(60)))).toEqual([]);
  });
});
