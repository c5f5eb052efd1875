import { describe, expect, it } from 'vitest';
import type { Item } from '../../../src/loop/item.ts';
import type { Observation, Reason } from '../../../src/loop/observe/observe.ts';
import type { Verdict } from '../../../src/loop/opinion.ts';
import { renderWhy, type WhySubject } from '../../../src/loop/render/why.ts';
import type { WhyLinks } from '../../../src/loop/render/why-links.ts';
import { itemOf, opened } from '../decide/said.ts';
import { settings } from '../situations.ts';

const reason = (meaning: string, quote: string, stage: Reason['stage'] = 'retention'): Reason => ({
  stage,
  signal: meaning,
  quote,
  meaning,
  weight: 1,
});

const REASONS = [
  reason('says that it came with an upgrade', 'after upgrading to 3.2'),
  reason('says that it worked before', 'used to work @mira #12 <b>'),
  reason('is a discussion', '', null),
  reason('says to be new', 'I am new', 'onboarding'),
  reason('is a fifth one', 'and not shown'),
];

const LINKS: WhyLinks['links'] = (
  [
    { by: 'matcher', evidence: ['the same error `ERR_GATE`', 'the same version 3.2'] },
    { by: 'human' },
    { by: 'others' },
  ] as const
).map((because, at) => ({
  thread: {
    host: 'github.com',
    owner: 'acme',
    name: 'widgets',
    number: at + 1,
    type: 'issue',
    title: `Gate @octo ${at}`,
  },
  because,
}));

const OTHER = {
  host: 'github.com',
  owner: 'acme',
  name: 'widgets',
  number: 8,
  type: 'issue',
  title: 'Gate',
} as const;

const opinion = (verdict: Verdict) => ({ verdict, model: 'small-model' });

const why = (
  observation: Partial<Observation>,
  changes: Partial<Omit<Item, 'observation'>> = {},
  more: Partial<Omit<WhySubject, 'item'>> = {},
): string => {
  const item = itemOf(opened());
  return `${renderWhy({
    item: { ...item, ...changes, observation: { ...item.observation, reasons: REASONS, ...observation } },
    ledger: { stage: null },
    links: null,
    settings: settings(),
    marker: 'why:12-34',
    ...more,
  })}\n`;
};

const sure = { stage: 'retention', guess: 'retention', confidence: 0.84 } as const;
const doubtful = { stage: null, guess: 'adoption', confidence: 0.42 } as const;
const nothing: Partial<Observation> = { stage: null, guess: null, confidence: 0.93, reasons: [] };

describe('the comment that explains a stage', () => {
  it.each<[string, string]>([
    ['sure', why(sure)],
    ['below-the-bar', why(doubtful)],
    ['none', why(nothing)],
    ['command', why(sure, {}, { ledger: { stage: { stage: 'adoption', by: 'command' } } })],
    ['label', why(sure, {}, { ledger: { stage: { stage: 'adoption', by: 'label' } } })],
    ['removal', why(sure, {}, { ledger: { stage: { stage: null, by: 'removal' } } })],
    ['bot', why({ ...nothing, reasons: [reason('is written by a bot', '')] }, { authorRole: 'bot' })],
    ['staff', why({ ...doubtful, confidence: 0.9 }, { authorRole: 'staff' })],
    ['old', why(sure, { origin: 'history' })],
    ['suggest', why(sure, {}, { settings: settings({ mode: 'suggest', commands: { prefix: '!' } }) })],
    [
      'said-otherwise',
      why(sure, {
        kind: { value: 'docs', source: 'human' },
        severity: { value: 'blocker', source: 'label' },
        themes: [
          { name: 'First steps', source: 'match' },
          { name: '@octo #12', source: 'human' },
        ],
      }),
    ],
    ['linked', why(sure, {}, { links: { links: LINKS, hidden: 3, denied: [] } })],
    ['agreed', why({ ...doubtful, stage: 'adoption', opinion: opinion('agrees') })],
    ['agreed-too', why({ ...sure, opinion: opinion('agrees') })],
    ['denied', why({ ...sure, stage: null, opinion: opinion('disagrees') })],
    ['unanswered', why({ ...doubtful, opinion: opinion('inconclusive') })],
    ['link-denied', why(sure, {}, { links: { links: LINKS, hidden: 0, denied: [OTHER] } })],
    ['alone', why(sure, {}, { links: { links: [], hidden: 0, denied: [] } })],
    ['learnt', why({ ...sure, reasons: [reason('is like #12, which a maintainer called retention', '')] })],
    [
      'pull-request',
      why(
        {
          stage: 'advocacy',
          guess: 'advocacy',
          confidence: 1,
          reasons: [reason('brings a pull request', '', 'advocacy')],
        },
        { snapshot: { ...opened().thread, type: 'pull_request' } },
      ),
    ],
  ])('%s', async (name, text) => {
    await expect(text).toMatchFileSnapshot(`snapshots/why-${name}.md`);
  });

  it('says nothing of the label of an old thread where the config asks for it', () => {
    const asked = settings({ backfill: { sinceDays: 365, labelOldThreads: true } });
    expect(why(sure, { origin: 'history' }, { settings: asked })).toBe(why(sure));
  });
});
