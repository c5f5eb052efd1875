import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Change } from '../../src/loop/change.ts';
import type { ProjectRecord } from '../../src/loop/record.ts';
import { changedThreads, currentSnapshot } from '../../src/store/installation/thread-changes.ts';
import type { RecordScope } from '../../src/store/interface/reader.ts';
import { RecordMemory } from '../../src/store/record-memory.ts';
import { insightOf } from '../../src/web/dashboard/insight.ts';
import { SETTINGS } from '../loop/record/project.ts';
import { describeOnEngines } from './engines.ts';
import { account, at, command, comment, DAY_S, item, judgement, ref, repository } from './samples.ts';

/** What may happen to an installation, each by the ways that the app has. */
type Happening =
  | { what: 'thread'; number: number; by: number; kind: 'bug' | 'question'; role: 'community' | 'staff' }
  | { what: 'closed'; number: number; by: number }
  | { what: 'said'; number: number; id: number; by: number; role: 'community' | 'staff'; body: string }
  | { what: 'renamed'; by: number }
  | { what: 'unsaid'; number: number; id: number }
  | { what: 'deleted' | 'moved' | 'labelled' | 'ordered'; number: number; by: number }
  | { what: 'clustered'; numbers: number[] }
  | { what: 'forgotten'; by: number }
  | { what: 'hidden' | 'inferred' | 'internal' | 'office hours' }
  | { what: 'retained' }
  | { what: 'later'; hours: number };

const number = fc.integer({ min: 1, max: 4 });
const by = fc.integer({ min: 501, max: 504 });
const role = fc.constantFrom('community' as const, 'staff' as const);
const happening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      what: fc.constant('thread' as const),
      number,
      by,
      kind: fc.constantFrom('bug' as const, 'question' as const),
      role,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      what: fc.constant('said' as const),
      number,
      id: fc.integer({ min: 1, max: 8 }),
      by,
      role,
      body: fc.constantFrom('Thanks, that works now', 'Try `npm ci`', 'A pull request is welcome'),
    }),
  },
  fc.record({ what: fc.constant('closed' as const), number, by }),
  fc.record({ what: fc.constant('renamed' as const), by }),
  fc.record({ what: fc.constant('unsaid' as const), number, id: fc.integer({ min: 1, max: 8 }) }),
  fc.record({ what: fc.constantFrom('deleted', 'moved', 'labelled', 'ordered'), number, by }),
  fc.record({ what: fc.constant('clustered' as const), numbers: fc.uniqueArray(number, { minLength: 2 }) }),
  fc.record({ what: fc.constant('forgotten' as const), by }),
  fc.record({ what: fc.constantFrom('hidden', 'inferred', 'internal', 'office hours') }),
  fc.record({ what: fc.constant('retained' as const) }),
  fc.record({ what: fc.constant('later' as const), hours: fc.constantFrom(1, 30, 24 * 30, 24 * 410) }),
) as fc.Arbitrary<Happening>;

const START_S = -900 * DAY_S;

/** Seconds; minutes where a machine has much else to do. */
const PROPERTY_MS = 900_000;

