import type { Happening } from './types.ts';

/** 2026-W12, 2026-03-16 to 2026-03-22: the login loop spreads, the secret is documented. */
export const WEEK_03: readonly Happening[] = [
  {
    kind: 'issue.opened',
    at: '2026-03-16T07:10:00Z',
    actor: 'pavel-drobny',
    repo: 'cli',
    key: 'login-loop-4',
    title: 'Login infinity circle in browser',
    body: `### Version

1.3.0

### Environment

Windows 11, Edge 133, company proxy (zscaler)

### Minutes to first success

_No response_

### What happened?

When I do tidewheel login it open browser. I give the code, I press Approve, it go again to sign in page. I make it maybe 10 times. It is circle without end. My colleague have the same. On home computer without proxy is working after second try.

### Steps to reproduce

1. tidewheel login
2. approve
3. circle

### Relevant log output

\`\`\`shell
[auth] poll 1..60: authorization_pending
AuthError: device code was not approved within 300 s (E_DEVICE_TIMEOUT)
    at pollDevice (file:///C:/tools/node_modules/@tidewheel/cli/dist/login/device.js:88:11)
\`\`\``,
    labels: ['bug'],
  },
  {
    kind: 'labeled',
    at: '2026-03-16T07:19:00Z',
    actor: 'ngozi-ebersole',
    thread: 'rate-limit-tenant',
    labels: ['enhancement'],
  },
  {
    kind: 'reacted',
    at: '2026-03-16T07:24:00Z',
    actor: 'imogen-fairweather',
    content: '+1',
    target: { on: 'thread', thread: 'rate-limit-tenant' },
  },
  {
    kind: 'discussion.opened',
    at: '2026-03-16T08:30:00Z',
    actor: 'marcelo-pinho',
    repo: 'core',
    key: 'docker-refused-3',
    category: 'Q&A',
    title: 'Worker no Docker: connect ECONNREFUSED 127.0.0.1:5432',
    body: `Olá pessoal. Subi o Postgres e o worker com docker compose, mas o worker não conecta:

\`\`\`
Error: connect ECONNREFUSED 127.0.0.1:5432
BackendError: cannot reach postgres at postgres://tide@127.0.0.1:5432/tide
\`\`\`

Fora do Docker funciona. O que estou esquecendo?`,
  },
  {
    kind: 'triage.commented',
    at: '2026-03-16T08:35:00Z',
    actor: 'tove-lindahl',
    body: '/decide {{cluster:quickstart-secret-1}} document Page and scaffold, by Friday',
  },
  {
    kind: 'triage.commented',
    at: '2026-03-16T08:39:00Z',
    actor: 'ngozi-ebersole',
    body: '/decide {{cluster:login-loop-1}} fix It is the first thing a new person sees',
  },
  {
    kind: 'commented',
    at: '2026-03-16T09:05:00Z',
    actor: 'ana-teixeira-b',
    thread: 'docker-refused-3',
    comment: 'docker-refused-3/a',
    body: `Dentro do container, \`127.0.0.1\` é o próprio container. Use o nome do serviço: \`postgres://tide@db:5432/tide\`, se o serviço se chama \`db\`.`,
  },
  {
    kind: 'commented',
    at: '2026-03-16T10:05:00Z',
    actor: 'marcelo-pinho',
    thread: 'docker-refused-3',
    comment: 'docker-refused-3/c2',
    body: 'Resolvido, obrigado Ana!',
    replyTo: 'docker-refused-3/a',
  },
  {
    kind: 'answered',
    at: '2026-03-16T10:06:00Z',
    actor: 'marcelo-pinho',
    thread: 'docker-refused-3',
    comment: 'docker-refused-3/a',
  },
  {
    kind: 'issue.opened',
    at: '2026-03-16T10:11:00Z',
    actor: 'callum-reyes',
    repo: 'cloud',
    key: 'login-loop-cloud',
    title: 'Ticket: Norrland Freight cannot log in with the CLI, loop on the device page',
    body: `A customer on the Team plan: whole office, Edge and Safari, \`tidewheel login\` loops between approve and sign-in, E_DEVICE_TIMEOUT in the end. Their proxy logs show that \`__tw_device\` is set with SameSite=Strict by the edge and dropped on the redirect. They renew in May and this is on their list.`,
    labels: [],
  },
  {
    kind: 'commented',
    at: '2026-03-16T11:11:00Z',
    actor: 'junpei-mori',
    thread: 'login-loop-cloud',
    comment: 'login-loop-cloud/c1',
    body: 'Strict comes from the edge template. CLI and edge both have to change.',
  },
  {
    kind: 'commented',
    at: '2026-03-16T11:12:00Z',
    actor: 'junpei-mori',
    thread: 'login-loop-cloud',
    comment: 'login-loop-cloud/c2',
    body: '/cluster tidewheel/cli#{{#login-loop-1}}',
  },
  {
    kind: 'commented',
    at: '2026-03-16T12:30:00Z',
    actor: 'callum-reyes',
    thread: 'docker-refused-3',
    comment: 'docker-refused-3/c3',
    body: '/cluster #{{#docker-refused-2}}',
  },
  {
    kind: 'commented',
    at: '2026-03-16T13:10:00Z',
    actor: 'junpei-mori',
    thread: 'login-loop-4',
    comment: 'login-loop-4/c1',
    body: 'Thank you, the proxy is an important hint: it strips the cookie as well. I can see now what must change.',
  },
  {
    kind: 'commented',
    at: '2026-03-16T13:41:00Z',
    actor: 'junpei-mori',
    thread: 'inspect-dark',
    comment: 'inspect-dark/c1',
    body: `An oversight of the redesign, not a decision. Would you like to try? The tokens are all in one file, \`src/inspect/theme.css\`.`,
  },
  {
    kind: 'commented',
    at: '2026-03-16T14:10:00Z',
    actor: 'pavel-drobny',
    thread: 'login-loop-4',
    comment: 'login-loop-4/c2',
    body: '/notify-me',
  },
  {
    kind: 'issue.opened',
    at: '2026-03-16T14:50:00Z',
    actor: 'stellan-v',
    repo: 'core',
    key: 'lease-twice-3',
    title: 'LeaseExpiredError on long jobs, 1.3.0',
    body: `### Version

1.3.0

### Environment

Production, Node 22.11, Redis 7.2

### Minutes to first success

_No response_

### What happened?

Since the upgrade: every job over ~30 s with sync work ends like this, and has been done twice by then. Same handler on 1.2.4, no problem. Not a Postgres thing, we are on Redis.

### Steps to reproduce

\`while (Date.now() < end) {}\` for 40 s in a handler

### Relevant log output

\`\`\`shell
LeaseExpiredError: lease for job 01JP9ZQ7 expired after 30000 ms (E_LEASE_EXPIRED)
    at Lease.assertHeld (file:///srv/node_modules/@tidewheel/core/dist/worker/lease.js:63:13)
    at Worker.complete (file:///srv/node_modules/@tidewheel/core/dist/worker/worker.js:141:19)
\`\`\``,
    labels: ['bug'],
  },
  {
    kind: 'issue.opened',
    at: '2026-03-16T16:00:00Z',
    actor: 'kofi-anane',
    repo: 'core',
    key: 'cron-twice-replicas',
    title: 'Scheduled job fires twice every time',
    body: `### Version

1.3.0

### Environment

Staging, 2 replicas, Postgres 16

### Minutes to first success

_No response_

### What happened?

My cron job \`0 * * * *\` fires twice each hour, since I scaled to two replicas. Both replicas call \`schedule('hourly', …)\` with no \`name\`.

### Steps to reproduce

Scale the service to 2.

### Relevant log output

\`\`\`shell
10:00:00.012 replica-a fired hourly
10:00:00.019 replica-b fired hourly
\`\`\``,
    labels: ['bug'],
  },
  {
    kind: 'commented',
    at: '2026-03-16T17:41:00Z',
    actor: 'gideon-marsh',
    thread: 'inspect-dark',
    comment: 'inspect-dark/c2',
    body: 'Go on then. Give me a week or two.',
  },
  {
    kind: 'commented',
    at: '2026-03-16T19:00:00Z',
    actor: 'owen-tarrant',
    thread: 'cron-twice-replicas',
    comment: 'cron-twice-replicas/c1',
    body: `Without a \`name\` each process registers its own schedule. \`schedule('hourly', { name: 'hourly-report', … })\` and they share one row.`,
  },
  {
    kind: 'commented',
    at: '2026-03-16T19:20:00Z',
    actor: 'kofi-anane',
    thread: 'cron-twice-replicas',
    comment: 'cron-twice-replicas/c2',
    body: 'oh. OH. thanks!',
  },
  {
    kind: 'closed',
    at: '2026-03-16T19:21:00Z',
    actor: 'kofi-anane',
    thread: 'cron-twice-replicas',
    reason: 'completed',
  },
  {
    kind: 'commented',
    at: '2026-03-16T20:30:00Z',
    actor: 'rasmus-ekdahl',
    thread: 'types-zod4',
    comment: 'types-zod4/c1',
    body: "We are typed against zod 3's internals, shame on us. Standard Schema is the way out, planned for 1.4.",
  },
  {
    kind: 'labeled',
    at: '2026-03-16T20:31:00Z',
    actor: 'rasmus-ekdahl',
    thread: 'types-zod4',
    labels: ['types'],
  },
  {
    kind: 'discussion.opened',
    at: '2026-03-17T08:02:00Z',
    actor: 'kazuo-ishitani',
    repo: 'core',
    key: 'npm-404-2',
    category: 'Q&A',
    title: 'npm のパッケージ名は何ですか？',
    body: `評価のために試したいのですが、\`npm install tidewheel\` は 404 になります。README にもサイトのトップページにもインストール方法が見つかりませんでした。npm で公開されていますか？`,
  },
  {
    kind: 'issue.opened',
    at: '2026-03-17T10:25:00Z',
    actor: 'femi-adegbite',
    repo: 'cli',
    key: 'login-clock',
    title: '[Bug]: login fails: "token used before issued"',
    body: `### Version

1.3.0

### Environment

Local, WSL2 on Windows 11, Node 20.19

### Minutes to first success

_No response_

### What happened?

Approving in the browser works and it says I can close the tab. Then the terminal fails. After \`wsl --shutdown\` it works again. I guess my clock was wrong? \`date\` was 14 minutes behind.

### Steps to reproduce

Let the laptop sleep for a night with WSL open.

### Relevant log output

\`\`\`shell
[auth] approved
AuthError: token used before issued (nbf 1773743001, now 1773742160) (E_TOKEN_CLOCK)
    at verify (file:///usr/lib/node_modules/@tidewheel/cli/dist/login/token.js:37:11)
\`\`\``,
    labels: ['bug'],
  },
  {
    kind: 'commented',
    at: '2026-03-17T11:25:00Z',
    actor: 'junpei-mori',
    thread: 'login-clock',
    comment: 'login-clock/c1',
    body: "Your guess is right: WSL's clock stops while the machine sleeps. We could say so instead of talking about nbf.",
  },
  {
    kind: 'commented',
    at: '2026-03-17T11:27:00Z',
    actor: 'junpei-mori',
    thread: 'login-clock',
    comment: 'login-clock/c2',
    body: '/not-duplicate',
  },
  {
    kind: 'commented',
    at: '2026-03-17T11:30:00Z',
    actor: 'femi-adegbite',
    thread: 'login-clock',
    comment: 'login-clock/c3',
    body: 'fair, a hint would have saved me an evening',
  },
  {
    kind: 'commented',
    at: '2026-03-17T13:02:00Z',
    actor: 'yuki-tanabe-dev',
    thread: 'npm-404-2',
    comment: 'npm-404-2/a',
    body: `\`@tidewheel/core\` です（スコープ付き）。CLI は \`@tidewheel/cli\` です。README の先頭に書いてほしいですよね。`,
  },
  {
    kind: 'issue.opened',
    at: '2026-03-17T13:31:00Z',
    actor: 'hollis-grant-eng',
    repo: 'core',
    key: 'leak-listeners-1',
    title: 'Memory of long-running workers climbs, MaxListenersExceededWarning',
    body: `### Version

1.3.0

### Environment

Production, Node 22.12, Postgres 16, 6 workers

### Minutes to first success

_No response_

### What happened?

RSS grows by roughly 40 MB a day per worker until the container is killed. After two or three hours the log has this warning. Heap snapshot: 11k \`drain\` listeners on the pool.

### Steps to reproduce

Let a worker run overnight with a mostly empty queue.

### Relevant log output

\`\`\`shell
(node:1) MaxListenersExceededWarning: Possible EventEmitter memory leak detected. 11 drain listeners added to [Pool]. Use emitter.setMaxListeners() to increase limit
    at Pool.addListener (node:events:588:10)
    at Poller.wait (file:///app/node_modules/@tidewheel/core/dist/worker/poller.js:57:15)
\`\`\``,
    labels: ['bug'],
  },
  {
    kind: 'commented',
    at: '2026-03-17T14:40:00Z',
    actor: 'hollis-grant-eng',
    thread: 'leak-listeners-1',
    comment: 'leak-listeners-1/c2',
    body: `I don't have the rights for it, but for the record this hurts:

> /severity major

\`\`\`
/severity blocker
\`\`\``,
  },
  {
    kind: 'commented',
    at: '2026-03-17T14:50:00Z',
    actor: 'rasmus-ekdahl',
    thread: 'lease-twice-3',
    comment: 'lease-twice-3/c1',
    body: 'Same as #{{#lease-twice-1}}, and good to know that the backend does not matter.',
  },
  {
    kind: 'commented',
    at: '2026-03-17T15:02:00Z',
    actor: 'kazuo-ishitani',
    thread: 'npm-404-2',
    comment: 'npm-404-2/c2',
    body: 'ありがとうございます。助かりました。',
    replyTo: 'npm-404-2/a',
  },
  {
    kind: 'answered',
    at: '2026-03-17T15:03:00Z',
    actor: 'kazuo-ishitani',
    thread: 'npm-404-2',
    comment: 'npm-404-2/a',
  },
  {
    kind: 'issue.opened',
    at: '2026-03-17T17:48:00Z',
    actor: 'dmitri-osk',
    repo: 'starter-ts',
    key: 'quickstart-secret-3',
    title: 'npm run dev -> E_CONFIG_SECRET',
    body: `cloned the starter, did what the readme says

\`\`\`
ConfigError: TIDEWHEEL_SECRET is not set (E_CONFIG_SECRET)
    at loadConfig (file:///w/starter-ts/node_modules/@tidewheel/core/dist/config/load.js:41:11)
\`\`\`

where do i get it? not in readme. v1.3.0 node 22 linux`,
    labels: [],
  },
  {
    kind: 'issue.opened',
    at: '2026-03-18T09:16:00Z',
    actor: 'priti-sundaram',
    repo: 'core',
    key: 'mysql-2',
    title: 'Support MySQL / MariaDB as backend',
    body: "After the licence was cleared (thanks!) the next wall: our platform team only offers MySQL 8. We cannot adopt Tidewheel without it. Is it considered? I'd rather not run Redis with persistence just for this.",
    labels: [],
  },
  {
    kind: 'commented',
    at: '2026-03-18T11:00:00Z',
    actor: 'ngozi-ebersole',
    thread: 'mysql-2',
    comment: 'mysql-2/c3',
    body: '/cluster #{{#mysql-1}}',
  },
  {
    kind: 'reacted',
    at: '2026-03-18T11:16:00Z',
    actor: 'rafael-quintero-mx',
    content: '+1',
    target: { on: 'thread', thread: 'mysql-2' },
  },
  {
    kind: 'commented',
    at: '2026-03-18T11:17:00Z',
    actor: 'rafael-quintero-mx',
    thread: 'mysql-2',
    comment: 'mysql-2/c1',
    body: 'Same question as mine in #{{#mysql-1}}, from the other side of the world.',
  },
  {
    kind: 'discussion.opened',
    at: '2026-03-18T11:37:00Z',
    actor: 'larsen-kt',
    repo: 'core',
    key: 'template-enoent-3',
    category: 'Q&A',
    title: 'create-tidewheel: ENOENT on a path with a space',
    body: `On the Windows machine at work (user folder "Karl Larsen") the scaffold dies, on my Linux box it does not:

\`Error: ENOENT: no such file or directory, open 'C:\\Users\\Karl%20Larsen\\AppData\\Local\\npm-cache\\_npx\\9aa0\\node_modules\\create-tidewheel\\templates\\queue.ts.tpl'\`

1.3.0. Anything I can do short of renaming myself?`,
  },
  {
    kind: 'commented',
    at: '2026-03-18T13:48:00Z',
    actor: 'callum-reyes',
    thread: 'quickstart-secret-3',
    comment: 'quickstart-secret-3/c1',
    body: `Any 32 characters in \`.env\`. We are fixing the text.`,
  },
  {
    kind: 'issue.opened',
    at: '2026-03-18T14:20:00Z',
    actor: 'celeste-abara',
    repo: 'core',
    key: 'enqueue-in-transaction',
    title: `ping @anneke-vos: is #12 the same as \`fixes #3\`??`,
    body: `Sorry for the strange title, I paste what my chat client made of it. My question is only: may I call \`queue.add\` inside a transaction of my own, so that the job is only there when my rows are? I do not find it under "Patterns".

<details><summary>my code</summary>
<img src="https://tracker.example/pixel.gif" width="1" height="1">
<script>alert('hi')</script>

\`\`\`ts
await db.begin(async (tx) => {
  await tx\`insert into orders …\`;
  await orders.add({ id }, { tx });   // ???
});
\`\`\`
</details>

# BIG HEADING

| a | b |
|---|---|
| 1 | @tidewheel/maintainers |`,
    labels: [],
  },
  {
    kind: 'commented',
    at: '2026-03-18T15:00:00Z',
    actor: 'anneke-vos',
    thread: 'npm-404-2',
    comment: 'npm-404-2/c3',
    body: '/cluster #{{#npm-404-1}}',
  },
  {
    kind: 'app-label.removed',
    at: '2026-03-18T15:10:00Z',
    actor: 'anneke-vos',
    thread: 'npm-404-2',
  },
  {
    kind: 'commented',
    at: '2026-03-18T16:20:00Z',
    actor: 'owen-tarrant',
    thread: 'enqueue-in-transaction',
    comment: 'enqueue-in-transaction/c1',
    body: `Yes, \`{ tx }\` is exactly it, with postgres.js and with pg. The page is called "Transactional enqueue", under Recipes. (Nobody finds it.)`,
  },
  {
    kind: 'commented',
    at: '2026-03-18T16:35:00Z',
    actor: 'celeste-abara',
    thread: 'enqueue-in-transaction',
    comment: 'enqueue-in-transaction/c2',
    body: 'Found, works, thank you! And my chat client is fired.',
  },
  {
    kind: 'closed',
    at: '2026-03-18T16:37:00Z',
    actor: 'celeste-abara',
    thread: 'enqueue-in-transaction',
    reason: 'completed',
  },
  {
    kind: 'commented',
    at: '2026-03-18T16:48:00Z',
    actor: 'dmitri-osk',
    thread: 'quickstart-secret-3',
    comment: 'quickstart-secret-3/c2',
    body: 'ok',
  },
  {
    kind: 'issue.opened',
    at: '2026-03-19T08:44:00Z',
    actor: 'ilse-vanacker',
    repo: 'core',
    key: 'feature-otel',
    title: 'OpenTelemetry: keep the trace from enqueue to handler',
    body: `We trace everything, and at the queue the trace ends. Could \`add()\` put the current \`traceparent\` into the job's headers, and the worker start a linked span? I could do it by hand in every payload, but then it is in everybody's types. Production, 1.3.0, about 60 queues.`,
    labels: [],
  },
  {
    kind: 'pull.opened',
    at: '2026-03-19T10:00:00Z',
    actor: 'tove-lindahl',
    repo: 'docs',
    key: 'secret-docs',
    title: 'Quickstart: say what the secret is and make one',
    body: 'Adds the missing step, the reason for it, and a one-line command for each shell. Fixes #{{#quickstart-secret-1}}',
    branch: 'quickstart-secret',
    files: [
      {
        path: 'pages/quickstart.md',
        content: `# Quickstart

1. \`npx create-tidewheel my-app\`
2. \`npx tidewheel secret >> .env\` writes \`TIDEWHEEL_SECRET\`, 32 random characters that sign the inspect page's cookies
3. \`npm run dev\`
`,
      },
    ],
  },
  {
    kind: 'permission.set',
    at: '2026-03-19T11:30:00Z',
    actor: 'rasmus-ekdahl',
    login: 'salome-brandvik',
    repo: 'core',
    permission: 'triage',
  },
  {
    kind: 'commented',
    at: '2026-03-19T11:37:00Z',
    actor: 'femi-adegbite',
    thread: 'template-enoent-3',
    comment: 'template-enoent-3/a',
    body: `don't rename yourself :) \`set npm_config_cache=C:\\npm-cache\` first. same as tidewheel/cli#{{#template-enoent-1}}`,
  },
  {
    kind: 'discussion.opened',
    at: '2026-03-19T13:13:00Z',
    actor: 'zofia-marek',
    repo: 'core',
    key: 'rfc-priorities',
    category: 'Ideas',
    title: 'RFC: fair priorities without starvation',
    body: `I have been thinking about #{{#rate-limit-tenant}} and about priorities, and wrote a prototype (branch on my fork, 240 lines, tests included). The idea: deficit round robin over priority classes, the class is a column, the index covers it.

\`\`\`mermaid
flowchart LR
  A[enqueue] --> B{class}
  B -->|gold| C[quantum 5]
  B -->|free| D[quantum 1]
  C & D --> E[fetch]
\`\`\`

Numbers with a million rows: p50 fetch goes from 0.8 to 0.9 ms. Nothing starves. I'd turn it into a pull request if the direction is right.`,
  },
  {
    kind: 'commented',
    at: '2026-03-19T13:31:00Z',
    actor: 'rasmus-ekdahl',
    thread: 'leak-listeners-1',
    comment: 'leak-listeners-1/c1',
    body: `\`Poller.wait\` adds a listener and never takes it away when the timeout wins. Thanks for the snapshot, it says it all.`,
  },
  {
    kind: 'commented',
    at: '2026-03-19T15:37:00Z',
    actor: 'larsen-kt',
    thread: 'template-enoent-3',
    comment: 'template-enoent-3/c2',
    body: 'Thanks, my mother will be relieved.',
    replyTo: 'template-enoent-3/a',
  },
  {
    kind: 'answered',
    at: '2026-03-19T15:38:00Z',
    actor: 'larsen-kt',
    thread: 'template-enoent-3',
    comment: 'template-enoent-3/a',
  },
  {
    kind: 'signal.sent',
    at: '2026-03-20T09:00:00Z',
    actor: 'callum-reyes',
    source: 'tickets',
    id: 'tk-8870',
    type: 'report',
    title: 'Jobs executed twice on 1.3.0',
    text: 'Customer on the Team plan: LeaseExpiredError: lease for job expired after 30000 ms (E_LEASE_EXPIRED), handlers of a minute, two executions. Stays on 1.2.4.',
    authorKey: 'tk-3902',
  },
  {
    kind: 'merged',
    at: '2026-03-20T10:00:00Z',
    actor: 'tove-lindahl',
    thread: 'secret-docs',
    method: 'squash',
    closes: ['quickstart-secret-1'],
  },
  {
    kind: 'commented',
    at: '2026-03-20T10:10:00Z',
    actor: 'tove-lindahl',
    thread: 'quickstart-secret-1',
    comment: 'quickstart-secret-1/c2',
    body: '/documented https://tidewheel.example/docs/quickstart#secret',
  },
  {
    kind: 'issue.opened',
    at: '2026-03-20T11:02:00Z',
    actor: 'dmitri-osk',
    repo: 'core',
    key: 'redis-sentinel',
    title: 'redis sentinel: which option',
    body: `production has 3 sentinels. \`TIDEWHEEL_BACKEND=redis-sentinel://…\` is not known, \`redis://\` to the master works till failover, then workers wait for ever. what is the right way with v1.3.0? i read the backend page two times`,
    labels: [],
  },
  {
    kind: 'commented',
    at: '2026-03-20T15:10:00Z',
    actor: 'hamish-dunmore',
    thread: 'quickstart-secret-1',
    comment: 'quickstart-secret-1/c3',
    body: `Read it as if I knew nothing. It works as written. Cheers.
/verified`,
  },
  {
    kind: 'issue.opened',
    at: '2026-03-20T15:40:00Z',
    actor: 'imogen-fairweather',
    repo: 'core',
    key: 'hang-big-payload',
    title: '[Bug]: worker hangs',
    body: `### Version

1.3.0

### Environment

Production, Node 22.12, Postgres 16.2

### Minutes to first success

_No response_

### What happened?

A worker stops fetching for good when one payload is larger than about 8 kB. No error. I think it is NOTIFY: Postgres limits its payload to 8000 bytes, the insert's trigger fails inside a savepoint and the poller waits for a notification that never comes. With \`listen: false\` all is fine.

### Steps to reproduce

\`queue.add({ text: 'x'.repeat(9000) })\`

### Relevant log output

\`\`\`shell
ERROR:  payload string too long
CONTEXT:  SQL statement "SELECT pg_notify('tide_jobs', NEW.payload::text)"
\`\`\``,
    labels: ['bug'],
  },
  {
    kind: 'discussion.opened',
    at: '2026-03-21T19:26:00Z',
    actor: 'bartek-wrzos',
    repo: 'core',
    key: 'show-vscode',
    category: 'Show and tell',
    title: 'VS Code extension: see your queues in the side bar',
    body: `Made it over two weekends: queues, counts, last error, retry with one click. It talks to the same endpoint as \`tidewheel inspect\`. Open source, contributions welcome, icon made by my daughter (7).`,
  },
  {
    kind: 'commented',
    at: '2026-03-22T07:26:00Z',
    actor: 'anneke-vos',
    thread: 'show-vscode',
    comment: 'show-vscode/c1',
    body: 'Please tell your daughter that the octopus is now on our wall.',
  },
  {
    kind: 'reacted',
    at: '2026-03-22T08:26:00Z',
    actor: 'nadia-elkhoury',
    content: 'heart',
    target: { on: 'thread', thread: 'show-vscode' },
  },
];
