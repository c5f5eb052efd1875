import { describe, expect, it } from 'vitest';
import type { ScheduleEvent } from '../../../src/loop/event.ts';
import type { PossiblePair, WeekIssueRecord } from '../../../src/loop/week-record.ts';
import { decideIn, happened, weekFacts } from '../situations.ts';

const tick: ScheduleEvent = { ...happened, type: 'schedule.ticked', task: 'week', week: '2026-W47' };

function earlier(more: Partial<WeekIssueRecord>): WeekIssueRecord {
  return {
    week: '2026-W46',
    repositoryId: 12,
    asOf: new Date('2026-11-09T09:00:00Z'),
    summary: { topics: [], signals: {} },
    agenda: null,
    number: 90,
    closedAt: null,
    ...more,
  };
}

describe('the weekly issue before', () => {
  it.each<[string, Partial<WeekIssueRecord>, string | null]>([
    ['is linked', {}, '2026-W46 ([`acme/widgets#90`]'],
    [
      'is linked when it is closed already, as it is when this one is made anew',
      { closedAt: new Date(0) },
      '2026-W46 ([`',
    ],
    ['is named alone where GitHub has not told its number', { number: null }, '2026-W46.'],
    ['is named alone where it stood elsewhere, which may be hidden', { repositoryId: 99 }, '2026-W46.'],
    ['is no later one', { week: '2026-W48' }, null],
  ])('%s', (_, more, said) => {
    const week = weekFacts({
      opened: { awareness: 0, onboarding: 2, adoption: 3, retention: 1, advocacy: 0, none: 1 },
      recentWeeks: [earlier({ week: '2026-W47', number: 91 }), earlier(more)],
    });
    const issue = decideIn({ week }, tick).effects.find(({ kind }) => kind === 'issue.put');
    const text = issue?.kind === 'issue.put' ? issue.body : '';
    expect(text).not.toContain('#91');
    if (said === null) expect(text).not.toContain('Follows');
    else expect(text).toContain(`Follows ${said}`);
  });
});

it('asks about a pair that people can judge, however many come before that nobody can', () => {
  const side = (number: number) => ({
    repositoryId: 12,
    number,
    type: 'issue' as const,
    title: `Thread ${number}`,
    body: '',
    answer: null,
  });
  const pair = (itemId: number, evidence: PossiblePair['evidence']): PossiblePair => ({
    itemId,
    otherItemId: itemId + 500,
    thread: side(itemId),
    other: side(itemId + 500),
    clusters: [itemId, itemId + 500],
    isNew: true,
    probability: 0.4,
    evidence,
  });
  const groundless = Array.from({ length: 60 }, (_, index) => pair(index + 1, [{ kind: 'sameAuthor' }]));
  const possiblePairs = [...groundless, pair(400, [{ kind: 'errorCode', code: 'E_LEASE' }])];
  const week = weekFacts({
    opened: { awareness: 0, onboarding: 2, adoption: 3, retention: 1, advocacy: 0, none: 1 },
  });
  const { changes } = decideIn({ week, possiblePairs }, tick);
  const summaries = changes.flatMap((change) => (change.type === 'week.opened' ? [change.summary] : []));
  expect(summaries).toMatchObject([{ pairs: [{ itemId: 400, otherItemId: 900 }] }]);
});
