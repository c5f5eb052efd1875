import type { Canary } from '../../src/loop/cluster-record.ts';
import type { Decision } from '../../src/loop/decide.ts';
import { decide } from '../../src/loop/decide.ts';
import type { Event } from '../../src/loop/event.ts';
import type { FactAnswer } from '../../src/loop/fact-answer.ts';
import type { FactRequest } from '../../src/loop/fact-request.ts';
import { requestKey } from '../../src/loop/fact-request.ts';
import { Facts } from '../../src/loop/facts.ts';
import type { ConfigReading, SeenEdit, SeenReaction } from '../../src/loop/github-facts.ts';
import type { ThreadState } from '../../src/loop/item.ts';
import type { LedgerPlace } from '../../src/loop/judge-command.ts';
import type { KnownRepository } from '../../src/loop/known-repository.ts';
import type { LearnedModel } from '../../src/loop/observe/learned.ts';
import type { Question, Verdict } from '../../src/loop/opinion.ts';
import type { KnownOutside } from '../../src/loop/outside.ts';
import type { ProjectRecord } from '../../src/loop/record.ts';
import type { Settings } from '../../src/loop/settings.ts';
import type { MadeDecision } from '../../src/loop/triage/agenda.ts';
import type { Account, CommentSnapshot, ThreadRef, ThreadSnapshot } from '../../src/loop/vocabulary.ts';
import type { WeekFacts } from '../../src/loop/week-facts.ts';
import type { PossiblePair, ThreadText, WeekIssueRecord } from '../../src/loop/week-record.ts';

/** Invented people, threads and settings for tests of the loop; each test changes what it is about. */

export function person(id: number, changes: Partial<Account> = {}): Account {
  return { id, login: `person-${id}`, type: 'User', ...changes };
}

export function settings(changes: Partial<Settings> = {}): Settings {
  return {
    configured: true,
    mode: 'act',
    language: 'en',
    staff: null,
    functions: { product: [], docs: [], support: [], devrel: [] },
    audience: 'external',
    officeHours: null,
    stages: {
      labels: {
        awareness: 'stage: awareness',
        onboarding: 'stage: onboarding',
        adoption: 'stage: adoption',
        retention: 'stage: retention',
        advocacy: 'stage: advocacy',
      },
      keywords: {},
      minConfidence: 0.6,
    },
    clusters: { comment: 'certain', canonicalFrom: 3, acrossRepositories: true, maxSize: 200 },
    themes: [],
    severity: { labels: {} },
    releases: { packages: {} },
    notices: { on: ['released', 'documented', 'declined'], prereleases: false, perReleaseMax: 50, quiet: [] },
    triage: {
      repository: null,
      day: 'mon',
      time: '09:00',
      timezone: 'UTC',
      team: null,
      length: 'full',
      skipEmpty: true,
    },
    decisions: { labels: {}, milestones: {} },
    teach: { repository: null },
    starters: [],
    signals: { firstSuccessField: null, productionField: null, adoptersFile: null },
    judge: 'off',
    commands: { prefix: '/' },
    backfill: { sinceDays: 365, labelOldThreads: false },
    privacy: { retainDays: 730, showIn: [] },
    ...changes,
  };
}

export const INSTALLED_AT = new Date('2026-11-01T00:00:00Z');

export function repository(changes: Partial<KnownRepository> = {}): KnownRepository {
  return {
    id: 12,
    nodeId: 'R_12',
    owner: 'acme',
    name: 'widgets',
    private: false,
    archived: false,
    defaultBranch: 'main',
    settings: settings(),
    configScope: 'repository',
    hasIssues: true,
    ...changes,
  };
}

/** Where the words of thread #34 are read. */
export function ledgerPlace(changes: Partial<LedgerPlace> = {}): LedgerPlace {
  return {
    settings: settings(),
    thread: { repositoryId: 12, number: 34, type: 'issue' },
    isTriageRepository: false,
    isWeeklyIssue: false,
    concerned: new Set([1]),
    reporters: new Set([1]),
    ownLabels: new Set(),
    ...changes,
  };
}

