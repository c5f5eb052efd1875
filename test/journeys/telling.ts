import { afterEach, beforeEach, expect } from 'vitest';
import type { CommentHandle, ThreadHandle } from '../../src/sandbox/people/handles.ts';
import type { OnEngine } from '../store/engines.ts';
import { type Sandboxed, sandboxed } from './sandboxed.ts';

/** From reports to the notes that they are fixed: what people do, and what the app has told them. */

const BEGUN = '2026-03-02T09:00:00Z';
export const CORE = 'acme/core';
export const BOT = 'fullcircle[bot]';

type App = Awaited<ReturnType<Sandboxed['start']>>;

interface FixWords {
  repo?: string;
  author?: string;
  method?: 'squash' | 'merge' | 'rebase';
  title?: string;
  base?: string;
  path?: string;
}

interface ReleaseWords {
  repo?: string;
  prerelease?: boolean;
  target?: string;
  body?: string;
}

/** The organisation `acme` with the owner `olga`, anew for each test of a suite, and what its people do there. */
export function telling(on: OnEngine, extra: Record<string, string> = {}) {
  let world: Sandboxed;
  let app: App;

  beforeEach(async () => {
    world = await sandboxed(on.store, BEGUN, { WRITES_PER_MINUTE: '10000', WRITE_GAP_MS: '1', ...extra });
    world.sandbox.people.createOrganization({ login: 'acme', owner: 'olga' });
  });

  afterEach(async () => {
    await world.close();
    expect(world.sandbox.problems).toEqual([]);
  });

  /**
   * The app is installed, with this config beside one that comments on nothing else.
   * @param before what happens before the installation
   */
  async function begin(config = '', repositories = ['core'], before = () => {}): Promise<void> {
    const { people } = world.sandbox;
    const silent = config.includes('clusters:') ? '' : 'clusters: { comment: never }\n';
    const file = `version: 1\nmode: act\n${silent}${config}`;
    people.createRepository({ owner: 'acme', name: '.github', files: { '.github/fullcircle.yml': file } });
    for (const name of repositories) {
      people.createRepository({ owner: 'acme', name, private: name.startsWith('secret') });
      people.setPermission('theo', `acme/${name}`, 'triage');
    }
    before();
    people.install('acme');
    app = await world.start();
    await settle();
  }

  const settle = () => world.settleWell(app);

  /** The app's comments of a kind on a thread, without what is hidden and without its host. */
  function notes({ repo, number }: Pick<ThreadHandle, 'repo' | 'number'>, kind = 'notice'): string[] {
    const thread = world.sandbox.state()[repo]?.threads[number];
    return (thread?.comments ?? [])
      .flatMap((comment) => [comment, ...(comment.replies ?? [])])
      .filter(({ author, body }) => author === BOT && body.includes(`<!-- fullcircle:${kind}:`))
      .map(({ body }) =>
        body
          .replaceAll(/\n*<!--.*?-->/g, '')
          .replaceAll(world.sandbox.baseUrl, '')
          .replaceAll('\u200B', ''),
      );
  }

  /** What each thread is told, in a word: the version, or what else. */
  function told(...threads: ThreadHandle[]): string[] {
    return threads.map((thread) =>
      notes(thread)
        .map((body) => /`([^`]*)`\]\(\/[^)]*releases/.exec(body)?.[1] ?? body.split(/[:.]/, 1)[0] ?? '')
        .join(' + '),
    );
  }

  /** Of the app's comments on a thread, oldest first. */
  function ids({ repo, number }: ThreadHandle): number[] {
    const [owner = '', name = ''] = repo.split('/');
    const comments = world.sandbox.world.findRepository(owner, name)?.threads.get(number)?.comments ?? [];
    return comments.filter(({ author }) => author?.login === BOT).map(({ id }) => id);
  }

  function report(author = 'mira', repo = CORE, body = ''): ThreadHandle {
    world.pass();
    if (repo.includes('secret')) world.sandbox.people.setPermission(author, repo, 'read');
    const n = Object.keys(world.sandbox.state()[repo]?.threads ?? {}).length + 1;
    return world.sandbox.people.openIssue({
      repo,
      author,
      title: `Gate ${n} stays shut`,
      body: `Gate ${n}. ${body}`,
    });
  }

  function ask(author: string, repo = CORE, title = 'Is there a way to open it?'): ThreadHandle {
    world.pass();
    return world.sandbox.people.openDiscussion({ repo, author, category: 'Q&A', title, body: 'Somehow.' });
  }

  function say(thread: ThreadHandle, author: string, body: string): CommentHandle {
    world.pass();
    return world.sandbox.people.comment(thread, { author, body });
  }

  function fix(closes: string, words: FixWords = {}): { pull: ThreadHandle; sha: string } {
    const { people } = world.sandbox;
    const { repo = CORE, author = 'kenji', method = 'squash', title = 'Open the gate' } = words;
    const { base = 'main', path = 'src/gate.ts' } = words;
    world.pass();
    const files = { [path]: `// ${title} ${closes}\n` };
    const pull = people.openPullRequest({ repo, author, title, body: closes, base, files });
    world.pass();
    return { pull, sha: people.mergePullRequest(pull, { by: 'olga', method }) };
  }

  function release(tag: string, more: ReleaseWords = {}): void {
    world.pass();
    world.sandbox.people.publishRelease({ repo: CORE, author: 'olga', tag, ...more });
  }

  /** Each note that was posted, not edited, as its thread and the claim it makes: who is watching hears of these. */
  function posted(): string[] {
    return world.calls.flatMap(({ method, path, body }) => {
      const text = JSON.stringify(body ?? '');
      const claim = /fullcircle:claim:([\w-]+)/.exec(text)?.[1];
      const isNew =
        method === 'POST' && (/\/issues\/\d+\/comments$/.test(path) || text.includes('addDiscussionComment'));
      if (claim === undefined || !isNew) return [];
      const place = path.endsWith('/comments') ? path : (/discussionId[^,}]*/.exec(text)?.[0] ?? path);
      return [`${place} ${claim}`];
    });
  }

  /** The open weekly issue of a repository, once `/triage` was said on one of its threads. */
  async function triage(thread: ThreadHandle): Promise<ThreadHandle> {
    say(thread, 'olga', '/triage');
    await settle();
    return weekly(thread.repo);
  }

  function weekly(repo: string): ThreadHandle {
    const threads = Object.entries(world.sandbox.state()[repo]?.threads ?? {});
    const found = threads.findLast(([, { title }]) => title.startsWith('Feedback triage'));
    if (found === undefined) throw new Error('no weekly issue');
    return world.sandbox.people.handle({ repo, number: Number(found[0]) });
  }

  function bodyOf({ repo, number }: ThreadHandle): string {
    return world.sandbox.state()[repo]?.threads[number]?.body ?? '';
  }

  /** Ticks a box of the weekly issue, as its website does. */
  function tick(issue: ThreadHandle, by: string, box: string): void {
    world.pass();
    const body = bodyOf(issue);
    const ticked = body
      .split('\n')
      .map((line) => (line.includes(`<!-- fullcircle:box:${box} -->`) ? line.replace('[ ]', '[x]') : line))
      .join('\n');
    if (ticked === body) throw new Error(`no open box ${box}`);
    world.sandbox.people.editThread(issue, { by, body: ticked });
  }

  return {
    get world() {
      return world;
    },
    get people() {
      return world.sandbox.people;
    },
    begin,
    settle,
    pass: (minutes?: number) => world.pass(minutes),
    notes,
    told,
    ids,
    report,
    ask,
    say,
    fix,
    release,
    posted,
    triage,
    bodyOf,
    tick,
  };
}