describeOnEngines('a record that is read again', (on) => {
  let installationId = 100;

  /** An installation of its own, with the clock of what happens there. */
  async function begun() {
    installationId += 1;
    const tenant = on.store.forInstallation(installationId);
    let seconds = START_S;
    const state = { hidden: false, inferred: false, internal: false, officeHours: false };
    const now = () => at(seconds);
    const apply = (...changes: Change[]) =>
      tenant.decide(null, async () => ({ changes, effects: [], ignored: null }), now());
    await apply(
      {
        type: 'installation.put',
        account: { ...account(70, 'larkspur'), type: 'Organization' },
        permissions: {},
        suspended: false,
        at: now(),
      },
      { type: 'repository.put', repository: repository(12), at: now() },
      { type: 'repository.put', repository: repository(13), at: now() },
    );
    const putThread = async (number: number, who: number, parts: Parameters<typeof item>[1] = {}) => {
      const known = (await tenant.thread(ref(number))).item;
      const createdAt = known?.snapshot.createdAt ?? now();
      await apply({
        type: 'item.put',
        item: item(number, {
          type: number === 4 ? 'pull_request' : number === 3 ? 'discussion' : 'issue',
          author: account(who),
          createdAt,
          updatedAt: now(),
          ...parts,
          item: { roleInferred: state.inferred, ...parts.item },
        }),
      });
    };
    const happens = async (it: Happening): Promise<void> => {
      seconds += 60;
      switch (it.what) {
        case 'thread':
          return putThread(it.number, it.by, {
            item: {
              authorRole: it.role,
              kind: { value: it.kind, source: 'model' },
              roleInferred: state.inferred,
            },
          });
        case 'closed':
          return putThread(it.number, it.by, {
            state: 'closed',
            merged: it.number === 4,
            // As a clock that is fast tells it.
            closedAt: at(seconds + 1_800),
            item: { closedBy: account(it.by), roleInferred: state.inferred },
          });
        case 'said':
        case 'renamed': {
          const said =
            it.what === 'said' ? it : { number: 1, id: 9, role: 'community' as const, body: 'It fails' };
          const login = it.what === 'renamed' ? `renamed-${seconds}` : `person-${it.by}`;
          return apply({
            type: 'comment.put',
            ref: ref(said.number),
            comment: comment(installationId * 100 + said.id, {
              author: account(it.by, login),
              body: said.body,
              isAnswer: said.number === 3 && said.id === 1,
              family: said.number === 4 ? 'review' : 'issue_comment',
              createdAt: at(seconds + (said.id === 2 ? 3_600 : 0)),
              updatedAt: now(),
            }),
            authorRole: said.role,
            roleInferred: state.inferred,
          });
        }
        case 'unsaid':
          return apply({
            type: 'comment.deleted',
            ref: ref(it.number),
            family: it.number === 4 ? 'review' : 'issue_comment',
            commentId: installationId * 100 + it.id,
            at: now(),
          });
        case 'deleted':
          return apply({ type: 'item.deleted', ref: ref(it.number), at: now() });
        case 'moved':
          return apply({
            type: 'item.moved',
            ref: ref(it.number),
            to: { ...ref(it.number + seconds / 60, 13), nodeId: `moved-${seconds}` },
            at: now(),
          });
        case 'labelled':
          return apply({
            type: 'judgement.put',
            ref: ref(it.number),
            judgement: judgement(`label-${seconds}`, { actor: account(it.by), at: now() }),
          });
        case 'ordered':
          return apply({
            type: 'command.put',
            ref: ref(it.number),
            command: command(`word-${seconds}`, { actor: account(it.by), at: now() }),
          });
        case 'clustered': {
          const found = await Promise.all(it.numbers.map((each) => tenant.thread(ref(each))));
          const members = found.flatMap((each) => each.item?.itemId ?? []);
          if (members.length < 2) return;
          const id = Math.min(...members);
          return apply({ type: 'clusters.put', clusters: [{ id, pinned: null, members }], redirects: [] });
        }
        case 'forgotten':
          await tenant.people.forget(`person-${it.by}`, now());
          return;
        case 'hidden':
          state.hidden = !state.hidden;
          return;
        case 'inferred':
          state.inferred = !state.inferred;
          return;
        case 'internal':
          state.internal = !state.internal;
          return;
        case 'office hours':
          state.officeHours = !state.officeHours;
          return;
        case 'retained':
          await on.store.operator.retain(now());
          return;
        case 'later':
          seconds += it.hours * 3_600;
      }
    };
    const scope = (): RecordScope => ({
      asOf: at(seconds + 1),
      visible: state.hidden ? [13] : null,
      audience: state.internal ? 'internal' : 'external',
    });
    const settings = () => ({
      ...SETTINGS,
      officeHours: state.officeHours
        ? { from: '09:00', to: '17:00', days: ['mon' as const, 'fri' as const] }
        : null,
    });
    return {
      tenant,
      happens,
      read: (memory?: RecordMemory) => tenant.record(scope(), memory),
      insight: (record: ProjectRecord) => insightOf(record, settings()),
    };
  }

  it(
    'is what it is when everything is read, whatever happened',
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(happening, { minLength: 6, maxLength: 16 }), async (all) => {
          const { happens, read, insight } = await begun();
          const memory = new RecordMemory();
          for (const each of all) {
            await happens(each);
            const [again, anew] = [await read(memory), await read()];
            expect(again).toEqual(anew);
            expect(insight(again)).toEqual(insight(anew));
          }
        }),
        { numRuns: 10 },
      );
    },
    PROPERTY_MS,
  );

  it('hands out the same threads where nothing happened, and others where something did', async () => {
    const { happens, read } = await begun();
    const thread = { what: 'thread', by: 501, kind: 'bug', role: 'community' } as const;
    for (const each of [1, 2]) await happens({ ...thread, number: each });
    const memory = new RecordMemory();
    const before = (await read(memory)).threads;
    await happens({ what: 'said', number: 2, id: 1, by: 502, role: 'staff', body: 'Try `npm ci`' });
    const after = (await read(memory)).threads;
    expect(after[0]).toBe(before[0]);
    expect(after[1]).not.toBe(before[1]);
    expect(after[1]?.comments).toHaveLength(1);
    expect(memory.size).toBe(3);
  });

  it('knows what was purged before it was installed again', async () => {
    const { tenant, happens, read } = await begun();
    await happens({ what: 'thread', number: 1, by: 501, kind: 'bug', role: 'community' });
    const memory = new RecordMemory();
    expect((await read(memory)).threads).toHaveLength(1);
    await on.store.operator.purge(tenant.installationId);
    await tenant.decide(
      null,
      async () => ({
        changes: [
          {
            type: 'installation.put',
            account: { ...account(70, 'larkspur'), type: 'Organization' },
            permissions: {},
            suspended: false,
            at: at(START_S + 600),
          },
          { type: 'repository.put', repository: repository(12), at: at(START_S) },
          { type: 'repository.put', repository: repository(13), at: at(START_S) },
        ],
        effects: [],
        ignored: null,
      }),
      at(0),
    );
    await happens({ what: 'later', hours: 1 });
    expect((await read(memory)).threads).toEqual([]);
  });

  it('is not troubled for ever by notes of another server', async () => {
    const { tenant, happens } = await begun();
    await happens({ what: 'thread', number: 1, by: 501, kind: 'bug', role: 'community' });
    const { database } = on.store.underneath;
    await database.execute(sql`update thread_changes set changed_in = '999999999999'`);
    const changed = async () =>
      changedThreads(database, tenant.installationId, await currentSnapshot(database));
    expect(await changed()).toEqual([ref(1)]);
    await on.store.operator.retain(at(START_S));
    expect(await changed()).toEqual([]);
  });

  it('would be another one where a change was taken for known', async () => {
    const { happens, read } = await begun();
    await happens({ what: 'thread', number: 1, by: 501, kind: 'bug', role: 'community' });
    const memory = new RecordMemory();
    await read(memory);
    await happens({ what: 'said', number: 1, id: 1, by: 502, role: 'staff', body: 'Try `npm ci`' });
    memory.snapshot = await currentSnapshot(on.store.underneath.database);
    expect(await read(memory)).not.toEqual(await read());
  });
});
