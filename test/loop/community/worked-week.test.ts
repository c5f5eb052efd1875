import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inferStaff, openHistory } from '../../../src/cli/analyze/as-of.ts';
import { type HistoryRecord, readHistory } from '../../../src/cli/analyze/history-file.ts';
import { contributions } from '../../../src/loop/community/contributions.ts';
import { firstResponses, followUps, waits } from '../../../src/loop/community/first-response.ts';
import { helpEpisodes } from '../../../src/loop/community/help.ts';
import { accountId, personOf } from '../../../src/loop/record/people.ts';
import { readSaid } from '../../../src/loop/record/said.ts';
import type { Actor, RecordedThread } from '../../../src/loop/record.ts';
import { cumulativeIncidence } from '../../../src/loop/statistics/aalen-johansen.ts';
import { busFactor } from '../../../src/loop/statistics/bus-factor.ts';
import { kaplanMeier, survivalQuantile } from '../../../src/loop/statistics/kaplan-meier.ts';
import { at, project, thread } from '../record/project.ts';

/** Real histories lie beside the project, where they are available. */
const HISTORY = join(import.meta.dirname, '../../../../shared/data/histories/venomous0x__WhatsAPI.jsonl.gz');
const FROM = at('2012-09-10T00:00:00Z');
const UNTIL = at('2012-09-17T00:00:00Z');

const ids = new Map<string, number>();
function actor(login: string | null, staff: ReadonlySet<string>): Actor {
  const name = login ?? '';
  if (!ids.has(name)) ids.set(name, ids.size + 1);
  const id = login === null ? null : accountId(ids.get(name) ?? null, login);
  return { id, role: staff.has(name.toLowerCase()) ? 'staff' : 'community' };
}

function recorded(record: HistoryRecord, staff: ReadonlySet<string>): RecordedThread {
  const closedAt = record.closedAt != null && record.closedAt < UNTIL ? record.closedAt : null;
  return thread({
    number: record.number,
    type: record.kind,
    kind: 'question',
    author: actor(record.author, staff),
    createdAt: record.createdAt,
    closedAt,
    closedBy: closedAt === null || record.closedBy == null ? null : actor(record.closedBy, staff),
    merged: record.mergedAt != null && record.mergedAt < UNTIL,
    stage: null,
    comments: (record.comments ?? [])
      .filter(({ createdAt }) => createdAt < UNTIL)
      .map(({ author, createdAt, body }) => ({
        author: actor(author, staff),
        at: createdAt,
        isReview: false,
        isAnswer: false,
        said: readSaid(body ?? ''),
      })),
  });
}

describe.skipIf(!existsSync(HISTORY))('the week that was worked out by hand', async () => {
  const all = existsSync(HISTORY) ? await readHistory(HISTORY) : [];
  const staff = inferStaff(openHistory(all), UNTIL);
  const threads = all
    .filter(({ createdAt }) => createdAt >= FROM && createdAt < UNTIL)
    .map((record) => recorded(record, staff));
  const issues = threads.filter(({ type }) => type === 'issue');
  const responses = firstResponses(issues, UNTIL);

  it('has first responses with a median that counts the waiting', () => {
    expect([threads.length, issues.length]).toEqual([29, 21]);
    const durations = waits(responses, 'anybody');
    expect(durations.filter(({ ended }) => ended)).toHaveLength(13);
    expect(survivalQuantile(kaplanMeier(durations)).time).toBeCloseTo(4.41, 2);
  });

  it('has incidences at 24 h of 81/210 and 3/21', () => {
    expect(cumulativeIncidence(followUps(responses), 'community', 24)).toMatchObject({
      incidence: expect.closeTo(81 / 210, 10),
      censored: 3,
    });
    expect(cumulativeIncidence(followUps(responses), 'staff', 24)?.incidence).toBeCloseTo(3 / 21, 10);
  });

  it('has thirty answers, sixteen of them by five people', () => {
    const episodes = helpEpisodes(issues);
    expect(episodes).toHaveLength(30);
    const helpers = episodes.map(({ helper }) => personOf(helper));
    const times = [...new Set(helpers)].map((id) => helpers.filter((other) => other === id).length);
    expect(busFactor(times)).toBe(5);
  });

  it('has twenty-four answers and five merged changes by the community, and no triage', () => {
    const given = contributions(project({ threads }));
    const count = (kind: string) => given.filter((each) => each.kind === kind).length;
    expect({ answer: count('answer'), change: count('change'), triage: count('triage') }).toEqual({
      answer: 24,
      change: 5,
      triage: 0,
    });
  });
});
