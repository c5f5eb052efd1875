import type { Change } from '../../src/loop/change.ts';
import type { CommentPut, LabelAdd, LabelRemove, ThreadTarget } from '../../src/loop/effect.ts';
import type { Landing, NoticeRecord, Release } from '../../src/loop/fix-record.ts';
import type { Command, Item, Judgement } from '../../src/loop/item.ts';
import type { Lesson } from '../../src/loop/lesson.ts';
import type { Observation } from '../../src/loop/observe/observe.ts';
import type { Agenda, MadeDecision } from '../../src/loop/triage/agenda.ts';
import type { Account, CommentSnapshot, Repository, ThreadRef } from '../../src/loop/vocabulary.ts';
import { threadKey } from '../../src/loop/vocabulary.ts';
import type { NewDelivery } from '../../src/store/interface/inbox.ts';

/** A moment so many seconds after the beginning of all tests. */
export function at(seconds: number): Date {
  return new Date(Date.UTC(2026, 2, 2, 9) + seconds * 1_000);
}

export const NOW = at(0);
export const DAY_S = 24 * 60 * 60;

export function account(id: number, login = `person-${id}`): Account {
  return { id, login, type: 'User' };
}

export function repository(id = 12, more: Partial<Repository> = {}): Repository {
  return {
    id,
    nodeId: `R_${id}`,
    owner: 'larkspur',
    name: `core-${id}`,
    private: false,
    archived: false,
    defaultBranch: 'main',
    ...more,
  };
}

/** An organisation that installed the app nine days ago, with an open repository 12 and a private one 13. */
export const INSTALLED: readonly Change[] = [
  {
    type: 'installation.put',
    account: { ...account(70, 'larkspur'), type: 'Organization' },
    permissions: {},
    suspended: false,
    at: at(-9 * DAY_S),
  },
  { type: 'repository.put', repository: repository(12), at: NOW },
  { type: 'repository.put', repository: repository(13, { private: true }), at: NOW },
];

export function observation(more: Partial<Observation> = {}): Observation {
  return {
    stage: 'onboarding',
    guess: 'onboarding',
    confidence: 0.8,
    probabilities: {
      awareness: 0.05,
      onboarding: 0.8,
      adoption: 0.05,
      retention: 0.05,
      advocacy: 0,
      none: 0.05,
    },
    reasons: [
      { stage: 'onboarding', signal: 'install', quote: 'cannot install', meaning: 'installing', weight: 1 },
    ],
    kind: 'bug',
    kindConfidence: 0.7,
    severity: { value: 'minor', inferred: true },
    quality: { version: true, steps: false, error: true, expectation: false },
    language: 'en',
    environment: { versions: ['1.4.0'], os: null, production: null },
    firstSuccessMinutes: null,
    modelVersion: 'test',
    ...more,
  };
}

type ItemParts = Partial<Item['snapshot']> & { item?: Partial<Omit<Item, 'snapshot' | 'itemId'>> };

export function item(number: number, { item: own, ...snapshot }: ItemParts = {}): Omit<Item, 'itemId'> {
  return {
    snapshot: {
      repository: repository(),
      number,
      type: 'issue',
      nodeId: `I_${number}`,
      id: 9_000_000_000 + number,
      title: `Cannot install ${number}`,
      body: 'It stops with ERR_MODULE_NOT_FOUND',
      author: account(501),
      authorAssociation: 'NONE',
      state: 'open',
      stateReason: null,
      locked: false,
      labels: ['bug'],
      category: null,
      merged: false,
      mergeCommitSha: null,
      baseRef: null,
      headSha: null,
      answer: null,
      thumbsUp: 0,
      createdAt: at(-100),
      updatedAt: at(0),
      closedAt: null,
      ...snapshot,
    },
    authorRole: 'community',
    roleInferred: false,
    observation: observation(),
    stage: 'onboarding',
    stageSource: 'model',
    kind: { value: 'bug', source: 'label' },
    severity: { value: 'major', source: 'model' },
    themes: [{ name: 'Getting started', source: 'match' }],
    paths: null,
    origin: 'live',
    closedBy: null,
    ...own,
  };
}

export function comment(id: number, more: Partial<CommentSnapshot> = {}): CommentSnapshot {
  return {
    id,
    nodeId: `IC_${id}`,
    family: 'issue_comment',
    body: `comment ${id}`,
    author: account(502),
    parentId: null,
    parentNodeId: null,
    isAnswer: false,
    createdAt: at(0),
    updatedAt: at(0),
    ...more,
  };
}

