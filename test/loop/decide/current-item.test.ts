import { describe, expect, it } from 'vitest';
import type { CommentEvent, Event, ThreadEvent } from '../../../src/loop/event.ts';
import { happened, person, repository, settings, thread, threadState } from '../situations.ts';
import { commented, itemOf, known, labelled, opened, RETENTION } from './said.ts';

describe('what is kept', () => {
  it('keeps the newest snapshot, whatever comes last', () => {
    const state = threadState({
      item: known(opened({ title: 'New title', updatedAt: new Date('2026-11-16T11:00:00Z') })),
    });
    expect(itemOf(opened({ title: 'Old title' }), { state }).snapshot.title).toBe('New title');
  });

  it('keeps what only a pull request’s own payload tells', () => {
    const pull = {
      type: 'pull_request',
      id: 300_001,
      merged: true,
      mergeCommitSha: 'abc',
      baseRef: 'main',
      headSha: 'def',
    } as const;
    const state = threadState({ item: known(opened(pull)) });
    const event = commented('Nice!', 5, {
      thread: thread({ ...RETENTION, type: 'pull_request', updatedAt: new Date('2026-11-16T11:00:00Z') }),
    });
    expect(itemOf(event, { state }).snapshot).toMatchObject(pull);
  });

  it('fills in what an older delivery tells and a newer one left out', () => {
    const state = threadState({
      item: known(opened({ type: 'pull_request', updatedAt: new Date('2026-11-16T11:00:00Z') })),
    });
    const own = { id: 300_001, headSha: 'def', baseRef: 'main' };
    const late = opened({ type: 'pull_request', title: 'Old title', ...own });
    const { snapshot } = itemOf(late, { state });
    expect(snapshot).toMatchObject({ title: RETENTION.title, ...own });
  });

  describe('remembers who closed it the last time', () => {
    const at = (hour: number) => new Date(Date.UTC(2026, 10, 16, hour));
    const closed = (hour: number, who: number): ThreadEvent => ({
      ...opened({ state: 'closed', closedAt: at(hour), updatedAt: at(hour) }),
      type: 'thread.closed',
      actor: person(who),
    });
    const reopened: ThreadEvent = { ...opened({ updatedAt: at(11) }), type: 'thread.reopened' };
    const chatter = (hour: number): CommentEvent =>
      commented('Thanks', 5, {
        thread: thread({ ...RETENTION, state: 'closed', closedAt: at(10), updatedAt: at(hour) }),
      });
    const closer = (...events: Event[]): number | null => {
      let item = known(events[0]);
      for (const event of events.slice(1)) item = known(event, {}, { state: threadState({ item }) });
      return item.closedBy?.id ?? null;
    };

    it.each<[string, Event[], number | null]>([
      ['closed', [closed(10, 60)], 60],
      ['then talked about', [closed(10, 60), chatter(11)], 60],
      ['told late', [chatter(11), closed(10, 60)], 60],
      ['reopened', [closed(10, 60), reopened], null],
      ['reopened, told the other way round', [reopened, closed(10, 60)], null],
      ['closed twice', [closed(10, 60), closed(12, 61)], 61],
      ['closed twice, told the other way round', [closed(12, 61), closed(10, 60)], 61],
    ])('%s', (_, events, expected) => {
      expect(closer(...events)).toBe(expected);
    });

    it('from what was read', () => {
      const read = (closedBy: number | null): Event => ({
        ...happened,
        type: 'item.backfilled',
        origin: 'reconcile',
        thread: chatter(12).thread,
        closedBy: closedBy === null ? null : person(closedBy),
        comments: [],
        labelChanges: [],
      });
      expect(closer(read(60))).toBe(60);
      expect(closer(closed(10, 60), read(null))).toBe(60);
    });
  });

  describe('looks again', () => {
    const severity = { labels: { P0: 'blocker' } } as const;
    const world = { repositories: [repository({ settings: settings({ severity }) })] };
    const first = known(opened());

    it('where a label says how bad it is', () => {
      const state = threadState({ item: first });
      const event = labelled('p0', 60, { thread: thread({ ...RETENTION, labels: ['p0', 'bug'] }) });
      expect(itemOf(event, { ...world, state }).observation.severity).toEqual({
        value: 'blocker',
        inferred: false,
      });
    });

    it('but not for other labels: what was observed stands as long as the text does', () => {
      const marked = { ...first, observation: { ...first.observation, modelVersion: 'of then' } };
      const state = threadState({ item: marked });
      const labels = ['bug', 'ui'];
      const event = labelled('bug', 60, { thread: thread({ ...RETENTION, labels }) });
      expect(itemOf(event, { ...world, state }).observation.modelVersion).toBe('of then');
      const renamed = { ...event, thread: { ...event.thread, title: 'Other words' } };
      expect(itemOf(renamed, { ...world, state }).observation.modelVersion).not.toBe('of then');
    });
  });

  describe('kind, severity and themes in force', () => {
    const themes = [
      { name: 'Upgrades', weight: 1, match: { words: ['upgrading'], labels: [] } },
      { name: 'Speed', weight: 1, match: { words: ['slow'], labels: [] } },
    ];
    const severity = { labels: { P0: 'blocker' } } as const;
    const world = { repositories: [repository({ settings: settings({ themes, severity }) })] };
    const inForce = (event: Event, item = known(opened(), {}, world)) => {
      const { kind, severity, themes } = itemOf(event, { ...world, state: threadState({ item }) });
      const names = themes.map(({ name, source }) => `${name} ${source}`);
      return [`${kind.value} ${kind.source}`, `${severity.value} ${severity.source}`, ...names];
    };

    it.each<[string, Event, string[]]>([
      ['as the text reads', commented('Same here.', 5), ['bug model', 'major model', 'Upgrades match']],
      [
        'as commands say',
        commented('/kind docs\n/severity minor\n/theme speed'),
        ['docs human', 'minor human', 'Upgrades match', 'Speed human'],
      ],
      [
        'a command without permission',
        commented('/kind docs', 5),
        ['bug model', 'major model', 'Upgrades match'],
      ],
      [
        'as a label put by hand says',
        labelled('question'),
        ['question human', 'minor model', 'Upgrades match'],
      ],
      [
        'as a label that a form or bot put says',
        opened({ labels: ['documentation', 'P0'] }),
        ['docs label', 'blocker label', 'Upgrades match'],
      ],
    ])('%s', (_, event, expected) => {
      expect(inForce(event)).toEqual(expected);
    });

    it('and where the author stands stays as it was', () => {
      const first = known();
      const state = threadState({ item: first });
      const { stage, probabilities } = itemOf(labelled('question'), { state }).observation;
      expect({ stage, probabilities }).toEqual({
        stage: first.observation.stage,
        probabilities: first.observation.probabilities,
      });
    });
  });

  describe('paths of a pull request', () => {
    const pull = (changes: Partial<ThreadEvent['thread']> = {}): ThreadEvent =>
      opened({ type: 'pull_request', headSha: 'abc', ...changes });
    const world = { pullPaths: ['docs/start.md', 'README.md'] };

    it('are read of live ones from outside, and tell what it is about', () => {
      const { paths, kind } = itemOf(pull(), world);
      expect([paths, kind]).toEqual([world.pullPaths, { value: 'docs', source: 'model' }]);
    });

    it.each<[string, ThreadEvent]>([
      ['an issue', opened()],
      ['one by staff', pull({ author: person(100) })],
      ['one by a bot', pull({ author: person(1, { type: 'Bot' }) })],
      ['one from before the installation', pull({ createdAt: new Date('2026-10-01T00:00:00Z') })],
    ])('but not of %s', (_, event) => {
      expect(itemOf(event, world).paths).toBeNull();
    });

    it('are asked for once, and again where its commits changed', () => {
      const state = threadState({ item: known(pull(), {}, world) });
      const later = { pullPaths: ['src/new.ts'], state };
      const talk = commented('Nice!', 5, { thread: pull().thread });
      expect(itemOf(talk, later).paths).toEqual(world.pullPaths);
      const pushed = { ...pull({ headSha: 'def' }), type: 'thread.touched' } as const;
      expect(itemOf(pushed, later).paths).toEqual(['src/new.ts']);
    });

    it('are kept of very many only the first', () => {
      const many = Array.from({ length: 3_000 }, (_, at) => `src/${at}.ts`);
      expect(itemOf(pull(), { pullPaths: many }).paths).toHaveLength(300);
    });
  });
});
