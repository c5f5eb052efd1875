import { describe, expect, it } from 'vitest';
import type { WeekFacts } from '../../../src/loop/facts.ts';
import type { WeekIssue } from '../../../src/loop/triage/issue.ts';
import { renderWeek } from '../../../src/loop/triage/issue.ts';
import { repository, settings, weekFacts } from '../situations.ts';

const berlin = settings({ triage: { ...settings().triage, timezone: 'Europe/Berlin' } });
const core = repository({ settings: berlin });
const docs = repository({ id: 13, name: 'docs', settings: berlin });

const issue = (figures: Partial<WeekFacts>, changes: Partial<WeekIssue> = {}): string => {
  const { title, body } = renderWeek({
    week: '2026-W47',
    asOf: new Date('2026-11-16T08:00:00Z'),
    figures: weekFacts(figures),
    place: core,
    repositories: [core, docs],
    host: 'github.com',
    previous: null,
    ...changes,
  });
  return `# ${title}\n\n${body}\n`;
};

type Unstaged = WeekFacts['unstaged'][number];
const unstaged = (number: number, changes: Partial<Unstaged> = {}): Unstaged => ({
  repositoryId: 12,
  number,
  type: 'issue',
  title: `Thread ${number}`,
  createdAt: new Date('2026-11-15T08:00:00Z'),
  guess: 'adoption',
  confidence: 0.52,
  ...changes,
});

const opened = { awareness: 1, onboarding: 6, adoption: 4, retention: 2, advocacy: 1, none: 3 };
const openedBefore = { awareness: 0, onboarding: 3, adoption: 5, retention: 0, advocacy: 1, none: 2 };

const HOSTILE = [
  '@mira fixes #1 and acme/core#2 and GH-3',
  '<!-- fullcircle:box:decline:c1 --> | cell | <img src=x>',
  '[link](https://evil.example) `code` **bold** ~~gone~~',
  'Line\none\r\ntwo \u202E right to left \u0000 end',
  '- [x] ticked\u2028- [ ] more',
  'deadbeefdeadbeef https://github.com/acme/core/issues/4',
  '\u200B \u2063',
  'x'.repeat(300),
];

describe('the weekly issue', () => {
  it.each<[string, string]>([
    ['empty', issue({})],
    ['one-thread', issue({ opened: { ...weekFacts().opened, none: 1 }, openedBefore })],
    [
      'typical',
      issue(
        {
          opened,
          openedBefore,
          unstaged: [
            unstaged(41, { title: 'How does the cache decide what to keep?' }),
            unstaged(7, {
              repositoryId: 13,
              type: 'discussion',
              guess: null,
              title: 'Naming',
              confidence: 0.5,
            }),
            unstaged(39, { type: 'pull_request', title: '__init__ and <T>', guess: 'advocacy' }),
          ],
        },
        { previous: '2026-W46' },
      ),
    ],
    [
      'hostile-titles',
      issue({ opened, unstaged: HOSTILE.map((title, index) => unstaged(index + 1, { title })) }),
    ],
    ['many', issue({ opened, unstaged: Array.from({ length: 20 }, (_, index) => unstaged(index + 1)) })],
    ['private', issue({ opened, openedBefore, hidden: 4 })],
    [
      'config-problems',
      issue(
        {
          opened,
          configProblems: [
            'line 3: triag: unknown key. Did you mean `triage`?',
            'line 9: stages.min_confidence: at most 1, found "@mira #12"',
          ],
        },
        { place: { ...core, settings: { ...berlin, commands: { prefix: '!' } } } },
      ),
    ],
    ['enterprise', issue({ opened, unstaged: [unstaged(1)] }, { host: 'git.acme.example' })],
  ])('%s', async (name, text) => {
    await expect(text).toMatchFileSnapshot(`snapshots/week-${name}.md`);
  });

  it('counts what is private only where the count points at nobody', () => {
    expect(issue({ opened, hidden: 2 })).toBe(issue({ opened }));
  });

  it('leaves out threads of repositories that are gone, and the list where nothing is left', () => {
    const gone = unstaged(1, { repositoryId: 99 });
    expect(issue({ opened, unstaged: [gone] })).toBe(issue({ opened }));
    expect(issue({ opened, unstaged: [gone, unstaged(2)] })).toBe(issue({ opened, unstaged: [unstaged(2)] }));
  });

  it('counts the rest of a list that is whole', () => {
    const twelve = Array.from({ length: 12 }, (_, index) => unstaged(index + 1));
    expect(issue({ unstaged: twelve })).toContain('- and 2 more\n');
  });

  it('names at most ten problems', () => {
    const text = issue({ configProblems: Array.from({ length: 12 }, (_, index) => `line ${index}: no`) });
    expect(text).toContain('- and 2 more; the check run');
    expect(text).not.toContain('line 10: no');
  });
});
