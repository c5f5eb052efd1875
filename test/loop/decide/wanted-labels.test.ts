import { describe, expect, it } from 'vitest';
import type { Event } from '../../../src/loop/event.ts';
import type { Post } from '../../../src/loop/item.ts';
import { BOT, decideIn, person, repository, settings, thread, threadState } from '../situations.ts';
import { commandOf, commented, itemOf, known, labelled, labelPost, opened, RETENTION, told } from './said.ts';

describe('labels', () => {
  it('gives a new thread the label of its stage, with all five made before', () => {
    const { effects } = decideIn({}, opened());
    expect(told(effects)).toEqual(['create 5', '+stage: retention']);
    expect(effects.every(({ leastMode, mode }) => leastMode === 'label' && mode === 'act')).toBe(true);
  });

  it.each<[string, ReturnType<typeof opened>]>([
    ['by a bot', opened({ author: person(3, { type: 'Bot', login: 'renovate[bot]' }) })],
    ['by somebody whose words say nothing', opened({ title: 'Hm', body: '' })],
    ['from before the installation', opened({ createdAt: new Date('2026-10-01T00:00:00Z') })],
    ['with a stage label from its form', opened({ labels: ['Stage: Adoption'] })],
  ])('leaves a thread alone: %s', (_, event) => {
    expect(told(decideIn({}, event).effects)).toEqual([]);
  });

  it('labels old threads where the config asks for it', () => {
    const world = {
      repositories: [
        repository({ settings: settings({ backfill: { sinceDays: 365, labelOldThreads: true } }) }),
      ],
    };
    const event = opened({ createdAt: new Date('2026-10-01T00:00:00Z') });
    expect(told(decideIn(world, event).effects)).toEqual(['create 5', '+stage: retention']);
  });

  it('emits nothing when the event comes again', () => {
    const state = threadState({ item: known(), posts: [labelPost('retention')] });
    expect(decideIn({ state }, opened()).effects).toEqual([]);
  });

  it('changes its own label only when an edit makes another stage clearly better', () => {
    const better = opened({
      title: 'How do I install this? First run fails',
      body: 'I am new here. Following the quickstart, `npm install` fails at the very first step, I cannot get started.',
      updatedAt: new Date('2026-11-16T10:00:00Z'),
    });
    const state = threadState({ item: known(), posts: [labelPost('retention')] });
    expect(told(decideIn({ state }, { ...better, type: 'thread.edited' }).effects)).toEqual([
      'create 5',
      '+stage: onboarding',
      '-stage: retention',
    ]);
    const vague = opened({ title: 'Hm', body: '', updatedAt: new Date('2026-11-16T10:00:00Z') });
    expect(told(decideIn({ state }, { ...vague, type: 'thread.edited' }).effects)).toEqual([]);
  });

  it('takes its own label off when a human puts another, and never puts one back that a human took off', () => {
    const state = threadState({ item: known(), posts: [labelPost('retention')] });
    expect(told(decideIn({ state }, labelled('stage: adoption')).effects)).toEqual(['-stage: retention']);

    const removal = labelled('stage: retention', 60, { type: 'thread.unlabeled', thread: thread(RETENTION) });
    const vetoed = decideIn({ state }, removal);
    const judgements = vetoed.changes.flatMap((each) =>
      each.type === 'judgement.put' ? [each.judgement] : [],
    );
    expect(judgements).toHaveLength(1);
    const after = threadState({
      item: known(),
      posts: [labelPost('retention', { state: 'vetoed' })],
      judgements,
    });
    const edited = opened({ body: `${RETENTION.body} Again!`, updatedAt: new Date('2026-11-16T10:00:00Z') });
    expect(told(decideIn({ state: after }, { ...edited, type: 'thread.edited' }).effects)).toEqual([]);
    expect(itemOf(edited, { state: after })).toMatchObject({ stage: null, stageSource: 'human' });
  });

  it('does not listen to labels of bots, its own included', () => {
    const own = labelled('stage: adoption', 3, { actor: person(3, { type: 'Bot', login: BOT }) });
    expect(decideIn({}, own).changes.some(({ type }) => type === 'judgement.put')).toBe(false);
    expect(decideIn({}, { ...own, actor: null }).changes.some(({ type }) => type === 'judgement.put')).toBe(
      false,
    );
  });

  it('keeps its label as long as another stage is not clearly better', () => {
    const item = known();
    const observed = (adoption: number) => ({
      ...item,
      observation: {
        ...item.observation,
        stage: 'adoption' as const,
        probabilities: { ...item.observation.probabilities, adoption, retention: 0.3 },
      },
    });
    const effects = (adoption: number) =>
      told(
        decideIn(
          { state: threadState({ item: observed(adoption), posts: [labelPost('retention')] }) },
          opened(),
        ).effects,
      );
    expect(effects(0.45)).toEqual([]);
    expect(effects(0.55)).toEqual(['create 5', '+stage: adoption', '-stage: retention']);
  });

  it('gives way to the stage label of another app', () => {
    const bot = person(3, { type: 'Bot', login: 'other[bot]' });
    const state = threadState({ item: known(), posts: [labelPost('retention')] });
    expect(told(decideIn({ state }, labelled('stage: adoption', 3, { actor: bot })).effects)).toEqual([
      '-stage: retention',
    ]);
  });

  it('leaves a label that a human put, also where it once put the same', () => {
    const byHand = labelled('stage: retention', 60, { at: new Date('2026-11-16T10:00:00Z') });
    const judgements = decideIn({}, byHand).changes.flatMap((each) =>
      each.type === 'judgement.put' ? [each.judgement] : [],
    );
    const both = labelled('stage: adoption', 60, {
      thread: thread({ ...RETENTION, labels: ['stage: retention', 'stage: adoption'] }),
    });
    const world = (wanted: Post['wanted']) => ({
      state: threadState({ item: known(), judgements, posts: [labelPost('retention', { wanted })] }),
    });
    expect(told(decideIn(world('present'), both).effects)).toEqual([]);
    // It was taken off before the human's word arrived: it goes back.
    expect(told(decideIn(world('absent'), both).effects)).toEqual(['create 5', '+stage: retention']);
  });

  describe('under the names of the config', () => {
    const named = (retention: string) => ({
      repositories: [
        repository({
          settings: settings({
            stages: { ...settings().stages, labels: { ...settings().stages.labels, retention } },
          }),
        }),
      ],
    });
    const state = threadState({ item: known(), posts: [labelPost('retention')] });

    it('knows its own label again where the config writes it otherwise', () => {
      expect(told(decideIn({ ...named('Stage: Retention'), state }, opened()).effects)).toEqual([]);
      const byHand = labelled('stage: adoption');
      const { effects } = decideIn({ ...named('Stage: Retention'), state }, byHand);
      expect(effects).toMatchObject([{ kind: 'label.remove', slot: 'label:12-34:stage: retention' }]);
    });

    it('takes off what it put under a name that the config gave up', () => {
      expect(told(decideIn({ ...named('area: keep'), state }, opened()).effects)).toEqual([
        'create 5',
        '+area: keep',
        '-stage: retention',
      ]);
    });

    it('does not label again under a new name what a human took off under the old one', () => {
      const off = labelled('stage: retention', 60, { type: 'thread.unlabeled', thread: thread(RETENTION) });
      const { effects } = decideIn({ ...named('area: keep'), state }, off);
      expect(told(effects)).toEqual(['-stage: retention']);
    });
  });

  describe('while a removal of its own is under way', () => {
    const going = (state: Post['state']) =>
      labelPost('retention', { kind: 'label.remove', wanted: 'absent', state });

    it.each(['pending', 'sent'] as const)('keeps what a human put back (%s)', (state) => {
      const world = { state: threadState({ item: known(), posts: [going(state)] }) };
      expect(told(decideIn(world, labelled('stage: retention')).effects)).toContain('+stage: retention');
    });

    it('takes it off again for a command that came after a human put it back, for each of them once', () => {
      const replacing = (shown: string[], commands: number[]) =>
        decideIn(
          {
            state: threadState({
              item: known(),
              commands: commands.map((id) => commandOf('stage adoption', { id })),
              posts: [going('sent'), labelPost('adoption')],
            }),
          },
          // Told late: the command counts for what was there before.
          labelled('stage: retention', 60, {
            at: new Date('2026-11-16T08:59:00Z'),
            thread: thread({ ...RETENTION, labels: shown }),
          }),
        ).effects.filter(({ kind }) => kind === 'label.remove');
      const first = replacing(['stage: retention', 'stage: adoption'], [70]);
      expect(told(first)).toEqual(['-stage: retention']);
      expect(replacing(['stage: retention', 'stage: adoption'], [70])).toEqual(first);
      expect(replacing(['stage: retention', 'stage: adoption'], [70, 71])).not.toEqual(first);
      expect(told(replacing(['stage: adoption'], [70]))).toEqual([]);
    });

    it('puts back what /undo restores', () => {
      const state = threadState({
        item: known(),
        judgements: [
          {
            key: 'j',
            verb: 'added',
            label: 'stage: retention',
            actor: person(60),
            at: new Date('2026-11-16T09:10:00Z'),
          },
        ],
        commands: [commandOf('stage adoption')],
        posts: [going('pending'), labelPost('adoption')],
      });
      const event = commented('/undo', 60, {
        thread: thread({ ...RETENTION, labels: ['stage: retention'] }),
      });
      expect(told(decideIn({ state }, event).effects)).toEqual(
        expect.arrayContaining(['+stage: retention', '-stage: adoption']),
      );
    });
  });

  describe('in `suggest`', () => {
    const suggest = { repositories: [repository({ settings: settings({ mode: 'suggest' }) })] };
    const sendable = (world: Parameters<typeof decideIn>[0], event: Event) =>
      told(
        decideIn({ ...suggest, ...world }, event).effects.filter(({ leastMode }) => leastMode === 'suggest'),
      );

    it('labels nothing by itself', () => {
      expect(sendable({}, opened())).toEqual([]);
    });

    it('carries out what a command says, and what /undo takes back', () => {
      expect(sendable({}, commented('/stage adoption'))).toContain('+stage: adoption');
      const state = threadState({
        item: known(),
        commands: [commandOf('stage adoption', { id: 70 })],
        posts: [labelPost('adoption')],
      });
      const undone = sendable({ state }, commented('/undo'));
      expect(undone).toContain('-stage: adoption');
      expect(undone).not.toContain('+stage: retention');
    });
  });
});
