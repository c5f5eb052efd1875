import { expect, it } from 'vitest';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { describeOnEngines } from '../store/engines.ts';
import { onGitHub } from './ending.ts';
import type { Killable, Roles } from './killable.ts';
import {
  ALONE,
  APART,
  deliver,
  disorder,
  fresh,
  killable,
  quiet,
  requested,
  unacknowledged,
} from './killable.ts';
import type { AppProcess } from './process.ts';
import { seeded } from './trouble.ts';

/**
 * Six issues and two discussions of five people in three repositories, one of them private, are one problem, which goes
 * through all states. Once in order and undisturbed, and once with every delivery repeated and shuffled within its
 * state and processes killed while they tell: nobody can tell the difference, and nobody hears anything twice.
 */

const BOT = 'fullcircle[bot]';
const CONFIG = `version: 1
mode: act
clusters: { comment: never }
notices: { on: [fixed, released, documented, declined] }
triage: { repository: docs }
`;
const REPORTERS = ['mira', 'kenji', 'ada', 'lars', 'nia'] as const;

/** A kill comes after at most so many requests to GitHub of a state: most states write to five people. */
const KILL_AFTER_REQUESTS = 12;

interface Report {
  repo: string;
  author: (typeof REPORTERS)[number];
  asks?: true;
}

const REPORTS: readonly Report[] = [
  { repo: 'acme/core', author: 'mira' },
  { repo: 'acme/core', author: 'kenji' },
  { repo: 'acme/core', author: 'mira' },
  { repo: 'acme/docs', author: 'ada' },
  { repo: 'acme/secret', author: 'lars' },
  { repo: 'acme/secret', author: 'kenji' },
  { repo: 'acme/core', author: 'nia', asks: true },
  { repo: 'acme/docs', author: 'ada', asks: true },
];

/** What happens from one state to the next; nothing of it is told before the one before has settled. */
function statesOf({ sandbox, minute }: Killable): { state: string; happens: () => void }[] {
  const { people } = sandbox;
  const threads: ReturnType<typeof people.openIssue>[] = [];
  const at = (index: number) => {
    const found = threads[index];
    if (found === undefined) throw new Error(`there is no report ${index}`);
    return found;
  };
  const say = (index: number, author: string, body: string): void => {
    minute();
    people.comment(at(index), { author, body });
  };
  const fix = (title: string): number => {
    minute();
    const body = 'Fixes #1';
    const pull = people.openPullRequest({
      repo: 'acme/core',
      author: 'zoe',
      title,
      body,
      files: { 'src/gate.ts': title },
    });
    minute();
    people.mergePullRequest(pull, { by: 'olga', method: 'squash' });
    return pull.number;
  };
  const release = (tag: string): void => {
    minute();
    people.publishRelease({ repo: 'acme/core', author: 'olga', tag });
  };
  let pull = 0;
  return [
    {
      state: 'open',
      happens: () => {
        for (const { repo, author, asks } of REPORTS) {
          minute();
          const words = { repo, author, title: `Gate ${threads.length + 1} stays shut`, body: 'It does.' };
          threads.push(
            asks === true ? people.openDiscussion({ ...words, category: 'Q&A' }) : people.openIssue(words),
          );
        }
      },
    },
    {
      state: 'one cluster',
      happens: () => {
        for (let index = 1; index < REPORTS.length; index += 1) say(index, 'olga', '/cluster acme/core#1');
      },
    },
    { state: 'weekly issue', happens: () => say(3, 'olga', '/triage') },
    {
      state: 'decided',
      happens: () => {
        const weekly = weeklyIssue(sandbox);
        const cluster = /fullcircle:box:fix:(c\d+) /.exec(weekly.body)?.[1];
        minute();
        people.comment(weekly, { author: 'olga', body: `/decide ${cluster} fix` });
      },
    },
    { state: 'declined', happens: () => say(0, 'olga', '/declined nobody else has a gate') },
    {
      state: 'fixed',
      happens: () => {
        pull = fix('Open the gate');
      },
    },
    { state: 'released', happens: () => release('v1.4.0') },
    { state: 'disputed', happens: () => say(0, 'mira', '/still-broken') },
    { state: 'reopened', happens: () => say(1, 'kenji', '/still-broken') },
    {
      state: 'reverted',
      happens: () => {
        minute();
        const body = `Reverts acme/core#${pull}`;
        const back = people.openPullRequest({
          repo: 'acme/core',
          author: 'olga',
          title: 'Revert "Open the gate"',
          body,
          files: { 'src/gate.ts': '0' },
        });
        minute();
        people.mergePullRequest(back, { by: 'olga', method: 'squash' });
      },
    },
    { state: 'documented', happens: () => say(6, 'olga', '/documented https://docs.acme.dev/gate') },
    { state: 'fixed again', happens: () => void fix('Open the gate for good') },
    { state: 'released again', happens: () => release('v1.5.0') },
    { state: 'verified', happens: () => say(3, 'ada', '/verified') },
  ];
}

