import { expect, it } from 'vitest';
import type { Evidence } from '../../../src/loop/cluster/evidence.ts';
import type {
  ClusterHappening,
  ClusterMember,
  ClusterNotice,
  ClusterPair,
} from '../../../src/store/interface/dashboard.ts';
import type { PageRequest } from '../../../src/web/dashboard/page.ts';
import { type ClusterData, cluster } from '../../../src/web/dashboard/views/cluster.tsx';
import { account, at } from '../../store/samples.ts';

/** GitHub's longest title. */
const TITLE = 'W'.repeat(256);
const EVIDENCE: Evidence[] = [
  { kind: 'error', error: 'Error: '.padEnd(200, 'x'), frame: 'Lease.assertHeld' },
  { kind: 'errorCode', code: 'ERR_TIDE_LOST' },
  { kind: 'version', version: '1.2.3' },
  { kind: 'words', words: ['configuration', 'deployment', 'production', 'regression'], overlap: 0.4 },
];
const thread = (number: number) => ({ repositoryId: 12, number, type: 'issue' as const });
const many = <T>(count: number, one: (number: number) => T): T[] =>
  Array.from({ length: count }, (_, number) => one(100_000 + number));

it('the page of the largest cluster stays below 150 KB', () => {
  const member = (number: number): ClusterMember => ({
    ...thread(number),
    itemId: number,
    title: TITLE,
    author: account(number),
    authorRole: 'community',
    open: false,
    stateReason: 'not_planned',
    merged: false,
    stage: 'onboarding',
    kind: 'question',
    severity: 'cosmetic',
    createdAt: at(1),
  });
  const pair = (number: number): ClusterPair => ({
    itemId: number,
    otherItemId: number + 1,
    tier: 'possible',
    probability: 0.123,
    evidence: EVIDENCE,
    algorithm: '12',
  });
  const happening = (number: number): ClusterHappening => ({
    what: 'entry',
    entry: {
      verb: 'link',
      seq: number,
      itemId: number,
      links: many(4, (itemId) => ({ itemId, tier: 'certain' as const, probability: 0.9 })),
    },
    cause: { by: 'matcher', algorithm: '12' },
    at: at(1),
  });
  const notice = (number: number): ClusterNotice => ({
    thread: thread(number),
    people: 12,
    news: 'released',
    held: null,
    eligibleAt: at(1),
    state: 'sent',
    text: 'It is fixed. '.repeat(2_000),
  });
  const data: ClusterData = {
    id: 12_345,
    title: TITLE,
    page: 1,
    state: 'released',
    canonical: null,
    memberCount: 200,
    reporters: 200,
    thumbs: 12,
    waiting: 50,
    members: many(30, member),
    pairs: many(30, pair),
    timeline: many(60, happening),
    named: Object.fromEntries(many(100, (number) => [number, thread(number)])),
    notices: many(40, notice),
    held: [],
    deciding: { issue: null, may: false, standing: [], held: null, sent: null },
  };
  // What the view reads of a request.
  const page = {
    installation: { id: 7, login: 'larkspur' },
    repositories: [{ id: 12, owner: 'larkspur-organisation', name: 'a-repository-with-a-long-name' }],
    webUrl: 'https://github.com',
    person: null,
    triage: [],
    csrf: '',
  } as unknown as PageRequest;
  const html = String(cluster.body(data, page));
  expect(html).toContain('W'.repeat(256));
  expect(Buffer.byteLength(html)).toBeLessThan(150_000);
});