export function judgement(key: string, more: Partial<Judgement> = {}): Judgement {
  return { key, verb: 'added', label: 'stage: adoption', actor: account(601), at: at(0), ...more };
}

export function command(key: string, more: Partial<Command> = {}): Command {
  return {
    key,
    source: { in: 'thread' },
    verb: 'stage',
    argument: 'adoption',
    actor: account(601),
    triage: true,
    target: null,
    at: at(0),
    ...more,
  };
}

export function lesson(key: string, more: Partial<Lesson> = {}): Lesson {
  return {
    about: 'stage',
    key,
    value: 'adoption',
    guessed: 'onboarding',
    modelVersion: 'test',
    trust: 0.5,
    words: ['install', 'stops'],
    at: at(0),
    ...more,
  };
}

export function ref(number: number, repositoryId = 12): ThreadRef {
  return { repositoryId, number };
}

function thread({ repositoryId, number }: ThreadRef): ThreadTarget {
  return {
    repositoryId,
    owner: 'larkspur',
    name: `core-${repositoryId}`,
    number,
    nodeId: `I_${number}`,
    type: 'issue',
  };
}

export function labelAdd(
  where: ThreadRef,
  label = 'stage: adoption',
  more: Partial<LabelAdd> = {},
): LabelAdd {
  return {
    kind: 'label.add',
    slot: `label:${threadKey(where)}:${label}`,
    leastMode: 'label',
    mode: 'act',
    priority: 'normal',
    thread: thread(where),
    label,
    ...more,
  };
}

export function labelRemove(where: ThreadRef, label = 'stage: adoption'): LabelRemove {
  return { ...labelAdd(where, label), kind: 'label.remove' };
}

export function commentPut(where: ThreadRef, body = 'Because.', more: Partial<CommentPut> = {}): CommentPut {
  const marker = `why:${threadKey(where)}`;
  return {
    kind: 'comment.put',
    slot: `comment:${threadKey(where)}:${marker}`,
    leastMode: 'suggest',
    mode: 'act',
    priority: 'answer',
    thread: thread(where),
    marker,
    body,
    replyToNodeId: null,
    ...more,
  };
}

export function delivery(id: string, more: Partial<NewDelivery> = {}): NewDelivery {
  return {
    id,
    installationId: 7,
    name: 'issues',
    action: 'opened',
    orderKey: '12-1',
    payload: `{"id":"${id}"}`,
    receivedAt: NOW,
    ...more,
  };
}

export function landing(number: number, more: Partial<Landing> = {}): Landing {
  return {
    key: `pull:12-${number}`,
    repositoryId: 12,
    number,
    sha: String(number).padStart(40, '0'),
    at: at(number),
    closes: [],
    reverts: [],
    packages: [],
    includes: [],
    ...more,
  };
}

export function release(id: number, more: Partial<Release> = {}): Release {
  return {
    id,
    repositoryId: 12,
    tag: `v1.${id}.0`,
    url: `https://github.com/larkspur/core-12/releases/tag/v1.${id}.0`,
    prerelease: false,
    publishedAt: at(100),
    named: [45],
    goneAt: null,
    ...more,
  };
}

export function notice(thread: ThreadRef, more: Partial<NoticeRecord> = {}): NoticeRecord {
  return {
    slot: `comment:${threadKey(thread)}:notice:c1`,
    clusterId: 1,
    ref: thread,
    people: [501],
    news: 'released',
    release: '12-99',
    claim: 'pull:12-45',
    held: null,
    eligibleAt: at(100),
    ...more,
  };
}

/** A weekly issue that says one thing. */
export function agenda(week: string, header: string): Agenda {
  return {
    week,
    asOf: NOW.toISOString(),
    host: 'github.com',
    prefix: '/',
    length: 'full',
    docs: null,
    header,
    shown: [],
    topics: [],
    duplicates: [],
    drafts: [],
    attention: [],
    figures: [],
    appendix: [],
  };
}

export function decision(week: string, clusterId: number, changes: Partial<MadeDecision> = {}): MadeDecision {
  return {
    key: `issue_comment:31:decide:c${clusterId} fix`,
    week,
    clusterId,
    action: 'fix',
    reason: 'it stops everybody',
    by: { id: 60, login: 'mira' },
    functions: ['product'],
    at: NOW,
    ...changes,
  };
}