function weeklyIssue({ world }: Sandbox): { repo: string; number: number; body: string } {
  for (const { repository, number, title, body } of world.threads()) {
    if (title.startsWith('Feedback triage')) return { repo: `acme/${repository.name}`, number, body };
  }
  throw new Error('no weekly issue');
}

interface Ended {
  github: unknown;
  /** each mail that the app's comments made, and to whom */
  mails: string[];
  /** what each reporter is told in the end, on which thread */
  told: string[];
}

/** @param seed null: undisturbed */
async function run(url: string | null, roles: Roles, seed: number | null): Promise<Ended> {
  const what = await killable(url, roles, seed ?? 1);
  const { sandbox } = what;
  const { people } = sandbox;
  const luck = seeded(seed ?? 1);
  try {
    people.createOrganization({ login: 'acme', owner: 'olga' });
    people.createRepository({ owner: 'acme', name: '.github', files: { '.github/fullcircle.yml': CONFIG } });
    for (const name of ['core', 'docs', 'secret']) {
      people.createRepository({ owner: 'acme', name, private: name === 'secret' });
    }
    for (const login of REPORTERS) people.setPermission(login, 'acme/secret', 'read');
    people.install('acme');
    const apps = await what.startAll();
    await settled(what, apps);
    for (const { happens } of statesOf(what)) {
      happens();
      if (seed !== null) await disturb(what, apps, luck);
      await settled(what, apps);
    }
    expect(await Promise.all(apps.map((app) => app.stop()))).toEqual(roles.map(() => 0));
    expect(sandbox.problems).toEqual([]);
    return { github: comparable(sandbox), mails: mailsOf(sandbox), told: toldOf(sandbox) };
  } finally {
    await what.close();
  }
}

/** Delivers what waits, and what comes of it, until nothing does. */
async function settled(what: Killable, apps: readonly AppProcess[]): Promise<void> {
  const { sandbox } = what;
  do {
    await deliver(sandbox, unacknowledged(sandbox), 1);
    await quiet(what, apps);
  } while (unacknowledged(sandbox).length > 0);
}

/** What waits, repeated and shuffled; a process is killed meanwhile, and once more while it catches up. */
async function disturb(what: Killable, apps: AppProcess[], luck: () => number): Promise<void> {
  const { sandbox } = what;
  const sending = deliver(
    sandbox,
    disorder(
      sandbox.webhooks.waiting().map(({ id }) => id),
      luck,
    ),
  );
  await requested(sandbox, luck() * KILL_AFTER_REQUESTS);
  const victim = Math.floor(luck() * apps.length);
  await apps[victim]?.kill();
  await sending;
  apps[victim] = await what.start(victim);
}

/** Numbers of clusters follow from the order in which reports came; the weekly issue shows when things were decided. */
function comparable(sandbox: Sandbox): unknown {
  const { number, repo } = weeklyIssue(sandbox);
  const weekly = sandbox.state()[repo]?.threads[number]?.body ?? '';
  const text = JSON.stringify(onGitHub(sandbox))
    .replaceAll(JSON.stringify(weekly), '"the weekly issue"')
    .replaceAll(/\bc\d+\b/g, 'c')
    .replaceAll(sandbox.baseUrl, '');
  return JSON.parse(text);
}

function mailsOf({ world }: Sandbox): string[] {
  return world.notifications
    .filter(({ by, thread }) => by.login === BOT && !thread.title.startsWith('Feedback triage'))
    .map(({ to, thread, reason }) => `${reason} to ${to.login} on ${thread.repository.name}#${thread.number}`)
    .sort();
}

function toldOf({ world }: Sandbox): string[] {
  return [...world.threads()]
    .flatMap(({ repository, number, author, comments }) =>
      comments
        .filter((comment) => comment.author?.login === BOT && comment.body.includes('fullcircle:notice:'))
        .map(({ body }) => {
          const version = /`(v[\d.]+)`\]\(/.exec(body)?.[1];
          return `${author?.login} on ${repository.name}#${number}: ${version}`;
        }),
    )
    .sort();
}

/** Both databases end like this one. */
let calm: Promise<Ended> | null = null;

describeOnEngines('telling through all states', (on) => {
  it('with kills and repeats ends like an undisturbed run, and every reporter was told exactly once of each', async () => {
    calm ??= run(null, ALONE, null);
    const expected = await calm;
    expect(expected.told).toEqual([
      'ada on docs#1: v1.5.0',
      'kenji on core#2: v1.5.0',
      'lars on secret#1: v1.5.0',
      'mira on core#1: v1.5.0',
      'nia on core#4: v1.5.0',
    ]);
    const wild = await run(
      on.url === null ? null : await fresh(on.url, 'wild'),
      on.url === null ? ALONE : APART,
      7,
    );
    expect(wild.told, 'told').toEqual(expected.told);
    expect(wild.mails, 'mails').toEqual(expected.mails);
    expect(wild.github, 'GitHub').toEqual(expected.github);
    // Nothing of what is private is told in public.
    const { 'acme/secret': _, ...open } = Object(wild.github);
    expect(JSON.stringify(open)).not.toMatch(/acme\/secret|secret#/);
  }, 1_800_000);
});
