import { expect, it } from 'vitest';
import {
  knownTable,
  knownTableCsv,
  knownTableJson,
  knownTableMarkdown,
} from '../../../src/loop/measure/known-table.ts';
import { ago, cluster, hoursAfter, member, project, SETTINGS, thread } from '../record/project.ts';
import { made } from '../triage/agendas.ts';

const DECIDED = ago(70);
const record = project({
  logins: new Map([[1, 'mira']]),
  threads: [
    thread({ key: '12-7', number: 7, clusterId: 3, createdAt: ago(80) }),
    thread({
      key: 'discord:1',
      repositoryId: null,
      type: null,
      channel: 'discord',
      clusterId: 3,
      createdAt: ago(60),
    }),
  ],
  clusters: [
    cluster(3, {
      decisions: [{ action: 'fix', at: DECIDED }],
      fixedAt: ago(40),
      themes: ['Types'],
      returns: [{ at: ago(2), to: 'disputed', because: 'contested' }],
      notices: [
        { person: member(1), eligibleAt: ago(40), toldAt: ago(39), verifiedAt: null, stillBrokenAt: ago(2) },
        {
          person: { id: null, role: 'community' },
          eligibleAt: ago(40),
          toldAt: null,
          verifiedAt: null,
          stillBrokenAt: null,
        },
      ],
    }),
  ],
});
const decisions = [
  made(3, { at: DECIDED, reason: '=1+1 | fixes #12, @mira' }),
  made(4, { at: hoursAfter(ago(1), 1), action: 'defer' }),
  made(5, { at: hoursAfter(ago(0), 1) }),
];

it('tells decisions with what came of them, and none that is later', () => {
  const { rows } = knownTable('decisions', record, decisions, SETTINGS);
  expect(rows).toMatchObject([
    { cluster: 'c3', action: 'fix', by: 'mira', shipped: true, eligible: 2, told: 1, reportsBefore: 1 },
    { cluster: 'c4', action: 'defer', shipped: null, reportsBefore: null },
  ]);
});

it('tells clusters with their threads and steps, and notices with who was told', () => {
  expect(knownTable('clusters', record, decisions, SETTINGS).rows).toMatchObject([
    {
      cluster: 'c3',
      threads: 'acme/core#7 discord',
      reporters: 1,
      severityInferred: true,
      fixedAt: ago(40).toISOString(),
      releasedAt: null,
      cameBackAt: ago(2).toISOString(),
      eligible: 2,
      told: 1,
      stillBroken: 1,
    },
  ]);
  expect(knownTable('notices', record, decisions, SETTINGS).rows).toMatchObject([
    { cluster: 'c3', person: 'mira', toldAt: ago(39).toISOString() },
    { cluster: 'c3', person: null, toldAt: null },
  ]);
});

it('is the same as JSON, CSV that no spreadsheet runs, and Markdown that pings nobody', () => {
  const table = knownTable('decisions', record, decisions, SETTINGS);
  expect(JSON.parse(knownTableJson(table))).toEqual({ decisions: table.rows });
  const csv = knownTableCsv(table).split('\r\n');
  expect(csv[0]).toMatch(/^week,cluster,action,reason,by,/);
  expect(csv[1]).toContain(`"'=1+1 | fixes #12, @mira",mira`);
  expect(csv).toHaveLength(4);
  const lines = knownTableMarkdown(table).trimEnd().split('\n');
  expect(lines[0]).toBe('# Decisions');
  expect(new Set(lines.slice(2).map((line) => line.split(/(?<!\\)\|/).length)).size).toBe(1);
  expect(lines.join()).not.toMatch(/@mira|#12/);
  const none = knownTable('notices', project(), [], SETTINGS);
  expect(knownTableMarkdown(none)).toBe('# Notices\n\nNone.\n');
  expect(knownTableCsv(none)).toBe('');
});
