import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { measures } from '../../src/operate/measures.ts';
import type { OperationParts } from '../../src/operate/operation.ts';
import type { ThreadHandle } from '../../src/sandbox/people/handles.ts';
import type { OpenStore } from '../../src/store/open-store.ts';
import { openStore } from '../../src/store/open-store.ts';
import { formOf, visitor } from '../web/visitor.ts';
import { BOT, CORE, telling } from './telling.ts';

/** Whatever only a hidden repository says is on no page and in no text of the app for somebody who may not read it. */

/** Hidden from the beginning, and hidden later. Each has its name, its people and its words alone. */
const VAULT = 'acme/heron-vault';
const DOCS = 'acme/larch-docs';
const MONDAYS = ['2026-03-09T09:00:00Z', '2026-03-16T09:00:00Z', '2026-03-23T09:00:00Z'] as const;
const OAUTH = {
  GITHUB_CLIENT_ID: 'Iv1.test',
  GITHUB_CLIENT_SECRET: 'not told',
  SESSION_SECRET: 'a secret of these tests alone',
};
const CONFIG =
  'clusters: { canonical_from: 2 }\ntriage: { repository: core }\nteach: { repository: core }\nthemes: [{ name: Harbour, match: { words: [harbour] } }]\n';

/** A problem that everybody tells in the same words. */
const PROBLEMS = {
  everywhere: 'GATE_SHUT: the harbour gate stays shut at night',
  vaultDocumented: 'TIDE_LOST: no tide table for this coast was found',
  vaultDeclined: 'MAST_BENT: refused to hoist sails upon crooked timber',
  vaultFixed: 'ROPE_TORN: mooring cable snapped beneath heavy load',
  vaultOnly: 'KEEL_SPLIT: hull pressure exceeded below waterline',
  docsDocumented: 'BUOY_SUNK: marker signal missing across channel seven',
  docsDeclined: 'OARS_GONE: rowers reported nothing left inside the boathouse',
  docsFixed: 'FLAG_WRONG: pennant colours mismatch registry entry',
  docsOnly: 'PUMP_DRY: bilge sensor returned empty measurement',
} as const;
type Problem = keyof typeof PROBLEMS;

const OUTBOX = z.object({
  data: z.looseObject({ effects: z.array(z.looseObject({ what: z.string() })) }),
});

/** A page that was asked for, and what came. */
interface Page {
  path: string;
  status: number;
  text: string;
}

