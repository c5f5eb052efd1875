import { expect, it } from 'vitest';
import type { Change } from '../../src/loop/change.ts';
import type { Effect } from '../../src/loop/effect.ts';
import { LeaseLost } from '../../src/store/errors.ts';
import { exportData } from '../../src/store/export-data.ts';
import { describeOnEngines } from './engines.ts';
import { logged } from './matching-samples.ts';
import {
  account,
  agenda,
  at,
  command,
  comment,
  commentPut,
  delivery,
  item,
  NOW,
  ref,
  repository,
} from './samples.ts';

/** A person whose login is a word of everybody and part of the repository's name, as of `larkspur/core-12`. */
const CORE = { ...account(4711), login: 'core' };
const TITLE = 'The gate is stuck in the mud';

describeOnEngines('forgetting a person', (on) => {
  const tenant = () => on.store.forInstallation(7);
  const put = (changes: readonly Change[], effects: readonly Effect[] = []) =>
    tenant().decide(null, async () => ({ changes, effects, ignored: null }), NOW);
  const opened: Change[] = [
    { type: 'repository.put', repository: repository(), at: NOW },
    { type: 'item.put', item: item(1, { author: CORE, title: TITLE }), itemId: 101 },
    { type: 'item.put', item: item(2), itemId: 102 },
  ];

  async function rows<Row>(table: string): Promise<Row[]> {
    const found: Row[] = [];
    for await (const line of exportData(on.store)) {
      const { table: name, row } = JSON.parse(line);
      if (name === table) found.push(row);
    }
    return found;
  }

  /** A command line of theirs in a comment of that number, on thread 1. */
  const said = (id: number, line: string, triage = false): Change => {
    const [verb = '', ...words] = line.split(' ');
    const argument = words.join(' ');
    const source = {
      in: 'comment' as const,
      id,
      nodeId: `IC_${id}`,
      family: 'issue_comment' as const,
      parentNodeId: null,
    };
    const key = `issue_comment:${id}:${verb}:${argument}`;
    return {
      type: 'command.put',
      ref: ref(1),
      command: command(key, { actor: CORE, verb, argument, triage, source }),
    };
  };

  it('takes their words out of what they said and out of its keys, and keeps what the project decided', async () => {
    await put([
      ...opened,
      // Edited: two lines of one comment, of one length.
      said(5, 'still-broken on linux'),
      said(5, 'still-broken on macos'),
      said(5, 'still-broken on MACOS'),
      said(6, 'verified it works on linux'),
      said(7, 'not-duplicate mine is on linux'),
      said(8, 'declined linux is dear to me'),
      said(9, 'declined too many boats', true),
    ]);
    const cause = { by: 'human' as const, actor: CORE };
    await put([
      {
        type: 'entries.append',
        entries: logged([{ verb: 'appear', itemId: 101 }]).map((entry) => ({
          ...entry,
          cause: { ...cause, key: '101:issue_comment:7:not-duplicate:mine is on linux' },
        })),
      },
      {
        type: 'transitions.put',
        clusterId: 1,
        transitions: ['still-broken:on linux', 'still-broken:on macos'].map((words, index) => ({
          index,
          from: 'released',
          to: 'open',
          cause: 'contested',
          key: `12-1:issue_comment:5:${words}`,
          actor: CORE,
          at: NOW,
        })),
      },
    ]);
    await tenant().people.forget('core', at(1));
    const commands = await rows<{ key: string; argument: string; verb: string }>('commands');
    const keys = new Set(commands.map(({ key }) => key));
    expect(keys.size).toBe(7);
    expect(commands.filter(({ argument }) => argument !== '')).toMatchObject([
      { key: 'issue_comment:9:declined:too many boats', argument: 'too many boats' },
    ]);
    expect([...keys].filter((key) => /linux|macos/i.test(key))).toEqual([]);
    const [entry] = await rows<{ cause: { key: string } }>('cluster_entries');
    const steps = await rows<{ key: string }>('cluster_transitions');
    const made = [
      entry?.cause.key.replace(/^101:/, ''),
      ...steps.map(({ key }) => key.replace(/^12-1:/, '')),
    ];
    expect(new Set(made).size).toBe(3);
    for (const key of made) expect(keys).toContain(key);
  });

  it('takes their name and titles out of what is still to be sent, and leaves where it goes', async () => {
    const lines = [
      'The gate of core, and larkspur/core-12, https://core.example/a/core and the `core.js` of core.',
      `Like larkspur/core-12#1.`,
      `- [ ] link \`larkspur/core-12#1\`: ${TITLE} <!-- fullcircle:box:core:c1 -->`,
      'To be kept.',
      '<!-- fullcircle:why:12-2 -->',
    ];
    await put(opened, [commentPut(ref(2), lines.join('\n'))]);
    const [before] = await rows<{ effect: Effect }>('outbox');
    await tenant().people.forget('core', at(1));
    const [{ effect } = { effect: null }] = await rows<{ effect: Effect }>('outbox');
    expect(effect).toEqual({
      ...before?.effect,
      body: [
        'The gate of ghost, and larkspur/core-12, https://core.example/a/core and the `core.js` of ghost.',
        '- [ ] link `larkspur/core-12#1`: (forgotten) <!-- fullcircle:box:core:c1 -->',
        'To be kept.',
        '<!-- fullcircle:why:12-2 -->',
      ].join('\n'),
    });
  });

  it('leaves names of repositories and keys of a weekly issue', async () => {
    const thread = {
      host: 'core.example',
      owner: 'larkspur',
      name: 'core',
      number: 2,
      type: 'issue' as const,
    };
    const pair = {
      key: '12-2',
      itemId: 102,
      otherItemId: 103,
      thread: { ...thread, title: 'The core of it' },
      other: { ...thread, number: 3, title: TITLE },
      probability: 0.5,
      because: 'both are of core',
    };
    const section = { title: 'core', body: 'Decided by core.\nLike larkspur/core-12#1.', givesWay: 0 };
    const shown = { ...agenda('2026-W10', 'One week'), duplicates: [pair], attention: [section] };
    await put([
      ...opened,
      {
        type: 'week.opened',
        week: '2026-W10',
        repositoryId: 12,
        asOf: NOW,
        agenda: shown,
        summary: { topics: [], signals: {} },
      },
    ]);
    await tenant().people.forget('core', at(1));
    const [week] = await rows<{ agenda: unknown }>('weeks');
    expect(week?.agenda).toEqual({
      ...shown,
      duplicates: [{ ...pair, other: { ...pair.other, title: '(forgotten)' }, because: 'both are of ghost' }],
      attention: [{ ...section, body: 'Decided by ghost.' }],
    });
  });

  it('takes deliveries that are in work out of the hands of whoever has read them', async () => {
    await put(opened);
    await on.store.inbox.put(delivery('d'));
    await on.store.inbox.put(delivery('e', { installationId: 8, orderKey: '13-1' }));
    const claim = () => on.store.inbox.claim({ worker: 'w', limit: 9, now: at(1), leaseMs: 60_000 });
    const first = await claim();
    await tenant().people.find('core');
    await tenant().people.forget('core', at(2));
    const [mine, others] = [first.find(({ id }) => id === 'd'), first.find(({ id }) => id === 'e')];
    if (mine === undefined || others === undefined) throw new Error('nothing to work on');
    await expect(
      tenant().decide(mine, async () => ({ changes: [], effects: [], ignored: null }), at(2)),
    ).rejects.toThrow(LeaseLost);
    await on.store.inbox.settle(others, 'done', null, at(2));
    expect(await claim()).toMatchObject([{ id: 'd', attempts: mine.attempts }]);
  });

  it('keeps answers of those who reported the problem, and no others: nobody could tell them apart any more', async () => {
    const cluster = (id: number, members: number[]): Change => ({
      type: 'clusters.put',
      clusters: [{ id, members, pinned: null }],
      redirects: [],
    });
    const answered = (number: number, id: number, line: string): Change => {
      const put = said(id, line);
      if (put.type !== 'command.put') throw new Error('no command');
      return { ...put, ref: ref(number), command: { ...put.command, at: at(id) } };
    };
    const others = [2, 3, 4, 5, 6, 7, 9].map(
      (number): Change => ({ type: 'item.put', item: item(number), itemId: 100 + number }),
    );
    const fix = item(8, { author: CORE, type: 'pull_request', merged: true });
    await put([
      ...opened,
      ...others,
      { type: 'item.put', item: fix, itemId: 108 },
      cluster(1, [101, 102]),
      cluster(2, [103, 104]),
      cluster(3, [107, 108]),
      // On a copy of their own report, on problems of others, and where they asked before, after, or brought the fix.
      answered(2, 11, 'still-broken'),
      answered(3, 12, 'still-broken'),
      answered(4, 13, 'verified'),
      answered(5, 14, 'notify-me'),
      answered(5, 15, 'verified'),
      answered(6, 16, 'still-broken'),
      answered(6, 17, 'notify-me'),
      answered(7, 18, 'verified'),
      // Their own report is not kept any more, but what they said of it made a step.
      answered(9, 19, 'verified'),
      {
        type: 'transitions.put',
        clusterId: 9,
        transitions: [
          {
            index: 0,
            from: 'released',
            to: 'verified',
            cause: 'verified',
            key: '12-9:issue_comment:19:verified:',
            actor: CORE,
            at: at(19),
          },
        ],
      },
    ]);
    await tenant().people.forget('core', at(60));
    const left = await rows<{ number: number; verb: string; actor: { login: string } }>('commands');
    expect(left.map(({ number, verb, actor }) => [number, verb, actor.login]).sort()).toEqual([
      [2, 'still-broken', 'ghost'],
      [5, 'verified', 'ghost'],
      [9, 'verified', 'ghost'],
    ]);
  });

  it('takes error lines and answers that they wrote out of what is prepared, wherever they wrote them', async () => {
    const host = 'larkspur.example';
    const thread = (number: number) => ({
      host,
      owner: 'larkspur',
      name: 'core-12',
      number,
      type: 'issue' as const,
    });
    const draft = (clusterId: number, error: string, answer: string) => ({
      clusterId,
      format: 'troubleshooting' as const,
      title: 'A gate of others',
      because: 'it was solved',
      stage: null,
      reporters: 2,
      quotes: [],
      solution: { text: answer, thread: thread(2) },
      error,
    });
    const theirs = 'GateError: the latch of 7 is gone';
    const drafts = [
      draft(1, theirs, 'Oil the latch, then turn\nthe gate twice.'),
      draft(2, 'GateError: nobody knows why', 'Ask the harbour master, he has keys.'),
    ];
    await put(
      [
        ...opened,
        {
          type: 'item.put',
          item: item(3, { author: CORE, body: `It says\n\n    ${theirs}\n\nand stops.` }),
          itemId: 103,
        },
        {
          type: 'comment.put',
          ref: ref(2),
          authorRole: 'community',
          comment: comment(31, {
            author: CORE,
            body: 'Oil the latch, then turn\nthe gate twice. Works!',
          }),
        },
        {
          type: 'week.opened',
          week: '2026-W10',
          repositoryId: 12,
          asOf: NOW,
          agenda: { ...agenda('2026-W10', 'One week'), drafts },
          summary: { topics: [], signals: {} },
        },
      ],
      [
        commentPut(
          ref(2),
          [
            `**The error**: ${theirs}`,
            '> Oil the latch, then turn',
            '> Ask the harbour master, he has keys.',
          ].join('\n'),
        ),
      ],
    );
    await tenant().people.forget('core', at(1));
    const [week] = await rows<{ agenda: { drafts: unknown } }>('weeks');
    expect(week?.agenda.drafts).toEqual([
      { ...drafts[0], error: '', solution: { ...drafts[0]?.solution, text: '' } },
      drafts[1],
    ]);
    const [sent] = await rows<{ effect: Effect }>('outbox');
    expect(sent?.effect).toMatchObject({ body: '> Ask the harbour master, he has keys.' });
    expect((await tenant().people.find('core')).rows).toEqual({});
  });

  it('keeps no answer of GitHub about somebody who was forgotten while it was asked for', async () => {
    await put(opened);
    await tenant().people.forget('core', at(1));
    const place = { repositoryId: 12, owner: 'larkspur', name: 'core-12', fresh: false };
    const team = { kind: 'team' as const, organization: 'larkspur', slug: 'a' };
    const may = { kind: 'permission' as const, value: { triage: true, write: true } };
    await tenant().remember({ ...place, kind: 'permission', login: 'Core' }, may, at(2));
    await tenant().remember(team, { kind: 'team', value: ['ada', 'core'] }, at(2));
    await tenant().remember({ ...team, slug: 'b' }, { kind: 'team', value: ['ada'] }, at(2));
    await tenant().remember({ ...place, kind: 'permission', login: 'ada' }, may, at(2));
    const kept = await rows<{ key: string }>('facts');
    expect(kept).toHaveLength(2);
    expect(JSON.stringify(kept)).not.toMatch(/"core"|login=core/i);
    await tenant().people.forget('ada', at(3));
    expect(await rows('facts')).toEqual([]);
  });

  it('is looked for without holding anything up, or changing anything', async () => {
    await put(opened);
    const before = await rows('secrets');
    // Whoever holds the installation is not waited for.
    const found = await tenant().decide(
      null,
      async () => {
        const seen = on.store.engine === 'postgres' ? await tenant().people.find('core') : null;
        expect(seen?.accounts ?? 1).toBe(1);
        return { changes: [], effects: [], ignored: null };
      },
      NOW,
    );
    expect(found).toBeUndefined();
    expect((await tenant().people.find('core')).rows).toEqual({ items: 1 });
    expect(await rows('forgotten')).toEqual([]);
    expect(await rows('secrets')).toEqual(before);
  });
});
