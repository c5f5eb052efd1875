import { describe, expect, it } from 'vitest';
import type { Change } from '../../src/loop/change.ts';
import type { Command } from '../../src/loop/item.ts';
import { measure } from '../../src/loop/measure.ts';
import type { Agenda } from '../../src/loop/triage/agenda.ts';
import type { RecordScope } from '../../src/store/interface/reader.ts';
import { SETTINGS } from '../loop/record/project.ts';
import { describeOnEngines } from './engines.ts';
import {
  account,
  agenda,
  at,
  command,
  comment,
  commentPut,
  DAY_S,
  INSTALLED,
  item,
  judgement,
  NOW,
  observation,
  ref,
  repository,
} from './samples.ts';
import { openWeekly } from './weekly.ts';

const OPENED = at(-3 * DAY_S);
const hour = (count: number) => at(-3 * DAY_S + count * 3_600);

describeOnEngines('the record of an installation', (on) => {
  const tenant = () => on.store.forInstallation(7);
  const apply = (...changes: Change[]) =>
    tenant().decide(null, async () => ({ changes, effects: [], ignored: null }), NOW);
  /** Sends what waits first. */
  const send = async (now: Date): Promise<void> => {
    const turn = await on.store.outbox.takeTurn({ worker: 'w', now, leaseMs: 1_000 });
    const effect = await turn?.next(now);
    if (turn == null || effect == null) throw new Error('nothing to send');
    await turn.begin(effect, now);
    await turn.settle(effect, { state: 'sent', remote: null }, now);
    await turn.release();
  };
  const read = (scope: Partial<RecordScope> = {}) =>
    tenant().record({ asOf: at(0), visible: null, audience: 'external', ...scope });
  const put = (number: number, parts: Parameters<typeof item>[1] = {}): Change => ({
    type: 'item.put',
    item: item(number, { createdAt: OPENED, updatedAt: OPENED, ...parts }),
  });
  const say = (
    number: number,
    id: number,
    parts: Parameters<typeof comment>[1] = {},
    authorRole: 'community' | 'staff' | 'bot' = 'community',
    roleInferred = false,
  ): Change => ({
    type: 'comment.put',
    ref: ref(number),
    comment: comment(id, { createdAt: hour(1), updatedAt: hour(1), ...parts }),
    authorRole,
    roleInferred,
  });

  it('tells threads and comments with who, when and what they say', async () => {
    await apply(
      ...INSTALLED,
      put(1, {
        type: 'discussion',
        category: 'Q&A',
        answer: 'https://github.com/larkspur/core-12/discussions/1#discussioncomment-32',
        item: {
          stageSource: 'human',
          stage: 'adoption',
          observation: observation({ firstSuccessMinutes: 12 }),
          kind: { value: 'question', source: 'human' },
          severity: { value: 'major', source: 'label' },
        },
      }),
      say(1, 32, { family: 'discussion_comment', body: 'Try `npm ci`', createdAt: hour(2) }),
      say(1, 31, { author: account(601), body: 'Which version?' }, 'staff'),
      say(1, 33, { author: account(501, 'renamed'), body: 'Thanks!', createdAt: hour(3), family: 'review' }),
      { type: 'judgement.put', ref: ref(1), judgement: judgement('a', { at: hour(4) }) },
      { type: 'command.put', ref: ref(1), command: command('b', { actor: account(999), at: hour(5) }) },
      { type: 'command.put', ref: ref(1), command: command('c', { triage: false, at: hour(5) }) },
    );
    const record = await read();
    expect(record.threads).toMatchObject([
      {
        key: '12-1',
        author: { id: 501, role: 'community' },
        type: 'discussion',
        kind: 'question',
        stage: 'adoption',
        stageByApp: 'onboarding',
        stageByHuman: true,
        severity: { value: 'major', inferred: false },
        quality: { version: true, steps: false, error: true },
        firstSuccessMinutes: 12,
        comments: [
          { author: { id: 601, role: 'staff' }, isAnswer: false, said: { asksForInformation: true } },
          { author: { id: 502, role: 'community' }, isAnswer: true, said: { code: true } },
          { author: { id: 501 }, isReview: true, said: { thanks: true } },
        ],
        // Who was never seen to write and yet may triage is staff.
        triaged: [
          { actor: { id: 601, role: 'staff' }, at: hour(4) },
          { actor: { id: 999, role: 'staff' }, at: hour(5) },
        ],
      },
    ]);
    expect(record.logins.get(501)).toBe('renamed');
  });

  it('tells how sure a kind is that nobody said', async () => {
    const observed = observation({ kindConfidence: 0.4 });
    await apply(
      ...INSTALLED,
      put(1, { item: { observation: observed, kind: { value: 'bug', source: 'model' } } }),
      put(2, { item: { observation: observed, kind: { value: 'bug', source: 'human' } } }),
    );
    expect((await read()).threads.map(({ kindConfidence }) => kindConfidence)).toEqual([0.4, undefined]);
  });

  it('hides what is later, and what is not visible', async () => {
    await apply(
      ...INSTALLED,
      put(1, { closedAt: hour(10), state: 'closed', merged: true, item: { closedBy: account(601) } }),
      say(1, 31, { createdAt: hour(1) }),
      say(1, 32, { createdAt: hour(8) }),
      put(2, { createdAt: hour(9) }),
      put(3, { repository: repository(13) }),
    );
    const early = await read({ asOf: hour(8), visible: [12] });
    expect(early.threads).toMatchObject([
      { number: 1, closedAt: null, closedBy: null, merged: false, comments: [{ at: hour(1) }] },
    ]);
    expect(early.repositories.map(({ id }) => id)).toEqual([12]);
    const late = await read();
    expect(late.threads.map(({ number }) => number)).toEqual([1, 3, 2]);
    expect(late.threads[0]).toMatchObject({
      closedAt: hour(10),
      closedBy: { id: 601, role: 'staff' },
      merged: true,
    });
  });

  it('keeps deleted threads with what was said in them, and drops comments that were deleted alone', async () => {
    await apply(
      ...INSTALLED,
      put(1),
      say(1, 31, { author: account(601) }, 'staff'),
      put(2),
      say(2, 32),
      say(2, 33),
      { type: 'item.deleted', ref: ref(1), at: hour(5) },
      { type: 'comment.deleted', ref: ref(2), family: 'issue_comment', commentId: 32, at: hour(5) },
      { type: 'comment.deleted', ref: ref(1), family: 'issue_comment', commentId: 77, at: hour(6) },
    );
    const [gone, kept] = (await read()).threads;
    expect(gone).toMatchObject({
      author: { id: null, role: 'community' },
      comments: [{ author: { id: null, role: 'staff' }, said: null }],
    });
    expect(kept?.comments).toHaveLength(1);
  });

  it('takes GitHub’s ghost for nobody in particular', async () => {
    const ghost = account(10_137, 'ghost');
    await apply(...INSTALLED, put(1, { author: ghost }), say(1, 31, { author: ghost }));
    const record = await read();
    expect(record.threads).toMatchObject([{ author: { id: null }, comments: [{ author: { id: null } }] }]);
    expect([...record.logins]).toEqual([]);
  });

  it('says since when it knows, and how it knows who is staff', async () => {
    await apply(...INSTALLED, put(1, { item: { roleInferred: true, authorRole: 'staff' } }));
    const since = at(-100 * DAY_S);
    const row = {
      repositoryId: 12,
      since,
      readFrom: null,
      cursor: null,
      pageSize: 100,
      threads: 0,
      problem: null,
    };
    await tenant().backfill.plan(
      [
        { ...row, type: 'issue', doneAt: at(-1) },
        { ...row, repositoryId: 13, type: 'issue', doneAt: null },
      ],
      [12, 13],
    );
    const record = await read();
    expect(record.repositories.map(({ observedSince }) => observedSince)).toEqual([since, at(-9 * DAY_S)]);
    expect(record.rolesInferred).toBe(1);
    expect(record.threads[0]?.author.role).toBe('staff');
    expect((await read({ audience: 'internal' })).threads[0]?.author.role).toBe('community');
  });

  it('inside a company takes for the community who was staff by permission, and nobody else', async () => {
    const said = hour(2);
    await apply(
      ...INSTALLED,
      put(1, { item: { roleInferred: true, authorRole: 'staff' } }),
      say(1, 31, { createdAt: said }, 'staff', true),
      put(2, { item: { roleInferred: false, authorRole: 'staff' } }),
      say(2, 32, { createdAt: said }, 'staff'),
      say(2, 33, { createdAt: said }, 'staff', true),
    );
    const rolesIn = async (audience: 'internal' | 'external') =>
      (await read({ audience })).threads.map(({ author, comments }) => [
        author.role,
        ...comments.map((comment) => comment.author.role),
      ]);
    expect(await rolesIn('external')).toEqual([
      ['staff', 'staff'],
      ['staff', 'staff', 'staff'],
    ]);
    expect(await rolesIn('internal')).toEqual([
      ['community', 'community'],
      ['staff', 'staff', 'community'],
    ]);
  });

  it('tells clusters with the worst severity of their threads, and what humans said of the matcher’s links', async () => {
    const severity = (value: 'major' | 'cosmetic' | 'blocker', inferred: boolean) => ({
      item: { severity: { value, source: inferred ? ('model' as const) : ('label' as const) } },
    });
    const cause = { by: 'human' as const, actor: account(601), key: 'k' };
    const pair = (itemId: number) => ({
      itemId,
      tier: 'certain' as const,
      probability: 0.9,
      evidence: [],
      algorithm: 'm1',
    });
    await apply(
      ...INSTALLED,
      put(1, severity('major', false)),
      put(2, severity('blocker', true)),
      put(3, severity('cosmetic', true)),
    );
    expect((await read()).clusters).toBeNull();
    const [one, two, three] = await Promise.all(
      [1, 2, 3].map(async (number) => (await tenant().thread(ref(number))).itemId),
    );
    if (one === undefined || two === undefined || three === undefined) throw new Error('not stored');
    await apply(
      { type: 'pairs.put', itemId: two, pairs: [pair(one), { ...pair(three), tier: 'possible' }] },
      { type: 'pairs.put', itemId: three, pairs: [pair(one)] },
      {
        type: 'entries.append',
        entries: [
          { seq: 1, verb: 'join', itemId: two, into: one, authority: 'triage', cause, at: hour(1) },
          { seq: 2, verb: 'reject', itemId: two, other: three, authority: 'author', cause, at: hour(2) },
          { seq: 3, verb: 'reject', itemId: two, other: one, authority: 'author', cause, at: hour(3) },
          { seq: 4, verb: 'undo', of: 3, cause, at: hour(4) },
        ],
      },
      {
        type: 'clusters.put',
        clusters: [
          { id: 1, members: [one, two], pinned: null },
          { id: 3, members: [three], pinned: null },
        ],
        redirects: [],
      },
    );
    const record = await read();
    expect(record.threads.map(({ clusterId }) => clusterId)).toEqual([1, 1, 3]);
    expect(record.clusters).toMatchObject([
      { id: 1, severity: { value: 'major', inferred: false } },
      { id: 3, severity: { value: 'cosmetic', inferred: true } },
    ]);
    expect(record.links).toEqual([
      { tier: 'certain', algorithm: 'm1', verdict: 'confirmed' },
      { tier: 'possible', algorithm: 'm1', verdict: 'rejected' },
    ]);
  });

  it('tells how clusters went on: decided, fixed, released, taught, and who was told', async () => {
    const pull = { type: 'pull_request' as const, item: { paths: ['docs/a.md'] } };
    const minor = { value: 'minor' as const, source: 'model' as const };
    const themed = { item: { themes: [{ name: 'Types', source: 'match' as const }], severity: minor } };
    const plain = { item: { themes: [], severity: minor } };
    await apply(...INSTALLED, put(1, themed), put(2, plain), put(3, pull));
    expect(await read()).toMatchObject({ livesKept: true, releases: [], reviewsKept: false, triages: [] });
    const [one, two] = await Promise.all(
      [1, 2].map(async (number) => (await tenant().thread(ref(number))).itemId),
    );
    if (one === undefined || two === undefined) throw new Error('not stored');
    const transition = (index: number, to: 'decided' | 'fixed' | 'released' | 'reopened', hours: number) => ({
      index,
      from: 'open' as const,
      to,
      cause: 'landed',
      key: 'k',
      actor: null,
      at: hour(hours),
    });
    const told = commentPut(ref(1), 'Released.', { slot: 'comment:12-1:notice:c1', marker: 'notice:c1' });
    const notice = {
      clusterId: 1,
      ref: ref(1),
      news: 'released',
      release: null,
      claim: null,
      held: null,
      eligibleAt: hour(6),
    };
    const decision = (key: string, action: 'fix' | 'teach', hours: number) => ({
      key,
      week: '2026-W09',
      clusterId: 1,
      action,
      reason: '',
      by: { id: 601, login: 'otto' },
      functions: key === 'a' ? ['docs'] : ['docs', 'product'],
      at: hour(hours),
    });
    const word = (
      key: string,
      verb: string,
      argument: string,
      hours: number,
      actor = account(601),
    ): Change => ({
      type: 'command.put',
      ref: ref(1),
      command: command(key, { verb, argument, actor, at: hour(hours) }),
    });
    await tenant().decide(
      null,
      async () => ({
        changes: [
          { type: 'clusters.put', clusters: [{ id: 1, members: [one, two], pinned: null }], redirects: [] },
          {
            type: 'transitions.put',
            clusterId: 1,
            transitions: [
              transition(0, 'decided', 3),
              transition(1, 'fixed', 4),
              transition(2, 'reopened', 5),
              transition(3, 'released', 6),
            ],
          },
          {
            type: 'notices.put',
            notices: [
              { ...notice, slot: told.slot, people: [501, 502] },
              { ...notice, slot: 'other', people: [503] },
            ],
          },
          {
            type: 'decisions.put',
            week: '2026-W09',
            repositoryId: 12,
            decisions: [decision('a', 'fix', 2), decision('b', 'teach', 2.5)],
          },
          {
            type: 'week.opened',
            week: '2026-W09',
            repositoryId: 12,
            asOf: hour(1),
            agenda: agenda('2026-W09', 'header'),
            summary: { topics: [{ clusterId: 1, weeks: 1 }], signals: {} },
          },
          word('t', 'taught', 'https://docs.example', 7),
          word('w', 'documented', 'https://docs.example', 7),
          word('u', 'undo', '', 7.5),
          word('v', 'verified', '', 30, account(501)),
        ],
        effects: [told],
        ignored: null,
      }),
      hour(8),
    );
    await send(hour(9));
    // What is said of it stands in the same comment, which tells nobody anew.
    const thanked = { ...told, body: 'Thank you for confirming.' };
    await tenant().decide(null, async () => ({ changes: [], effects: [thanked], ignored: null }), hour(31));
    await send(hour(31));
    const record = await read();
    expect(record.agendas).toEqual([{ at: hour(1), clusterIds: [1] }]);
    expect(record.triages).toEqual([{ at: hour(2.5), functions: ['docs', 'product'], decisions: 2 }]);
    expect(record.threads[2]?.paths).toEqual(['docs/a.md']);
    expect(record.clusters).toEqual([
      {
        id: 1,
        severity: { value: 'minor', inferred: true },
        themes: ['Types'],
        thumbs: [],
        returns: [{ at: hour(5), to: 'reopened', because: 'contested' }],
        disputedSince: null,
        decisions: [
          { action: 'fix', at: hour(2) },
          { action: 'teach', at: hour(2.5) },
        ],
        fixedAt: hour(6),
        releasedAt: hour(6),
        documentedAt: null,
        taughtAt: hour(7),
        taughtUrl: 'https://docs.example',
        notices: [501, 502, 503].map((id) => ({
          person: { id, role: 'community' },
          eligibleAt: hour(6),
          toldAt: id === 503 ? null : hour(9),
          verifiedAt: id === 501 ? hour(30) : null,
          stillBrokenAt: null,
        })),
      },
    ]);
    expect((await read({ asOf: hour(5) })).clusters).toMatchObject([
      { fixedAt: hour(4), releasedAt: null, returns: [], notices: [] },
    ]);
    // Another fix is told anew.
    const again = { ...notice, slot: told.slot, people: [501], claim: 'pull:12-9', eligibleAt: hour(40) };
    await apply({ type: 'notices.put', notices: [again] });
    expect((await read()).clusters?.[0]?.notices).toContainEqual({
      person: { id: 501, role: 'community' },
      eligibleAt: hour(40),
      toldAt: null,
      verifiedAt: null,
      stillBrokenAt: null,
    });
  });

  it('knows of what is contested until somebody settles it, and of no page from before it was open again', async () => {
    const went = (
      ...steps: ['released' | 'disputed' | 'verified' | 'reopened', hours: number][]
    ): Change => ({
      type: 'transitions.put',
      clusterId: 1,
      transitions: steps.map(([to, hours], index) => ({
        index,
        from: 'open',
        to,
        cause: to === 'disputed' ? 'regressed' : 'usable',
        key: 'report:12-1',
        actor: null,
        at: hour(hours),
      })),
    });
    const documented = (hours: number): Change => ({
      type: 'command.put',
      ref: ref(1),
      command: command(`d${hours}`, {
        verb: 'documented',
        argument: 'https://docs.example',
        at: hour(hours),
      }),
    });
    await apply(...INSTALLED, put(1));
    const { itemId } = await tenant().thread(ref(1));
    await apply({
      type: 'clusters.put',
      clusters: [{ id: 1, members: [itemId], pinned: null }],
      redirects: [],
    });
    await apply(went(['released', 2], ['disputed', 3]), documented(1));
    expect((await read()).clusters).toMatchObject([{ disputedSince: hour(3), documentedAt: hour(1) }]);
    await apply(went(['released', 2], ['disputed', 3], ['verified', 4]));
    expect((await read()).clusters).toMatchObject([{ disputedSince: null, releasedAt: hour(2) }]);
    await apply(went(['released', 2], ['disputed', 3], ['reopened', 4]));
    expect((await read()).clusters).toMatchObject([{ disputedSince: null, documentedAt: null }]);
    await apply(documented(5));
    expect((await read()).clusters).toMatchObject([{ documentedAt: hour(5) }]);
  });

  it('does not take a written history’s silence for a loop that is open', async () => {
    await apply(...INSTALLED, put(1, { item: { origin: 'history' } }));
    expect((await read()).livesKept).toBe(false);
  });

  it('takes attestations from those who may triage in a weekly issue, and can be measured', async () => {
    const attest = (key: string, argument: string, more: Partial<Command> = {}, number = 1): Change => ({
      type: 'command.put',
      ref: ref(number),
      command: command(key, { verb: 'attest', argument, at: hour(2), ...more }),
    });
    await apply(
      ...INSTALLED,
      put(1),
      put(2),
      attest('a', 'docs-by-product-feature yes'),
      attest('b', 'starter-complete no', { triage: false }),
      attest('c', 'maybe'),
      attest('d', 'docs-explain-workflows yes', {}, 2),
      attest('e', '', { verb: 'undo', triage: false, actor: account(7), at: hour(3) }),
    );
    await openWeekly(on.store, 1, hour(1));
    const record = await read();
    expect(record.attestations).toEqual([{ line: 'docs-by-product-feature', answer: true, at: hour(2) }]);
    expect(measure(record, SETTINGS).checklist.verdict).toBe('pause');
    await apply(attest('f', '', { verb: 'undo', at: hour(4) }));
    expect((await read()).attestations).toEqual([]);
    expect((await read({ asOf: hour(4) })).attestations).toHaveLength(1);
  });

  describe('what /undo takes back', () => {
    const say = (hours: number, verb: string, argument = '', more: Partial<Command> = {}): Change => ({
      type: 'command.put',
      ref: ref(1),
      command: command(`${hours}:${verb}`, { verb, argument, at: hour(hours), ...more }),
    });
    const cluster = async (...members: number[]): Promise<Change> => ({
      type: 'clusters.put',
      clusters: [
        {
          id: 1,
          members: await Promise.all(
            members.map(async (number) => (await tenant().thread(ref(number))).itemId),
          ),
          pinned: null,
        },
      ],
      redirects: [],
    });
    const attested = async () => (await read()).attestations?.map(({ line }) => line);
    const documentedAt = async () => (await read()).clusters?.map((each) => each.documentedAt);
    const DOCUMENTED = say(1, 'documented', 'https://docs.example');
    const ATTESTED = say(2, 'attest', 'docs-explain-workflows yes');

    it('is no decision about a cluster that there is not', async () => {
      await apply(...INSTALLED, put(1), ATTESTED, say(3, 'decide', 'c999 fix'), say(4, 'undo'));
      await openWeekly(on.store, 1, hour(1));
      expect(await attested()).toEqual([]);
    });

    it('is one about a cluster that there is', async () => {
      await apply(...INSTALLED, put(1), put(2));
      await apply(await cluster(2), ATTESTED, say(3, 'decide', 'c1 fix'), say(4, 'undo'));
      await openWeekly(on.store, 1, hour(1));
      expect(await attested()).toEqual(['docs-explain-workflows']);
    });

    it('is one about a cluster that the open weekly issue asks about, though its reports are gone', async () => {
      await apply(...INSTALLED, put(1), ATTESTED, say(3, 'decide', 'c9 fix'), say(4, 'undo'));
      await openWeekly(on.store, 1, hour(1));
      const week = '2026-W10';
      const topics = [{ clusterId: 9 }] as unknown as Agenda['topics'];
      await apply({
        type: 'week.opened',
        week,
        repositoryId: 12,
        asOf: hour(1),
        agenda: { ...agenda(week, 'the week'), topics },
        summary: { topics: [], signals: {} },
      });
      expect(await attested()).toEqual(['docs-explain-workflows']);
    });

    it('is one about a cluster that is part of another by now', async () => {
      await apply(...INSTALLED, put(1), ATTESTED, say(3, 'approve', 'c5'), say(4, 'undo'));
      await apply({ type: 'clusters.put', clusters: [], redirects: [{ from: 5, to: 1 }] });
      await openWeekly(on.store, 1, hour(1));
      expect(await attested()).toEqual(['docs-explain-workflows']);
    });

    it('is nothing that was decided after the weekly issue closed', async () => {
      await apply(...INSTALLED, put(1), put(2));
      await apply(await cluster(2), ATTESTED, say(4, 'decide', 'c1 fix'), say(5, 'undo'));
      await openWeekly(on.store, 1, hour(1));
      await apply({ type: 'week.closed', week: '2026-W10', repositoryId: 12, at: hour(3) });
      expect(await attested()).toEqual([]);
    });

    it('is no theme but those of the config', async () => {
      await apply(...INSTALLED, put(1), {
        type: 'repository.put',
        repository: repository(14, { name: '.github' }),
        at: NOW,
      });
      await apply(await cluster(1), DOCUMENTED, say(2, 'theme', 'Types'), say(3, 'undo'));
      expect(await documentedAt()).toEqual([null]);
      await apply({
        type: 'config.put',
        repositoryId: 14,
        file: { version: 1, themes: [{ name: 'Types', match: { words: ['typescript'] } }] },
        refused: false,
        problems: [],
        at: NOW,
      });
      expect(await documentedAt()).toEqual([hour(1)]);
    });

    it('is no answer of somebody who neither reported the problem nor asked to be told', async () => {
      await apply(...INSTALLED, put(1), put(2, { author: account(602) }));
      await apply(await cluster(1), DOCUMENTED);
      await apply(
        say(2, 'verified', '', { actor: account(602) }),
        say(3, 'undo', '', { actor: account(602) }),
      );
      expect(await documentedAt()).toEqual([null]);
      await apply(await cluster(1, 2));
      expect(await documentedAt()).toEqual([hour(1)]);
      await apply(await cluster(1));
      expect(await documentedAt()).toEqual([null]);
      const asked = {
        type: 'command.put' as const,
        ref: ref(3),
        command: command('n', { verb: 'notify-me', argument: '', actor: account(602) }),
      };
      await apply(put(3), asked);
      await apply(await cluster(1, 3));
      expect(await documentedAt()).toEqual([hour(1)]);
    });
  });
});
