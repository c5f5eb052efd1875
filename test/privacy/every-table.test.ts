import { expect, it } from 'vitest';
import type { Change } from '../../src/loop/change.ts';
import { threadKey } from '../../src/loop/vocabulary.ts';
import { exportData } from '../../src/store/export-data.ts';
import { TENANT_TABLES } from '../../src/store/schema/tables.ts';
import { describeOnEngines } from '../store/engines.ts';
import { fillInstallation, itemIdOf } from '../store/filled.ts';
import { documentPut, logged, pair } from '../store/matching-samples.ts';
import {
  account,
  agenda,
  at,
  command,
  comment,
  commentPut,
  decision,
  delivery,
  item,
  judgement,
  labelAdd,
  lesson,
  NOW,
  notice,
  ref,
  repository,
} from '../store/samples.ts';

const ME = account(4_711_234, 'quillon-marsh');
const OTHER = account(502);
/** Somebody else who asks to be forgotten. */
const ANOTHER = account(503);
/** Their number, their login or a part of it, and a word that they alone used. */
const TRACES = /4711234|quillon|whimbrel/i;

type Table = keyof typeof TENANT_TABLES;

/** Tables in which nobody is named, or that keep the name by design. */
const NAMES_NOBODY = {
  installations:
    'the account that installed the app, which is purged as a whole and never forgotten as a person',
  repositories:
    'holds the config file, which is for the project to change: forgetting tells which ones name them',
  terms: 'hashes of words with counts',
  postings: 'hashes of words with numbers of threads',
  cluster_items: 'numbers of threads and clusters',
  clusters: 'numbers of threads and clusters',
  landings: 'commits, numbers and packages of the project',
  landing_links: 'numbers of threads, commits',
  releases: 'tags and addresses of the project',
  containments: 'releases and commits',
  starter_runs: 'workflows of the project',
  outbox_turns: 'processes of the app',
  writes: 'times',
  backfills: 'repositories, and what kept the app from reading them',
  timers: 'tasks of the app',
  forgotten: 'salted hashes',
  thread_changes: 'repositories and numbers of threads',
} as const satisfies Partial<Record<Table, string>>;

/** Tables that name people and of which an export for a person tells nothing. */
const NOT_THEIRS = {
  documents: 'made of the texts of threads',
  pairs: 'made of the texts of threads',
  lessons: 'made of the texts of threads',
  learned: 'made of the texts of threads',
  weeks: 'words of the app and of others',
  signals: 'words of others; who told is known by no account of GitHub',
  posts: 'what the app wrote; the word that it answers is among the commands',
} as const satisfies Partial<Record<Table, string>>;

/** Somebody who stands in whatever can name anybody. */
const CHANGES: readonly Change[] = [
  { type: 'repository.put', repository: repository(13), at: NOW },
  {
    type: 'config.put',
    repositoryId: 12,
    file: { triage: { maintainers: [ME.login] } },
    refused: false,
    problems: [],
    at: NOW,
  },
  {
    type: 'item.put',
    item: item(6, { author: ME, title: 'A whimbrel', body: 'A whimbrel at the gate' }),
    itemId: itemIdOf(7, 6),
  },
  {
    type: 'item.put',
    item: item(7, {
      author: OTHER,
      body: `As @${ME.login} says: https://github.com/${ME.login}`,
      item: { closedBy: ME },
    }),
    itemId: itemIdOf(7, 7),
  },
  {
    type: 'item.put',
    item: item(8, { repository: repository(13), author: OTHER, body: `See https://github.com/${ME.login}` }),
    itemId: itemIdOf(7, 8),
  },
  documentPut(itemIdOf(7, 6), 'A whimbrel', 'A whimbrel at the gate'),
  documentPut(itemIdOf(7, 7), 'The gate', `As ${ME.login} says`),
  {
    type: 'pairs.put',
    itemId: itemIdOf(7, 6),
    pairs: [pair(itemIdOf(7, 7), { evidence: [{ kind: 'words', words: ['whimbrel'], overlap: 1 }] })],
  },
  { type: 'comment.put', ref: ref(7), comment: comment(61, { author: ME }), authorRole: 'community' },
  { type: 'judgement.put', ref: ref(7), judgement: judgement('label:a:added:x', { actor: ME }) },
  { type: 'command.put', ref: ref(7), command: command('thread:stage:adoption', { actor: ME }) },
  { type: 'lesson.put', ref: ref(6), lesson: lesson('thread:stage:adoption', { words: ['whimbrel'] }) },
  // Lessons take the words of a thread, an address among them.
  {
    type: 'lesson.put',
    ref: ref(7),
    lesson: lesson('thread:stage:adoption', { words: [`github.com/${ME.login}`] }),
  },
  {
    type: 'entries.append',
    entries: logged([{ verb: 'appear', itemId: itemIdOf(7, 6) }], 4).map((entry) => ({
      ...entry,
      cause: { by: 'human' as const, actor: ME, key: `706:reaction:related:12-6:-1:${ME.id}` },
    })),
  },
  {
    type: 'transitions.put',
    clusterId: 3,
    transitions: [
      { index: 0, from: 'open', to: 'declined', cause: 'declined', key: 'k', actor: ME, at: NOW },
    ],
  },
  { type: 'notices.put', notices: [notice(ref(7), { people: [ME.id, OTHER.id] })] },
  {
    type: 'week.opened',
    week: '2026-W11',
    repositoryId: 12,
    asOf: NOW,
    agenda: agenda('2026-W11', `Thanks to ${ME.login}`),
    summary: { topics: [], signals: {} },
  },
  {
    type: 'decisions.put',
    week: '2026-W11',
    repositoryId: 12,
    decisions: [decision('2026-W11', 1, { by: { id: ME.id, login: ME.login } })],
  },
  {
    type: 'adopters.put',
    seen: {
      repositoryId: 12,
      entries: [
        { name: ME.login, added: true },
        { name: `@${ME.login}`, added: true },
        { name: `@${ANOTHER.login}`, added: true },
      ],
      at: NOW,
    },
  },
  {
    type: 'signal.put',
    report: {
      source: 'discord',
      id: '2',
      kind: 'report',
      person: -6,
      title: 'A report of elsewhere',
      text: `As @${ME.login} says`,
      url: `https://github.com/${ME.login}/gate`,
      private: false,
      minutes: null,
      at: NOW,
    },
    observed: null,
    itemId: null,
    sameAs: null,
  },
];

