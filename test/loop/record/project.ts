import { type Frame, frameOf, type MeasureSettings } from '../../../src/loop/measured.ts';
import type {
  Actor,
  ProjectRecord,
  RecordedCluster,
  RecordedComment,
  RecordedRun,
  RecordedThread,
  Said,
} from '../../../src/loop/record.ts';

/** An invented project for the tests of measuring. Its clock stops at the end of 2026-W48. */

export const AS_OF = at('2026-11-30T00:00:00Z');

export function at(time: string): Date {
  return new Date(time);
}

/** So many days before the end. */
export function ago(days: number): Date {
  return new Date(AS_OF.getTime() - days * 86_400_000);
}

export function hoursAfter(since: Date, hours: number): Date {
  return new Date(since.getTime() + hours * 3_600_000);
}

export function member(id: number): Actor {
  return { id, role: 'community' };
}

export function staff(id = 900): Actor {
  return { id, role: 'staff' };
}

export const BOT: Actor = { id: 990, role: 'bot' };
export const GHOST_MEMBER: Actor = { id: null, role: 'community' };

export function said(more: Partial<Said> = {}): Said {
  return {
    thanks: false,
    worksNow: false,
    meToo: false,
    asksForInformation: false,
    invites: false,
    code: false,
    links: [],
    ...more,
  };
}

export function comment(author: Actor, when: Date, more: Partial<RecordedComment> = {}): RecordedComment {
  return { author, at: when, isReview: false, isAnswer: false, said: said(), ...more };
}

let numbers = 0;

/** A question of person 1, ten days ago, unless told otherwise. */
export function thread(more: Partial<RecordedThread> = {}): RecordedThread {
  numbers += 1;
  return {
    key: `12-${numbers}`,
    repositoryId: 12,
    number: numbers,
    type: 'issue',
    channel: 'github',
    author: member(1),
    createdAt: ago(10),
    closedAt: null,
    closedBy: null,
    stateReason: null,
    merged: false,
    paths: null,
    labels: [],
    category: null,
    stage: 'adoption',
    stageByApp: 'adoption',
    stageByHuman: false,
    kind: 'question',
    severity: { value: 'minor', inferred: true },
    quality: { version: false, steps: false, error: false },
    environment: { versions: [], production: null },
    firstSuccessMinutes: null,
    thumbsUp: 0,
    clusterId: null,
    comments: [],
    triaged: [],
    ...more,
  };
}

export function pull(more: Partial<RecordedThread> = {}): RecordedThread {
  return thread({ type: 'pull_request', kind: 'other', stage: 'advocacy', stageByApp: 'advocacy', ...more });
}

export function merged(author: Actor, when: Date, more: Partial<RecordedThread> = {}): RecordedThread {
  return pull({
    author,
    createdAt: hoursAfter(when, -24),
    closedAt: when,
    closedBy: staff(),
    merged: true,
    ...more,
  });
}

export function cluster(id: number, more: Partial<RecordedCluster> = {}): RecordedCluster {
  return {
    id,
    decisions: [],
    fixedAt: null,
    releasedAt: null,
    documentedAt: null,
    taughtAt: null,
    taughtUrl: null,
    severity: { value: 'minor', inferred: true },
    themes: [],
    thumbs: [],
    returns: [],
    disputedSince: null,
    notices: [],
    ...more,
  };
}

export function run(when: Date, minutes: number, more: Partial<RecordedRun> = {}): RecordedRun {
  return {
    repository: 'starter-ts',
    workflow: '.github/workflows/ci.yml',
    trigger: 'schedule',
    attempt: 1,
    conclusion: 'success',
    startedAt: when,
    finishedAt: new Date(when.getTime() + minutes * 60_000),
    ...more,
  };
}

export function project(more: Partial<ProjectRecord> = {}): ProjectRecord {
  return {
    asOf: AS_OF,
    repositories: [
      { id: 12, owner: 'acme', name: 'core', private: false, observedSince: at('2024-01-01T00:00:00Z') },
    ],
    logins: new Map(),
    rolesInferred: 0,
    threads: [],
    clusters: null,
    livesKept: true,
    reviewsKept: true,
    links: null,
    agendas: null,
    triages: null,
    releases: null,
    runs: null,
    attestations: null,
    signals: null,
    adopters: null,
    ...more,
  };
}

export const SETTINGS: MeasureSettings = {
  staff: { teams: ['devrel'], logins: [], bots: [] },
  audience: 'external',
  officeHours: null,
  starters: [{ repository: 'starter-ts', workflow: 'ci.yml' }],
  signals: { firstSuccessField: 'Minutes', productionField: 'Environment', adoptersFile: null },
  themes: [{ name: 'Types', weight: 1.5, match: { words: ['typescript'], labels: [] } }],
  triage: {
    repository: null,
    day: 'mon',
    time: '09:00',
    timezone: 'UTC',
    team: null,
    length: 'full',
    skipEmpty: true,
  },
};

export function inZone(timezone: string): MeasureSettings {
  return { ...SETTINGS, triage: { ...SETTINGS.triage, timezone } };
}

export function frame(more: Partial<ProjectRecord> = {}, settings: MeasureSettings = SETTINGS): Frame {
  return frameOf(project(more), settings);
}

/** As many of something as told, each made from its index. */
export function times<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}
