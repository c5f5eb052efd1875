import { describe, expect, it } from 'vitest';
import { configCheckRun } from '../../src/config/check-run.ts';
import { parseConfig } from '../../src/config/parse.ts';
import type { ParsedConfig } from '../../src/config/problem.ts';

function check(text: string, scope: 'organization' | 'repository' = 'organization') {
  return configCheckRun(parseConfig(text, { scope }));
}

describe('the check run of a config', () => {
  it('is green for a valid one', () => {
    expect(check('mode: label')).toEqual({
      conclusion: 'success',
      title: 'Valid',
      summary: expect.any(String),
      annotations: [],
    });
  });

  it('is green where there is none', () => {
    const none: ParsedConfig = { file: null, problems: [], ignoredKeys: [] };
    expect(configCheckRun(none)).toMatchObject({ conclusion: 'success', title: 'No config' });
  });

  it('names line, key and the nearest word of every problem', () => {
    const { conclusion, title, summary, annotations } = check('triag: {}\ntriage:\n  day: funday\n');
    expect({ conclusion, title }).toEqual({ conclusion: 'failure', title: '2 problems' });
    expect(summary).toContain('last good config stays in force');
    expect(summary).toContain(
      '- line 1: triag: &grave;triag&grave; is not a key here. Did you mean &grave;triage&grave;?',
    );
    expect(annotations).toEqual([
      {
        path: '.github/fullcircle.yml',
        line: 1,
        message: 'triag: `triag` is not a key here. Did you mean `triage`?',
      },
      {
        path: '.github/fullcircle.yml',
        line: 3,
        message:
          'triage.day: `funday` does not fit: expected a day of the week such as monday or mon. Did you mean `sunday`?',
      },
    ]);
  });

  it("names the keys that do not count in a repository's file", () => {
    const { conclusion, summary, annotations } = check(
      'mode: label\nstaff: { teams: [a] }\nclusters: { across_repositories: false }',
      'repository',
    );
    expect(conclusion).toBe('neutral');
    expect(annotations.map(({ line, message }) => `${line} ${message}`)).toEqual([
      '2 staff: does not count in the file of a repository',
      '3 clusters.across_repositories: does not count in the file of a repository',
    ]);
    expect(summary).toContain('- line 2: staff');
  });

  it('quotes the file without power', () => {
    const { summary, annotations } = check('"@ada #12 <img src=x> fixes #1": 1\n');
    for (const text of [summary, ...annotations.map(({ message }) => message)]) {
      expect(text).not.toMatch(/@ada|#\d/);
    }
    expect(summary).not.toContain('<');
  });

  it('says when there may be more', () => {
    const { title, annotations } = check(Array.from({ length: 99 }, (_, at) => `k${at}: 1`).join('\n'));
    expect(title).toBe('50 or more problems');
    expect(annotations.length).toBe(50);
  });
});