export function thread(changes: Partial<ThreadSnapshot> = {}): ThreadSnapshot {
  const { settings: _settings, configScope: _scope, hasIssues: _hasIssues, ...home } = repository();
  return {
    repository: home,
    number: 34,
    type: 'issue',
    nodeId: 'I_34',
    id: 3400,
    title: 'Build fails since 3.2',
    body: 'After upgrading to 3.2 the build that worked for a year fails.',
    author: person(1),
    authorAssociation: 'NONE',
    state: 'open',
    stateReason: null,
    locked: false,
    labels: [],
    category: null,
    merged: false,
    mergeCommitSha: null,
    baseRef: null,
    headSha: null,
    answer: null,
    thumbsUp: 0,
    createdAt: new Date('2026-11-16T09:00:00Z'),
    updatedAt: new Date('2026-11-16T09:00:00Z'),
    closedAt: null,
    ...changes,
  };
}

export function comment(changes: Partial<CommentSnapshot> = {}): CommentSnapshot {
  return {
    id: 77,
    nodeId: 'C_77',
    family: 'issue_comment',
    body: 'Same here.',
    author: person(2),
    parentId: null,
    parentNodeId: null,
    isAnswer: false,
    createdAt: new Date('2026-11-16T10:00:00Z'),
    updatedAt: new Date('2026-11-16T10:00:00Z'),
    ...changes,
  };
}

export function threadState(changes: Partial<ThreadState> = {}): ThreadState {
  return {
    itemId: 1,
    item: null,
    deletedAt: null,
    judgements: [],
    commands: [],
    posts: [],
    authorPriorThreads: 0,
    authorPriorMergedPulls: 0,
    ...changes,
  };
}

export function weekFacts(changes: Partial<WeekFacts> = {}): WeekFacts {
  const none = { awareness: 0, onboarding: 0, adoption: 0, retention: 0, advocacy: 0, none: 0 };
  return {
    opened: none,
    openedBefore: none,
    unstaged: [],
    openWeeks: [],
    recentWeeks: [],
    held: [],
    configProblems: [],
    hidden: 0,
    troubles: { deadLetters: 0, failedEffects: 0, late: 0 },
    ...changes,
  };
}

/** A project in which nothing has happened. */
export function emptyRecord(asOf: Date): ProjectRecord {
  return {
    asOf,
    repositories: [],
    logins: new Map(),
    rolesInferred: 0,
    threads: [],
    clusters: null,
    livesKept: false,
    reviewsKept: false,
    links: null,
    agendas: null,
    triages: null,
    releases: null,
    runs: null,
    attestations: null,
    signals: null,
    adopters: null,
  };
}

/** A world that answers every question; people with an id of 100 or more may write, from 50 on they may triage. */
export interface World {
  repositories?: KnownRepository[];
  state?: ThreadState;
  week?: WeekFacts;
  teams?: Record<string, string[]>;
  config?: ConfigReading;
  /** texts by `COMMIT:PATH` */
  files?: Record<string, string>;
  pullPaths?: string[];
  reactions?: SeenReaction[];
  edits?: SeenEdit[];
  outsideReports?: KnownOutside[];
  duplicateOf?: { repository: { owner: string; name: string }; number: number };
  learned?: LearnedModel;
  weekIssue?: WeekIssueRecord;
  /** the newest report that tells whether matching works; nothing is ever found here, so that with one it does not */
  canary?: Canary;
  decisions?: MadeDecision[];
  record?: ProjectRecord;
  texts?: ThreadText[];
  canonicals?: ReadonlyMap<number, ThreadRef>;
  possiblePairs?: PossiblePair[];
  /** what the language model says; left out: there is none */
  opinion?: (question: Question) => Verdict;
}

