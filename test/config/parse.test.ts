import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONFIG_CHARACTERS_MAX, parseConfig } from '../../src/config/parse.ts';
import { type ParsedConfig, PROBLEMS_MAX } from '../../src/config/problem.ts';

/** Every key of the format, in one file. */
const FULL = `version: 1
mode: act                 # a comment
language: en
staff: { teams: [devrel], logins: [ada], bots: ["renovate[bot]"] }
functions: { product: [], docs: [], support: [], devrel: [] }
audience: external
office_hours: { days: [mon, tue, wed, thu, fri], from: "09:00", to: "17:00" }
stages:
  labels: { awareness: "stage: awareness", onboarding: "stage: onboarding", adoption: "stage: adoption", retention: "stage: retention", advocacy: "stage: advocacy" }
  keywords: { onboarding: ["init wizard"] }
  min_confidence: 0.6
clusters: { comment: certain, canonical_from: 3, across_repositories: true, max_size: 200 }
themes: [{ name: Types, weight: 1.5, match: { words: [typescript, d.ts], labels: [types] } }]
severity: { labels: { "P0": blocker, "P1": major } }
releases: { packages: { "widgets-core": "core@" } }
notices: { on: [released, documented, declined], prereleases: false, per_release_max: 50, quiet: [] }
triage: { repository: feedback, day: monday, time: "09:00", timezone: Europe/Berlin, team: devrel, length: full, skip_empty: true }
decisions: { labels: {}, milestones: {} }
teach: { repository: docs }
starters: [{ repository: starter-ts, workflow: ci.yml }]
signals: { first_success_field: "Minutes to first success", production_field: "Environment", adopters_file: ADOPTERS.md }
judge: off
commands: { prefix: "/" }
backfill: { since_days: 365, label_old_threads: false }
privacy: { retain_days: 730, show_in: [] }
`;

function parse(text: string): ParsedConfig {
  return parseConfig(text, { scope: 'organization' });
}

/** `line key → suggestion` of each problem. */
function told(text: string): string[] {
  return parse(text).problems.map(({ line, key, suggestion }) => `${line} ${key} → ${suggestion}`);
}

describe('a valid file', () => {
  it('may use every key', () => {
    const { file, problems, ignoredKeys } = parse(FULL);
    expect(problems).toEqual([]);
    expect(ignoredKeys).toEqual([]);
    expect(file).toMatchObject({
      mode: 'act',
      judge: 'off',
      triage: { day: 'monday' },
      severity: { labels: { P0: 'blocker' } },
    });
    expect(JSON.parse(JSON.stringify(file))).toEqual(file);
  });

  it.each(['', '\n', '# only a comment\n', '---\n', '\uFEFF', '{}'])('may say nothing: %j', (text) => {
    expect(parse(text)).toEqual({ file: {}, problems: [], ignoredKeys: [] });
  });

  it.each([
    [
      'keys without a value are left out',
      'staff:\ntriage: { team: }\nmode: label',
      { triage: {}, mode: 'label' },
    ],
    ['Windows line ends', 'mode: label\r\nlanguage: de\r\n', { mode: 'label', language: 'de' }],
    [
      'short and long days',
      'office_hours: { days: [mon, friday] }',
      { office_hours: { days: ['mon', 'friday'] } },
    ],
    ['a time without quotes', 'triage: { time: 09:00 }', { triage: { time: '09:00' } }],
    [
      'an anchor',
      'staff: { teams: &t [a] }\nfunctions: { docs: *t }',
      { staff: { teams: ['a'] }, functions: { docs: ['a'] } },
    ],
    [
      'a label that looks like a number',
      'severity: { labels: { 1: major } }',
      { severity: { labels: { 1: 'major' } } },
    ],
    [
      'a label of 50 emoji',
      `stages: { labels: { advocacy: ${'x'.repeat(50)} } }`,
      { stages: { labels: { advocacy: 'x'.repeat(50) } } },
    ],
  ])('%s', (_, text, file) => {
    expect(parse(text)).toEqual({ file, problems: [], ignoredKeys: [] });
  });
});

