import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Fullcircle } from '../../src/fullcircle.ts';
import { forgetEverywhere } from '../../src/operate/forget-person.ts';
import { exportData } from '../../src/store/export-data.ts';
import { UserError } from '../../src/user-error.ts';
import { type Sandboxed, sandboxed } from '../journeys/sandboxed.ts';
import { describeOnEngines } from '../store/engines.ts';

/** A person who did everything that can be done here, and asks to be forgotten. */

const BEGUN = '2026-03-04T09:00:00Z';
const CORE = 'acme/core';
const LOGIN = 'quillon-marsh';
/** Words that nobody else uses, one for each way of saying something. */
const WORDS = /whimbrel|dotterel|turnstone|phalarope|quillon/i;

describeOnEngines('a person who asks to be forgotten', (on) => {
  let world: Sandboxed;
  let app: Fullcircle;

  beforeEach(async () => {
    world = await sandboxed(on.store, BEGUN, { WRITES_PER_MINUTE: '10000', WRITE_GAP_MS: '1' });
    const { people } = world.sandbox;
    people.createOrganization({ login: 'acme', owner: 'olga' });
    people.createRepository({ owner: 'acme', name: 'core' });
    people.createRepository({
      owner: 'acme',
      name: '.github',
      files: {
        '.github/fullcircle.yml': 'version: 1\nmode: act\ntriage: { repository: core }\n',
      },
    });
    people.setPermission('theo', CORE, 'triage');
    people.setPermission(LOGIN, CORE, 'triage');
    people.install('acme');
    app = await world.start();
    await world.settle(app);
  });

  afterEach(async () => {
    await world.close();
    expect(world.sandbox.problems).toEqual([]);
  });

  const crash = (words: string) =>
    `Crashes since the deployment ${words}.\n\n\`\`\`\nError: ERR_GATE_SHUT: the harbour gate stays shut\n    at gateOne (src/gate/one.ts:12:3)\n    at gateTwo (src/gate/two.ts:9:1)\n\`\`\``;

  /** Opens, comments, commands, labels, reacts, closes, and is spoken of. */
  async function live(title = 'Crash with ERR_GATE_SHUT near the whimbrel') {
    const { people } = world.sandbox;
    const own = people.openIssue({
      repo: CORE,
      author: LOGIN,
      title,
      body: `I am new here and cannot get started: the quickstart fails on the very first run. ${crash('of the dotterel')}`,
    });
    world.pass();
    const other = people.openIssue({
      repo: CORE,
      author: 'kenji',
      title: 'ERR_GATE_SHUT in production',
      body: crash('as well'),
    });
    await world.settle(app);
    world.pass();
    people.comment(own, { author: LOGIN, body: 'The turnstone says the same.' });
    people.comment(other, { author: LOGIN, body: '/notify-me' });
    people.comment(other, {
      author: LOGIN,
      body: '/declined too many boats',
    });
    people.comment(other, { author: 'kenji', body: `As @${LOGIN} said: https://github.com/${LOGIN}` });
    people.label(other, { by: LOGIN, labels: ['stage: adoption'] });
    people.comment(own, { author: 'nia', body: '/still-broken it is' });
    await world.settle(app);
    world.pass();
    people.close(other, { by: LOGIN });
    people.comment(own, { author: 'theo', body: '/triage' });
    await world.settle(app);
    return { own, other };
  }

  async function rows(): Promise<{ table: string; line: string }[]> {
    const all: { table: string; line: string }[] = [];
    for await (const line of exportData(on.store)) {
      const { table } = JSON.parse(line) as { table?: string };
      if (table !== undefined && table !== 'secrets') all.push({ table, line });
    }
    return all;
  }

  async function accountId(): Promise<number> {
    for (const { line } of await rows()) {
      const [account] = /\{[^{}]*"login":"quillon-marsh"[^{}]*\}/.exec(line) ?? [];
      const [, id] = /"id":(\d+)/.exec(account ?? '') ?? [];
      if (id !== undefined) return Number(id);
    }
    throw new Error('nobody knows the person');
  }

  /** Tables, and where in them, in which anything of the person stands. */
  async function leftovers(id: number): Promise<string[]> {
    const number = new RegExp(`(?<![\\d.:-])${id}(?![\\d.])`);
    return (await rows()).flatMap(({ table, line }) => {
      const found = WORDS.exec(line) ?? number.exec(line);
      return found === null
        ? []
        : [`${table}: …${line.slice(Math.max(0, found.index - 80), found.index + 60)}…`];
    });
  }

  /** Rows that are not made of others, nor asked for again. */
  async function kept(): Promise<number> {
    const made = new Set(['documents', 'terms', 'postings', 'pairs', 'facts', 'forgotten']);
    return (await rows()).filter(({ table }) => !made.has(table)).length;
  }

  const forget = (dryRun = false) =>
    forgetEverywhere(on.store, { login: LOGIN, installationId: null, dryRun }, world.clock.now());

  it('is in no table any more, and what others did stays', async () => {
    await live();
    const id = await accountId();
    const before = await leftovers(id);
    const told = new Set(before.map((each) => each.split(':')[0]));
    for (const table of ['items', 'comments', 'judgements', 'commands', 'documents', 'inbox', 'outbox'])
      expect(told).toContain(table);
    expect(before.length).toBeGreaterThan(20);
    const count = await kept();

    const dry = await forget(true);
    expect(await leftovers(id)).toHaveLength(before.length);
    const [done] = (await forget()).installations;
    expect(done?.rows).toEqual(dry.installations[0]?.rows);
    expect(done).toMatchObject({ accounts: 1, namedInConfigOf: [] });
    expect(await leftovers(id)).toEqual([]);
    // Rows stay, all but the wish to be told.
    expect(await kept()).toBe(count - 1);
    const decided = (await rows()).filter(
      ({ table, line }) => table === 'commands' && line.includes('declined'),
    );
    expect(decided.map(({ line }) => line)).toEqual([expect.stringContaining('"login":"ghost"')]);

    const [again] = (await forget()).installations;
    expect(again?.rows).toEqual({});
  });

  it('stays out, whatever arrives later', async () => {
    // A title that the app has quoted in its own comments comes back with what GitHub tells of those.
    const { own, other } = await live('Crash with ERR_GATE_SHUT');
    const id = await accountId();
    await forget();
    const { people } = world.sandbox;
    world.pass();
    people.comment(other, { author: LOGIN, body: 'One more turnstone. /notify-me' });
    people.comment(other, { author: LOGIN, body: '/notify-me' });
    people.comment(own, { author: 'kenji', body: `@${LOGIN}, is it fixed?` });
    people.openIssue({ repo: CORE, author: LOGIN, title: 'A new phalarope', body: 'It is a phalarope.' });
    people.label(own, { by: LOGIN, labels: ['bug'] });
    await world.settle(app);
    expect(await leftovers(id)).toEqual([]);
    // What is read again from GitHub brings nothing back either.
    for (const task of ['reconcile', 'reactions'] as const) await app.tick(task);
    await world.settle(app);
    expect(await leftovers(id)).toEqual([]);
    const lines = await rows();
    expect(lines.some(({ table, line }) => table === 'comments' && line.includes('is it fixed?'))).toBe(true);
    expect(lines.filter(({ table }) => table === 'items').length).toBeGreaterThanOrEqual(3);
    expect(lines.filter(({ table, line }) => table === 'commands' && line.includes('notify-me'))).toEqual([]);
  });

  it('keeps the label that the app had put on the thread', async () => {
    const { people } = world.sandbox;
    const own = people.openIssue({
      repo: CORE,
      author: LOGIN,
      title: 'The quickstart fails',
      body: 'I am new here and cannot get started: the quickstart fails on the very first run.',
    });
    await world.settle(app);
    const labels = () => world.sandbox.state()[CORE]?.threads[own.number]?.labels;
    const before = labels();
    expect(before?.some((label) => label.startsWith('stage: '))).toBe(true);
    await forget();
    world.pass();
    people.comment(own, { author: 'kenji', body: 'Any news?' });
    await world.settle(app);
    expect(labels()).toEqual(before);
  });

  it('leaves what others decided where the thread moves afterwards', async () => {
    const { people } = world.sandbox;
    people.createRepository({ owner: 'acme', name: 'docs' });
    await world.settle(app);
    const own = people.openIssue({ repo: CORE, author: LOGIN, title: 'A whimbrel', body: 'Of no use.' });
    await world.settle(app);
    world.pass();
    people.comment(own, { author: 'theo', body: '/stage production' });
    people.comment(own, { author: 'kenji', body: '/notify-me' });
    await world.settle(app);
    const commands = async () =>
      (await rows()).filter(({ table }) => table === 'commands').map(({ line }) => JSON.parse(line).row);
    const said = async () =>
      (await commands())
        .map(({ verb, argument, actor }) => `${actor.login}: ${verb} ${argument}`.trim())
        .sort();
    const places = async () => [...new Set((await commands()).map(({ repositoryId }) => repositoryId))];
    const before = await said();
    const core = await places();
    expect(before).toEqual(['kenji: notify-me', 'theo: stage production']);
    await forget();
    world.pass();
    people.transfer(own, { by: 'olga', to: 'acme/docs' });
    await world.settle(app);
    expect(await said()).toEqual(before);
    expect((await rows()).filter(({ line }) => WORDS.test(line))).toEqual([]);
    expect(await places()).toHaveLength(1);
    expect(await places()).not.toEqual(core);
  });

  it('is kept out by the name alone where nobody knew the account, and by the account from then on', async () => {
    await forget();
    world.sandbox.people.openIssue({
      repo: CORE,
      author: LOGIN,
      title: 'The first whimbrel',
      body: 'And a dotterel.',
    });
    await world.settle(app);
    const lines = await rows();
    expect(lines.filter(({ line }) => WORDS.test(line))).toEqual([]);
    expect(lines.filter(({ table }) => table === 'items')).toHaveLength(1);
  });

  it('can have all that is stored of them', async () => {
    await live();
    const [installation] = await on.store.operator.installations();
    const { people } = on.store.forInstallation(installation?.id ?? 0);
    const told: { table: string; line: string }[] = [];
    for await (const { table, row } of people.rows(LOGIN.toUpperCase()))
      told.push({ table, line: JSON.stringify(row) });
    const all = told.map(({ line }) => line).join('\n');
    for (const word of ['whimbrel', 'dotterel', 'turnstone', 'notify-me', 'too many boats'])
      expect(all).toContain(word);
    // What others wrote is not part of it, also where they closed it or are told of it.
    expect(all).not.toMatch(/ERR_GATE_SHUT in production|as well|kenji/);
    expect(told.filter(({ table }) => table === 'items')).toHaveLength(2);
    await forget();
    const left: unknown[] = [];
    for await (const row of people.rows(LOGIN)) left.push(row);
    expect(left).toEqual([]);
  });

  it('is refused for what is no login, and for the account that the app is installed on', async () => {
    const refused = (login: string) =>
      forgetEverywhere(on.store, { login, installationId: null, dryRun: false }, world.clock.now());
    await expect(refused("x' or 1=1 --")).rejects.toThrow(UserError);
    await expect(refused('Acme')).rejects.toThrow('forget --installation');
  });

  it.each(['mira_acme', '@mira-', 'mi--ra'])('may be called %s', async (login) => {
    const of = { login, installationId: null, dryRun: true };
    const { installations } = await forgetEverywhere(on.store, of, world.clock.now());
    expect(installations).toHaveLength(1);
  });
});
