import type { Agenda, MadeDecision, Topic } from '../../../src/loop/triage/agenda.ts';
import { type AgendaTexts, makeAgenda } from '../../../src/loop/triage/make.ts';
import type { AgendaBasis } from '../../../src/loop/triage/prepare.ts';
import { prepareAgenda } from '../../../src/loop/triage/prepare.ts';
import type { ThreadText } from '../../../src/loop/week-record.ts';
import { AS_OF, ago, cluster, comment, member, project, staff, thread } from '../record/project.ts';
import { repository, settings, weekFacts } from '../situations.ts';

/** Weekly issues that are made up; each test changes what it is about. */

export const HOST = 'github.com';
const CORE = { host: HOST, owner: 'acme', name: 'core', type: 'issue' as const };

export function topic(clusterId: number, more: Partial<Topic> = {}): Topic {
  return {
    clusterId,
    title: `Problem ${clusterId}`,
    function: 'product',
    kind: 'bug',
    stage: 'adoption',
    places: [1, 1],
    rank: 9.2,
    range: [6.1, 11.9],
    frequency: 3.5,
    severity: 4,
    isInferred: true,
    alignment: 1.5,
    themes: ['Types'],
    reporters: 3,
    thisWeek: 2,
    lastWeek: 1,
    quotes: [{ text: 'The build fails on the first run.', thread: { ...CORE, number: clusterId } }],
    threads: [{ ...CORE, number: clusterId }],
    threadCount: 3,
    hidden: 0,
    versions: ['3.2.1'],
    segments: [{ stage: 'adoption', reports: 3 }],
    tried: [{ ...CORE, number: 99, type: 'pull_request', outcome: 'closed' }],
    suggested: { action: 'fix', because: '2 reports say how to reproduce it' },
    weeks: 1,
    ...more,
  };
}

export function agenda(more: Partial<Agenda> = {}): Agenda {
  return {
    week: '2026-W48',
    asOf: AS_OF.toISOString(),
    host: HOST,
    prefix: '/',
    length: 'full',
    docs: 'docs',
    header: '**Hold**: no reason to pause.',
    shown: [],
    topics: [],
    duplicates: [],
    drafts: [],
    attention: [],
    figures: [],
    appendix: [],
    ...more,
  };
}

export function made(clusterId: number, more: Partial<MadeDecision> = {}): MadeDecision {
  return {
    key: `issue_comment:${clusterId}:decide`,
    week: '2026-W48',
    clusterId,
    action: 'fix',
    reason: '',
    by: { id: 60, login: 'mira' },
    functions: ['product'],
    at: AS_OF,
    ...more,
  };
}

/** Words of every place in an issue that takes words of others. */
export function wordy(text: string): Agenda {
  const name = { ...CORE, number: 7, title: text };
  const quote = { text, thread: { ...CORE, number: 7 } };
  return agenda({
    titles: [
      { clusterId: 7, title: text },
      { clusterId: 8, title: text },
    ],
    topics: [
      topic(7, { title: text, themes: [text], quotes: [quote, quote], versions: [text] }),
      topic(8, { title: text, function: 'docs', quotes: [quote], weeks: 3 }),
    ],
    duplicates: [
      {
        key: '12-7',
        itemId: 1,
        otherItemId: 2,
        thread: name,
        other: { ...name, number: 8 },
        probability: 0.6,
        because: 'they read alike',
      },
    ],
    drafts: [
      {
        clusterId: 7,
        format: 'troubleshooting',
        title: text,
        because: 'people report this error, and it was answered',
        stage: 'adoption',
        reporters: 3,
        quotes: [quote],
        solution: { text, thread: { ...CORE, number: 9 } },
        error: text,
      },
    ],
  });
}

/** A project of some weeks: a crash of several people, a question that was answered, a wish, and what nobody answered. */
export function basis(more: Partial<AgendaBasis> = {}): AgendaBasis {
  const place = repository({ name: 'core', settings: settings({ teach: { repository: 'core' } }) });
  return {
    week: '2026-W49',
    record: RECORD,
    figures: weekFacts({
      opened: { awareness: 0, onboarding: 2, adoption: 4, retention: 1, advocacy: 0, none: 1 },
      openedBefore: { awareness: 1, onboarding: 1, adoption: 2, retention: 0, advocacy: 0, none: 0 },
    }),
    place,
    repositories: [place],
    host: HOST,
    decisions: [],
    before: null,
    previous: '2026-W48',
    current: null,
    answered: new Set(),
    ...more,
  };
}

const CRASH = [1, 2, 3].map((id) =>
  thread({
    key: `12-${id}`,
    number: id,
    author: member(id),
    createdAt: ago(2 * id),
    kind: 'bug',
    severity: { value: 'major', inferred: true },
    quality: { version: true, steps: true, error: true },
    environment: { versions: ['core 3.2.1'], production: null },
    clusterId: 1,
    comments: [comment(staff(), ago(1))],
  }),
);
const QUESTIONS = [4, 5].map((id) =>
  thread({
    key: `12-${id}`,
    number: id,
    author: member(id),
    createdAt: ago(9 + id),
    stage: 'onboarding',
    closedAt: id === 4 ? ago(8) : null,
    closedBy: id === 4 ? member(id) : null,
    clusterId: 4,
    comments: [comment(member(20 + id), ago(8))],
  }),
);
const OTHERS = [
  thread({ key: '12-6', number: 6, author: member(6), createdAt: ago(20), kind: 'feature', clusterId: 6 }),
  thread({ key: '12-7', number: 7, author: member(7), createdAt: ago(12), clusterId: 7 }),
];

export const RECORD = project({
  threads: [...CRASH, ...QUESTIONS, ...OTHERS].sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime()),
  logins: new Map([
    [24, 'lars'],
    [25, 'Ada'],
  ]),
  clusters: [
    cluster(1, { severity: { value: 'major', inferred: true } }),
    cluster(4),
    cluster(6),
    cluster(7),
  ],
});

export const TEXTS: ThreadText[] = [
  [
    1,
    'Worker crashes when the tide table is empty',
    'The worker crashes as soon as the tide table is empty.',
  ],
  [2, 'Crash without tides', 'We cannot start the worker without tides.'],
  [3, 'Worker crashes at midnight', 'It crashes every night, and nobody knows why.'],
  [4, 'How do I run two workers?', 'How can I run two workers beside each other?'],
  [5, 'How to start several workers', 'I want to start several workers and do not find out how to.'],
  [6, 'Please support tides of lakes', 'It would be great if lakes had tides.'],
  [7, 'What is the lease for?', 'I do not understand what the lease is for.'],
].map(([number, title, body]) => ({
  repositoryId: 12,
  number: Number(number),
  type: 'issue',
  title: String(title),
  body: String(body),
  answer: number === 4 ? 'Give each worker a name of its own in its config, then start both.' : null,
}));

/** Nothing was read. */
export const NO_TEXTS: AgendaTexts = { texts: [], canonicals: new Map(), hidden: new Map(), pairs: [] };

export function weekOf(more: Partial<AgendaBasis> = {}, texts: Partial<AgendaTexts> = {}) {
  return makeAgenda(prepareAgenda(basis(more)), {
    ...NO_TEXTS,
    texts: TEXTS,
    hidden: new Map([[1, 4]]),
    ...texts,
  });
}
