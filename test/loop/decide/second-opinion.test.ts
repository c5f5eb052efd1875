import { describe, expect, it } from 'vitest';
import { withStageOpinion } from '../../../src/loop/decide/second-opinion.ts';
import type { CommentEvent, ThreadEvent } from '../../../src/loop/event.ts';
import { Facts, FactsMissing } from '../../../src/loop/facts.ts';
import type { Observation } from '../../../src/loop/observe/observe.ts';
import type { Question, Verdict } from '../../../src/loop/opinion.ts';
import type { Settings } from '../../../src/loop/settings.ts';
import {
  BOT,
  comment,
  decideIn,
  happened,
  INSTALLED_AT,
  person,
  repository,
  settings,
  thread,
  threadState,
  type World,
} from '../situations.ts';
import { report as failure, minute } from './failures.ts';
import { Organisation } from './organisation.ts';
import { itemOf, known, opened, told } from './said.ts';

const OPEN = settings({ judge: 'public' });

/** A model that says the same to everything and keeps what it was asked. */
function model(verdict: Verdict): { asked: Question[]; opinion: (question: Question) => Verdict } {
  const asked: Question[] = [];
  return {
    asked,
    opinion(question) {
      asked.push(question);
      return verdict;
    },
  };
}

/** A bar that no text reaches by itself, so that the app is never sure of a clear guess. */
const HIGH = settings({ judge: 'public', stages: { ...OPEN.stages, minConfidence: 1 } });

const observed = (event: ThreadEvent, world: World): Observation => itemOf(event, world).observation;

describe('a second opinion on a stage', () => {
  it.each<[Verdict, string, Settings, boolean]>([
    ['agrees', 'makes a doubtful guess a label', HIGH, true],
    ['disagrees', 'leaves a doubtful guess without one', HIGH, false],
    ['inconclusive', 'leaves a doubtful guess without one', HIGH, false],
    ['agrees', 'leaves a sure guess with its label', OPEN, true],
    ['disagrees', 'takes the label from a sure guess', OPEN, false],
    ['inconclusive', 'leaves a sure guess with its label', OPEN, true],
  ])('that %s %s', (verdict, _, own, labelled) => {
    const { opinion, asked } = model(verdict);
    const event = opened();
    const alone = observed(event, { repositories: [repository({ settings: own })] });
    expect(alone.stage).toBe(own === HIGH ? null : 'retention');
    const world = { repositories: [repository({ settings: own })], opinion };
    const { stage, guess, confidence, opinion: kept } = observed(event, world);
    expect(stage).toBe(labelled ? guess : null);
    expect(kept).toEqual({ verdict, model: 'made-up-model' });
    // What the app makes of the text by itself is what it was.
    expect([guess, confidence]).toEqual([alone.guess, alone.confidence]);
    expect(asked).toEqual([
      { about: 'stage', stage: guess, text: { title: event.thread.title, body: event.thread.body } },
    ]);
    expect(told(decideIn(world, event).effects)).toEqual(labelled ? ['create 5', `+stage: ${guess}`] : []);
  });

  it('is not asked for on a guess that something else is likelier than', () => {
    const { observation, ...item } = known();
    const probabilities = { ...observation.probabilities, retention: 0.49, adoption: 0.48 };
    const doubtful = { ...observation, stage: null, guess: 'retention', probabilities } as const;
    const standing = { botLogin: BOT, accountLogin: 'acme', installedAt: INSTALLED_AT, host: 'github.com' };
    const facts = new Facts({ ...standing, languageModel: 'made-up-model' }, new Map());
    const home = repository({ settings: OPEN });
    expect(withStageOpinion(doubtful, item, home, facts)).toBe(doubtful);
    const likelier = { ...doubtful, probabilities: { ...probabilities, retention: 0.51 } };
    expect(() => withStageOpinion(likelier, item, home, facts)).toThrow(FactsMissing);
  });

  it.each<[string, World, Partial<ThreadEvent['thread']>]>([
    ['the config says off', { repositories: [repository()] }, {}],
    ['the repository is private', { repositories: [repository({ private: true, settings: OPEN })] }, {}],
    ['staff wrote it', {}, { author: person(100) }],
    ['a bot wrote it', {}, { author: person(5, { type: 'Bot' }) }],
    ['it is a pull request', {}, { type: 'pull_request' }],
    ['it is older than the installation', {}, { createdAt: new Date('2026-10-01T00:00:00Z') }],
    ['the app has no guess', {}, { title: 'Meeting notes', body: '- [ ] release checklist\n- [ ] tag' }],
  ])('is not asked for where %s', (_, world, changes) => {
    const { opinion, asked } = model('agrees');
    decideIn({ repositories: [repository({ settings: OPEN })], opinion, ...world }, opened(changes));
    expect(asked).toEqual([]);
  });

  it('is asked for on private text where the config says all', () => {
    const { opinion, asked } = model('agrees');
    const home = repository({ private: true, settings: settings({ judge: 'all' }) });
    decideIn({ repositories: [home], opinion }, opened());
    expect(asked).toHaveLength(1);
  });

  it('is asked for once for a text, and kept with other labels', () => {
    const { opinion, asked } = model('disagrees');
    const world = { repositories: [repository({ settings: OPEN })], opinion };
    const item = known(opened(), {}, world);
    expect(asked).toHaveLength(1);
    const state = threadState({ item });
    const event = opened({ labels: ['bug'], updatedAt: new Date('2026-11-16T11:00:00Z') });
    const again = itemOf(event, { ...world, state });
    expect(asked).toHaveLength(1);
    expect(again.observation).toMatchObject({ stage: null, opinion: { verdict: 'disagrees' } });
    const edited = opened({ body: 'Another text.', updatedAt: new Date('2026-11-16T11:00:00Z') });
    itemOf(edited, { ...world, state });
    expect(asked.length).toBeLessThanOrEqual(2);
  });

  it('shows the model the beginning of a long text only', () => {
    const { opinion, asked } = model('agrees');
    const body = `${opened().thread.body} ${'and so on '.repeat(2_000)}`;
    decideIn({ repositories: [repository({ settings: OPEN })], opinion }, opened({ body }));
    expect(asked[0]?.about === 'stage' && asked[0].text.body).toHaveLength(4_000);
  });
});

