import type { Happening } from './types.ts';

/** 2026-W14, 2026-03-30 to 2026-04-05: 1.4.0-beta.1, and the jobs that did not run. */
export const WEEK_05: readonly Happening[] = [
  {
    kind: 'issue.opened',
    at: '2026-03-30T05:48:00Z',
    actor: 'tomasz-bielak',
    repo: 'core',
    key: 'cron-dst-2',
    title: 'Schedule skipped on Sunday 29 March',
    body: `### Version

1.3.0

### Environment

Production, Europe/Warsaw, Redis 7

### Minutes to first success

_No response_

### What happened?

Backup at 02:15 was skipped on the night of the clock change. Nobody noticed till the morning check. On every other day it runs. \`timeZone: 'Europe/Warsaw'\`.

### Steps to reproduce

cron \`15 2 * * *\`, wait for the last Sunday in March :)

### Relevant log output

\`\`\`shell
next fire of backup: 2026-03-30T00:15:00Z
\`\`\``,
    labels: ['bug'],
  },
  {
    kind: 'triage.commented',
    at: '2026-03-30T07:25:00Z',
    actor: 'rasmus-ekdahl',
    body: "/decide {{cluster:types-never-1}} fix Salome's patch",
  },
  {
    kind: 'triage.commented',
    at: '2026-03-30T07:28:00Z',
    actor: 'ngozi-ebersole',
    body: '/decide {{cluster:cron-dst-1}} fix Before autumn, when it is worse',
  },
  {
    kind: 'discussion.opened',
    at: '2026-03-30T08:05:00Z',
    actor: 'hollis-grant-eng',
    repo: 'core',
    key: 'docker-refused-5',
    category: 'Q&A',
    title: "Compose: worker can't reach postgres, ECONNREFUSED 127.0.0.1:5432",
    body: `Moving staging from Fargate to plain compose. Worker exits with \`BackendError: cannot reach postgres at postgres://tide@127.0.0.1:5432/tide\` and \`connect ECONNREFUSED 127.0.0.1:5432\`. The connection string's copied from my \`.env\`, where it works. 1.3.0. What's the recommended value?`,
  },
  {
    kind: 'commented',
    at: '2026-03-30T08:20:00Z',
    actor: 'ngozi-ebersole',
    thread: 'login-sso',
    comment: 'login-sso/c1',
    body: "On the list for the second half of the year, with SCIM. I'd like to talk to you about it; there is a form on the site, or say so here.",
  },
  {
    kind: 'labeled',
    at: '2026-03-30T08:21:00Z',
    actor: 'ngozi-ebersole',
    thread: 'login-sso',
    labels: ['enhancement'],
  },
  {
    kind: 'commented',
    at: '2026-03-30T08:48:00Z',
    actor: 'joaquin-belver',
    thread: 'cron-dst-2',
    comment: 'cron-dst-2/c1',
    body: 'Same here, #{{#cron-dst-1}}. We closed the day by hand.',
  },
  {
    kind: 'reacted',
    at: '2026-03-30T09:20:00Z',
    actor: 'tomasz-bielak',
    content: '+1',
    target: { on: 'app-comment', thread: 'cron-dst-2' },
  },
  {
    kind: 'commented',
    at: '2026-03-30T09:48:00Z',
    actor: 'rasmus-ekdahl',
    thread: 'cron-dst-2',
    comment: 'cron-dst-2/c2',
    body: '/cluster #{{#cron-dst-1}}',
  },
  {
    kind: 'discussion.opened',
    at: '2026-03-30T10:20:00Z',
    actor: 'imogen-fairweather',
    repo: 'core',
    key: 'cron-dst-3',
    category: 'Q&A',
    title: 'Did anybody else lose a scheduled run on Sunday?',
    body: `Our 01:30 statements job (\`timeZone: 'Europe/London'\`) just did not happen on the 29th. The clocks went from 01:00 to 02:00, so I suspect that the minute was never "now". Is there a documented behaviour for the spring change? 1.3.0.`,
  },
  {
    kind: 'commented',
    at: '2026-03-30T10:32:00Z',
    actor: 'rasmus-ekdahl',
    thread: 'cron-dst-1',
    comment: 'cron-dst-1/c1',
    body: 'Agreed that nothing is the worst of the three. Everybody who did this before us fires once, right after the gap.',
  },
  {
    kind: 'labeled',
    at: '2026-03-30T10:33:00Z',
    actor: 'rasmus-ekdahl',
    thread: 'cron-dst-1',
    labels: ['P1'],
  },
  {
    kind: 'commented',
    at: '2026-03-30T10:35:00Z',
    actor: 'rasmus-ekdahl',
    thread: 'cron-dst-1',
    comment: 'cron-dst-1/c2',
    body: '/kind bug',
  },
  {
    kind: 'commented',
    at: '2026-03-30T11:10:00Z',
    actor: 'tomasz-bielak',
    thread: 'cron-dst-3',
    comment: 'cron-dst-3/a',
    body: 'Yes: #{{#cron-dst-1}} and mine. It is a bug, they said. Workaround: schedule outside of the gap.',
  },
  {
    kind: 'commented',
    at: '2026-03-30T12:10:00Z',
    actor: 'salome-brandvik',
    thread: 'cron-dst-2',
    comment: 'cron-dst-2/c3',
    body: '/stage retention',
  },
  {
    kind: 'issue.opened',
    at: '2026-03-30T13:30:00Z',
    actor: 'chr-lindqvist',
    repo: 'cli',
    key: 'enoent-tsconfig',
    title: '[Bug]: tidewheel dev stops with ENOENT tsconfig.json',
    body: `### Version

1.3.0

### Environment

Local, Linux, pnpm monorepo

### Minutes to first success

_No response_

### What happened?

\`tidewheel dev\` in \`apps/jobs\` looks for \`tsconfig.json\` in that folder only. Ours is \`tsconfig.base.json\` at the root. It was the same in 1.2.

### Steps to reproduce

Run it in a package without its own tsconfig.json.

### Relevant log output

\`\`\`shell
Error: ENOENT: no such file or directory, open '/repo/apps/jobs/tsconfig.json'
    at async readProject (file:///repo/node_modules/@tidewheel/cli/dist/dev/project.js:19:20)
\`\`\``,
    labels: ['bug'],
  },
  {
    kind: 'commented',
    at: '2026-03-30T13:50:00Z',
    actor: 'junpei-mori',
    thread: 'perm-pnpm',
    comment: 'perm-pnpm/c1',
    body: `\`--no-install\` and then \`pnpm install\` gets you through. We should look at \`npm_config_user_agent\`.`,
  },
  {
    kind: 'commented',
    at: '2026-03-30T14:05:00Z',
    actor: 'marcelo-pinho',
    thread: 'docker-refused-5',
    comment: 'docker-refused-5/a',
    body: `Service name in place of 127.0.0.1: \`postgres://tide@db:5432/tide\`. And \`depends_on\` with \`condition: service_healthy\`, otherwise the worker is faster than Postgres.`,
  },
  {
    kind: 'answered',
    at: '2026-03-30T14:10:00Z',
    actor: 'imogen-fairweather',
    thread: 'cron-dst-3',
    comment: 'cron-dst-3/a',
  },
  {
    kind: 'commented',
    at: '2026-03-30T15:00:00Z',
    actor: 'rasmus-ekdahl',
    thread: 'cron-dst-3',
    comment: 'cron-dst-3/c2',
    body: '/cluster #{{#cron-dst-1}}',
  },
  {
    kind: 'answered',
    at: '2026-03-30T15:05:00Z',
    actor: 'hollis-grant-eng',
    thread: 'docker-refused-5',
    comment: 'docker-refused-5/a',
  },
  {
    kind: 'reacted',
    at: '2026-03-30T15:06:00Z',
    actor: 'hollis-grant-eng',
    content: '+1',
    target: { on: 'comment', comment: 'docker-refused-5/a' },
  },
  {
    kind: 'issue.opened',
    at: '2026-03-30T15:44:00Z',
    actor: 'ilse-vanacker',
    repo: 'starter-ts',
    key: 'types-never-4',
    title: "Starter: job.payload is never as soon as I use Vite's tsconfig",
    body: `Created from the template with 1.3.0, replaced \`tsconfig.json\` by the one that Vite makes, and every handler says \`Property 'email' does not exist on type 'never'\`. Back to the template's own tsconfig: fine. TypeScript 5.8.`,
    labels: [],
  },
  {
    kind: 'commented',
    at: '2026-03-30T15:50:00Z',
    actor: 'tomasz-bielak',
    thread: 'perm-pnpm',
    comment: 'perm-pnpm/c2',
    body: 'OK, that works. 35 minutes with the detour.',
  },
  {
    kind: 'pull.opened',
    at: '2026-03-30T17:10:00Z',
    actor: 'salome-brandvik',
    repo: 'core',
    key: 'types-never-pr',
    title: `Put the \`types\` condition first, and one declaration file per entry`,
    body: `With \`bundler\` TypeScript takes the first matching condition, that was \`import\`, and beside \`index.js\` lies an old \`index.d.ts\` in which the payload map is empty, hence \`never\`. Now \`types\` is first, and the old files are gone. A test compiles a small project under \`node16\`, \`nodenext\` and \`bundler\`.

Deep imports of \`dist/*.d.ts\` break. I searched the adopters' public code and found two.

Fixes #{{#types-never-1}}
Fixes #{{#types-never-3}}`,
    branch: 'types-condition-first',
    files: [
      {
        path: 'package.json',
        content: `{
  "name": "@tidewheel/core",
  "version": "1.3.0",
  "type": "module",
  "exports": { ".": { "types": "./dist/types/index.d.ts", "import": "./dist/index.js" } },
  "dependencies": { "postgres": "3.4.8" }
}
`,
      },
      {
        path: 'test/types/resolution.test.ts',
        content: `test.each(['node16', 'nodenext', 'bundler'])('payload keeps its type under %s', () => {});
`,
      },
    ],
  },
  {
    kind: 'commented',
    at: '2026-03-30T17:44:00Z',
    actor: 'salome-brandvik',
    thread: 'types-never-4',
    comment: 'types-never-4/c1',
    body: `\`moduleResolution: bundler\`, and the exports map of core. My patch: tidewheel/core#{{#types-never-1}} has the story, PR comes today.`,
  },
  {
    kind: 'merged',
    at: '2026-03-30T18:02:00Z',
    actor: 'junpei-mori',
    thread: 'template-enoent-pr',
    method: 'squash',
    closes: ['template-enoent-1'],
  },
  {
    kind: 'issue.opened',
    at: '2026-03-31T07:00:00Z',
    actor: 'chr-lindqvist',
    repo: 'core',
    key: 'security-q',
    title: `Is Tidewheel affected by the advisory about \`cron-fields\`?`,
    body: `Our scanner is red since this morning: \`@tidewheel/core 1.3.0 > cron-fields 2.1.0\` has a high-severity advisory (regular expression denial of service). We only use constant cron strings. Will there be a 1.3.1, or do I write the exception for our security people?`,
    labels: [],
  },
  {
    kind: 'commented',
    at: '2026-03-31T09:00:00Z',
    actor: 'rasmus-ekdahl',
    thread: 'security-q',
    comment: 'security-q/c1',
    body: 'Constant strings are not affected. The beta on Thursday updates it, and so does 1.4.0. No 1.3.1, unless somebody shows that it can be reached.',
  },
  {
    kind: 'reacted',
    at: '2026-03-31T09:12:00Z',
    actor: 'bartek-wrzos',
    content: '+1',
    target: { on: 'thread', thread: 'jsr' },
  },
  {
    kind: 'discussion.opened',
    at: '2026-03-31T09:31:00Z',
    actor: 'ana-teixeira-b',
    repo: 'core',
    key: 'npm-404-3',
    category: 'Q&A',
    title: 'Onde o pacote está publicado?',
    body: `Vi uma palestra e quis experimentar, mas \`npm i tidewheel\` dá 404, e na pesquisa do npm aparece um widget de marés. O README não mostra o comando de instalação. Está no npm com outro nome?`,
  },
  {
    kind: 'commented',
    at: '2026-03-31T10:00:00Z',
    actor: 'chr-lindqvist',
    thread: 'security-q',
    comment: 'security-q/c2',
    body: 'Good enough for my exception.',
  },
  {
    kind: 'reviewed',
    at: '2026-03-31T10:00:00Z',
    actor: 'tb-henning',
    thread: 'types-never-pr',
    state: 'approved',
    body: 'Lokal getestet mit allen drei Einstellungen. Gut.',
  },
  {
    kind: 'closed',
    at: '2026-03-31T10:10:00Z',
    actor: 'chr-lindqvist',
    thread: 'security-q',
    reason: 'completed',
  },
  {
    kind: 'commented',
    at: '2026-03-31T10:31:00Z',
    actor: 'marcelo-pinho',
    thread: 'npm-404-3',
    comment: 'npm-404-3/a',
    body: `É \`npm i @tidewheel/core\`. Também procurei meia hora!`,
  },
  {
    kind: 'commented',
    at: '2026-03-31T11:10:00Z',
    actor: 'rasmus-ekdahl',
    thread: 'types-never-pr',
    comment: 'types-never-pr/c1',
    body: 'You even looked for who breaks. I have nothing to add but thanks.',
  },
  {
    kind: 'issue.opened',
    at: '2026-03-31T12:00:00Z',
    actor: 'jemima-stroud',
    repo: 'cli',
    key: 'login-loop-5',
    title: 'Login. Does. Not. Work.',
    body: `### Version

1.3.0

### Environment

Local, macOS 15, Safari

### Minutes to first success

70

### What happened?

An hour and ten minutes. I clicked "Approve this device" SEVENTEEN times. I have a demo for my team at three. Sign-in page, approve, sign-in page, approve. I found the private-window trick in an issue in the end; why is this not on the page itself, in red?

### Steps to reproduce

tidewheel login

### Relevant log output

\`\`\`shell
AuthError: device code was not approved within 300 s (E_DEVICE_TIMEOUT)
\`\`\``,
    labels: ['bug'],
  },
  {
    kind: 'merged',
    at: '2026-03-31T12:10:00Z',
    actor: 'rasmus-ekdahl',
    thread: 'types-never-pr',
    method: 'squash',
    closes: ['types-never-1', 'types-never-3'],
  },
  {
    kind: 'commented',
    at: '2026-03-31T12:25:00Z',
    actor: 'anneke-vos',
    thread: 'login-loop-5',
    comment: 'login-loop-5/c1',
    body: "I'm sorry, that is a miserable first hour. The fix is written (#{{#login-loop-pr}}) and comes with 1.4.0. I'll see that the page says so today. I hope the demo goes well.",
  },
  {
    kind: 'commented',
    at: '2026-03-31T12:30:00Z',
    actor: 'anneke-vos',
    thread: 'login-loop-5',
    comment: 'login-loop-5/c3',
    body: '/stage onboarding',
  },
  {
    kind: 'answered',
    at: '2026-03-31T12:31:00Z',
    actor: 'ana-teixeira-b',
    thread: 'npm-404-3',
    comment: 'npm-404-3/a',
  },
  {
    kind: 'issue.opened',
    at: '2026-03-31T15:27:00Z',
    actor: 'stellan-v',
    repo: 'core',
    key: 'lease-rule-of-thumb',
    title: 'question: what is a sane leaseMs?',
    body: 'running with 300000 because of the 1.3 thing. downside: if a pod dies its jobs wait five minutes. is there a rule of thumb, p99 of the handler times two or so? production, redis',
    labels: [],
  },
  {
    kind: 'commented',
    at: '2026-03-31T17:25:00Z',
    actor: 'jemima-stroud',
    thread: 'login-loop-5',
    comment: 'login-loop-5/c2',
    body: 'It did, thanks. They liked it. They all have Safari.',
  },
  {
    kind: 'issue.opened',
    at: '2026-04-01T08:00:00Z',
    actor: 'owen-tarrant',
    repo: 'core',
    key: 'april-fool',
    title: 'Rewrite in COBOL',
    body: `It is time. \`PERFORM JOB UNTIL DONE.\``,
    labels: [],
  },
  {
    kind: 'reacted',
    at: '2026-04-01T09:00:00Z',
    actor: 'stellan-v',
    content: 'laugh',
    target: { on: 'thread', thread: 'april-fool' },
  },
  {
    kind: 'closed',
    at: '2026-04-01T10:00:00Z',
    actor: 'owen-tarrant',
    thread: 'april-fool',
    reason: 'not_planned',
  },
  {
    kind: 'discussion.opened',
    at: '2026-04-01T10:10:00Z',
    actor: 'sunniva-aas',
    repo: 'core',
    key: 'leak-listeners-2',
    category: 'Q&A',
    title: "Worker's memory only goes up, is that expected?",
    body: 'We settled on Tidewheel in the end (thank you for the honest answers in March). Three weeks in production: RSS of the idle workers grows by about 35 MB a day, and the log has "MaxListenersExceededWarning: Possible EventEmitter memory leak detected. 11 drain listeners added to [Pool]". We restart them weekly. 1.3.0, Node 22.',
  },
  {
    kind: 'commented',
    at: '2026-04-01T13:30:00Z',
    actor: 'junpei-mori',
    thread: 'enoent-tsconfig',
    comment: 'enoent-tsconfig/c1',
    body: `\`--project ../../tsconfig.base.json\` exists, and is not in the help text. Sorry.`,
  },
  {
    kind: 'issue.opened',
    at: '2026-04-01T14:40:00Z',
    actor: 'zofia-marek',
    repo: 'core',
    key: 'deprecated-add',
    title: 'Deprecation of queue.add(name, payload): 412 places in our code',
    body: `Since 1.3.0 every start prints \`DeprecationWarning: queue.add(name, payload) is going away in 2.0\`. Fine, but is there a codemod? We have 412 calls in 31 services, and the two signatures cannot be told apart by a regular expression when the payload is a string.`,
    labels: [],
  },
  {
    kind: 'commented',
    at: '2026-04-01T15:20:00Z',
    actor: 'rasmus-ekdahl',
    thread: 'docs-child-workflow',
    comment: 'docs-child-workflow/c1',
    body: `It should throw \`ChildCancelled\`. So the page is silent because the code is wrong. I'll move it to core.`,
  },
  {
    kind: 'transferred',
    at: '2026-04-01T15:21:00Z',
    actor: 'rasmus-ekdahl',
    thread: 'docs-child-workflow',
    to: 'core',
  },
  {
    kind: 'commented',
    at: '2026-04-01T15:27:00Z',
    actor: 'mira-okafor',
    thread: 'lease-rule-of-thumb',
    comment: 'lease-rule-of-thumb/c1',
    body: 'We take p99.9 plus a deploy, 120 s in our case, and a separate queue for the slow ones.',
  },
  { kind: 'transferred', at: '2026-04-01T15:50:00Z', actor: 'junpei-mori', thread: 'perm-pnpm', to: 'cli' },
  {
    kind: 'triage.commented',
    at: '2026-04-01T16:00:00Z',
    actor: 'anneke-vos',
    body: '/decide {{cluster:login-loop-1}} fix Junpei has it in 1.4.0',
  },
  {
    kind: 'triage.commented',
    at: '2026-04-01T16:02:00Z',
    actor: 'tove-lindahl',
    body: '/decide {{cluster:docker-refused-1}} document A page of its own, with a compose file that works',
  },
  {
    kind: 'triage.commented',
    at: '2026-04-01T16:05:00Z',
    actor: 'ngozi-ebersole',
    body: '/decide {{cluster:mysql-1}} decline Two backends that we keep well, see the reason in the thread',
  },
  {
    kind: 'commented',
    at: '2026-04-01T16:15:00Z',
    actor: 'ngozi-ebersole',
    thread: 'mysql-1',
    comment: 'mysql-1/c2',
    body: '/declined We keep two backends well rather than three badly: MySQL has no NOTIFY and no partial indexes, so latency and cost would be a different product. Enqueuing from MySQL through the outbox recipe works and is supported.',
  },
  {
    kind: 'commented',
    at: '2026-04-01T16:30:00Z',
    actor: 'chr-lindqvist',
    thread: 'enoent-tsconfig',
    comment: 'enoent-tsconfig/c2',
    body: 'that works',
  },
  {
    kind: 'closed',
    at: '2026-04-01T16:31:00Z',
    actor: 'chr-lindqvist',
    thread: 'enoent-tsconfig',
    reason: 'completed',
  },
  {
    kind: 'commented',
    at: '2026-04-01T17:10:00Z',
    actor: 'hollis-grant-eng',
    thread: 'leak-listeners-2',
    comment: 'leak-listeners-2/c1',
    body: 'Same graph as mine: #{{#leak-listeners-1}}. A nightly restart is our "solution".',
  },
  {
    kind: 'commented',
    at: '2026-04-01T18:15:00Z',
    actor: 'rafael-quintero-mx',
    thread: 'mysql-1',
    comment: 'mysql-1/c3',
    body: "Sad, but clear, and I prefer a clear no. We'll try the outbox.",
  },
  {
    kind: 'commented',
    at: '2026-04-01T18:27:00Z',
    actor: 'stellan-v',
    thread: 'lease-rule-of-thumb',
    comment: 'lease-rule-of-thumb/c2',
    body: 'separate queue, of course. thx',
  },
  {
    kind: 'commented',
    at: '2026-04-01T19:15:00Z',
    actor: 'priti-sundaram',
    thread: 'mysql-2',
    comment: 'mysql-2/c2',
    body: 'Thanks for giving a reason and not just a label.',
  },
  {
    kind: 'pull.opened',
    at: '2026-04-02T08:00:00Z',
    actor: 'rasmus-ekdahl',
    repo: 'core',
    key: 'release-140b',
    title: 'Release 1.4.0-beta.1',
    body: 'Types under bundler resolution, Standard Schema, notify with the id only, cron-fields updated.',
    branch: 'release/1.4.0-beta.1',
    files: [
      {
        path: 'CHANGELOG.md',
        content: `# Changelog

## 1.4.0-beta.1

- Payload types under \`moduleResolution: bundler\` (Salome)
- Standard Schema: zod 3 and 4, valibot, arktype
- Postgres notifications carry the id only
`,
      },
      {
        path: 'package.json',
        content: `{
  "name": "@tidewheel/core",
  "version": "1.4.0-beta.1",
  "type": "module",
  "exports": { ".": { "types": "./dist/types/index.d.ts", "import": "./dist/index.js" } },
  "dependencies": { "postgres": "3.4.8" }
}
`,
      },
    ],
  },
  {
    kind: 'commented',
    at: '2026-04-02T08:10:00Z',
    actor: 'rasmus-ekdahl',
    thread: 'leak-listeners-2',
    comment: 'leak-listeners-2/c3',
    body: '/stage retention',
  },
  {
    kind: 'merged',
    at: '2026-04-02T08:50:00Z',
    actor: 'rasmus-ekdahl',
    thread: 'release-140b',
    method: 'merge',
    closes: [],
  },
  {
    kind: 'released',
    at: '2026-04-02T09:00:00Z',
    actor: 'rasmus-ekdahl',
    repo: 'core',
    tag: 'v1.4.0-beta.1',
    name: 'v1.4.0-beta.1',
    prerelease: true,
    body: `Please try it where it does not matter. \`npm i @tidewheel/core@beta\`

- Payload types under \`moduleResolution: bundler\`, by Salome
- Standard Schema: zod 3 and 4, valibot, arktype
- Postgres notifications carry the id only`,
    contains: ['types-never-pr', 'release-140b'],
  },
  {
    kind: 'commented',
    at: '2026-04-02T09:00:00Z',
    actor: 'callum-reyes',
    thread: 'leak-listeners-2',
    comment: 'leak-listeners-2/c2',
    body: '/cluster #{{#leak-listeners-1}}',
  },
  {
    kind: 'released',
    at: '2026-04-02T09:30:00Z',
    actor: 'junpei-mori',
    repo: 'cli',
    tag: 'v1.4.0-beta.1',
    name: 'v1.4.0-beta.1',
    prerelease: true,
    body: `- \`create-tidewheel\` works below folders with spaces, by Bartek`,
    contains: ['template-enoent-pr'],
  },
  {
    kind: 'discussion.opened',
    at: '2026-04-02T11:20:00Z',
    actor: 'greta-mauser',
    repo: 'core',
    key: 'german-switch',
    category: 'General',
    title: 'Lohnt sich der Umstieg von einem Cron-Skript?',
    body: 'Hallo zusammen, wir sind ein Verein mit 2.000 Mitgliedern und haben ein einziges PHP-Skript, das nachts Rechnungen verschickt. Jemand hat Tidewheel vorgeschlagen. Ist das mit Kanonen auf Spatzen geschossen? Wir benutzen es noch nicht und möchten erst wissen, ob es zu uns passt.',
  },
  {
    kind: 'commented',
    at: '2026-04-02T12:30:00Z',
    actor: 'tb-henning',
    thread: 'types-never-1',
    comment: 'types-never-1/c2',
    body: 'Beta getestet: Typ stimmt, auch mit bundler. Danke Salome.',
  },
  {
    kind: 'issue.opened',
    at: '2026-04-02T14:15:00Z',
    actor: 'amaro-reis',
    repo: 'core',
    key: 'dead-letter',
    title: 'Replay only some jobs of the dead-letter queue',
    body: `### Version

1.3.0

### Environment

Production, Postgres 15

### Minutes to first success

_No response_

### What happened?

After an outage of a partner API we have 18,000 dead jobs, of which about 6,000 must be replayed (one merchant). \`tidewheel dead replay\` takes all or one id. We ended up with SQL, at night, with shaking hands. A filter on the payload would have been enough.

### Steps to reproduce

_No response_

### Relevant log output

_No response_`,
    labels: ['bug'],
  },
  {
    kind: 'commented',
    at: '2026-04-02T15:20:00Z',
    actor: 'tb-henning',
    thread: 'german-switch',
    comment: 'german-switch/c1',
    body: 'Ehrlich: für ein Skript in der Nacht nein. Wenn ihr wissen wollt, welche Rechnung warum nicht ankam und sie einzeln wiederholen: ja.',
  },
  {
    kind: 'discussion.opened',
    at: '2026-04-03T07:26:00Z',
    actor: 'wen-zhilan',
    repo: 'core',
    key: 'workflow-versioning',
    category: 'Q&A',
    title: '工作流升级后，正在运行的旧实例怎么办？',
    body: `我们有运行好几天的工作流。发布新代码时步骤的顺序变了，旧的实例继续执行时会跳过一步。请问有推荐的版本管理方法吗？例如在名字里加版本号 \`order-v2\`，还是有专门的 API？生产环境，1.3.0。`,
  },
  {
    kind: 'issue.opened',
    at: '2026-04-03T09:09:00Z',
    actor: 'bartek-wrzos',
    repo: 'core',
    key: 'deno-offer',
    title: "I'd like to work on Deno support",
    body: `With the beta's Standard Schema the only thing in the way of Deno is \`node:worker_threads\` in one file and the missing JSR metadata (see #{{#jsr}}). I have time in April and would be happy to send a PR, if you say that you want it and would run it in CI.`,
    labels: [],
  },
  {
    kind: 'commented',
    at: '2026-04-03T09:20:00Z',
    actor: 'greta-mauser',
    thread: 'german-switch',
    comment: 'german-switch/c2',
    body: 'Genau das mit dem „warum nicht" ist unser Problem. Dann probieren wir es.',
  },
  {
    kind: 'pull.opened',
    at: '2026-04-03T13:00:00Z',
    actor: 'depkeeper[bot]',
    repo: 'core',
    key: 'bump-2',
    title: 'chore(deps): update dependency vitest to v4.1',
    body: `This PR contains the following updates:

| Package | Change | Age | Confidence |
|---|---|---|---|
| vitest | \`4.0.9\` -> \`4.1.0\` | 9 days | high |`,
    branch: 'depkeeper/vitest-4.x',
    files: [
      {
        path: 'package.json',
        content: `{
  "name": "@tidewheel/core",
  "version": "1.4.0-beta.1",
  "type": "module",
  "devDependencies": { "vitest": "4.1.0" }
}
`,
      },
    ],
  },
  {
    kind: 'commented',
    at: '2026-04-03T14:40:00Z',
    actor: 'junpei-mori',
    thread: 'deprecated-add',
    comment: 'deprecated-add/c1',
    body: `There will be one (\`npx @tidewheel/cli codemod add-signature\`). I would be glad to try it on your code before I publish it.`,
  },
  {
    kind: 'commented',
    at: '2026-04-03T18:40:00Z',
    actor: 'zofia-marek',
    thread: 'deprecated-add',
    comment: 'deprecated-add/c2',
    body: 'Deal.',
  },
  {
    kind: 'discussion.opened',
    at: '2026-04-04T17:20:00Z',
    actor: 'devraj-menon',
    repo: 'core',
    key: 'show-agenda',
    category: 'Show and tell',
    title: 'Migration guide: from a hand-written Mongo queue to Tidewheel in one week',
    body: 'A month ago I could not even log in :) Now we moved eleven queues. I wrote the whole thing down: dual writing for three days, comparing counts, the one thing that went wrong (time zones, it is always time zones), and the script. Hope it helps the next team.',
  },
  {
    kind: 'commented',
    at: '2026-04-05T08:20:00Z',
    actor: 'anneke-vos',
    thread: 'show-agenda',
    comment: 'show-agenda/c1',
    body: 'What an arc. This is the most useful thing that happened to this project this month.',
  },
  {
    kind: 'reacted',
    at: '2026-04-05T10:20:00Z',
    actor: 'mira-okafor',
    content: 'rocket',
    target: { on: 'thread', thread: 'show-agenda' },
  },
];
