import { expect, it } from 'vitest';
import type { AuditedDecision } from '../../../../src/loop/journey/decisions.ts';
import { renderAudit } from '../../../../src/loop/triage/sections/audit.ts';
import { AS_OF, ago, cluster, member } from '../../record/project.ts';

const basis = {
  censored: 0,
  coverage: 1,
  provenance: 'observed',
  window: { from: ago(98), until: ago(42) },
  asOf: AS_OF,
} as const;

function audited(clusterId: number, more: Partial<AuditedDecision> = {}): AuditedDecision {
  return {
    clusterId,
    decision: 'fix',
    decidedAt: ago(70),
    shipped: true,
    before: 6,
    after: 1,
    ratio: { ...basis, value: 1 / 6, n: 7, interval: [0.004, 1.37] },
    ...more,
  };
}

const told = {
  person: member(1),
  eligibleAt: ago(60),
  toldAt: ago(59),
  verifiedAt: null,
  stillBrokenAt: null,
};
const clusters = [
  cluster(1, { notices: [told, { ...told, toldAt: null }] }),
  ...[2, 3, 4, 5, 6, 7, 8, 9, 10].map((id) => cluster(id)),
];

function rows(decisions: readonly AuditedDecision[]): string[] {
  const text = renderAudit(decisions, clusters, (id) => (id === 1 ? 'Worker | crashes @mira' : null));
  return text.split('\n').filter((line) => /^\| \d/.test(line));
}

it('tells of each decision what it was about, whether it was done and told, and whether the reports became fewer', () => {
  const day = ago(70).toISOString().slice(0, 10);
  const unknown = { ...basis, value: null, n: 0, interval: null, note: 'no data' };
  expect(
    rows([
      audited(1),
      audited(2, { shipped: false, decision: 'document' }),
      audited(3, { decision: 'decline', before: 0, after: 0, ratio: unknown }),
    ]),
  ).toEqual([
    expect.stringMatching(
      new RegExp(
        `^\\| ${day} \\| c1 Worker .*crashes .* \\| fix \\| yes \\| 1 of 2 \\| 6 \\| 1 \\| 0\\.17 times \\(0\\.00 to 1\\.37\\) \\|$`,
      ),
    ),
    `| ${day} | c2 | document | no | nobody to tell | 6 | 1 | 0.17 times (0.00 to 1.37) |`,
    `| ${day} | c3 | decline | nothing to do | nobody to tell | 0 | 0 | no data |`,
  ]);
  // Each row has the cells of the head, whatever a title says.
  for (const line of rows([audited(1)])) expect(line.match(/(?<!\\)\|/g)).toHaveLength(9);
  expect(rows([audited(1)]).join()).not.toContain('@mira');
});

it('tells eight at most, counts the rest, and leaves out what may not be shown', () => {
  const many = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 99].map((id) => audited(id));
  expect(rows(many)).toHaveLength(8);
  expect(renderAudit(many, clusters, () => null)).toContain('And 2 more');
  expect(renderAudit([audited(99)], clusters, () => null)).toBe('');
});
