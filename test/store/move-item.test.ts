import { expect, it } from 'vitest';
import type { Change } from '../../src/loop/change.ts';
import { notices } from '../../src/store/schema/fixes.ts';
import { describeOnEngines } from './engines.ts';
import { at, command, INSTALLED, item, judgement, NOW, notice, ref, repository } from './samples.ts';

const HERE = ref(1);
const THERE = ref(4, 13);

describeOnEngines('a thread that moves to where it was heard of before', (on) => {
  const tenant = () => on.store.forInstallation(7);
  const apply = (...changes: Change[]) =>
    tenant().decide(null, async () => ({ changes, effects: [], ignored: null }), NOW);
  const moved: Change = { type: 'item.moved', ref: HERE, to: { ...THERE, nodeId: 'I_new' }, at: at(60) };
  const stage = (parts: Parameters<typeof command>[1]) =>
    command('thread:stage:adoption', {
      source: { in: 'thread' },
      verb: 'stage',
      argument: 'adoption',
      ...parts,
    });

  it.each([
    ['told of the move', []],
    ['told first that it was deleted', [{ type: 'item.deleted', ref: HERE, at: at(59) }]],
  ] as [string, Change[]][])(
    '%s, keeps of what was said in both places the earlier moment',
    async (_, before) => {
      await apply(
        ...INSTALLED,
        { type: 'item.put', item: item(1) },
        { type: 'command.put', ref: HERE, command: stage({ at: at(1), triage: false }) },
        { type: 'judgement.put', ref: HERE, judgement: judgement('both', { at: at(2) }) },
        { type: 'judgement.put', ref: HERE, judgement: judgement('here', { at: at(3) }) },
      );
      await apply(...before);
      await apply(
        { type: 'item.put', item: item(4, { repository: repository(13), updatedAt: at(50) }) },
        { type: 'command.put', ref: THERE, command: stage({ at: at(51), triage: true }) },
        { type: 'judgement.put', ref: THERE, judgement: judgement('both', { at: at(52) }) },
        { type: 'judgement.put', ref: THERE, judgement: judgement('there', { at: at(53) }) },
      );
      await apply(moved);
      expect(await tenant().thread(THERE)).toMatchObject({
        commands: [{ key: 'thread:stage:adoption', at: at(1), triage: true }],
        judgements: [
          { key: 'both', at: at(2) },
          { key: 'here', at: at(3) },
          { key: 'there', at: at(53) },
        ],
      });
      expect(await tenant().thread(HERE)).toMatchObject({ item: null, commands: [], judgements: [] });
    },
  );

  it('has each note once', async () => {
    await apply(
      ...INSTALLED,
      { type: 'item.put', item: item(1) },
      { type: 'item.put', item: item(4, { repository: repository(13), updatedAt: at(50) }) },
      { type: 'notices.put', notices: [notice(HERE, { held: 'budget' }), notice(THERE, { held: 'budget' })] },
    );
    await apply(moved);
    const rows = await on.store.underneath.database.select().from(notices);
    expect(rows).toMatchObject([THERE]);
  });
});
