import type { Settings } from '../../src/loop/settings.ts';
import type { Account } from '../../src/loop/vocabulary.ts';

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