const EFFECTS = [
  commentPut(ref(7), `@${ME.login} said so.`),
  { ...labelAdd(ref(6)), slot: `reopen:${threadKey(ref(6))}:${ME.id}:pull` },
];

describeOnEngines('a person in every table that can name one', (on) => {
  const tenant = () => on.store.forInstallation(7);

  async function live(): Promise<void> {
    await fillInstallation(on.store, 7);
    await tenant().decide(null, async () => ({ changes: CHANGES, effects: EFFECTS, ignored: null }), NOW);
    const team = { kind: 'team', organization: 'larkspur', slug: 'gate' } as const;
    await tenant().remember(team, { kind: 'team', value: [ME.login, OTHER.login] }, NOW);
    const may = { kind: 'permission', repositoryId: 12, owner: 'larkspur', name: 'core-12' } as const;
    await tenant().remember(
      { ...may, login: ME.login, fresh: false },
      { kind: 'permission', value: { triage: true, write: false } },
      NOW,
    );
    const learned = { features: [`b:github.com/${ME.login}`], classes: ['bug'], weights: [1], bias: [0] };
    for (const repositoryId of [12, 13])
      await tenant().lessons.keepKinds(repositoryId, { ...learned, scales: {}, temperature: 1 }, 5, NOW);
    const payload = JSON.stringify({ sender: ME });
    await on.store.inbox.put(delivery('theirs', { installationId: 7, payload }));
  }

  async function rows(): Promise<{ table: string; line: string }[]> {
    const all: { table: string; line: string }[] = [];
    for await (const line of exportData(on.store)) {
      const { table } = JSON.parse(line) as { table?: string };
      if (table !== undefined && table !== 'secrets') all.push({ table, line });
    }
    return all;
  }

  const leftovers = async () => (await rows()).filter(({ line }) => TRACES.test(line));
  const tables = (all: readonly { table: string }[]) => [...new Set(all.map(({ table }) => table))].sort();

  it('stands in each before forgetting and in none afterwards', async () => {
    await live();
    const stood = tables(await leftovers());
    // Whoever adds a table says here whether it can name a person.
    expect(Object.keys(TENANT_TABLES).sort()).toEqual(
      [...new Set([...stood, ...Object.keys(NAMES_NOBODY)])].sort(),
    );
    expect(stood.filter((table) => table in NAMES_NOBODY)).toEqual(['repositories']);

    const dry = await tenant().people.find(ME.login);
    const done = await tenant().people.forget(ME.login, at(1));
    expect(done.rows).toEqual(dry.rows);
    expect(done.namedInConfigOf).toEqual(['larkspur/core-12']);
    const left = await leftovers();
    expect(left.filter(({ table }) => table !== 'repositories')).toEqual([]);
    expect((await tenant().people.forget(ME.login, at(2))).rows).toEqual({});
  });

  it('stays an adopter without a name, also where the list is read again', async () => {
    await live();
    const adopters = async () => (await rows()).filter(({ table }) => table === 'adopters');
    const before = await adopters();
    for (const { login } of [ME, ANOTHER]) await tenant().people.forget(login, at(1));
    const after = await adopters();
    expect(after).toHaveLength(before.length);
    const again = CHANGES.filter(({ type }) => type === 'adopters.put');
    await tenant().decide(null, async () => ({ changes: again, effects: [], ignored: null }), at(2));
    expect(await adopters()).toEqual(after);
  });

  it('is told in an export of each in which something of theirs stands', async () => {
    await live();
    const stood = tables(await leftovers()).filter((table) => table !== 'repositories');
    const told: { table: string; line: string }[] = [];
    for await (const { table, row } of tenant().people.rows(ME.login))
      told.push({ table, line: JSON.stringify(row) });
    expect(tables(told)).toEqual(stood.filter((table) => !(table in NOT_THEIRS)));
    const facts = told.filter(({ table }) => table === 'facts').map(({ line }) => line);
    expect(facts).toContainEqual(expect.stringContaining('team:larkspur/gate'));
    // Who else is in the team is not theirs to know.
    expect(facts.join()).not.toContain(OTHER.login);
  });
});
