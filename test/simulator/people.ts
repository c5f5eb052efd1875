import type { Stage } from '../../src/loop/vocabulary.ts';
import { STAGES } from '../../src/loop/vocabulary.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { APP_PERMISSIONS } from '../../src/sandbox/world/model.ts';
import { type Expected, isPrivateNow, SECRET, stageLabelsOf, TURNED, threadOf } from './model.ts';
import type { Released } from './notices.ts';
import { type Act, PRIVATE, PUBLIC, type TEXTS, TURNING } from './plan.ts';
import type { Silence } from './stored.ts';

const ORGANISATION = 'acme';

const WORDS: Record<
  (typeof TEXTS)[number],
  (mark: string, problem: number) => { title: string; body: string }
> = {
  regression: (mark) => ({
    title: `Regression: crashes since upgrading to 3.2 ${mark}`,
    body: 'After upgrading from 3.1 to 3.2 our build, which used to work for months, crashes again.',
  }),
  install: (mark) => ({
    title: `Install fails at the first step of the quickstart ${mark}`,
    body: 'I am new here and cannot get started. `npm install` from the getting started page fails on the very first run.',
  }),
  vague: (mark) => ({ title: `Hm ${mark}`, body: '?' }),
  crash: (mark, problem) => ({
    title: `resolveConfig throws ERR_MODULE_NOT_FOUND ${mark}`,
    body: `On 3.2.0:\n\n\`\`\`\nError [ERR_MODULE_NOT_FOUND]: Cannot find package larkspur-${problem} imported from loader\n    at resolve${problem} (src/config/resolve.ts:41:9)\n    at loadWorkspace (src/workspace.ts:12:3)\n\`\`\``,
  }),
};

/** Threads opened after one another, among which crashes are the same problem. */
const PROBLEM_THREADS = 24;

/** What people of the sandbox do by the plan, and what must follow from it. */
export class People {
  readonly #sandbox: Sandbox;
  readonly #say: (text: string) => void;
  readonly expected: Expected[] = [];
  readonly releases: Released[] = [];
  /** in the repository that is hidden and shown again */
  readonly reports: Date[] = [];
  installationId = 0;
  /** of installations that are no more */
  readonly formerIds: number[] = [];
  /** when the app could write nothing */
  readonly silences: Silence[] = [];
  #away: 'permission' | 'suspended' | 'uninstalled' | null = null;
  /** the app was never without its installation */
  wasAlwaysThere = true;

  constructor(sandbox: Sandbox, say: (text: string) => void) {
    this.#sandbox = sandbox;
    this.#say = say;
  }

  /** @param labelled whether the labels of the stages are there already */
  prepare(config: string, labelled: boolean): void {
    const { people } = this.#sandbox;
    people.createOrganization({ login: ORGANISATION, owner: 'olga' });
    people.createRepository({
      owner: ORGANISATION,
      name: '.github',
      files: { '.github/fullcircle.yml': config },
    });
    for (const repo of [...PUBLIC, PRIVATE]) {
      const [, name = ''] = repo.split('/');
      people.createRepository({ owner: ORGANISATION, name, private: repo === PRIVATE });
      people.setPermission('theo', repo, 'triage');
      const names = labelled ? STAGES.map((stage) => `stage: ${stage}`) : [];
      for (const label of names) people.createLabel(repo, { by: 'olga', name: label, color: 'ffffff' });
    }
    people.createRepository({ owner: ORGANISATION, name: TURNING.slice(ORGANISATION.length + 1) });
    people.setPermission('theo', TURNING, 'triage');
    for (const login of ['mira', 'kenji', 'nia', 'nosy']) people.setPermission(login, PRIVATE, 'read');
  }

  install(): void {
    this.installationId = this.#sandbox.people.install(ORGANISATION);
  }

