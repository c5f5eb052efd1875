import { describe, expect, it } from 'vitest';
import { isDeclined, latestDecisions } from '../../../src/loop/triage/candidates.ts';
import { AS_OF, ago, cluster } from '../record/project.ts';
import { made } from './agendas.ts';

describe('the newest decision', () => {
  const first = made(1, { key: 'issue_comment:100:decide:c1 fix', action: 'fix' });
  const second = made(1, { key: 'issue_comment:101:decide:c1 decline', action: 'decline' });
  const action = (...decisions: Parameters<typeof latestDecisions>[0]) =>
    latestDecisions(decisions).get(1)?.action;

  it('is the same in whatever order they come, also of those of the same second', () => {
    expect(first.at).toEqual(AS_OF);
    expect([action(first, second), action(second, first)]).toEqual(['decline', 'decline']);
    const later = { ...first, at: AS_OF };
    const earlier = { ...second, at: ago(1) };
    expect([action(earlier, later), action(later, earlier)]).toEqual(['fix', 'fix']);
  });
});

describe('a cluster that was declined on a thread', () => {
  const declined = { action: 'decline', at: ago(3) } as const;
  const isOver = (...decisions: NonNullable<Parameters<typeof isDeclined>[0]>['decisions']) =>
    isDeclined(cluster(1, { decisions }), AS_OF);

  it('is not asked about for eight weeks, whatever was decided before', () => {
    expect(isOver({ action: 'defer', at: ago(80) }, declined)).toBe(true);
    expect(isOver({ ...declined, at: ago(80) }, declined)).toBe(true);
    expect(isOver({ ...declined, at: ago(57) })).toBe(false);
    expect(isOver(declined, { action: 'defer', at: ago(1) })).toBe(false);
  });
});
