import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/config/parse.ts';
import { resolveSettings } from '../../src/config/resolve.ts';
import type { Settings } from '../../src/loop/settings.ts';
import { settings as defaultSettings } from '../loop/situations.ts';

function settings(organization: string | null, repository: string | null, single = false): Settings {
  const file = (text: string | null) => {
    if (text === null) return null;
    const parsed = parseConfig(text, { scope: 'organization' });
    expect(parsed.problems).toEqual([]);
    return parsed.file;
  };
  return resolveSettings({ organizationFile: file(organization), repositoryFile: file(repository), single });
}

/** The settings of most tests are those of a file that says nothing. */
const DEFAULTS: Settings = defaultSettings();

describe('defaults', () => {
  it('of a file that says nothing', () => {
    expect(settings('', null)).toEqual(DEFAULTS);
    expect(settings(null, '')).toEqual(DEFAULTS);
  });

  it('without any file: a quiet first day', () => {
    expect(settings(null, null)).toEqual({ ...DEFAULTS, configured: false, mode: 'label' });
  });

  it('fill in what a section leaves out', () => {
    expect(settings('office_hours: {}', null).officeHours).toEqual({
      days: ['mon', 'tue', 'wed', 'thu', 'fri'],
      from: '09:00',
      to: '17:00',
    });
    expect(settings('themes: [{ name: A }]', null).themes).toEqual([
      { name: 'A', weight: 1, match: { words: [], labels: [] } },
    ]);
  });

  it('write days short', () => {
    const read = settings('triage: { day: thursday }\noffice_hours: { days: [sunday, mon] }', null);
    expect(read.triage.day).toBe('thu');
    expect(read.officeHours?.days).toEqual(['sun', 'mon']);
  });
});

describe('the repository over the organisation', () => {
  it('key by key, lists as a whole', () => {
    const read = settings(
      'language: de\nclusters: { max_size: 50, comment: never }\nstages: { keywords: { onboarding: [a], adoption: [b] } }\nseverity: { labels: { P0: blocker } }',
      'clusters: { max_size: 60 }\nstages: { keywords: { onboarding: [c] } }\nseverity: { labels: { P1: major } }',
    );
    expect(read.language).toBe('de');
    expect(read.clusters).toMatchObject({ maxSize: 60, comment: 'never' });
    expect(read.stages.keywords).toEqual({ onboarding: ['c'], adoption: ['b'] });
    expect(read.severity.labels).toEqual({ P0: 'blocker', P1: 'major' });
  });

  const TRUST = `staff: { teams: [mine] }
audience: internal
functions: { docs: [mine] }
themes: [{ name: mine }]
triage: { repository: mine, day: friday }
privacy: { retain_days: 3000, show_in: [mine] }
judge: all
teach: { repository: mine }
clusters: { across_repositories: false, max_size: 9 }
`;

  it.each([
    ["beside the organisation's file", 'language: de'],
    ['without one', null],
  ])('never in what is about trust or others: %s', (_, organization) => {
    const read = settings(organization, TRUST);
    const expected = { ...DEFAULTS, language: read.language };
    expect(read).toEqual({ ...expected, clusters: { ...DEFAULTS.clusters, maxSize: 9 } });
  });

  it('in everything where it is the only one', () => {
    const read = settings(null, TRUST, true);
    expect(read).toMatchObject({
      staff: { teams: ['mine'], logins: [], bots: [] },
      audience: 'internal',
      functions: { docs: ['mine'] },
      themes: [{ name: 'mine' }],
      triage: { repository: 'mine', day: 'fri' },
      privacy: { retainDays: 3000, showIn: ['mine'] },
      judge: 'all',
      teach: { repository: 'mine' },
      clusters: { acrossRepositories: false },
    });
  });

  it.each([
    ['act', 'label', 'label'],
    ['label', 'act', 'label'],
    ['observe', 'act', 'observe'],
    ['suggest', 'observe', 'observe'],
    ['', 'suggest', 'suggest'],
    ['label', '', 'label'],
    [null, 'act', 'act'],
    [null, 'observe', 'observe'],
  ])('mode %j over %j is %j', (organization, repository, mode) => {
    const line = (word: string | null) =>
      word === null ? null : word === '' ? 'language: en' : `mode: ${word}`;
    expect(settings(line(organization), line(repository)).mode).toBe(mode);
    expect(settings(line(organization), line(repository), true).mode).toBe(mode);
  });

  it("not where both together make no sense: that section stays the organisation's", () => {
    const read = settings(
      'stages: { labels: { awareness: "seen" } }\nlanguage: de',
      'stages: { labels: { adoption: "Seen" }, min_confidence: 0.9 }\nlanguage: fr',
    );
    expect(read.stages).toMatchObject({
      labels: { awareness: 'seen', adoption: 'stage: adoption' },
      minConfidence: 0.6,
    });
    expect(read.language).toBe('fr');
  });
});

describe('staff', () => {
  it('is null where nobody is named', () => {
    expect(settings('staff: {}', null).staff).toBeNull();
    expect(settings('staff: { bots: [renovate] }', null).staff).toEqual({
      teams: [],
      logins: [],
      bots: ['renovate'],
    });
  });
});

describe('what an older version stored', () => {
  it('is left out section by section, never fatal', () => {
    const stored = { language: 'de', gone: 1, triage: { day: 'noday' }, clusters: { max_size: 7 } };
    const read = resolveSettings({ organizationFile: stored, repositoryFile: null, single: false });
    expect(read).toMatchObject({
      configured: true,
      language: 'de',
      triage: { day: 'mon' },
      clusters: { maxSize: 7 },
    });
    for (const odd of [[], 'text', 3, true, undefined]) {
      expect(resolveSettings({ organizationFile: odd, repositoryFile: odd, single: true }).configured).toBe(
        false,
      );
    }
  });
});
