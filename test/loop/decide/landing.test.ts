import { describe, expect, it } from 'vitest';
import type { ThreadishEvent } from '../../../src/loop/decide/heard.ts';
import { landingOf } from '../../../src/loop/decide/landing.ts';
import type { FactAnswer } from '../../../src/loop/fact-answer.ts';
import type { FactRequest } from '../../../src/loop/fact-request.ts';
import { requestKey } from '../../../src/loop/fact-request.ts';
import { Facts, FactsMissing } from '../../../src/loop/facts.ts';
import type { KnownLanding, Landing } from '../../../src/loop/fix-record.ts';
import type { ClosedByPull } from '../../../src/loop/github-facts.ts';
import type { ThreadSnapshot } from '../../../src/loop/vocabulary.ts';
import { answer, BOT, happened, INSTALLED_AT, person, repository, thread } from '../situations.ts';

const HERE = repository();
const DOCS = repository({ id: 13, name: 'docs', nodeId: 'R_13' });
const MERGED = {
  number: 45,
  type: 'pull_request',
  title: 'Tidy up',
  body: '',
  state: 'closed',
  merged: true,
  mergeCommitSha: 'a'.repeat(40),
  baseRef: 'main',
  closedAt: new Date('2026-11-16T10:00:00Z'),
} as const;
const pull = (changes: Partial<ThreadSnapshot> = {}): ThreadSnapshot => thread({ ...MERGED, ...changes });

interface Known {
  landing?: KnownLanding;
  /** items that it closes, or is said to fix */
  fixed?: number[];
  closing?: ClosedByPull;
}

/** What an event on a pull request says of its landing. */
function land(event: ThreadishEvent, now: ThreadSnapshot, before: ThreadSnapshot | null, known: Known = {}) {
  const answers = new Map<string, FactAnswer>();
  const reply = (request: FactRequest): FactAnswer => {
    switch (request.kind) {
      case 'landings':
        return { kind: 'landings', value: known.landing === undefined ? [] : [known.landing] };
      case 'fixedItems':
        return { kind: 'fixedItems', value: known.fixed ?? [] };
      case 'closing':
        return { kind: 'closing', value: known.closing ?? { closes: [], commits: [] } };
      default:
        return answer(request, { repositories: [HERE, DOCS] });
    }
  };
  const standing = { botLogin: BOT, accountLogin: 'acme', installedAt: INSTALLED_AT, host: 'github.com' };
  const item = { snapshot: now, paths: [] };
  const old = before === null ? null : { snapshot: before, paths: [] };
  for (let round = 0; round < 9; round += 1) {
    try {
      return landingOf(event, item, old, HERE, new Facts(standing, answers));
    } catch (error) {
      if (!(error instanceof FactsMissing)) throw error;
      for (const request of error.requests) answers.set(requestKey(request), reply(request));
    }
  }
  throw new Error('asks in circles');
}

const told = (type: 'thread.closed' | 'thread.edited', snapshot: ThreadSnapshot): ThreadishEvent => ({
  ...happened,
  type,
  thread: snapshot,
  actor: person(2),
});
const found = (origin: 'history' | 'reconcile', snapshot: ThreadSnapshot): ThreadishEvent => ({
  ...happened,
  type: 'item.backfilled',
  origin,
  thread: snapshot,
  closedBy: null,
  comments: [],
  labelChanges: [],
});
const numbers = (landing: Landing | null): number[] | null =>
  landing === null ? null : landing.closes.map(({ number }) => number);

const FORGED = pull({ body: 'Fixes #1, fixes #2. Reverts acme/widgets#3' });
const OPEN = pull({ state: 'open', merged: false, closedAt: null, mergeCommitSha: null });