export function answer(request: FactRequest, world: World): FactAnswer {
  const repositories = world.repositories ?? [repository()];
  switch (request.kind) {
    case 'thread':
      return { kind: 'thread', value: world.state ?? threadState() };
    case 'repository':
      return {
        kind: 'repository',
        value: repositories.find(({ id }) => id === request.repositoryId) ?? null,
      };
    case 'repositories':
      return { kind: 'repositories', value: repositories };
    case 'week':
      return { kind: 'week', value: world.week ?? weekFacts() };
    case 'weekIssue':
      return { kind: 'weekIssue', value: world.weekIssue ?? null };
    case 'decisions':
      return { kind: 'decisions', value: world.decisions ?? [] };
    case 'record':
      return { kind: 'record', value: world.record ?? emptyRecord(request.asOf) };
    case 'canonicals':
      return { kind: 'canonicals', value: world.canonicals ?? new Map() };
    case 'threadTexts':
      return { kind: 'threadTexts', value: { texts: world.texts ?? [], hidden: new Map() } };
    case 'possiblePairs':
      return { kind: 'possiblePairs', value: (world.possiblePairs ?? []).slice(0, request.limit) };
    case 'learned':
      return { kind: 'learned', value: world.learned ?? null };
    case 'linkVerdicts':
      return { kind: 'linkVerdicts', value: { confirmed: 0, rejected: 0, unjudged: 0 } };
    case 'outsideReports':
      return { kind: 'outsideReports', value: world.outsideReports ?? [] };
    case 'canary':
      return { kind: 'canary', value: world.canary ?? null };
    case 'repositoryNamed':
      return {
        kind: 'repositoryNamed',
        value: repositories.find(({ name }) => name === request.name) ?? null,
      };
    case 'templateLines':
      return { kind: 'templateLines', value: new Set() };
    case 'terms':
      return { kind: 'terms', value: { items: 0, documentFrequency: new Map() } };
    case 'candidates':
      return { kind: 'candidates', value: [] };
    case 'clusterLog':
      return { kind: 'clusterLog', value: { entries: [], nextSeq: 1 } };
    case 'members':
      return { kind: 'members', value: [] };
    case 'pairs':
      return { kind: 'pairs', value: new Map() };
    case 'permission': {
      const id = Number(request.login.split('-').at(-1));
      return { kind: 'permission', value: { triage: id >= 50, write: id >= 100 } };
    }
    case 'team':
      return { kind: 'team', value: world.teams?.[request.slug] ?? null };
    case 'configFile':
      return {
        kind: 'configFile',
        value: world.config ?? {
          file: { version: 1 },
          refused: false,
          problems: [],
          check: { conclusion: 'success', title: 'Fine', summary: 'Fine.', annotations: [] },
        },
      };
    case 'textFile':
      return { kind: 'textFile', value: world.files?.[`${request.ref}:${request.path}`] ?? null };
    case 'pullPaths':
      return { kind: 'pullPaths', value: world.pullPaths ?? [] };
    case 'landings':
      return { kind: 'landings', value: [] };
    case 'fixedItems':
      return { kind: 'fixedItems', value: [] };
    case 'waiting':
      return { kind: 'waiting', value: [] };
    case 'contained':
      return { kind: 'contained', value: [] };
    case 'saidFixedIn':
      return { kind: 'saidFixedIn', value: [] };
    case 'clusterItems':
      return { kind: 'clusterItems', value: [] };
    case 'releases':
      return { kind: 'releases', value: [] };
    case 'clusterWords':
      return { kind: 'clusterWords', value: [] };
    case 'releaseNotices':
      return { kind: 'releaseNotices', value: [] };
    case 'claims':
      return { kind: 'claims', value: new Map() };
    case 'compare':
      return { kind: 'compare', value: null };
    case 'release':
      return { kind: 'release', value: null };
    case 'closing':
      return { kind: 'closing', value: { closes: [], commits: [] } };
    case 'reactions':
      return { kind: 'reactions', value: world.reactions ?? [] };
    case 'edits':
      return { kind: 'edits', value: world.edits ?? [] };
    case 'duplicateOf':
      return { kind: 'duplicateOf', value: world.duplicateOf ?? null };
    case 'opinion':
      if (world.opinion === undefined) throw new Error('there is no language model');
      return { kind: 'opinion', value: world.opinion(request.question) };
  }
}

/** when decisions are made unless a test says otherwise */
export const NOW = new Date('2026-11-16T12:00:00Z');

export const BOT = 'fullcircle[bot]';

/** Decides as the pipeline does: asks the world for what is missing until the decision stands. */
export function decideIn(world: World, event: Event, now = NOW): Decision {
  const answers = new Map<string, FactAnswer>();
  const worked = new Map<string, unknown>();
  const standing = {
    botLogin: BOT,
    accountLogin: 'acme',
    installedAt: INSTALLED_AT,
    host: 'github.com',
    languageModel: world.opinion && 'made-up-model',
  };
  for (let round = 0; round < 24; round += 1) {
    const outcome = decide(event, new Facts(standing, answers, worked), now);
    if (!('needs' in outcome)) return outcome;
    for (const request of outcome.needs) answers.set(requestKey(request), answer(request, world));
  }
  throw new Error('asks in circles');
}

export const happened = { deliveryId: 'd1', installationId: 7, at: new Date('2026-11-16T11:00:00Z') };
