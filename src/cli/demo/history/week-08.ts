import type { Happening } from './types.ts';

/** 2026-W17, 2026-04-20 to 2026-04-26: still broken for one, a red starter. */
export const WEEK_08: readonly Happening[] = [
  {
    kind: 'commented',
    at: '2026-04-20T06:40:00Z',
    actor: 'pavel-drobny',
    thread: 'login-loop-4',
    comment: 'login-loop-4/c3',
    body: `I install 1.4.0 today. At home is good. In company, behind zscaler, is same circle, with same E_DEVICE_TIMEOUT. I am sorry.
/still-broken on 1.4.0 behind zscaler, Edge 134`,
  },
  {
    kind: 'triage.commented',
    at: '2026-04-20T07:28:00Z',
    actor: 'ngozi-ebersole',
    body: '/decide {{cluster:login-loop-1}} fix Not over yet, proxies',
  },
  {
    kind: 'issue.opened',
    at: '2026-04-20T07:30:00Z',
    actor: 'hamish-dunmore',
    repo: 'cli',
    key: 'login-loop-7',
    title: "Login loop again, 1.4.0, behind the university's proxy",
    body: `### Version

1.4.0

### Environment

Local, Ubuntu 24.04, Firefox 136, web proxy

### Minutes to first success

_No response_

### What happened?

On 1.3.0 I used the private-window trick. On 1.4.0 not even that works: approve, sign-in page, approve, sign-in page. At home without the proxy it is fixed, so this is better for most and worse for me. The URL looks chopped off in the middle of \`state\`.

### Steps to reproduce

A proxy that limits query strings.

### Relevant log output

\`\`\`shell
[auth] poll 1..60: authorization_pending
AuthError: device code was not approved within 300 s (E_DEVICE_TIMEOUT)
    at pollDevice (file:///home/hamish/tw/node_modules/@tidewheel/cli/dist/login/device.js:97:11)
\`\`\``,
    labels: ['bug'],
  },
  {
    kind: 'triage.commented',
    at: '2026-04-20T07:31:00Z',
    actor: 'callum-reyes',
    body: '/approve {{cluster:docker-refused-1}}',
  },
  {
    kind: 'issue.opened',
    at: '2026-04-20T08:10:00Z',
    actor: 'lotte-kringle',
    repo: 'starter-ts',
    key: 'docker-refused-9',
    title: 'ECONNREFUSED 127.0.0.1:6379 in compose',
    body: `Moin, ich wieder. \`npm run dev\` fine, \`docker compose up\` not:

\`\`\`
BackendError: cannot reach redis at redis://127.0.0.1:6379
    [cause]: Error: connect ECONNREFUSED 127.0.0.1:6379
\`\`\`

1.4.0, starter from today, only added a second worker.`,
    labels: [],
  },
  {
    kind: 'commented',
    at: '2026-04-20T08:40:00Z',
    actor: 'hamish-dunmore',
    thread: 'docker-refused-9',
    comment: 'docker-refused-9/c1',
    body: `My turn to help: \`redis://redis:6379\`, and https://tidewheel.example/docs/deploy/docker-compose says why.`,
  },
  {
    kind: 'commented',
    at: '2026-04-20T09:40:00Z',
    actor: 'junpei-mori',
    thread: 'login-loop-4',
    comment: 'login-loop-4/c4',
    body: `Nothing to be sorry for. Reopening; could you look whether the address bar still has \`state=\` after the sign-in?`,
  },
  {
    kind: 'commented',
    at: '2026-04-20T09:40:00Z',
    actor: 'lotte-kringle',
    thread: 'docker-refused-9',
    comment: 'docker-refused-9/c2',
    body: 'läuft :)',
  },
  { kind: 'reopened', at: '2026-04-20T09:41:00Z', actor: 'junpei-mori', thread: 'login-loop-4' },
  {
    kind: 'closed',
    at: '2026-04-20T09:41:00Z',
    actor: 'lotte-kringle',
    thread: 'docker-refused-9',
    reason: 'completed',
  },
  {
    kind: 'discussion.opened',
    at: '2026-04-20T10:44:00Z',
    actor: 'dmitri-osk',
    repo: 'core',
    key: 'docker-refused-10',
    category: 'Q&A',
    title: 'worker in docker: connect ECONNREFUSED 127.0.0.1:5432',
    body: 'outside ok inside not. postgres container is up, healthcheck green. TIDEWHEEL_BACKEND=postgres://tide@127.0.0.1/tide. v1.4.0',
  },
  {
    kind: 'commented',
    at: '2026-04-20T11:04:00Z',
    actor: 'celeste-abara',
    thread: 'docker-refused-10',
    comment: 'docker-refused-10/a',
    body: `\`postgres://tide@db/tide\` when your service is called \`db\`. The page about compose explains it: https://tidewheel.example/docs/deploy/docker-compose`,
  },
  {
    kind: 'commented',
    at: '2026-04-20T11:11:00Z',
    actor: 'bartek-wrzos',
    thread: 'hang-bun',
    comment: 'hang-bun/c1',
    body: `Not yet. \`postgres\` behaves differently under Bun when \`LISTEN\` is used; \`listen: false\` gets you going. I meet the same beast for Deno.`,
  },
  {
    kind: 'commented',
    at: '2026-04-20T11:30:00Z',
    actor: 'gideon-marsh',
    thread: 'login-loop-7',
    comment: 'login-loop-7/c1',
    body: 'We have such a proxy at work too, with 512 characters. Let me try something: the state could be a short handle and the session stay on the server.',
  },
  {
    kind: 'commented',
    at: '2026-04-20T11:41:00Z',
    actor: 'pavel-drobny',
    thread: 'login-loop-4',
    comment: 'login-loop-4/c5',
    body: 'State is cut after 512 characters.',
  },
  {
    kind: 'commented',
    at: '2026-04-20T11:51:00Z',
    actor: 'junpei-mori',
    thread: 'login-loop-4',
    comment: 'login-loop-4/c6',
    body: 'That is the whole answer. Thank you!',
  },
  {
    kind: 'permission.set',
    at: '2026-04-20T12:00:00Z',
    actor: 'junpei-mori',
    login: 'gideon-marsh',
    repo: 'cli',
    permission: 'triage',
  },
  {
    kind: 'commented',
    at: '2026-04-20T12:30:00Z',
    actor: 'junpei-mori',
    thread: 'login-loop-7',
    comment: 'login-loop-7/c2',
    body: "Please do, I'll do the server's half.",
  },
  {
    kind: 'answered',
    at: '2026-04-20T13:04:00Z',
    actor: 'dmitri-osk',
    thread: 'docker-refused-10',
    comment: 'docker-refused-10/a',
  },
  {
    kind: 'issue.opened',
    at: '2026-04-20T13:20:00Z',
    actor: 'tomasz-bielak',
    repo: 'core',
    key: 'k8s-shutdown',
    title: 'Graceful shutdown with a job of 20 minutes: what is the pattern?',
    body: `### Version

1.4.0

### Environment

Production, Kubernetes, Redis 7

### Minutes to first success

_No response_

### What happened?

Not a bug, I look for the right pattern. Our longest handler runs for 20 minutes, a rollout gives a pod 60 seconds. Is there a checkpoint API, or should it be a workflow of 40 steps? What do others do?

### Steps to reproduce

_No response_

### Relevant log output

_No response_`,
    labels: ['bug'],
  },
  {
    kind: 'commented',
    at: '2026-04-20T18:00:00Z',
    actor: 'zofia-marek',
    thread: 'lease-twice-pr',
    comment: 'lease-twice-pr/c2',
    body: '31 services over the weekend: zero lost leases.',
  },
  {
    kind: 'commented',
    at: '2026-04-20T18:20:00Z',
    actor: 'mira-okafor',
    thread: 'k8s-shutdown',
    comment: 'k8s-shutdown/c1',
    body: `Workflow. Each step half a minute, \`ctx.state\` between them. We moved our monthly export that way and rollouts became boring.`,
  },
  {
    kind: 'issue.opened',
    at: '2026-04-21T07:12:00Z',
    actor: 'hollis-grant-eng',
    repo: 'cli',
    key: 'inspect-subpath-2',
    title: 'White page when inspect is served below /queues',
    body: `### Version

1.4.0

### Environment

Production, Traefik 3, Kubernetes

### Minutes to first success

_No response_

### What happened?

Ingress strips \`/queues\`, index.html loads, all assets give 404 because their addresses start at the root. A \`--base-path\` would do.

### Steps to reproduce

Put it below any path.

### Relevant log output

\`\`\`shell
GET https://intern.example/assets/app-77ab.js net::ERR_ABORTED 404 (Not Found)
Uncaught (in promise) Error: root element never mounted
\`\`\``,
    labels: ['bug'],
  },
  {
    kind: 'pull.opened',
    at: '2026-04-21T09:05:00Z',
    actor: 'bartek-wrzos',
    repo: 'core',
    key: 'deno-pr',
    title: 'Run under Deno (Redis backend) and publish on JSR',
    body: `As offered in #{{#deno-offer}}. The worker thread is behind a small interface, the JSR metadata is made by a script, and CI has a Deno job. Postgres follows when \`LISTEN\` behaves.`,
    branch: 'deno',
    files: [
      {
        path: 'jsr.json',
        content: `{ "name": "@tidewheel/core", "version": "1.4.0", "exports": "./src/index.ts" }
`,
      },
      {
        path: 'test/deno/smoke.test.ts',
        content: `Deno.test('a job runs', async () => {});
`,
      },
      {
        path: '.github/workflows/deno.yml',
        content: `name: deno
on: [push]
`,
      },
    ],
  },
  {
    kind: 'signal.sent',
    at: '2026-04-21T10:10:00Z',
    actor: 'callum-reyes',
    source: 'tickets',
    id: 'tk-8990',
    type: 'deploy',
    title: 'Production since today',
    text: '',
    authorKey: 'tk-4411',
  },
  {
    kind: 'issue.opened',
    at: '2026-04-21T12:30:00Z',
    actor: 'kofi-anane',
    repo: 'core',
    key: 'cron-utc',
    title: 'What time zone does cron use when I do not give one?',
    body: `### Version

1.4.0

### Environment

Production, Accra

### Minutes to first success

_No response_

### What happened?

Is it the server's zone or UTC? The page says "local time", my container says UTC, my laptop says GMT, so I cannot tell them apart, ha. I'd like to be sure before I deploy to Frankfurt.

### Steps to reproduce

_No response_

### Relevant log output

_No response_`,
    labels: ['bug'],
  },
  {
    kind: 'commented',
    at: '2026-04-21T13:20:00Z',
    actor: 'joaquin-belver',
    thread: 'cron-utc',
    comment: 'cron-utc/c1',
    body: `El contenedor decide: TZ of the process. I always set \`timeZone\`, then nobody has to know.`,
  },
  {
    kind: 'commented',
    at: '2026-04-21T13:35:00Z',
    actor: 'kofi-anane',
    thread: 'cron-utc',
    comment: 'cron-utc/c2',
    body: 'always set it, got it. gracias!',
  },
  {
    kind: 'closed',
    at: '2026-04-21T13:36:00Z',
    actor: 'kofi-anane',
    thread: 'cron-utc',
    reason: 'completed',
  },
  {
    kind: 'discussion.opened',
    at: '2026-04-21T15:00:00Z',
    actor: 'zofia-marek',
    repo: 'core',
    key: 'talk-gdansk',
    category: 'Show and tell',
    title: 'Talk: "31 services, one queue", slides and video',
    body: 'I gave a talk at our meetup about moving 31 services: what Tidewheel did well, what it did twice (sorry, Rasmus), and how the people here answered. 45 minutes, English, with a live demo that worked on the second try.',
  },
  {
    kind: 'commented',
    at: '2026-04-21T18:00:00Z',
    actor: 'rasmus-ekdahl',
    thread: 'talk-gdansk',
    comment: 'talk-gdansk/c1',
    body: '"What it did twice" is going to be on my tombstone. Thank you for the kind parts.',
  },
  {
    kind: 'commented',
    at: '2026-04-21T18:20:00Z',
    actor: 'tomasz-bielak',
    thread: 'k8s-shutdown',
    comment: 'k8s-shutdown/c2',
    body: 'Boring is the goal. Thank you, will do.',
  },
  {
    kind: 'closed',
    at: '2026-04-21T18:22:00Z',
    actor: 'tomasz-bielak',
    thread: 'k8s-shutdown',
    reason: 'completed',
  },
  {
    kind: 'reacted',
    at: '2026-04-21T19:00:00Z',
    actor: 'dagny-hollis',
    content: 'laugh',
    target: { on: 'thread', thread: 'talk-gdansk' },
  },
  {
    kind: 'issue.opened',
    at: '2026-04-22T06:20:00Z',
    actor: 'rasmus-ekdahl',
    repo: 'starter-ts',
    key: 'starter-red',
    title: 'Scheduled run is red: the node:22-slim image lost openssl',
    body: 'First red morning since February. Pin the image by digest, and let depkeeper move it.',
    labels: [],
  },
  {
    kind: 'commented',
    at: '2026-04-22T07:12:00Z',
    actor: 'theo-papadakis-gr',
    thread: 'inspect-subpath-2',
    comment: 'inspect-subpath-2/c1',
    body: 'I had to use a subdomain because of this: #{{#inspect-subpath-1}}',
  },
  {
    kind: 'pull.opened',
    at: '2026-04-22T08:00:00Z',
    actor: 'depkeeper[bot]',
    repo: 'starter-ts',
    key: 'bump-3',
    title: 'chore(deps): update tidewheel to v1.4.0',
    body: `This PR contains the following updates:

| Package | Change | Age | Confidence |
|---|---|---|---|
| @tidewheel/core | \`1.3.0\` -> \`1.4.0\` | 6 days | high |`,
    branch: 'depkeeper/tidewheel',
    files: [
      {
        path: 'package.json',
        content: `{ "name": "starter-ts", "dependencies": { "@tidewheel/core": "1.4.0" } }
`,
      },
    ],
  },
  {
    kind: 'commented',
    at: '2026-04-22T09:10:00Z',
    actor: 'junpei-mori',
    thread: 'inspect-subpath-2',
    comment: 'inspect-subpath-2/c4',
    body: '/cluster #{{#inspect-subpath-1}}',
  },
  {
    kind: 'commented',
    at: '2026-04-22T09:12:00Z',
    actor: 'hollis-grant-eng',
    thread: 'inspect-subpath-2',
    comment: 'inspect-subpath-2/c2',
    body: 'Same here now, certificate and all. Meh.',
  },
  {
    kind: 'closed',
    at: '2026-04-22T09:20:00Z',
    actor: 'rasmus-ekdahl',
    thread: 'starter-red',
    reason: 'completed',
  },
  {
    kind: 'merged',
    at: '2026-04-22T10:00:00Z',
    actor: 'rasmus-ekdahl',
    thread: 'bump-3',
    method: 'squash',
    closes: [],
  },
  {
    kind: 'issue.opened',
    at: '2026-04-22T11:45:00Z',
    actor: 'petrushka-dev',
    repo: 'core',
    key: 's3-large',
    title: 'How do big file go in job? 40 MB',
    body: `### Version

1.4.0

### Environment

Production, Redis

### Minutes to first success

_No response_

### What happened?

I put video in payload as base64. It is work but Redis become very fat and slow. What is correct way? Sorry for english.

### Steps to reproduce

payload with 40 MB string

### Relevant log output

_No response_`,
    labels: ['bug'],
  },
  {
    kind: 'commented',
    at: '2026-04-22T12:45:00Z',
    actor: 'owen-tarrant',
    thread: 's3-large',
    comment: 's3-large/c1',
    body: 'Your English is fine. Put the file in object storage and only its key in the payload. There\'s a recipe, "Large inputs". Redis will thank you.',
  },
  {
    kind: 'pull.opened',
    at: '2026-04-22T14:10:00Z',
    actor: 'gideon-marsh',
    repo: 'cli',
    key: 'login-loop-pr-2',
    title: `Login: a short handle in place of the whole session in \`state\``,
    body: `1.4.0 put the signed session into \`state\`: 900 characters. Proxies that cut query strings at 512 bring the loop back. Now \`state\` has 22 characters and the session stays on the server (Junpei's half is in the control plane).

Fixes #{{#login-loop-7}}
Fixes #{{#login-loop-4}}`,
    branch: 'short-state',
    files: [
      {
        path: 'src/login/device.ts',
        content: `export const DEVICE_TIMEOUT_MS = 300_000;
/** A handle, not the session: some proxies cut query strings at 512 characters. */
export const STATE_CHARS = 22;
`,
      },
      {
        path: 'test/login/proxy.test.ts',
        content: `test('a proxy that cuts at 512 characters does not matter', async () => {});
`,
      },
    ],
  },
  {
    kind: 'reviewed',
    at: '2026-04-22T18:00:00Z',
    actor: 'junpei-mori',
    thread: 'login-loop-pr-2',
    state: 'changes_requested',
    body: 'Two things: the handle needs an expiry, and please compare it in constant time.',
  },
  {
    kind: 'issue.opened',
    at: '2026-04-23T07:50:00Z',
    actor: 'priti-sundaram',
    repo: 'cli',
    key: 'quickstart-secret-5',
    title: '"TIDEWHEEL_SECRET is not set" although I wrote it with tidewheel secret',
    body: `### Version

1.4.0

### Environment

Local, Windows 11, PowerShell

### Minutes to first success

18

### What happened?

We start with the outbox now, and I followed the quickstart. \`npx tidewheel secret >> .env\` in PowerShell writes UTF-16, so the variable is not found, and the message says that it is not set. The page has a line for bash and for fish only.

### Steps to reproduce

PowerShell 5, quickstart step 2

### Relevant log output

\`\`\`shell
ConfigError: TIDEWHEEL_SECRET is not set (E_CONFIG_SECRET)
    at loadConfig (file:///C:/w/outbox/node_modules/@tidewheel/core/dist/config/load.js:44:11)
\`\`\``,
    labels: ['bug'],
  },
  {
    kind: 'commented',
    at: '2026-04-23T09:00:00Z',
    actor: 'anneke-vos',
    thread: 'docker-refused-10',
    comment: 'docker-refused-10/c2',
    body: '/cluster #{{#docker-refused-1}}',
  },
  {
    kind: 'discussion.opened',
    at: '2026-04-23T10:10:00Z',
    actor: 'jemima-stroud',
    repo: 'core',
    key: 'compare-durable',
    category: 'General',
    title: 'When is Tidewheel the wrong choice?',
    body: 'My team liked the demo (after the login…). Before we decide between Tidewheel and a "real" durable execution engine, I\'d like to hear from people who decided against it, or wished they had. Workflows of days, maybe 50 steps, in three languages. We are not using either yet.',
  },
  {
    kind: 'commented',
    at: '2026-04-23T10:50:00Z',
    actor: 'tove-lindahl',
    thread: 'quickstart-secret-5',
    comment: 'quickstart-secret-5/c1',
    body: `Good catch. \`npx tidewheel secret --write\` will do it in every shell; page changes with 1.4.1.`,
  },
  {
    kind: 'commented',
    at: '2026-04-23T12:10:00Z',
    actor: 'imogen-fairweather',
    thread: 'compare-durable',
    comment: 'compare-durable/c1',
    body: 'Three languages is your answer, sadly. For us (one language, steps of minutes, Postgres anyway) it is the right size: one dependency, one database, no cluster to look after.',
  },
  {
    kind: 'commented',
    at: '2026-04-23T12:45:00Z',
    actor: 'petrushka-dev',
    thread: 's3-large',
    comment: 's3-large/c2',
    body: 'I make so. Redis is slim again. Thank you very mach',
  },
  {
    kind: 'closed',
    at: '2026-04-23T12:46:00Z',
    actor: 'petrushka-dev',
    thread: 's3-large',
    reason: 'completed',
  },
  {
    kind: 'issue.opened',
    at: '2026-04-23T13:25:00Z',
    actor: 'ruthanne-k',
    repo: 'docs',
    key: 'retries-outdated',
    title: 'Retries page still describes backoff as a string',
    body: `Since 1.4.0 \`retry.backoff\` must be an object, but the page and two of its examples have \`'exponential'\`, so whoever copies from it crashes at start. I can fix the page, if you tell me which form will stay.`,
    labels: [],
  },
  {
    kind: 'commented',
    at: '2026-04-23T14:10:00Z',
    actor: 'pavel-drobny',
    thread: 'login-loop-pr-2',
    comment: 'login-loop-pr-2/c1',
    body: 'I test build in company. Is working! First click!',
  },
  {
    kind: 'commented',
    at: '2026-04-23T15:25:00Z',
    actor: 'tove-lindahl',
    thread: 'retries-outdated',
    comment: 'retries-outdated/c1',
    body: 'Both will stay (1.4.1 takes the string again), the object is the one to show. Yes please!',
  },
  {
    kind: 'labeled',
    at: '2026-04-23T15:40:00Z',
    actor: 'tove-lindahl',
    thread: 'retries-outdated',
    labels: ['docs'],
  },
  {
    kind: 'pull.opened',
    at: '2026-04-23T16:00:00Z',
    actor: 'ruthanne-k',
    repo: 'docs',
    key: 'retries-pr',
    title: 'Retries: show backoff as an object',
    body: 'Fixes #{{#retries-outdated}}, with both examples run against 1.4.0.',
    branch: 'backoff-object',
    files: [
      {
        path: 'pages/retries.md',
        content: `# Retries

\`retry: { backoff: { kind: 'exponential', firstMs: 1000 } }\`
`,
      },
      {
        path: 'examples/retries/index.ts',
        content: `export const retry = { backoff: { kind: 'exponential', firstMs: 1000 } };
`,
      },
    ],
  },
  {
    kind: 'reviewed',
    at: '2026-04-23T20:00:00Z',
    actor: 'junpei-mori',
    thread: 'login-loop-pr-2',
    state: 'approved',
    body: 'Both done. Good work.',
  },
  {
    kind: 'issue.opened',
    at: '2026-04-24T09:15:00Z',
    actor: 'larsen-kt',
    repo: 'core',
    key: 'test-flaky',
    title: `@tidewheel/testing: \`runAll()\` is flaky again, about one in 200 in CI`,
    body: `### Version

1.4.0

### Environment

CI, Node 22, in-memory backend

### Minutes to first success

_No response_

### What happened?

We had this in 1.2, it went away with 1.3, and with 1.4.0 it is back: \`await testing.runAll()\` resolves before the last job's \`onDone\` has run. One in two hundred, always on the slowest runner.

### Steps to reproduce

\`for i in $(seq 500); do npm test -- queue.test.ts || break; done\`

### Relevant log output

\`\`\`shell
AssertionError: expected [ 'a', 'b' ] to deeply equal [ 'a', 'b', 'c' ]
\`\`\``,
    labels: ['bug'],
  },
  {
    kind: 'merged',
    at: '2026-04-24T10:00:00Z',
    actor: 'tove-lindahl',
    thread: 'retries-pr',
    method: 'squash',
    closes: ['retries-outdated'],
  },
  {
    kind: 'commented',
    at: '2026-04-24T12:10:00Z',
    actor: 'ngozi-ebersole',
    thread: 'compare-durable',
    comment: 'compare-durable/c2',
    body: 'I agree with Imogen, and I am paid to say something else. Workflows of days are fine, three languages are not.',
  },
  {
    kind: 'discussion.opened',
    at: '2026-04-24T12:40:00Z',
    actor: 'anneke-vos',
    repo: 'core',
    key: 'office-hours',
    category: 'Announcements',
    title: 'Open hour on Thursdays, 16:00 Berlin',
    body: 'Bring a question, a half-broken worker or a beer recipe. No slides, no recording.',
  },
  {
    kind: 'commented',
    at: '2026-04-24T14:10:00Z',
    actor: 'jemima-stroud',
    thread: 'compare-durable',
    comment: 'compare-durable/c3',
    body: 'That honesty makes me want to use it for the parts that are TypeScript.',
  },
  {
    kind: 'issue.opened',
    at: '2026-04-25T15:15:00Z',
    actor: 'xiaomei-lu',
    repo: 'core',
    key: 'add-many',
    title: '批量入队 10 万个任务时内存很高',
    body: `### Version

1.4.0

### Environment

Production, Postgres 16

### Minutes to first success

_No response_

### What happened?

一次 \`queue.addMany(items)\` 入队 10 万个任务，进程内存涨到 3 GB，然后被系统杀掉。分成每 1000 个一批就没有问题。请问内部可以自动分批吗？

### Steps to reproduce

\`await queue.addMany(Array.from({ length: 100_000 }, …))\`

### Relevant log output

\`\`\`shell
FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory
\`\`\``,
    labels: ['bug'],
  },
  {
    kind: 'commented',
    at: '2026-04-25T16:15:00Z',
    actor: 'best-essays-247',
    thread: 'add-many',
    comment: 'add-many/c1',
    body: `Same problem here, solved it with http://best-essays.example !!!

<!-- fullcircle:related:1 -->`,
  },
  { kind: 'comment.deleted', at: '2026-04-25T16:45:00Z', actor: 'rasmus-ekdahl', comment: 'add-many/c1' },
  {
    kind: 'commented',
    at: '2026-04-25T18:45:00Z',
    actor: 'wen-zhilan',
    thread: 'add-many',
    comment: 'add-many/c2',
    body: `自己分批是目前的办法：每批 1000 个，\`for\` 循环里 \`await\`。我们每天入队两百万个，没有问题。`,
  },
  {
    kind: 'commented',
    at: '2026-04-26T18:45:00Z',
    actor: 'xiaomei-lu',
    thread: 'add-many',
    comment: 'add-many/c3',
    body: '谢谢，这样可以。希望以后内部能自动处理。',
  },
];
