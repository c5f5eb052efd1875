import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseBoxes } from '../../src/loop/render/marker.ts';
import { commentHandle } from '../../src/sandbox/people/handles.ts';
import type { Comment } from '../../src/sandbox/world/thread.ts';
import { describeOnEngines } from '../store/engines.ts';
import { type Sandboxed, sandboxed } from './sandboxed.ts';

/** The weekly issue, its ticks and its schedule, whatever people and machines do to it. */

/** A Wednesday. */
const BEGUN = '2026-03-04T09:00:00Z';
const MONDAY = '2026-03-09T09:00:00Z';
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const CORE = 'acme/core';
const DESK = 'acme/desk';

/** Names of people. */
type Four = readonly [string, string, string, string];

describeOnEngines('the weekly issue', (on) => {
  let world: Sandboxed;

  beforeEach(async () => {
    world = await sandboxed(on.store, BEGUN, { WRITES_PER_MINUTE: '10000', WRITE_GAP_MS: '1' });
    const { people } = world.sandbox;
    people.createOrganization({ login: 'acme', owner: 'olga' });
    people.createRepository({ owner: 'acme', name: 'core' });
    people.createRepository({ owner: 'acme', name: 'docs' });
    people.createRepository({ owner: 'acme', name: 'desk' });
    for (const login of ['theo', 'dana']) people.setPermission(login, DESK, 'write');
    configure();
    people.install('acme');
  });

  afterEach(async () => {
    await world.close();
    expect(world.sandbox.problems).toEqual([]);
  });

  function configure(triage = 'repository: desk', more = ''): void {
    world.sandbox.people.createRepository({
      owner: 'acme',
      name: '.github',
      files: { '.github/fullcircle.yml': config(triage, more) },
    });
  }

  function config(triage: string, more = ''): string {
    return `version: 1\nmode: act\nteach: { repository: docs }\ntriage: { ${triage} }\n${more}`;
  }

  /** Something new, so that the week is told. */
  async function news(app: Awaited<ReturnType<Sandboxed['start']>>): Promise<void> {
    world.pass();
    world.sandbox.people.openIssue({
      repo: CORE,
      author: 'nia',
      title: `A word about week ${world.clock.now().toISOString().slice(0, 10)}`,
      body: 'I like what you do here.',
    });
    await world.settle(app);
  }

  /** Two problems, each reported by two people. */
  function trouble(repo = CORE, [one, two, three, four]: Four = ['mira', 'kenji', 'lars', 'ada']): void {
    const { people } = world.sandbox;
    for (const [author, code, gate] of [
      [one, 'ERR_GATE_SHUT', 'the harbour gate stays shut at night'],
      [two, 'ERR_GATE_SHUT', 'the harbour gate stays shut at night'],
      [three, 'ERR_TIDE_LOST', 'no tide table for this coast was found'],
      [four, 'ERR_TIDE_LOST', 'no tide table for this coast was found'],
    ] as const) {
      world.pass();
      const file = code.toLowerCase().replaceAll('_', '-');
      people.openIssue({
        repo,
        author,
        title: `Crash with ${code} in production`,
        body: `Our service crashes since the deployment.\n\n\`\`\`\nError: ${code}: ${gate}\n    at ${file}One (src/${file}/one.ts:12:3)\n    at ${file}Two (src/${file}/two.ts:9:1)\n\`\`\``,
      });
    }
  }

  function threadsOf(repo: string) {
    const threads = world.sandbox.state()[repo]?.threads ?? {};
    return Object.entries(threads).map(([number, thread]) => ({ ...thread, number: Number(number) }));
  }

  function weekly(repo = DESK) {
    return threadsOf(repo).filter(({ title }) => title.startsWith('Feedback triage: '));
  }

  function newest(repo = DESK) {
    const last = weekly(repo).at(-1);
    if (last === undefined) throw new Error('there is no weekly issue');
    return last;
  }

  const at = (number: number, repo = DESK) => ({ repo, number });

  /** A body in which somebody has ticked one more box. */
  function ticked(body: string, action: string, which = 0): string {
    const box = parseBoxes(body).filter((each) => each.action === action)[which];
    if (box === undefined) throw new Error(`no box ${action}`);
    return body.replace(
      new RegExp(`- \\[ \\] (.*<!-- fullcircle:box:${action}:${box.id} -->)`),
      (_, rest: string) => `- [x] ${rest}`,
    );
  }

  function boxesTicked(body: string): string[] {
    return parseBoxes(body)
      .filter((box) => box.ticked)
      .map(({ action, id }) => `${action}:${id}`);
  }

  /** Up to Monday's issue. */
  async function toMonday(): Promise<Awaited<ReturnType<Sandboxed['start']>>> {
    const app = await world.start();
    await world.settle(app);
    trouble();
    await world.settle(app);
    world.clock.advanceTo(new Date(MONDAY));
    await world.settle(app);
    return app;
  }

  it('shows what several people have, with boxes, and pings nobody', async () => {
    await toMonday();
    const { title, body } = newest();
    expect(title).toBe('Feedback triage: 2026-W11');
    expect(body).toContain('Crash with ERR');
    expect(body.match(/#### c\d+/g)).toHaveLength(2);
    expect(parseBoxes(body).map(({ action }) => action)).toEqual(
      expect.arrayContaining(['fix', 'document', 'teach', 'decline', 'defer', 'brief']),
    );
    expect(weekly()).toHaveLength(1);
  });

  it('keeps the ticks of two people in the same second, whose texts do not know of each other', async () => {
    const app = await toMonday();
    const { number, body } = newest();
    const { people } = world.sandbox;
    people.editThread(at(number), { by: 'theo', body: ticked(body, 'fix') });
    people.editThread(at(number), { by: 'dana', body: ticked(body, 'decline', 1) });
    await world.settle(app);
    const after = newest();
    expect(boxesTicked(after.body)).toHaveLength(2);
    expect(after.body).toMatch(/\*\*Decided\*\*: \*\*fix\*\* by theo/);
    expect(after.body).toMatch(/\*\*Decided\*\*: \*\*decline\*\* by dana/);
    const decisions = await on.store
      .forInstallation((await on.store.operator.installations())[0]?.id ?? 0)
      .decisions(null);
    expect(decisions.map(({ action, by }) => `${action} ${by.login}`).sort()).toEqual([
      'decline dana',
      'fix theo',
    ]);
  });

  it('keeps a tick that comes while it writes', async () => {
    const app = await toMonday();
    const { number, body } = newest();
    const { people } = world.sandbox;
    people.editThread(at(number), { by: 'theo', body: ticked(body, 'fix') });
    await world.sandbox.settled();
    while (await app.step());
    // The answer to the first tick waits; GitHub has the second one before the app hears of it.
    people.editThread(at(number), { by: 'dana', body: ticked(newest().body, 'teach', 1) });
    await world.settle(app);
    expect(boxesTicked(newest().body)).toHaveLength(2);
    expect(newest().body.match(/\*\*Decided\*\*/g)).toHaveLength(2);
  });

  it('hears a decision as a command, and takes it back', async () => {
    const app = await toMonday();
    const { number, body } = newest();
    const id = parseBoxes(body)[0]?.id ?? '';
    const { people } = world.sandbox;
    people.comment(at(number), { author: 'theo', body: `/decide ${id} document it is asked each week` });
    await world.settle(app);
    expect(newest().body).toContain('**document** by theo');
    expect(newest().body).toContain('it is asked each week');
    world.pass();
    people.comment(at(number), { author: 'theo', body: '/undo' });
    await world.settle(app);
    expect(newest().body).not.toContain('**Decided**');
    expect(boxesTicked(newest().body)).toEqual([]);
    world.pass();
    people.comment(at(number), { author: 'passer-by', body: `/decide ${id} fix` });
    people.comment(at(number), { author: 'theo', body: '/decide c999999 fix' });
    await world.settle(app);
    expect(newest().body).not.toContain('**Decided**');
    const answers = newest().comments.filter(({ author }) => author === 'fullcircle[bot]');
    expect(answers.map(({ body: text }) => text)).toEqual([
      expect.stringContaining('a cluster that there is'),
    ]);
  });

  it('puts back a tick by whom nobody asked, and says so once', async () => {
    const app = await toMonday();
    const { number, body } = newest();
    const { people } = world.sandbox;
    people.setPermission('tidy[bot]', DESK, 'write');
    people.editThread(at(number), { by: 'tidy[bot]', body: ticked(body, 'fix') });
    await world.settle(app);
    people.editThread(at(number), { by: 'tidy[bot]', body: ticked(newest().body, 'teach') });
    await world.settle(app);
    expect(boxesTicked(newest().body)).toEqual([]);
    const notes = newest().comments.filter(({ body: text }) => text.includes('fullcircle:tick:2026-W11'));
    expect(notes).toHaveLength(1);
  });

  it('writes its text again over nonsense, and keeps decisions, owners and notes', async () => {
    const app = await toMonday();
    const { number, body } = newest();
    const { people } = world.sandbox;
    const written = ticked(body, 'fix')
      .replace('Owner: _nobody yet_', 'Owner: Dana, by Friday')
      .replace('_Anything you write here stays._', 'We met with **Support**.');
    people.editThread(at(number), { by: 'theo', body: written });
    await world.settle(app);
    expect(newest().body).toContain('- Owner: Dana, by Friday <!--');
    expect(newest().body).toContain('We met with **Support**.');
    const before = newest().body;
    people.editThread(at(number), {
      by: 'dana',
      body: before.replace(/### Decide now[\s\S]*?####/, 'oops ####'),
    });
    await world.settle(app);
    expect(newest().body).toBe(before);
    people.editThread(at(number), { by: 'dana', title: 'mine', body: '???' });
    await world.settle(app);
    expect(newest().title).toBe('Feedback triage: 2026-W11');
    expect(newest().body).toContain('**Decided**: **fix** by theo');
    expect(boxesTicked(newest().body)).toHaveLength(1);
  });

  it('prepares a brief here and an issue in the docs repository, each once', async () => {
    const app = await toMonday();
    const { number, body } = newest();
    const { people } = world.sandbox;
    people.editThread(at(number), { by: 'theo', body: ticked(ticked(body, 'brief'), 'draft') });
    await world.settle(app);
    const drafts = () => threadsOf('acme/docs');
    expect(newest().comments.filter(({ body: text }) => text.includes('fullcircle:brief:'))).toHaveLength(1);
    expect(drafts()).toHaveLength(1);
    const draft = drafts()[0];
    expect(draft?.body).toContain('### Outline');
    people.close(at(draft?.number ?? 0, 'acme/docs'), { by: 'olga' });
    people.editThread(at(number), { by: 'dana', body: ticked(newest().body, 'fix') });
    await world.settle(app);
    expect(drafts().map(({ state }) => state)).toEqual(['closed']);
  });

  it('lets functions decide, and labels and milestones follow as configured, and go with the word', async () => {
    const { people } = world.sandbox;
    people.team('acme', 'product', ['pia']);
    people.createMilestone(CORE, { by: 'olga', title: 'Next' });
    people.push({
      repo: 'acme/.github',
      author: 'olga',
      message: 'What follows',
      files: {
        '.github/fullcircle.yml': config(
          'repository: desk',
          'functions: { product: [product] }\ndecisions: { labels: { fix: "roadmap: fix", teach: "roadmap: teach" }, milestones: { fix: Next } }\n',
        ),
      },
    });
    const app = await toMonday();
    const { number, body } = newest();
    const id = parseBoxes(body)[0]?.id ?? '';
    const decidedThreads = () =>
      threadsOf(CORE).flatMap((thread) => {
        const labels = thread.labels.filter((label) => label.startsWith('roadmap'));
        return labels.length + Number(thread.milestone !== null) === 0 ? [] : [[...labels, thread.milestone]];
      });
    people.comment(at(number), { author: 'pia', body: `/decide ${id} fix` });
    await world.settle(app);
    expect(newest().body).toContain('**fix** by pia');
    expect(decidedThreads()).toEqual([['roadmap: fix', 'Next']]);
    world.pass();
    people.comment(at(number), { author: 'theo', body: `/decide ${id} teach` });
    await world.settle(app);
    expect(decidedThreads()).toEqual([['roadmap: teach', null]]);
    world.pass();
    people.comment(at(number), { author: 'theo', body: '/undo\n' });
    await world.settle(app);
    expect(decidedThreads()).toEqual([['roadmap: fix', 'Next']]);
    // What stands for the problem is what is labelled.
    const [labelled] = threadsOf(CORE).filter(({ labels }) => labels.includes('roadmap: fix'));
    const [other] = threadsOf(CORE).filter(
      ({ number: each, title }) => title === labelled?.title && each !== labelled.number,
    );
    people.comment(at(other?.number ?? 0, CORE), { author: 'olga', body: '/canonical' });
    await world.settle(app);
    world.pass();
    people.comment(at(number), { author: 'pia', body: `/decide ${id} fix now` });
    await world.settle(app);
    expect(decidedThreads()).toEqual([['roadmap: fix', 'Next']]);
    expect(threadsOf(CORE).find(({ number: each }) => each === other?.number)?.milestone).toBe('Next');
    const [decision] = await on.store
      .forInstallation((await on.store.operator.installations())[0]?.id ?? 0)
      .decisions(null);
    expect(decision).toMatchObject({ action: 'fix', functions: ['product'], by: { login: 'pia' } });
  });

  it('puts threads together and apart as the boxes of a pair say', async () => {
    const { people } = world.sandbox;
    const app = await world.start();
    await world.settle(app);
    for (const [author, title, body] of [
      [
        'mira',
        'MaxListenersExceededWarning on quiet queues',
        'Our quiet queues leak memory: MaxListenersExceededWarning shows up after some hours, and the worker is killed.',
      ],
      [
        'lars',
        'Docs: a word is missing on the page about tides',
        'The page about tides lacks a verb in its second line.',
      ],
      [
        'kenji',
        'Workers grow until they are killed',
        'Memory of the workers grows on quiet queues until they are killed. There is a MaxListenersExceededWarning in the log.',
      ],
      ['ada', 'How do I name a queue?', 'Is there a rule for the names of queues?'],
    ] as const) {
      world.pass();
      people.openIssue({ repo: CORE, author, title, body });
    }
    await world.settle(app);
    world.clock.advanceTo(new Date(MONDAY));
    await world.settle(app);
    const { number, body } = newest();
    people.editThread(at(number), { by: 'theo', body: ticked(body, 'confirm') });
    await world.settle(app);
    expect(boxesTicked(newest().body)).toHaveLength(1);
    people.comment(at(number), { author: 'theo', body: '/triage' });
    await world.settle(app);
    expect(newest().body).toContain('2 people in 28 days');
    // What was answered stays as it was answered until the issue closes.
    expect(boxesTicked(newest().body)).toEqual([expect.stringContaining('confirm:')]);
    world.pass();
    people.comment(at(number), { author: 'theo', body: '/undo' });
    world.pass();
    people.comment(at(number), { author: 'theo', body: '/triage ' });
    await world.settle(app);
    expect(newest().body).not.toContain('2 people in 28 days');
    expect(boxesTicked(newest().body)).toEqual([]);
  });

  it('keeps what was ticked when it is made anew', async () => {
    const app = await toMonday();
    const { number, body } = newest();
    const { people } = world.sandbox;
    people.editThread(at(number), {
      by: 'theo',
      body: ticked(ticked(ticked(body, 'brief'), 'draft'), 'fix', 1),
    });
    await world.settle(app);
    const before = boxesTicked(newest().body);
    expect(before).toHaveLength(3);
    // What was drafted is written, what was decided is done: neither would be asked for again.
    for (const action of ['brief', 'fix']) {
      const id = parseBoxes(body).filter((box) => box.action === action)[action === 'fix' ? 1 : 0]?.id;
      const title = new RegExp(`#### ${id}: (.*)`).exec(body)?.[1] ?? '';
      const reports = threadsOf(CORE).filter((thread) => title.includes(thread.title.replaceAll('_', '\\_')));
      for (const report of reports) {
        world.pass();
        people.comment(at(report.number, CORE), {
          author: 'olga',
          body: '/taught https://example.org/guide\n/documented https://example.org/page',
        });
      }
    }
    await world.settle(app);
    world.pass();
    people.comment(at(number), { author: 'theo', body: '/triage' });
    await world.settle(app);
    expect(boxesTicked(newest().body)).toEqual(before);
  });

  it.each([
    ['deleted', (number: number) => world.sandbox.people.deleteThread(at(number), 'olga')],
    [
      'transferred',
      (number: number) => world.sandbox.people.transfer(at(number), { by: 'olga', to: 'acme/docs' }),
    ],
  ] as const)('comes again by /triage after it was %s', async (_, happen) => {
    const app = await toMonday();
    const { number } = newest();
    happen(number);
    await world.settle(app);
    expect(weekly().filter(({ state }) => state === 'open')).toEqual([]);
    world.pass();
    const desk = world.sandbox.people.openIssue({
      repo: DESK,
      author: 'theo',
      title: 'Where is it?',
      body: '?',
    });
    world.sandbox.people.comment(desk, { author: 'theo', body: '/triage' });
    await world.settle(app);
    expect(newest()).toMatchObject({ title: 'Feedback triage: 2026-W11', state: 'open' });
    expect(newest().number).not.toBe(number);
    const body = ticked(newest().body, 'fix');
    world.sandbox.people.editThread(at(newest().number), { by: 'theo', body });
    await world.settle(app);
    expect(newest().body).toMatch(/\*\*Decided\*\*: \*\*fix\*\* by theo/);
  });

  it('hears a tick whose webhook was lost, as the word of whoever GitHub says wrote it', async () => {
    await toMonday();
    const { number, body } = newest();
    const { people, webhooks } = world.sandbox;
    world.pass();
    webhooks.target(null);
    people.editThread(at(number), { by: 'theo', body: ticked(body, 'fix') });
    await world.sandbox.settled();
    const app = await world.start();
    expect(await app.tick('edits')).toBe(1);
    await world.settle(app);
    expect(newest().body).toMatch(/\*\*Decided\*\*: \*\*fix\*\* by theo/);
    expect(boxesTicked(newest().body)).toHaveLength(1);
    expect(newest().comments).toEqual([]);
    expect(await app.tick('edits')).toBe(0);
    webhooks.target(null);
    world.pass();
    people.setPermission('tidy[bot]', DESK, 'write');
    people.editThread(at(number), { by: 'tidy[bot]', body: ticked(newest().body, 'teach', 1) });
    await world.sandbox.settled();
    const again = await world.start();
    expect(await again.tick('edits')).toBe(1);
    await world.settle(again);
    expect(boxesTicked(newest().body)).toHaveLength(1);
    expect(newest().comments.map(({ body: text }) => text)).toEqual([
      expect.stringContaining('may not decide here'),
    ]);
  });

  it('takes no decisions in an issue that is closed', async () => {
    const app = await toMonday();
    const { number, body } = newest();
    const id = parseBoxes(body)[0]?.id ?? '';
    const { people } = world.sandbox;
    people.close(at(number), { by: 'olga' });
    await world.settle(app);
    world.pass();
    people.comment(at(number), { author: 'theo', body: `/decide ${id} fix` });
    await world.settle(app);
    expect(newest().comments.map(({ author, body: text }) => [author, text])).toEqual([
      ['theo', `/decide ${id} fix`],
      ['fullcircle[bot]', expect.stringContaining('counts in the open weekly issue')],
    ]);
  });

  it('closes the issue before and carries over what was not decided; the third week forces a word', async () => {
    const app = await toMonday();
    const { number, body } = newest();
    world.sandbox.people.editThread(at(number), { by: 'theo', body: ticked(body, 'fix') });
    await world.settle(app);
    const open = parseBoxes(body).filter(({ action }) => action === 'fix')[1]?.id ?? '';
    for (const week of [12, 13]) {
      await news(app);
      world.clock.advanceTo(new Date(new Date(MONDAY).getTime() + (week - 11) * 7 * DAY_MS));
      await world.settle(app);
    }
    const third = newest();
    expect(weekly().map(({ title, state }) => `${title.slice(-3)} ${state}`)).toEqual([
      'W11 closed',
      'W12 closed',
      'W13 open',
    ]);
    expect(third.body).toContain('### Carried over');
    expect(third.body).toContain(`#### ${open}:`);
    expect(third.body).toContain('**Week 3: do it, decline it, or split it**');
    const offered = parseBoxes(third.body).filter(({ id }) => id === open);
    expect(offered.map(({ action }) => action)).toEqual([
      'fix',
      'document',
      'teach',
      'decline',
      'brief',
      'draft',
    ]);
    expect(third.body).toContain('fix** by theo');
  });

  it.each([
    ['deleted', (number: number) => world.sandbox.people.deleteThread(at(number), 'olga')],
    [
      'transferred',
      (number: number) => world.sandbox.people.transfer(at(number), { by: 'olga', to: 'acme/docs' }),
    ],
    ['locked', (number: number) => world.sandbox.people.lock(at(number), { by: 'olga' })],
    ['closed by hand', (number: number) => world.sandbox.people.close(at(number), { by: 'olga' })],
  ] as const)('goes on the week after it was %s', async (_, happen) => {
    const app = await toMonday();
    happen(newest().number);
    await world.settle(app);
    trouble();
    await world.settle(app);
    world.clock.advanceTo(new Date(new Date(MONDAY).getTime() + 7 * DAY_MS));
    await world.settle(app);
    expect(newest()).toMatchObject({ title: 'Feedback triage: 2026-W12', state: 'open' });
  });

  it('says nothing where its repository is missing, and comes when it is there; in a private one it shows public problems', async () => {
    const { people } = world.sandbox;
    people.push({
      repo: 'acme/.github',
      author: 'olga',
      message: 'Elsewhere',
      files: { '.github/fullcircle.yml': config('repository: elsewhere') },
    });
    const app = await toMonday();
    expect(weekly()).toEqual([]);
    people.privatise(DESK);
    people.push({
      repo: 'acme/.github',
      author: 'olga',
      message: 'Here',
      files: { '.github/fullcircle.yml': config('repository: desk') },
    });
    await world.settle(app);
    expect(newest().body).toContain('Crash with ERR');
    people.setFeatures(DESK, { issues: false });
    await world.settle(app);
    world.clock.advanceTo(new Date(new Date(MONDAY).getTime() + 7 * DAY_MS));
    await world.settle(app);
    expect(weekly()).toHaveLength(1);
  });

  it('shows nothing private in a public repository, not even in numbers', async () => {
    const { people } = world.sandbox;
    people.createRepository({ owner: 'acme', name: 'vault', private: true });
    const insiders: Four = ['runa', 'otis', 'faye', 'yuki'];
    for (const login of insiders) people.setPermission(login, 'acme/vault', 'read');
    const app = await world.start();
    await world.settle(app);
    trouble('acme/vault', insiders);
    await world.settle(app);
    trouble();
    await world.settle(app);
    world.clock.advanceTo(new Date(MONDAY));
    await world.settle(app);
    const { body } = newest();
    expect(body).not.toContain('vault');
    expect(body).toContain('2 people in 28 days');
    expect(body).not.toContain('4 people');
  });

  it('forgets what becomes private while it is open, and keeps what people wrote into it', async () => {
    const { people } = world.sandbox;
    people.createRepository({ owner: 'acme', name: 'lab' });
    const app = await world.start();
    await world.settle(app);
    trouble('acme/lab');
    world.pass();
    people.openIssue({
      repo: CORE,
      author: 'nia',
      title: 'The moorings are slow',
      body: 'They take an hour.',
    });
    await world.settle(app);
    world.clock.advanceTo(new Date(MONDAY));
    await world.settle(app);
    const open = newest();
    expect(open.body).toContain('no tide table for this coast');
    world.pass();
    const noted = open.body.replace('_Anything you write here stays._', 'We talk to the coast guard.');
    people.editThread(at(open.number), { by: 'theo', body: ticked(noted, 'brief') });
    await world.settle(app);
    const briefs = () => newest().comments.filter(({ body }) => body.includes('fullcircle:brief:'));
    expect(briefs()).toHaveLength(1);
    world.pass();
    people.privatise('acme/lab');
    await world.settle(app);
    expect(weekly()).toHaveLength(1);
    expect(newest().body).not.toMatch(/acme\/lab|ERR|gate|tide table/);
    expect(briefs()).toEqual([]);
    expect(newest().body).toContain('We talk to the coast guard.');
    expect(newest().state).toBe('open');
    const calls = world.calls.length;
    await app.tick('reconcile');
    await world.settle(app);
    expect(world.calls.slice(calls).filter(({ method }) => method === 'PATCH')).toEqual([]);
  });

  describe('a brief', () => {
    const briefs = () => newest().comments.filter(({ body }) => body.includes('fullcircle:brief:'));

    /** Monday's issue with problems of one repository, and a word of another in it. */
    async function withProblemsOf(repo: string, other: string) {
      const { people } = world.sandbox;
      people.createRepository({ owner: 'acme', name: 'lab' });
      const app = await world.start();
      await world.settle(app);
      trouble(repo);
      world.pass();
      people.openIssue({
        repo: other,
        author: 'nia',
        title: 'The moorings are slow',
        body: 'They take an hour.',
      });
      world.pass();
      const thread = people.openIssue({ repo: DESK, author: 'theo', title: 'Agenda', body: 'Words.' });
      await world.settle(app);
      world.clock.advanceTo(new Date(MONDAY));
      await world.settle(app);
      return { app, thread };
    }

    function ask(): void {
      const { number, body } = newest();
      world.sandbox.people.editThread(at(number), { by: 'theo', body: ticked(body, 'brief') });
    }

    it.each(['before', 'after'])(
      'tells of nothing private where /triage comes %s the hiding',
      async (when) => {
        const { people, webhooks } = world.sandbox;
        const { app, thread } = await withProblemsOf('acme/lab', CORE);
        ask();
        await world.settle(app);
        expect(briefs()).toHaveLength(1);
        world.pass();
        webhooks.hold();
        if (when === 'after') people.privatise('acme/lab');
        people.comment(thread, { author: 'theo', body: '/triage' });
        if (when === 'before') people.privatise('acme/lab');
        await webhooks.release();
        await world.settle(app);
        expect(newest().body).not.toMatch(/acme\/lab|ERR|gate|tide table/);
        expect(briefs()).toEqual([]);
      },
    );

    it.each(['before', 'after'])(
      'tells of nothing private where it is asked for %s the hiding',
      async (when) => {
        const { people, webhooks } = world.sandbox;
        const { app } = await withProblemsOf('acme/lab', CORE);
        webhooks.hold();
        if (when === 'after') people.privatise('acme/lab');
        ask();
        if (when === 'before') people.privatise('acme/lab');
        await webhooks.release();
        await world.settle(app);
        expect(newest().body).not.toMatch(/acme\/lab|ERR|gate|tide table/);
        expect(briefs()).toEqual([]);
      },
    );

    it('stays as people left it, whatever else is hidden, and when the issue is made anew', async () => {
      const { people } = world.sandbox;
      const { app, thread } = await withProblemsOf(CORE, 'acme/lab');
      ask();
      await world.settle(app);
      const found = [...world.sandbox.world.threads()]
        .flatMap(({ comments }): readonly Comment[] => comments)
        .find((comment) => comment.body.includes('fullcircle:brief:'));
      if (found === undefined) throw new Error('there is no brief');
      const body = found.body.replace('**Problem**', '**Problem**\n\nWe met the harbour master.');
      people.editComment(commentHandle(found), { by: 'theo', body });
      await world.settle(app);
      // Figures that are not those of the brief.
      trouble(CORE, ['runa', 'otis', 'faye', 'yuki']);
      people.comment(thread, { author: 'theo', body: '/triage' });
      await world.settle(app);
      expect(newest().body).toContain('4 people in 28 days');
      expect(briefs().map((each) => each.body)).toEqual([body]);
      people.privatise('acme/lab');
      await world.settle(app);
      expect(briefs().map((each) => each.body)).toEqual([body]);
    });
  });

  it('takes its reasons back from public threads when its repository becomes private', async () => {
    const { people } = world.sandbox;
    const app = await toMonday();
    const { number, body } = newest();
    const id = parseBoxes(body).find((box) => box.action === 'decline')?.id;
    world.pass();
    people.comment(at(number), { author: 'theo', body: `/decide ${id} decline the old harbour closes` });
    await world.settle(app);
    const repeated = () =>
      threadsOf(CORE).flatMap(({ comments }) =>
        comments.filter((comment) => comment.body.includes('the old harbour closes')),
      );
    expect(repeated().length).toBeGreaterThan(1);
    world.pass();
    people.privatise(DESK);
    await world.settle(app);
    expect(repeated()).toEqual([]);
  });

  it('comes once when two processes look at the same minute, and once after weeks of silence', async () => {
    const first = await world.start();
    await world.settle(first);
    const second = await world.start();
    trouble();
    await world.settle(first);
    world.clock.advanceTo(new Date(MONDAY));
    await Promise.all([first.step(), second.step()]);
    await world.settle(first);
    await world.settle(second);
    expect(weekly()).toHaveLength(1);
    world.clock.advanceTo(new Date(new Date(MONDAY).getTime() + 3 * 7 * DAY_MS - DAY_MS));
    await news(first);
    world.clock.advanceTo(new Date(new Date(MONDAY).getTime() + 3 * 7 * DAY_MS + DAY_MS));
    await Promise.all([first.step(), second.step()]);
    await world.settle(second);
    expect(weekly().map(({ title }) => title.slice(-3))).toEqual(['W11', 'W14']);
  });

  it('comes once in a week whose zone is changed, and when a daylight-saving change moves the hour', async () => {
    const { people } = world.sandbox;
    const app = await toMonday();
    people.push({
      repo: 'acme/.github',
      author: 'olga',
      message: 'We moved',
      files: {
        '.github/fullcircle.yml': config('repository: desk, timezone: Pacific/Auckland, skip_empty: false'),
      },
    });
    await world.settle(app);
    for (const moment of [
      '2026-03-15T20:00:00Z',
      '2026-03-29T20:00:00Z',
      '2026-04-05T20:30:00Z',
      '2026-04-05T21:00:00Z',
    ]) {
      world.clock.advanceTo(new Date(moment));
      await world.settle(app);
    }
    // 09:00 in Auckland is 20:00 of the day before, and 21:00 after the clocks went back on 5 April.
    expect(weekly().map(({ title }) => title.slice(-3))).toEqual(['W11', 'W12', 'W14', 'W15']);
  });
});

describeOnEngines('the weekly issue over the turn of a year of 53 weeks', (on) => {
  it('has a week 53, and then a first', async () => {
    const world = await sandboxed(on.store, '2026-12-20T09:00:00Z', {
      WRITES_PER_MINUTE: '10000',
      WRITE_GAP_MS: '1',
    });
    const { people } = world.sandbox;
    people.createOrganization({ login: 'acme', owner: 'olga' });
    people.createRepository({
      owner: 'acme',
      name: 'core',
      files: {
        '.github/fullcircle.yml': 'version: 1\ntriage: { skip_empty: false, timezone: Europe/Berlin }\n',
      },
    });
    people.install('acme');
    const app = await world.start();
    await world.settle(app);
    for (const day of ['2026-12-21', '2026-12-28', '2027-01-04', '2027-01-11']) {
      world.clock.advanceTo(new Date(`${day}T08:00:00Z`));
      await world.settle(app);
    }
    const titles = Object.values(world.sandbox.state()[CORE]?.threads ?? {}).map(
      ({ title, state }) => `${title.slice(-8)} ${state}`,
    );
    expect(titles).toEqual(['2026-W52 closed', '2026-W53 closed', '2027-W01 closed', '2027-W02 open']);
    await world.close();
    expect(world.sandbox.problems).toEqual([]);
  });
});