  withdraw(what: 'permission' | 'suspended' | 'uninstalled'): void {
    if (this.#away !== null) return;
    const { people } = this.#sandbox;
    this.#away = what;
    this.silences.push({ from: this.#now(), until: null });
    this.#say(`the app is ${what === 'permission' ? 'allowed to read only' : what}`);
    if (what === 'permission')
      people.grantPermissions(ORGANISATION, { ...APP_PERMISSIONS, issues: 'read', pull_requests: 'read' });
    if (what === 'suspended') people.suspend(ORGANISATION);
    if (what !== 'permission') this.wasAlwaysThere = false;
    if (what !== 'uninstalled') return;
    people.uninstall(ORGANISATION);
    this.formerIds.push(this.installationId);
    // What was before is history to the next installation, which changes no label of it.
    for (const thread of this.expected) thread.unheard = true;
  }

  giveBack(what: 'permission' | 'suspended' | 'uninstalled'): void {
    if (this.#away !== what) return;
    const { people } = this.#sandbox;
    this.#away = null;
    const last = this.silences.at(-1);
    if (last !== undefined) last.until = this.#now();
    this.#say(`${what} no longer`);
    if (what === 'permission') people.grantPermissions(ORGANISATION, APP_PERMISSIONS);
    if (what === 'suspended') people.unsuspend(ORGANISATION);
    if (what === 'uninstalled') this.install();
  }

  act(act: Act): void {
    const { people } = this.#sandbox;
    if (act.do === 'open') {
      this.#open(act);
      return;
    }
    if (act.do === 'report') {
      this.#report();
      return;
    }
    if (act.do === 'release') {
      this.releases.push({ at: this.#now(), heard: !this.#isDeaf() });
      const tag = `v1.${this.releases.length}.0`;
      this.#say(`olga releases ${tag}`);
      people.publishRelease({ repo: PUBLIC[0], author: 'olga', tag });
      return;
    }
    if (act.do === 'privatise' || act.do === 'publicise') {
      this.#say(`olga: ${act.do} ${TURNING}`);
      if (act.do === 'privatise') people.privatise(TURNING);
      else people.publicise(TURNING);
      return;
    }
    const there = this.expected.filter(({ handle }) => threadOf(this.#sandbox, handle) !== null);
    const one = there[act.thread % there.length];
    const thread = one === undefined ? null : threadOf(this.#sandbox, one.handle);
    if (one === undefined || thread === null) return;
    if (this.#isDeaf()) one.unheard = true;
    this.#say(`${JSON.stringify(act)} on ${one.handle.repo}#${one.handle.number}`);
    switch (act.do) {
      case 'say':
        this.#comment(one, act.author, act.body);
        return;
      case 'label': {
        const there = stageLabelsOf(thread);
        // One at a time by hand: of several it would be a matter of taste which one counts.
        if (one.byHand !== null && there.includes(one.byHand)) return;
        // GitHub tells nobody of a label that is there already.
        if (there.includes(act.stage)) return;
        people.label(one.handle, { by: 'theo', labels: [`stage: ${act.stage}`] });
        one.word = { stage: act.stage, by: 'label' };
        one.byHand = act.stage;
        return;
      }
      case 'unlabel': {
        const [stage] = stageLabelsOf(thread);
        if (stage === undefined || (one.word !== null && one.word.stage !== stage)) return;
        people.unlabel(one.handle, { by: 'theo', labels: [`stage: ${stage}`] });
        one.word = { stage: null, by: 'removal' };
        if (one.byHand === stage) one.byHand = null;
        return;
      }
      case 'close':
        if (thread.state === 'open') people.close(one.handle, { by: 'olga' });
        return;
      case 'reopen':
        if (thread.state === 'closed') people.reopen(one.handle, 'olga');
        return;
      case 'retitle':
        people.editThread(one.handle, { by: 'olga', title: `${thread.title}!` });
        return;
      case 'delete':
        people.deleteThread(one.handle, 'olga');
        return;
      case 'fix': {
        const { repo, number } = one.handle;
        const pull = people.openPullRequest({
          repo,
          author: repo === PRIVATE ? 'theo' : 'kenji',
          title: 'Put it right',
          body: `Fixes #${number}`,
          files: { [`src/${number}.ts`]: `// ${this.#sandbox.webhooks.deliveries().length}\n` },
        });
        people.mergePullRequest(pull, { by: 'olga', method: 'squash' });
        one.fixedAt.push(this.#now());
      }
    }
  }

  /** Nobody tells the app of what happens now. */
  #isDeaf(): boolean {
    return this.#away === 'uninstalled' || this.#away === 'suspended';
  }

  #now(): Date {
    return this.#sandbox.world.now();
  }

  #open({ repo, text, author, stage }: Extract<Act, { do: 'open' }>): void {
    const number = this.expected.length + 1;
    const isPrivate = repo === PRIVATE;
    const words = WORDS[text](
      isPrivate ? `${SECRET}${number}` : `(${number})`,
      Math.floor(number / PROBLEM_THREADS),
    );
    const body = stage === undefined ? words.body : `${words.body}\n\n/stage ${stage}`;
    const handle = this.#sandbox.people.openIssue({ repo, author, title: words.title, body });
    this.#say(`${author} opens ${repo}#${handle.number}: ${text}`);
    this.expected.push({
      handle,
      text,
      author,
      openedAt: this.#now(),
      fixedAt: [],
      private: isPrivate,
      unheard: this.#isDeaf(),
      word: stage !== undefined && author === 'theo' ? { stage, by: 'command' } : null,
      byHand: null,
      commands: [],
    });
  }

  /** Of the problem that others have, too: what the app says of that on their threads names this one. */
  #report(): void {
    this.reports.push(this.#now());
    const author = isPrivateNow(this.#sandbox, TURNING) ? 'theo' : 'lars';
    const words = WORDS.crash(`${TURNED}${this.reports.length}`, 0);
    const { number } = this.#sandbox.people.openIssue({ repo: TURNING, author, ...words });
    this.#say(`${author} opens ${TURNING}#${number}`);
  }

  #comment(one: Expected, author: string, body: string): void {
    const comment = this.#sandbox.people.comment(one.handle, { author, body });
    const stage = /\/stage (\w+)/.exec(body)?.[1];
    if (body === '/why') one.commands.push({ comment, reaction: '+1' });
    if (stage === undefined) return;
    one.commands.push({ comment, reaction: author === 'theo' ? '+1' : 'confused' });
    if (author === 'theo') one.word = { stage: stageNamed(stage), by: 'command' };
  }
}

function stageNamed(word: string): Stage {
  const found = STAGES.find((stage) => stage === word);
  if (found === undefined) throw new Error(`no stage ${word}`);
  return found;
}
