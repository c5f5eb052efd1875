import { expect, it } from 'vitest';
import type { Change } from '../../src/loop/change.ts';
import { exportData } from '../../src/store/export-data.ts';
import { describeOnEngines } from './engines.ts';
import { documentPut, logged } from './matching-samples.ts';
import {
  account,
  agenda,
  at,
  command,
  comment,
  type commentPut,
  decision,
  delivery,
  item,
  judgement,
  NOW,
  notice,
  ref,
  repository,
} from './samples.ts';

const MIRA = { ...account(4711), login: 'mira' };
const OTHER = account(502);

describeOnEngines('a person in the tables', (on) => {
  const tenant = () => on.store.forInstallation(7);
  const put = (changes: readonly Change[], effects = [] as ReturnType<typeof commentPut>[]) =>
    tenant().decide(null, async () => ({ changes, effects, ignored: null }), NOW);

  async function rows(table: string): Promise<Record<string, unknown>[]> {
    const found: Record<string, unknown>[] = [];
    for await (const line of exportData(on.store)) {
      const { table: name, row } = JSON.parse(line);
      if (name === table) found.push(row);
    }
    return found;
  }

  const people = (each: Record<string, unknown> | undefined) => each?.people;

  it('goes out of keys, lists of people, teams and decisions; others stay', async () => {
    await put([
      { type: 'repository.put', repository: repository(), at: NOW },
      { type: 'item.put', item: item(1, { author: MIRA }), itemId: 101 },
      { type: 'item.put', item: item(2, { author: OTHER, body: 'As @mira says' }), itemId: 102 },
      documentPut(102, 'As mira says'),
      {
        type: 'comment.put',
        ref: ref(2),
        comment: comment(31, { author: MIRA, body: 'mine' }),
        authorRole: 'community',
      },
      { type: 'judgement.put', ref: ref(2), judgement: judgement('label:a:added:x', { actor: MIRA }) },
      {
        type: 'command.put',
        ref: ref(2),
        command: command('reaction:related:12-2:+1:4711', { actor: MIRA, verb: 'cluster' }),
      },
      {
        type: 'command.put',
        ref: ref(2),
        command: command('tick:fix:c1:4711:2026-03-02T09:00:00.000Z', { actor: MIRA, verb: 'decide' }),
      },
      {
        type: 'command.put',
        ref: ref(2),
        command: command('issue_comment:5:notify-me:', { actor: MIRA, verb: 'notify-me', argument: '' }),
      },
      {
        type: 'command.put',
        ref: ref(2),
        command: command('issue_comment:6:notify-me:', { actor: OTHER, verb: 'notify-me', argument: '' }),
      },
      {
        type: 'command.put',
        ref: ref(2),
        command: command('issue_comment:7:still-broken:on my machine', {
          actor: MIRA,
          verb: 'still-broken',
          argument: 'on my machine',
        }),
      },
      {
        type: 'entries.append',
        entries: logged([{ verb: 'appear', itemId: 101 }]).map((entry) => ({
          ...entry,
          cause: { by: 'human' as const, actor: MIRA, key: '101:reaction:related:12-2:-1:4711' },
        })),
      },
      {
        type: 'transitions.put',
        clusterId: 1,
        transitions: [
          { index: 0, from: 'open', to: 'declined', cause: 'declined', key: 'k', actor: MIRA, at: NOW },
        ],
      },
      { type: 'notices.put', notices: [notice(ref(2), { people: [4711, 502] })] },
      {
        type: 'week.opened',
        week: '2026-W10',
        repositoryId: 12,
        asOf: NOW,
        agenda: agenda('2026-W10', 'Thanks to mira and kenji'),
        summary: { topics: [], signals: {} },
      },
      {
        type: 'decisions.put',
        week: '2026-W10',
        repositoryId: 12,
        decisions: [decision('2026-W10', 1, { by: { id: 4711, login: 'mira' } })],
      },
    ]);
    await tenant().remember(
      { kind: 'team', organization: 'larkspur', slug: 'a' },
      { kind: 'team', value: ['mira', 'ada'] },
      NOW,
    );
    await tenant().remember(
      { kind: 'team', organization: 'larkspur', slug: 'b' },
      { kind: 'team', value: ['ada'] },
      NOW,
    );
    await on.store.inbox.put(
      delivery('d', { installationId: 7, payload: '{"sender":{"id":4711,"login":"mira"}}' }),
    );

    const dry = await tenant().people.find('MIRA');
    expect(await rows('forgotten')).toEqual([]);
    const found = await tenant().people.forget('MIRA', at(1));
    expect(found).toEqual(dry);
    expect(found).toMatchObject({ accounts: 1, namedInConfigOf: [] });

    const all = (
      await Promise.all(
        [
          'items',
          'documents',
          'comments',
          'judgements',
          'commands',
          'cluster_entries',
          'cluster_transitions',
          'notices',
          'weeks',
          'decisions',
          'facts',
          'inbox',
        ].map(rows),
      )
    ).flat();
    for (const row of all) expect(JSON.stringify(row)).not.toMatch(/mira|4711|mine|my machine/i);
    const commands = await rows('commands');
    expect(commands.map(({ verb }) => verb).sort()).toEqual([
      'cluster',
      'decide',
      'notify-me',
      'still-broken',
    ]);
    expect(new Set(commands.map(({ key }) => key)).size).toBe(4);
    expect((await rows('notices')).map(people)).toEqual([[502]]);
    expect((await rows('facts')).map(({ key }) => key)).toEqual(['team:larkspur/b']);
    expect(JSON.stringify(await rows('weeks'))).toContain('2026-W10');
    expect((await rows('decisions'))[0]).toMatchObject({ clusterId: 1, actor: { login: 'ghost' } });
    expect(await tenant().people.forget('mira', at(2))).toMatchObject({ accounts: 0, rows: {} });
    // The second time nobody is known by that name: who has it now is somebody else.
    const forgotten = await tenant().people.forgotten();
    expect(forgotten?.isAccount({ id: 4711, login: 'renamed' })).toBe(true);
    expect(forgotten?.isAccount({ id: 502, login: OTHER.login })).toBe(false);
    expect(forgotten?.isAccount({ id: 9, login: 'mira' })).toBe(false);
    expect(forgotten?.isLogin('Mira')).toBe(true);
  });

  it('goes out of what the app quotes, and not out of what others wrote with its marker', async () => {
    const title = 'The gate is stuck in the mud';
    const body = `<!-- fullcircle:why:1-2 -->\n${title}`;
    await put([
      { type: 'repository.put', repository: repository(), at: NOW },
      { type: 'item.put', item: item(1, { author: MIRA, title }), itemId: 101 },
      { type: 'item.put', item: item(2, { author: OTHER, body }), itemId: 102 },
      { type: 'item.put', item: item(3, { author: { ...account(9), type: 'Bot' }, body }), itemId: 103 },
    ]);
    await tenant().people.forget('mira', NOW);
    const bodies = new Map((await rows('items')).map((row) => [row.number, row.body]));
    expect(bodies.get(2)).toBe(body);
    expect(bodies.get(3)).not.toContain(title);
  });

  it('is known in its own installation alone, and by no name in any row', async () => {
    await tenant().people.forget('mira', NOW);
    expect(await on.store.forInstallation(8).people.forgotten()).toBeNull();
    const [row] = await rows('forgotten');
    expect(JSON.stringify(row)).not.toMatch(/mira/i);
  });
});
