import { expect, it } from 'vitest';
import type { Change } from '../../src/loop/change.ts';
import { exportData } from '../../src/store/export-data.ts';
import { describeOnEngines } from './engines.ts';
import { logged } from './matching-samples.ts';
import { account, at, command, comment, DAY_S, item, NOW, ref } from './samples.ts';

/** Commands of texts that are gone, kept with their words as they once were. */

const SPEAKER = account(601);

describeOnEngines('the words of a command', (on) => {
  const tenant = () => on.store.forInstallation(7);
  const put = (...changes: Change[]) =>
    tenant().decide(null, async () => ({ changes, effects: [], ignored: null }), NOW);
  const rows = async () => {
    const lines: string[] = [];
    for await (const line of exportData(on.store)) lines.push(line);
    return lines.join('\n');
  };
  const said = (id: number, line: string, triage: boolean, seconds = 0): Change => {
    const [verb = '', ...words] = line.split(' ');
    const argument = words.join(' ');
    const family = 'issue_comment' as const;
    const source = { in: 'comment' as const, id, nodeId: `IC_${id}`, family, parentNodeId: null };
    const key = `${family}:${id}:${verb}:${argument}`;
    const actor = SPEAKER;
    return {
      type: 'command.put',
      ref: ref(1),
      command: command(key, { source, verb, argument, triage, actor, at: at(seconds) }),
    };
  };
  /** What came of a command: an entry of the log, and a step in the life of a cluster. */
  const cameOf = (key: string): Change[] => [
    {
      type: 'entries.append',
      entries: logged([{ verb: 'appear', itemId: 101 }]).map((entry) => ({
        ...entry,
        cause: { by: 'human' as const, actor: SPEAKER, key: `101:${key}` },
      })),
    },
    {
      type: 'transitions.put',
      clusterId: 1,
      transitions: [
        {
          index: 0,
          from: 'released',
          to: 'open',
          cause: 'contested',
          key: `12-1:${key}`,
          actor: SPEAKER,
          at: NOW,
        },
      ],
    },
  ];
  const opened: Change[] = [
    { type: 'item.put', item: item(1), itemId: 101 },
    { type: 'comment.put', ref: ref(1), comment: comment(31), authorRole: 'community' },
  ];
  const commands = async () => (await tenant().thread(ref(1))).commands;

  it('go with its comment, out of all keys, but for what the project decided', async () => {
    await put(
      ...opened,
      said(31, 'still-broken beside the phalarope', false),
      said(31, 'declined a phalarope of no importance', false),
      said(31, 'declined too many boats', true),
      said(32, 'why does the dotterel', false),
      ...cameOf('issue_comment:31:still-broken:beside the phalarope'),
    );
    await put({ type: 'comment.deleted', ref: ref(1), family: 'issue_comment', commentId: 31, at: at(9) });
    const left = await rows();
    expect(left).not.toContain('phalarope');
    expect(left).toContain('too many boats');
    expect(left).toContain('dotterel');
    const answer = (await commands()).find(({ verb }) => verb === 'still-broken');
    expect(answer).toMatchObject({
      argument: '',
      key: expect.stringMatching(/^issue_comment:31:still-broken:#/),
    });
    expect(left).toContain(`"101:${answer?.key}"`);
    expect(left).toContain(`"12-1:${answer?.key}"`);
  });

  it('all go with its thread', async () => {
    await put(
      ...opened,
      said(31, 'not-duplicate phalarope', false),
      said(31, 'declined because of the phalarope', true),
      {
        type: 'command.put',
        ref: ref(1),
        command: command('thread:stage:phalarope', { argument: 'phalarope' }),
      },
      ...cameOf('issue_comment:31:not-duplicate:phalarope'),
    );
    await put({ type: 'item.deleted', ref: ref(1), at: at(9) });
    expect(await rows()).not.toContain('phalarope');
    expect(await commands()).toHaveLength(3);
  });

  it('leave what maintainers judged, for a thread that was told as deleted may have moved', async () => {
    const judged = said(31, 'stage Adoption', true);
    await put(...opened, judged, said(32, 'kind of a phalarope', true));
    await put({ type: 'item.deleted', ref: ref(1), at: at(9) });
    await put({ type: 'item.moved', ref: ref(1), to: { ...ref(7, 13), nodeId: 'I_7' }, at: at(9) });
    const { commands: kept } = await tenant().thread(ref(7, 13));
    expect(kept).toContainEqual(judged.type === 'command.put' ? judged.command : null);
    expect(await rows()).not.toContain('phalarope');
  });

  it('go out of keys that kept them when the argument went', async () => {
    const kept = said(31, 'why phalarope', false);
    if (kept.type !== 'command.put') throw new Error('no command');
    await put(...opened, { ...kept, command: { ...kept.command, argument: '' } });
    await put({ type: 'comment.deleted', ref: ref(1), family: 'issue_comment', commentId: 31, at: at(9) });
    expect(await rows()).not.toContain('phalarope');
    const [before] = await commands();
    await put({ type: 'item.deleted', ref: ref(1), at: at(10) });
    expect(await commands()).toEqual([before]);
  });

  it('are kept as long as texts, but for what the project decided', async () => {
    await put(...opened, said(31, 'why the phalarope', false), said(31, 'declined too many boats', true));
    await put(said(32, 'why the dotterel', false, DAY_S));
    await on.store.operator.retain(at(730 * DAY_S));
    const left = await rows();
    expect(left).not.toContain('phalarope');
    expect(left).toContain('too many boats');
    expect(left).toContain('dotterel');
  });
});