describe('the text of a merged pull request', () => {
  it.each<[string, ThreadishEvent, ThreadSnapshot | null, number[] | null]>([
    ['counts as the merge is told', told('thread.closed', FORGED), OPEN, [1, 2]],
    ['counts where the merge was found by reconciliation', found('reconcile', FORGED), OPEN, [1, 2]],
    ['counts in history', found('history', FORGED), null, [1, 2]],
    ['does not count when it is edited later', told('thread.edited', FORGED), pull(), null],
    ['does not count where nobody knew the merge', told('thread.edited', FORGED), null, null],
    ['does not count when it is reconciled later', found('reconcile', FORGED), pull(), null],
    ['does not count when history is read again', found('history', FORGED), pull(), null],
    [
      'does not count as edited before the merge was heard of',
      told('thread.closed', pull({ body: 'Fixes #7' })),
      FORGED,
      [7],
    ],
  ])('%s', (_, event, before, closes) => {
    expect(numbers(land(event, FORGED, before))).toEqual(closes);
  });

  it.each(['chore(main): release 1.4.0', 'Version Packages', 'chore(release): publish'])(
    'fixes and takes back nothing where it is that of a release: %s',
    (title) => {
      const { body } = FORGED;
      const released = pull({ title, body });
      const linked = { closes: [{ repositoryId: 12, number: 9 }], commits: [] };
      expect(land(told('thread.closed', released), released, OPEN, { closing: linked })).toBeNull();
      const ordinary = pull({ title: `${title} is late`, body });
      expect(numbers(land(told('thread.closed', ordinary), ordinary, OPEN, { closing: linked }))).toEqual([
        1, 2, 9,
      ]);
      // What somebody says that it fixes counts all the same.
      expect(
        land(told('thread.closed', released), released, OPEN, { closing: linked, fixed: [9] }),
      ).toMatchObject({ key: 'pull:12-45', closes: [], reverts: [] });
    },
  );

  it('neither closes nor takes back anything later, though somebody says that it fixes something', () => {
    const landing = land(told('thread.edited', FORGED), FORGED, pull(), { fixed: [9] });
    expect(landing).toMatchObject({ key: 'pull:12-45', closes: [], reverts: [], includes: [] });
  });

  it('leaves what is known of it as it is but for the commit that nobody had told', () => {
    const known: KnownLanding = {
      key: 'pull:12-45',
      repositoryId: 12,
      number: 45,
      sha: null,
      at: MERGED.closedAt,
      closes: [{ repositoryId: 12, number: 8 }],
      reverts: ['pull:12-6'],
      includes: ['b'],
      packages: [],
      title: 'Tidy up',
      author: person(1),
      authorRole: 'community',
      releases: [],
    };
    const { title: _, author: __, authorRole: ___, releases: ____, ...landing } = known;
    const edited = told('thread.edited', FORGED);
    expect(land(edited, FORGED, pull(), { landing: known })).toEqual({
      ...landing,
      sha: MERGED.mergeCommitSha,
    });
    expect(land(edited, FORGED, pull(), { landing: { ...known, sha: 'c' } })).toBe(null);
  });

  it('closes nothing in other repositories, but for what GitHub links it with', () => {
    const text = pull({ body: 'Fixes acme/docs#1, fixes ACME/Widgets#2, fixes other/widgets#3' });
    const event = told('thread.closed', text);
    expect(land(event, text, OPEN)?.closes).toEqual([{ repositoryId: 12, number: 2 }]);
    const closing = {
      closes: [{ repositoryId: 13, number: 5 }],
      commits: [{ sha: 'b', message: 'Fixes acme/docs#6', landed: true }],
    };
    expect(land(event, text, OPEN, { closing })?.closes).toEqual([
      { repositoryId: 12, number: 2 },
      { repositoryId: 13, number: 5 },
    ]);
  });

  it('closes what its commits name only where these land; what they take back counts in any case', () => {
    const picked = 'c'.repeat(40);
    const closing = {
      closes: [],
      commits: [
        { sha: 'b', message: `Fixes #1\n\nThis reverts commit ${picked}.`, landed: false },
        { sha: 'd', message: 'Fixes #2', landed: true },
      ],
    };
    const harmless = pull();
    const landing = land(told('thread.closed', harmless), harmless, OPEN, { closing });
    expect(numbers(landing)).toEqual([2]);
    expect(landing?.reverts).toEqual([`commit:12-${picked}`]);
  });
});