describe('a problem names line, key and the nearest valid word', () => {
  it.each<[string, string[]]>([
    ['triag: {}', ['1 triag → triage']],
    ['mode: label\n\ntriage:\n  day: funday', ['4 triage.day → sunday']],
    ['triage:\n  dya: monday', ['2 triage.dya → day']],
    ['mode: acts', ['1 mode → act']],
    ['mode: 3', ['1 mode → null']],
    ['language: pt-br', ['1 language → pt-BR']],
    ['version: 2', ['1 version → 1']],
    ['version: "1"', ['1 version → 1']],
    ['clusters: { comment: certian }', ['1 clusters.comment → certain']],
    ['clusters: { max_size: 1 }', ['1 clusters.max_size → null']],
    ['clusters: { canonical_from: 2.5 }', ['1 clusters.canonical_from → null']],
    ['stages: { min_confidence: 1.1 }', ['1 stages.min_confidence → null']],
    ['stages: { min_confidence: .nan }', ['1 stages.min_confidence → null']],
    ['stages: { keywords: { onboard: [x] } }', ['1 stages.keywords.onboard → onboarding']],
    ['triage: { skip_empty: yes }', ['1 triage.skip_empty → true']],
    ['triage: { timezone: Europe/Berln }', ['1 triage.timezone → Europe/Berlin']],
    ['triage: { timezone: "+02:00" }', ['1 triage.timezone → null']],
    ['triage: { timezone: utc }', []],
    ['triage: { time: "9:00" }', ['1 triage.time → 09:00']],
    ['triage: { time: "24:00" }', ['1 triage.time → null']],
    ['triage: { repository: acme/feedback }', ['1 triage.repository → feedback']],
    ['triage: { team: "@acme/DevRel" }', ['1 triage.team → devrel']],
    ['staff: { logins: ["@ada"] }', ['1 staff.logins.0 → ada']],
    ['staff: [devrel]', ['1 staff → null']],
    ['staff: { teams: devrel }', ['1 staff.teams → [devrel]']],
    ['notices: { on: release }', ['1 notices.on → [released]']],
    ['notices: { on: [release] }', ['1 notices.on.0 → released']],
    ['severity: { labels: { P0: blocking } }', ['1 severity.labels.P0 → blocker']],
    ['releases: { packages: { core: 1 } }', ['1 releases.packages.core → "1"']],
    ['themes: [{ weight: 1 }]', ['1 themes.0.name → null']],
    ['themes:\n  - name: A\n  - name: a', ['3 themes.1.name → null']],
    ['themes: [{ name: A, weight: 0 }]', ['1 themes.0.weight → null']],
    ['office_hours: { from: "17:00", to: "09:00" }', ['1 office_hours.to → null']],
    ['office_hours: { days: [] }', ['1 office_hours.days → null']],
    ['judge: false', ['1 judge → off']],
    ['commands: { prefix: "" }', ['1 commands.prefix → null']],
    ['commands: { prefix: fc }', ['1 commands.prefix → null']],
    ['signals: { adopters_file: ../x }', ['1 signals.adopters_file → null']],
    ['privacy: { retain_days: 0 }', ['1 privacy.retain_days → null']],
    [`stages: { labels: { advocacy: ${'x'.repeat(51)} } }`, ['1 stages.labels.advocacy → null']],
    ['stages: { labels: { adoption: " x" } }', ['1 stages.labels.adoption → null']],
    ['stages:\n  labels:\n    awareness: A\n    adoption: a', ['4 stages.labels.adoption → null']],
    ['stages:\n  labels:\n    awareness: "Stage: onboarding"', ['3 stages.labels.onboarding → null']],
    ['- a\n- b', ['1  → null']],
    ['just words', ['1  → null']],
    ['__proto__: { mode: act }', ['1 __proto__ → null']],
    ['constructor: 1', ['1 constructor → null']],
  ])('%j', (text, problems) => {
    expect(told(text)).toEqual(problems);
    expect(parse(text).file === null).toBe(problems.length > 0);
  });

  it('all at once, in the order of the file', () => {
    expect(
      told('triag: {}\nmode: acts\nstages:\n  min_confidence: 2\n  label: {}\nlanguage: de\nlanguage: en\n'),
    ).toEqual([
      '1 triag → triage',
      '2 mode → act',
      '4 stages.min_confidence → null',
      '5 stages.label → labels',
      '7 language → null',
    ]);
  });

  it('in words', () => {
    const [problem] = parse('triage: { day: funday }').problems;
    expect(problem).toEqual({
      key: 'triage.day',
      line: 1,
      column: 16,
      message: '`funday` does not fit: expected a day of the week such as monday or mon',
      suggestion: 'sunday',
    });
  });

  it('quotes little of the file', () => {
    const [problem] = parse(`mode: "${'`x\\n'.repeat(500)}"`).problems;
    expect(problem?.message.length).toBeLessThan(120);
  });
});

describe('YAML that cannot be read', () => {
  it.each([
    ['a tab', 'triage:\n\tday: monday', 2, /tab/],
    ['an open quote', 'mode: "act\n', 2, /YAML/],
    ['an open bracket', 'staff: { teams: [a }\n', 1, /YAML/],
    ['a key twice', 'mode: act\nmode: label', 2, /line 1/],
    ['a key twice, deeper', 'triage:\n  day: monday\n  day: friday', 3, /line 2/],
    ['several documents', 'mode: act\n---\nmode: label', 2, /documents/],
    ['a tag', 'mode: !!js/function act', 1, /tags/],
    ['a key that is a list', '? [a]\n: 1', 1, /word/],
    ['an alias without anchor', 'mode: *x', 1, /anchor/],
    ['a circle', 'staff: &a { teams: *a }', 1, /mapping/],
    ['many aliases', `x: &a [1]\ny: [${'*a, '.repeat(30)}]`, 2, /aliases/],
    ['deep brackets', '['.repeat(30_000), 1, /deeply/],
    ['deep brackets on many lines', '[\n'.repeat(15_000), 1, /deeply/],
    ['deep brackets behind quoted ones', '["]", '.repeat(5_000), 1, /deeply/],
    ['deep brackets behind stray ones', ']'.repeat(500) + '['.repeat(5_000), 1, /deeply/],
    ['deep lists', '- '.repeat(15_000), 1, /deeply/],
    ['deep lists with wide gaps', '-  '.repeat(10_000), 1, /deeply/],
    ['deep keys', '? \t'.repeat(10_000), 1, /deeply/],
    ['deep tags', '- !a '.repeat(6_000), 1, /deeply/],
    ['many tags', '!a '.repeat(10_000), 1, /deeply/],
    ['deep mappings on one line', 'a: '.repeat(10_000), 1, /deeply/],
    [
      'deep indentation',
      Array.from({ length: 100 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
      1,
      /deeply/,
    ],
    ['as deep as is read', `${'- '.repeat(250)}x`, 1, /mapping/],
    [
      'as deep as is read, on many lines',
      `${Array.from({ length: 65 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')} ${'b: '.repeat(249)}`,
      65,
      /./,
    ],
    ['one character too many', ' '.repeat(CONFIG_CHARACTERS_MAX + 1), 1, /longer than/],
    ['2 MB', 'x'.repeat(2_000_000), 1, /longer than/],
  ])('%s', (_, text, line, message) => {
    const start = performance.now();
    const { file, problems } = parse(text);
    expect(performance.now() - start).toBeLessThan(2_000);
    expect(file).toBeNull();
    expect(problems[0]).toMatchObject({ line, message: expect.stringMatching(message) });
  });

  it('does not count brackets in texts and comments', () => {
    const text = `staff: { teams: [] } # ${'['.repeat(99)}\ncommands: { prefix: "/" }\nthemes: [{ name: "${'['.repeat(60)}" }]\n`;
    expect(parse(text).problems).toEqual([]);
  });

  it('tells of a billion laughs without laughing', () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x]'];
    for (let at = 1; at < 10; at += 1) lines.push(`a${at}: &a${at} [${`*a${at - 1}, `.repeat(9)}]`);
    expect(parse(lines.join('\n')).problems[0]?.message).toMatch(/aliases/);
  });

  it('tells at most so many problems', () => {
    const text = Array.from({ length: 500 }, (_, at) => `k${at}: 1`).join('\n');
    expect(parse(text).problems.length).toBe(PROBLEMS_MAX);
  });

  it('never throws', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        ...FULL.split(/(?<=[\n ,{}[\]:])/),
        '\t',
        '&a ',
        '*a',
        '? ',
        '- ',
        '!!x ',
        '|\n',
        '>\n',
        '%YAML 9\n',
        '"',
        "'",
        '<<: ',
      ),
      fc.string({ maxLength: 5 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const { file, problems } = parse(pieces.join(''));
        expect(file === null).toBe(problems.length > 0);
        for (const { line, column } of problems) expect(Math.min(line, column)).toBeGreaterThanOrEqual(1);
      }),
      { numRuns: 500 },
    );
  });
});

describe('keys that do not count in a repository', () => {
  it('are named with their lines', () => {
    const { file, ignoredKeys } = parseConfig(FULL, { scope: 'repository' });
    expect(file).not.toBeNull();
    expect(ignoredKeys.map(({ key, line }) => `${line} ${key}`)).toEqual([
      '4 staff',
      '6 audience',
      '5 functions',
      '13 themes',
      '17 triage',
      '25 privacy',
      '22 judge',
      '19 teach',
      '12 clusters.across_repositories',
    ]);
  });

  it('count where there is only one file', () => {
    expect(parseConfig(FULL, { scope: 'only' }).ignoredKeys).toEqual([]);
    expect(parseConfig('clusters: { max_size: 9 }', { scope: 'repository' }).ignoredKeys).toEqual([]);
  });
});
