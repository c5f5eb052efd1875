import { expect, it } from 'vitest';
import { renderLog } from '../../../../src/loop/triage/sections/log.ts';
import { AS_OF, ago } from '../../record/project.ts';
import { made } from '../agendas.ts';

it('tells the newest decisions first, each with what it was about where that is known', () => {
  const decisions = [
    made(1, { at: ago(7), reason: 'it stops everybody' }),
    made(2, { at: AS_OF, action: 'decline', by: { id: 1, login: 'ada' } }),
  ];
  expect(renderLog(decisions, [{ clusterId: 1, title: 'Worker crashes' }]).split('\n')).toEqual([
    expect.stringMatching(/^- 2026-W48 · c2: \*\*decline\*\* by ada, /),
    expect.stringMatching(/^- 2026-W48 · c1 Worker crashes: \*\*fix\*\* by mira, .*: it stops everybody$/),
  ]);
  expect(renderLog(decisions).split('\n')[1]).toMatch(/· c1: /);
});

it('tells what was attested among them', () => {
  const attestation = {
    key: 'issue_comment:1:attest',
    week: '2026-W48',
    line: 'docs-explain-workflows',
    answer: 'yes' as const,
    by: { id: 60, login: 'mira' },
    at: AS_OF,
  };
  expect(renderLog([made(1, { at: ago(7) })], [], [attestation]).split('\n')).toEqual([
    '- 2026-W48 · docs-explain-workflows: **yes** by mira, 2026-11-30 00:00 UTC',
    expect.stringMatching(/^- 2026-W48 · c1: /),
  ]);
});

it('tells twenty at most, and counts the rest', () => {
  const many = Array.from({ length: 25 }, (_, id) => made(id, { key: String(id) }));
  const lines = renderLog(many).split('\n');
  expect(lines).toHaveLength(21);
  expect(lines.at(-1)).toBe('- and 5 earlier ones');
});