/** One failure told by two people on two versions, so that nothing but words and an error line speak for it. */
const REPORTS = [
  {
    title: 'resolveConfig throws ERR_GATE_CLOSED with pnpm workspaces',
    body: 'Our build stops.\n\n```\nError: ERR_GATE_CLOSED the gate of larkspur-core is closed\n```\n\nWe use pnpm workspaces with hoisting turned off.',
  },
  {
    title: 'pnpm workspaces: ERR_GATE_CLOSED from resolveConfig',
    body: 'The workspace does not load, hoisting is turned off.\n\n```\nError: ERR_GATE_CLOSED the gate of larkspur-core is closed\n```',
  },
] as const;

/** What the same failure adds: the trace and the version. */
const TRACE =
  '\n\n```\nError: ERR_GATE_CLOSED the gate of larkspur-core is closed\n    at resolveConfig (src/config/resolve.ts:41:9)\n    at loadWorkspace (src/workspace.ts:12:3)\n```\n\nVersion 3.2.0.';

function report(n: 1 | 2, changes: Partial<ThreadEvent['thread']> = {}, more = ''): ThreadEvent {
  const { title, body } = REPORTS[n - 1] ?? REPORTS[0];
  return failure(n, { title, body: body + more, ...changes });
}

const links = (asked: readonly Question[]) => asked.filter(({ about }) => about === 'link');
const OPEN_HOME = repository({ settings: OPEN });
const SECOND = { repositoryId: 12, number: 2 };

/** Both reports, one after the other, before a model that says this of links. */
function both(
  verdict: Verdict,
  repositories = [OPEN_HOME],
  more = '',
): { at: Organisation; asked: Question[] } {
  const { opinion, asked } = model(verdict);
  const at = new Organisation(repositories);
  at.opinion = (question) => (question.about === 'link' ? opinion(question) : 'inconclusive');
  at.take(report(1, {}, more));
  at.take(report(2, {}, more));
  return { at, asked };
}

describe('a second opinion on a link', () => {
  it('is about two reports that are one cluster without it', () => {
    const at = new Organisation([OPEN_HOME]);
    for (const event of [report(1), report(2)]) at.take(event);
    expect(at.clusters()).toEqual([['12-1', '12-2']]);
  });

  it('that denies it makes the match possible, takes the comment away, and is told by /why', () => {
    const { at, asked } = both('disagrees');
    expect(at.clusters()).toEqual([['12-1'], ['12-2']]);
    expect(at.comment(SECOND, 'related')).toBeUndefined();
    expect(at.pairs.get(2)).toMatchObject([{ itemId: 1, tier: 'possible' }]);
    expect(asked).toEqual([{ about: 'link', texts: [{ ...REPORTS[0] }, { ...REPORTS[1] }] }]);
    at.take(says('/why'));
    expect(at.comment(SECOND, 'why')).toMatch(/another problem: .*acme\/widgets#1/);
    // A human stands above it.
    at.take(says('/cluster #1', 60, 778));
    expect(at.clusters()).toEqual([['12-1', '12-2']]);
    expect(at.comment(SECOND, 'why')).not.toContain('another problem');
  });

  it.each(['agrees', 'inconclusive'] as const)('that %s leaves it as it is', (verdict) => {
    const { at } = both(verdict);
    expect(at.clusters()).toEqual([['12-1', '12-2']]);
    at.take(says('/why'));
    for (const kind of ['related', 'why']) {
      expect(at.comment(SECOND, kind)?.includes('a language model agrees')).toBe(verdict === 'agrees');
    }
  });

  it('is not asked for again by what changes no text', () => {
    const { at, asked } = both('disagrees');
    at.take(says('Any news?'));
    at.take(report(1));
    at.take(report(2));
    expect(asked).toHaveLength(1);
  });

  it('cannot deny the same failure of the same version', () => {
    const { at, asked } = both('disagrees', [OPEN_HOME], TRACE);
    expect(asked).toEqual([]);
    expect(at.clusters()).toEqual([['12-1', '12-2']]);
  });

  it.each([
    ['the report itself is private', true, false],
    ['the other report is private', false, true],
  ])('is not asked for where %s', (_, own, other) => {
    const home = (id: number, isPrivate: boolean) =>
      repository({ id, name: `repo-${id}`, private: isPrivate, settings: OPEN });
    const [here, there] = [home(12, own), home(13, other)];
    const { opinion, asked } = model('disagrees');
    const at = new Organisation([here, there]);
    at.opinion = opinion;
    at.take(report(1, { repository: { ...thread().repository, id: 13, name: 'repo-13', private: other } }));
    at.take(report(2, { repository: { ...thread().repository, private: own } }));
    expect(at.clusters()).toHaveLength(1);
    expect(links(asked)).toEqual([]);
    const secret = own ? REPORTS[1] : REPORTS[0];
    expect(JSON.stringify(asked)).not.toContain(secret.title);
  });
});

function says(body: string, who = 60, id = 777): CommentEvent {
  const { thread: snapshot } = report(2);
  const at = minute(id);
  return {
    ...happened,
    at,
    type: 'comment.created',
    thread: snapshot,
    comment: comment({ id, body, author: person(who), createdAt: at, updatedAt: at }),
    actor: person(who),
  };
}