describe('what a hidden repository says', () => {
  let store: OpenStore;
  const on = {
    get store() {
      return store;
    },
    url: null,
  };

  beforeAll(async () => {
    store = await openStore({
      databaseUrl: null,
      dataDir: null,
      applicationName: 'fullcircle tests',
      startedAt: new Date(0),
    });
  });

  afterAll(() => store.close());

  const story = telling(on, OAUTH);
  const { say, settle, release } = story;

  async function begin(): Promise<void> {
    await story.begin(CONFIG, ['core', 'larch-docs'], () => {
      const { people } = story;
      people.createRepository({ owner: 'acme', name: 'heron-vault', private: true });
      people.setPermission('theo', VAULT, 'triage');
      for (const name of ['hanna', 'henrik', 'helper', 'fan'])
        people.setPermission(`heron-${name}`, VAULT, 'read');
      for (const repo of [CORE, 'acme/.github']) people.setPermission('rita', repo, 'read');
    });
  }

  function report(repo: string, author: string, problem: Problem, words: string): ThreadHandle {
    story.pass(7);
    const error = PROBLEMS[problem];
    const code = `ERR_${error.split(':')[0]}`;
    const file = code.toLowerCase().replaceAll('_', '-');
    const own = words === '' ? '' : `\n${words} log: ERR_${words.toUpperCase()}_LINE at ${words}.ts:3`;
    return story.people.openIssue({
      repo,
      author,
      title: `Crash with ${code} in production ${words}`.trim(),
      body: `Our service crashes since the update to 3.2.0. ${words}\n\n\`\`\`\nError: ${code}: ${error}\n    at ${file}One (src/${file}/one.ts:12:3)\n    at ${file}Two (src/${file}/two.ts:9:1)${own}\n\`\`\``,
    });
  }

  /** Everything that people do in a repository, in words that hold its own. */
  async function told(
    repo: string,
    word: string,
    [one, two]: readonly [string, string],
    area: 'vault' | 'docs',
  ) {
    const { people } = story;
    const threads: Partial<Record<Problem, ThreadHandle>> = {};
    for (const kind of ['Documented', 'Declined', 'Fixed', 'Only'] as const) {
      const problem: Problem = `${area}${kind}`;
      if (kind !== 'Only') report(CORE, 'mira', problem, '');
      report(repo, one, problem, `${word}first`);
      threads[problem] = report(repo, two, problem, `${word}second`);
      await settle();
    }
    report(repo, one, 'everywhere', `${word}third`);
    const own = threads[`${area}Only`];
    if (own === undefined) throw new Error('no report');
    say(own, `${word}-helper`, `Try ${word}fix --force, that helped me.`);
    say(own, 'olga', `Thank you, ${word}olga will look.`);
    say(own, 'theo', `/stage adoption ${word}`);
    story.pass();
    people.label(own, { by: 'olga', labels: [`${word}-label`] });
    people.react(own, { by: `${word}-fan`, content: '+1' });
    const asked = people.openDiscussion({
      repo,
      author: two,
      category: 'Q&A',
      title: `How do I open the ${word} box?`,
      body: `With ${word}key it does not.`,
    });
    const answer = say(asked, `${word}-helper`, `Turn the ${word}screw.`);
    story.pass();
    people.markAnswer(answer, two);
    const file = `version: 1\n${word}: yes\n`;
    people.push({
      repo,
      author: 'olga',
      message: `${word} config`,
      files: { '.github/fullcircle.yml': file },
    });
    await settle();
    return {
      documented: threads[`${area}Documented`],
      declined: threads[`${area}Declined`],
      fixed: threads[`${area}Fixed`],
    };
  }

  async function solved(
    repo: string,
    word: string,
    threads: Awaited<ReturnType<typeof told>>,
  ): Promise<void> {
    const { documented, declined, fixed } = threads;
    if (!documented || !declined || !fixed) throw new Error('no report');
    say(documented, 'theo', `/documented https://pages.example/${word}-guide`);
    say(declined, 'theo', `/declined ${word} is out of scope`);
    await settle();
    story.fix(`Fixes #${fixed.number}`, {
      repo,
      author: 'olga',
      title: `Repair the ${word} rope`,
      path: `${word}.ts`,
    });
    release(`v9.0.0+${word}`, { repo, body: `The ${word} release` });
    await settle();
  }

  async function installationId(): Promise<number> {
    const [installation] = await store.operator.installations();
    return installation?.id ?? 0;
  }

  async function tabOf(login: string) {
    story.world.sandbox.signIn(login);
    const tab = visitor(new URL(story.world.sandbox.webhooks.url ?? '').origin);
    expect((await tab.follow(`/i/${await installationId()}`)).status).toBeLessThan(300);
    return tab;
  }

  /** Asks again where figures are being worked out. */
  async function page(tab: Awaited<ReturnType<typeof tabOf>>, path: string): Promise<Page> {
    for (;;) {
      const answer = await tab.get(path);
      const text = await answer.text();
      if (!/figures are being worked out/.test(text)) return { path, status: answer.status, text };
      await new Promise((done) => setTimeout(done, 50));
    }
  }

  /** Every page that a link leads to, as HTML and as data, and pages that no link leads to. */
  async function everyPage(login: string): Promise<Page[]> {
    const tab = await tabOf(login);
    const at = `/i/${await installationId()}`;
    const clusters = Array.from({ length: 80 }, (_, index) => `${at}/clusters/c${index + 1}`);
    const searches = [
      ...[
        'q=KEEL_SPLIT+hull+pressure',
        'q=bilge+sensor+returned',
        'q=harbour+gate',
        'shared=1',
        'state=fixed',
      ],
      ...story.world.sandbox.world.repositories.map(({ id }) => `repository=${id}`),
    ].map((query) => `${at}/clusters?${query}`);
    const tabs = ['', '/deliveries', '/privacy', '/welcome'].map((path) => at + path);
    const outboxes = ['sent', 'all', 'pending', 'failed', 'withheld'].map(
      (state) => `${at}/outbox?state=${state}`,
    );
    const todo = ['/', ...tabs, ...clusters, ...searches, ...outboxes, '/metrics', '/healthz', '/readyz'];
    const found = new Map<string, Page>();
    for (const path of todo) {
      if (found.has(path) || path.startsWith('/assets/')) continue;
      const got = await page(tab, path);
      found.set(path, got);
      if (got.status !== 200) continue;
      for (const [, href = ''] of got.text.matchAll(/(?:href|action)="(\/[^"#]*)/g)) {
        todo.push(href.replaceAll('&amp;', '&'));
      }
    }
    return [...found.values()];
  }

  /**
   * Closed weekly issues are as they were, and what they say stands on GitHub for everybody: the outbox shows it, too.
   * @param closed titles
   */
  function withoutClosed({ path, status, text }: Page, closed: readonly string[]): Page {
    if (!path.includes('/outbox')) return { path, status, text };
    const tells = (row: string) => closed.some((title) => row.includes(`issue “${title}”`));
    if (!path.includes('format=json')) {
      return { path, status, text: text.replaceAll(/<tr>.*?<\/tr>/gs, (row) => (tells(row) ? '' : row)) };
    }
    const { data } = OUTBOX.parse(JSON.parse(text));
    return { path, status, text: JSON.stringify(data.effects.filter(({ what }) => !tells(what))) };
  }

  /** Where a word stands, with what is around it. */
  function holding(pages: readonly Page[], word: RegExp): string[] {
    return pages.flatMap(({ path, text }) => {
      const at = text.search(word);
      return at < 0 ? [] : [`${path}: ${text.slice(Math.max(0, at - 120), at + 80)}`];
    });
  }

  /** Where a repository stands by its number, but where just that was asked for. */
  function naming(pages: readonly Page[], repositories: readonly string[]): string[] {
    const ids = repositories.map((repo) => story.people.repository(repo).id);
    const others = pages.filter(({ path }) => !path.includes('repository='));
    return holding(others, new RegExp(`"repositoryId":(?:${ids.join('|')})\\b`));
  }

  async function roundup(format: 'json' | 'md'): Promise<Page> {
    let text = '';
    const parts = { store, clock: story.world.clock } as unknown as OperationParts;
    await measures.run({ installationId: null, format, what: 'roundup', period: '2026-03' }, parts, {
      text: (more) => {
        text += more;
      },
      progress: () => undefined,
    });
    return { path: `roundup.${format}`, status: 200, text };
  }

  /** What stands in public repositories. Closed weekly issues are as they were. */
  function onGithub(): Page[] {
    return Object.entries(story.world.sandbox.state()).flatMap(([repo, { threads, ...rest }]) => {
      if (rest.private) return [];
      const shown = Object.entries(threads).filter(
        ([, { author, state }]) => author !== BOT || state === 'open',
      );
      return [
        { path: repo, status: 200, text: JSON.stringify(rest) },
        ...shown.map(([number, thread]) => ({
          path: `${repo}#${number}`,
          status: 200,
          text: JSON.stringify(thread),
        })),
      ];
    });
  }

  /** Everything that somebody who may read `core` alone can see. */
  async function shown(): Promise<Page[]> {
    const closed = weekly().flatMap(({ title, state }) => (state === 'closed' ? [title] : []));
    const pages = await everyPage('rita');
    return [
      ...pages.map((each) => withoutClosed(each, closed)),
      await roundup('json'),
      await roundup('md'),
      ...onGithub(),
    ];
  }

  /** Decides on the page of a cluster, by the words of its title. */
  async function decide(words: string, reason: string): Promise<void> {
    const tab = await tabOf('olga');
    const list = await page(tab, `/i/${await installationId()}/clusters?format=csv`);
    const id = list.text
      .split('\r\n')
      .find((line) => line.includes(words))
      ?.split(',')[0];
    const own = await page(tab, `/i/${await installationId()}/clusters/${id}`);
    const { action, fields } = formOf(own.text, 'teach');
    expect((await tab.post(action, { ...fields, reason })).status).toBe(303);
    await settle();
  }

  async function until(monday: string): Promise<void> {
    report(CORE, 'nia', 'everywhere', '');
    await settle();
    story.world.clock.advanceTo(new Date(monday));
    await settle();
  }

  const weekly = () =>
    Object.values(story.world.sandbox.state()[CORE]?.threads ?? {}).filter(({ title }) =>
      title.startsWith('Feedback triage: '),
    );

  it('is on none of the faces of the app for those who may not read it', { timeout: 120_000 }, async () => {
    await begin();
    for (const author of ['mira', 'kenji']) report(CORE, author, 'everywhere', '');
    const vault = await told(VAULT, 'heron', ['heron-hanna', 'heron-henrik'], 'vault');
    const docs = await told(DOCS, 'larch', ['larch-lars', 'larch-lena'], 'docs');
    await until(MONDAYS[0]);
    story.pass(60);
    await decide('KEEL_SPLIT', 'heron reason');
    await decide('PUMP_DRY', 'larch reason');
    await solved(VAULT, 'heron', vault);
    await solved(DOCS, 'larch', docs);
    await until(MONDAYS[1]);
    expect(weekly()).toHaveLength(2);

    const before = await shown();
    expect(before.filter(({ status }) => status === 200).length).toBeGreaterThan(60);
    expect(holding(before, /heron/i)).toEqual([]);
    expect(holding(before, /larch/i).join()).toMatch(/\/outbox\?state=sent: .*acme\/core#\d+: /s);
    expect(naming(before, [VAULT])).toEqual([]);

    story.people.privatise(DOCS);
    await settle();
    for (const weeks of [2, 3]) {
      if (weeks === 3) await until(MONDAYS[2]);
      expect(weekly()).toHaveLength(weeks);
      const after = await shown();
      expect(holding(after, /heron|larch/i)).toEqual([]);
      expect(naming(after, [VAULT, DOCS])).toEqual([]);
    }

    // Else silence would pass.
    const all = await everyPage('olga');
    const at = `/i/${await installationId()}`;
    for (const word of [/heron/i, /larch/i]) {
      const holders = all.filter(({ text }) => word.test(text)).map(({ path }) => path);
      const tabs = ['', '/clusters', '/help', '/config'].map((path) => at + path);
      expect(holders).toEqual(expect.arrayContaining([...tabs, `${at}/metrics?format=json`]));
      expect(holders.filter((path) => /\/clusters\/c\d+$/.test(path)).length).toBeGreaterThan(4);
    }
  });
});
