import { expect, it } from 'vitest';
import { Gone, Invalid, PermissionMissing, Transient, Unauthorised } from '../../src/github/errors.ts';
import type { GitHub } from '../../src/github/github.ts';
import type { Change } from '../../src/loop/change.ts';
import type { BackfillDeps } from '../../src/pipeline/backfill.ts';
import { stepBackfill } from '../../src/pipeline/backfill.ts';
import type { Unread } from '../../src/pipeline/left-out.ts';
import { leaveOut, retryLeftOut } from '../../src/pipeline/left-out.ts';
import { describeOnEngines } from '../store/engines.ts';
import { account, at, NOW, repository } from '../store/samples.ts';

const EMPTY = { pageInfo: { hasNextPage: false, endCursor: null }, nodes: [] };
const MORE = { pageInfo: { hasNextPage: true, endCursor: 'c1' }, nodes: [] };

describeOnEngines('one page of history', (on) => {
  let now = NOW;
  const clock = { now: () => now, wait: async () => undefined };

  /** A GitHub that gives these answers, one after the other, and keeps what sizes were asked for. */
  function scripted(answers: (object | Error)[]) {
    const sizes: unknown[] = [];
    const since: unknown[] = [];
    const nobody = async () => {
      throw new Error('nobody should ask for this');
    };
    const github: GitHub = {
      read: nobody,
      write: nobody,
      mutate: nobody,
      query: async (_, asked) => {
        sizes.push(asked.size);
        since.push(asked.since);
        const next = answers.shift();
        if (next === undefined || next instanceof Error) throw next ?? new Error('asked once too often');
        return next;
      },
    };
    return { github, sizes, since };
  }

  function deps(github: GitHub): BackfillDeps {
    const nobody = async () => {
      throw new Error('nobody should ask for this');
    };
    return {
      store: on.store,
      source: {
        host: 'github.com',
        ask: nobody,
        botLogin: nobody,
        installations: nobody,
        installation: nobody,
        isGone: nobody,
        repositories: nobody,
      },
      clientFor: () => github,
      clock,
      log: { info: () => undefined, warn: () => undefined },
      job: (_, work) => work(),
    };
  }

  async function reading(type: 'issue' | 'discussion' = 'issue') {
    now = NOW;
    const tenant = on.store.forInstallation(7);
    const changes: Change[] = [
      { type: 'installation.put', account: account(70), permissions: {}, suspended: false, at: NOW },
      {
        type: 'repositories.put',
        repositories: [{ ...repository(), hasIssues: true, hasDiscussions: true }],
        at: NOW,
      },
    ];
    await tenant.decide(null, async () => ({ changes, effects: [], ignored: null }), NOW);
    const row = {
      repositoryId: 12,
      type,
      since: at(-900),
      readFrom: null,
      cursor: null,
      pageSize: 100,
      threads: 0,
    };
    await tenant.backfill.plan([{ ...row, problem: null, doneAt: null }], [12]);
    return async () => (await tenant.backfill.rows())[0];
  }

  it('leaves a fifth of the hour’s points to everything else', async () => {
    const row = await reading();
    const rateLimit = { limit: 5000, remaining: 999, resetAt: at(1_200).toISOString() };
    const { github } = scripted([
      { rateLimit, node: { page: MORE } },
      { rateLimit: { ...rateLimit, remaining: 5000 }, node: { page: EMPTY } },
    ]);
    expect(await stepBackfill(deps(github), 7)).toBe('read');
    expect(await row()).toMatchObject({ cursor: 'c1', doneAt: null });
    now = at(1_199);
    expect(await stepBackfill(deps(github), 7)).toBe('waiting');
    now = at(1_200);
    expect(await stepBackfill(deps(github), 7)).toBe('read');
    expect(await row()).toMatchObject({ doneAt: now });
    expect(await stepBackfill(deps(github), 7)).toBe('done');
  });

  it('asks for fewer threads where a page does not come twice, and for more again', async () => {
    const row = await reading('discussion');
    const away = new Transient('timed out', 502, null);
    const { github, sizes } = scripted([
      ...Array.from({ length: 7 }, () => away),
      { node: { page: MORE } },
      { node: { page: MORE } },
      { node: { page: EMPTY } },
    ]);
    for (let call = 0; call < 10; call += 1) {
      await stepBackfill(deps(github), 7);
      now = at(600 * (call + 1));
    }
    expect(sizes).toEqual([100, 100, 50, 25, 12, 6, 3, 1, 2, 4]);
    expect(await row()).toMatchObject({ problem: null, doneAt: at(5_400) });
  });

  it('leaves out what does not come one by one for eleven minutes, and asks for it again from the night on', async () => {
    const row = await reading();
    const { backfill } = on.store.forInstallation(7);
    const away = new Transient('timed out', 502, null);
    const { github, sizes } = scripted([
      { node: { page: MORE } },
      ...Array.from({ length: 9 }, () => away),
      { node: { page: EMPTY } },
    ]);
    const begun = now;
    while ((await row())?.doneAt === null) {
      await stepBackfill(deps(github), 7);
      now = new Date(now.getTime() + 10_000);
    }
    expect(Math.floor((now.getTime() - begun.getTime()) / 60_000)).toBe(11);
    expect(sizes).toEqual([100, 100, 100, 50, 25, 12, 6, 3, 1]);
    expect(await row()).toMatchObject({ problem: 'no answer', cursor: 'c1' });
    expect(await stepBackfill(deps(github), 7)).toBe('done');
    // One more try each night.
    await retryLeftOut(backfill, []);
    await stepBackfill(deps(github), 7);
    expect(await stepBackfill(deps(github), 7)).toBe('done');
    expect(await row()).toMatchObject({ problem: 'no answer', cursor: 'c1' });
    await retryLeftOut(backfill, []);
    await stepBackfill(deps(github), 7);
    expect(await row()).toMatchObject({ problem: null, doneAt: now });
    expect(sizes.slice(9)).toEqual([1, 1]);
  });

  it.each<[Unread['why'], string]>([
    ['refused', 'permission missing: issues'],
    ['not there', 'not there'],
  ])('reads again only what a comparison missed: %s', async (why, problem) => {
    const row = await reading();
    const tenant = on.store.forInstallation(7);
    const observed = async () =>
      (await tenant.record({ asOf: at(60), visible: null, audience: 'external' })).repositories[0]
        ?.observedSince;
    const { github, since } = scripted([{ node: { page: EMPTY } }, { node: { page: EMPTY } }]);
    await stepBackfill(deps(github), 7);
    const kinds: Unread[] = [{ repositoryId: 12, type: 'issue', why }];
    await leaveOut(tenant.backfill, kinds, at(-60));
    // What the next comparison misses as well was missed since then.
    await leaveOut(tenant.backfill, kinds, at(-30));
    expect([(await row())?.problem, await observed()]).toEqual([problem, at(-900)]);
    await retryLeftOut(tenant.backfill, ['issue']);
    expect(await observed()).toEqual(at(-900));
    await stepBackfill(deps(github), 7);
    expect(since).toEqual([at(-900).toISOString(), at(-60).toISOString()]);
    expect(await row()).toMatchObject({ since: at(-900), readFrom: null, problem: null, doneAt: now });
    expect(await observed()).toEqual(at(-900));
  });

  it.each([
    [new Gone('gone', 404, null), 'not there'],
    [new PermissionMissing('refused', 403, null, null), 'permission missing: issues'],
    [new Invalid('no', 422, null, []), 'refused by GitHub'],
  ])('ends with the reason after %s', async (error, problem) => {
    const row = await reading();
    expect(await stepBackfill(deps(scripted([error]).github), 7)).toBe('read');
    expect(await row()).toMatchObject({ problem, doneAt: NOW });
    expect(await stepBackfill(deps(scripted([]).github), 7)).toBe('done');
  });

  it('waits longer for what an owner has to mend, and lets mistakes be seen', async () => {
    const row = await reading();
    expect(await stepBackfill(deps(scripted([new Unauthorised('who?', 401, null)]).github), 7)).toBe(
      'waiting',
    );
    now = at(599);
    expect(await stepBackfill(deps(scripted([]).github), 7)).toBe('waiting');
    now = at(600);
    await expect(stepBackfill(deps(scripted([]).github), 7)).rejects.toThrow('once too often');
    expect(await row()).toMatchObject({ problem: null, doneAt: null });
  });

  it('has nothing to read where nobody is installed', async () => {
    expect(await stepBackfill(deps(scripted([]).github), 9)).toBe('done');
  });
});
