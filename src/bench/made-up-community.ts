import type { Change } from '../loop/change.ts';
import type { Item } from '../loop/item.ts';
import type { Observation } from '../loop/observe/observe.ts';
import { type Account, KINDS, type Role, STAGES, THREAD_TYPES, type ThreadRef } from '../loop/vocabulary.ts';
import { chanceOf } from './made-up-reports.ts';
import { HOME } from './made-up-threads.ts';

/** Comments of a thread on average: five times as many as threads, as in large organisations. */
const COMMENTS_MAX = 10;
/** One account for so many threads writes; most of them once. */
const THREADS_PER_PERSON = 3;
const STAFF = 30;
/** Of comments that the sandbox makes, ids are smaller. */
const COMMENTS_AFTER = 1_000_000_000;
const YEARS = 3;
const YEAR_MS = 365 * 86_400_000;
const HOUR_MS = 3_600_000;
/** Threads of one cluster, one after the other. */
const CLUSTER_THREADS = 4;
/** Of clusters, one in so many is decided and fixed. */
const DECIDED = 10;
/** Words of comments: half a kilobyte, as on average on GitHub. */
const SENTENCES = [
  'Thanks, that works now.',
  'Which version do you use, and could you share the steps to reproduce it?',
  'I have the same problem on another machine, and see nothing in the log that would tell why it stops there.',
  'Have a look at https://docs.invalid/guide, the section about deployment says how the worker is to be started.',
  'A pull request is welcome.',
  'It fails at the first step of the quickstart since the upgrade, with the message that I wrote above.',
];

/** One thread with all that was said and done on it. */
export interface MadeUpThread {
  itemId: number;
  changes: Change[];
}

/** The life of a community over three years up to `until`: threads, oldest first, the same for the same number of them. */
export function* madeUpCommunity(items: number, until: Date): Generator<MadeUpThread> {
  const chance = chanceOf(items);
  for (let itemId = 1; itemId <= items; itemId += 1) {
    const age = (1 - itemId / (items + 1)) * YEARS * YEAR_MS;
    yield { itemId, changes: threadOf(itemId, new Date(until.getTime() - age), until, items, chance) };
  }
}

/** The clusters of the first so many threads, with what became of some. */
export function madeUpClusters(items: number, until: Date): Change[] {
  const clusters = Array.from({ length: Math.floor(items / CLUSTER_THREADS / 2) }, (_, at) => {
    const first = 2 * CLUSTER_THREADS * at + 1;
    return {
      id: first,
      pinned: null,
      members: Array.from({ length: CLUSTER_THREADS }, (_each, more) => first + more),
    };
  });
  const changes: Change[] = [];
  // As in life: the matcher writes a few at once.
  for (let at = 0; at < clusters.length; at += 100) {
    changes.push({ type: 'clusters.put', clusters: clusters.slice(at, at + 100), redirects: [] });
  }
  for (const { id } of clusters.filter((_, at) => at % DECIDED === 0)) {
    const at = new Date(until.getTime() - (1 - id / (items + 1)) * YEARS * YEAR_MS + HOUR_MS);
    const step = { key: `pull:${HOME.id}-${id}`, actor: null, at };
    changes.push({
      type: 'transitions.put',
      clusterId: id,
      transitions: [
        { ...step, index: 0, from: 'open', to: 'decided', cause: 'decided' },
        { ...step, index: 1, from: 'decided', to: 'fixed', cause: 'landed' },
      ],
    });
    changes.push({
      type: 'notices.put',
      notices: [
        {
          slot: `notice:${HOME.id}-${id}`,
          clusterId: id,
          ref: { repositoryId: HOME.id, number: id },
          people: [personOf(id).id],
          news: 'fixed',
          release: null,
          claim: null,
          held: null,
          eligibleAt: at,
        },
      ],
    });
  }
  return changes;
}

function threadOf(
  itemId: number,
  createdAt: Date,
  until: Date,
  items: number,
  chance: () => number,
): Change[] {
  const ref: ThreadRef = { repositoryId: HOME.id, number: itemId };
  const staff = () => personOf(Math.floor(chance() * STAFF));
  const author = chance() < 0.1 ? staff() : somebodyOf(items, chance);
  const later = () => laterThan(createdAt, until, chance);
  const isClosed = chance() < 0.7;
  const closedBy = chance() < 0.4 ? author : staff();
  const changes: Change[] = [
    {
      type: 'item.put',
      itemId,
      item: itemOf(itemId, createdAt, author, isClosed ? { at: later(), by: closedBy } : null, chance),
    },
  ];
  changes.push(...madeUpComments({ itemId, ref, author, createdAt }, { items, until, chance }));
  if (chance() < 0.2) {
    const at = later();
    changes.push({
      type: 'judgement.put',
      ref,
      judgement: {
        key: `label:${at.getTime()}`,
        verb: 'added',
        label: 'stage: adoption',
        actor: staff(),
        at,
      },
    });
  }
  return changes;
}

/** What people say on a thread from its beginning until now, five comments on average; staff and strangers among them. */
export function madeUpComments(
  thread: { itemId: number; ref: ThreadRef; author: Account; createdAt: Date },
  { items, until, chance }: { items: number; until: Date; chance: () => number },
): Change[] {
  const { itemId, ref, author, createdAt } = thread;
  const count = Math.floor(chance() * (COMMENTS_MAX + 1));
  return Array.from({ length: count }, (_, index): Change => {
    const by = chance();
    const writer =
      by < 0.3 ? author : by < 0.6 ? personOf(Math.floor(chance() * STAFF)) : somebodyOf(items, chance);
    const at = laterThan(createdAt, until, chance);
    const id = COMMENTS_AFTER + itemId * (COMMENTS_MAX + 1) + index;
    return {
      type: 'comment.put',
      ref,
      authorRole: roleOf(writer),
      comment: {
        id,
        nodeId: `C_${id}`,
        family: itemId % 3 === 2 && index === 0 ? 'review' : 'issue_comment',
        body: bodyOf(chance),
        author: writer,
        parentId: null,
        parentNodeId: null,
        isAnswer: itemId % 3 === 1 && index === 1,
        createdAt: at,
        updatedAt: at,
      },
    };
  });
}

/** Most write once, some often. */
function somebodyOf(items: number, chance: () => number): Account {
  return personOf(Math.floor(chance() ** 2 * (items / THREADS_PER_PERSON)) + STAFF);
}

/** Mostly soon after a thread began. */
function laterThan(createdAt: Date, until: Date, chance: () => number): Date {
  return new Date(Math.min(until.getTime() - 1, createdAt.getTime() + chance() ** 4 * 90 * 24 * HOUR_MS));
}

/** Accounts from 1; the first ones are staff. */
function personOf(number: number): Account {
  return { id: number + 1, login: `person-${number + 1}`, type: 'User' };
}

function roleOf({ id }: Account): Role {
  return id <= STAFF ? 'staff' : 'community';
}

function bodyOf(chance: () => number): string {
  const from = Math.floor(chance() * SENTENCES.length);
  const count = 1 + Math.floor(chance() * SENTENCES.length);
  return Array.from({ length: count }, (_, more) => SENTENCES[(from + more) % SENTENCES.length]).join(' ');
}

function itemOf(
  itemId: number,
  createdAt: Date,
  author: Account,
  closed: { at: Date; by: Account } | null,
  chance: () => number,
): Omit<Item, 'itemId'> {
  const type = THREAD_TYPES[itemId % THREAD_TYPES.length] ?? 'issue';
  const stage = chance() < 0.6 ? (STAGES[Math.floor(chance() * STAGES.length)] ?? null) : null;
  const kind = KINDS[Math.floor(chance() * KINDS.length)] ?? 'bug';
  return {
    snapshot: {
      repository: HOME,
      number: itemId,
      type,
      nodeId: `I_${itemId}`,
      id: itemId,
      title: `It stops at step ${itemId}`,
      body: bodyOf(chance),
      author,
      authorAssociation: 'NONE',
      state: closed === null ? 'open' : 'closed',
      stateReason: closed === null ? null : 'completed',
      locked: false,
      labels: stage === null ? [] : [`stage: ${stage}`],
      category: type === 'discussion' ? 'Q&A' : null,
      merged: type === 'pull_request' && closed !== null,
      mergeCommitSha: null,
      baseRef: null,
      headSha: null,
      answer: null,
      thumbsUp: 0,
      createdAt,
      updatedAt: closed?.at ?? createdAt,
      closedAt: closed?.at ?? null,
    },
    authorRole: roleOf(author),
    roleInferred: false,
    observation: observationOf(stage, kind),
    stage,
    stageSource: stage === null ? 'none' : 'model',
    kind: { value: kind, source: 'model' },
    severity: { value: 'minor', source: 'model' },
    themes: [],
    paths: type === 'pull_request' ? ['src/worker.ts', 'docs/worker.md'] : null,
    origin: 'live',
    closedBy: closed?.by ?? null,
  };
}

function observationOf(stage: Observation['stage'], kind: Observation['kind']): Observation {
  return {
    stage,
    guess: stage,
    confidence: 0.7,
    probabilities: {
      awareness: 0.1,
      onboarding: 0.2,
      adoption: 0.3,
      retention: 0.2,
      advocacy: 0.1,
      none: 0.1,
    },
    reasons: [],
    kind,
    kindConfidence: 0.7,
    severity: { value: 'minor', inferred: true },
    quality: { version: true, steps: false, error: true, expectation: false },
    language: 'en',
    environment: { versions: ['1.4.0'], os: null, production: null },
    firstSuccessMinutes: null,
    modelVersion: 'bench',
  };
}
