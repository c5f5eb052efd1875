import type { Happening } from './types.ts';

/** 2026-W11, 2026-03-09 to 2026-03-15: jobs run twice. */
export const WEEK_02: readonly Happening[] = [
  {
    kind: 'issue.opened',
    at: '2026-03-09T06:50:00Z',
    actor: 'dagny-hollis',
    repo: 'core',
    key: 'lease-twice-1',
    title: 'Jobs run TWICE since 1.3.0. Customers were charged twice.',
    body: `### Version

1.3.0

### Environment

Production, Node 22.12, Postgres 16.3, 14 workers

### Minutes to first success

_No response_

### What happened?

Upgraded Friday, because the notes say "one connection less per worker". Saturday night 212 customers were charged twice. On 1.2.4 this never happened in fourteen months.

Handlers that take longer than about 30 s lose the lease while they are STILL RUNNING, a second worker picks the job up, both finish. Rolled back to 1.2.4, quiet since.

Whoever thought that renewing inside the loop is a good idea: my handler blocks that loop.

### Steps to reproduce

Handler with 35 s of CPU work (pdf rendering). Two workers. Watch.

### Relevant log output

\`\`\`shell
{"level":"warn","msg":"lease lost","job":"01JNV7Q2","worker":"w-03"}
LeaseExpiredError: lease for job 01JNV7Q2 expired after 30000 ms (E_LEASE_EXPIRED)
    at Lease.assertHeld (file:///app/node_modules/@tidewheel/core/dist/worker/lease.js:63:13)
    at Worker.complete (file:///app/node_modules/@tidewheel/core/dist/worker/worker.js:141:19)
\`\`\``,
    labels: ['bug'],
  },
  {
    kind: 'commented',
    at: '2026-03-09T07:25:00Z',
    actor: 'callum-reyes',
    thread: 'lease-twice-1',
    comment: 'lease-twice-1/c1',
    body: `That is awful, and I am sorry. Staying on 1.2.4 is right. If you cannot: \`leaseMs: 300_000\` keeps the lease through long handlers.`,
  },
  {
    kind: 'labeled',
    at: '2026-03-09T07:35:00Z',
    actor: 'rasmus-ekdahl',
    thread: 'lease-twice-1',
    labels: ['P0'],
  },
  {
    kind: 'commented',
    at: '2026-03-09T07:36:00Z',
    actor: 'rasmus-ekdahl',
    thread: 'lease-twice-1',
    comment: 'lease-twice-1/c2',
    body: '/severity blocker',
  },
  {
    kind: 'closed',
    at: '2026-03-09T08:15:00Z',
    actor: 'rasmus-ekdahl',
    thread: 'tracking-130',
    reason: 'completed',
  },
  {
    kind: 'triage.commented',
    at: '2026-03-09T08:40:00Z',
    actor: 'callum-reyes',
    body: '/decide {{cluster:lease-twice-1}} fix Two customers on the phone already',
  },
  {
    kind: 'triage.commented',
    at: '2026-03-09T08:42:00Z',
    actor: 'ngozi-ebersole',
    body: 'Agreed from Product. Nothing else matters this week.',
  },
  {
    kind: 'discussion.opened',
    at: '2026-03-09T09:21:00Z',
    actor: 'devraj-menon',
    repo: 'core',
    key: 'login-loop-2',
    category: 'Q&A',
    title: 'Stuck at CLI login, the browser keeps looping',
    body: `Hi all, first day with Tidewheel. I run \`tidewheel login\`, the browser opens, I approve, and I am asked to sign in again, again and again, till the terminal says

\`AuthError: device code was not approved within 300 s (E_DEVICE_TIMEOUT)\`

Firefox 135 with strict tracking protection, CLI 1.3.0. Do I need some account setting first?`,
  },
  {
    kind: 'commented',
    at: '2026-03-09T09:36:00Z',
    actor: 'rasmus-ekdahl',
    thread: 'lease-twice-1',
    comment: 'lease-twice-1/c3',
    body: 'The renewal shares the loop with the handler, so synchronous work starves it. My change, my fault. I want a fix that is tested under load and not a quick one.',
  },
  {
    kind: 'commented',
    at: '2026-03-09T10:16:00Z',
    actor: 'dagny-hollis',
    thread: 'lease-twice-1',
    comment: 'lease-twice-1/c4',
    body: 'Appreciated. Refunds are done, my Sunday is gone, you owe me nothing but a good fix.',
  },
  {
    kind: 'issue.opened',
    at: '2026-03-09T10:44:00Z',
    actor: 'ekow-mensah',
    repo: 'core',
    key: 'docker-refused-2',
    title: 'Worker in docker-compose cannot reach Redis (connect ECONNREFUSED 127.0.0.1:6379)',
    body: `### Version

1.3.0

### Environment

Local, Docker 27, Node 22

### Minutes to first success

40

### What happened?

\`docker compose up\` starts redis and my worker, but the worker exits at once. With \`npm run dev\` outside of Docker all is fine.

### Steps to reproduce

compose file with two services, \`TIDEWHEEL_BACKEND=redis://localhost:6379\`

### Relevant log output

\`\`\`shell
Error: connect ECONNREFUSED 127.0.0.1:6379
BackendError: cannot reach redis at redis://localhost:6379
\`\`\``,
    labels: ['bug'],
  },
  {
    kind: 'commented',
    at: '2026-03-09T11:21:00Z',
    actor: 'salome-brandvik',
    thread: 'login-loop-2',
    comment: 'login-loop-2/c1',
    body: 'You are not alone, I had that in Firefox too. Strict protection drops the cookie between the two domains. Try it in a private window or switch the shield off for that page.',
  },
  {
    kind: 'commented',
    at: '2026-03-09T11:51:00Z',
    actor: 'devraj-menon',
    thread: 'login-loop-2',
    comment: 'login-loop-2/c2',
    body: 'shield off works, thanks. Still, this is the first thing that a new person sees…',
  },
  {
    kind: 'thread.edited',
    at: '2026-03-09T12:00:00Z',
    actor: 'hvalross',
    thread: 'one-word-1',
    body: 'broken. the worker. it does not start',
  },
  {
    kind: 'commented',
    at: '2026-03-09T14:44:00Z',
    actor: 'callum-reyes',
    thread: 'docker-refused-2',
    comment: 'docker-refused-2/c1',
    body: `\`localhost\` inside the container is the container. Use the service's name: \`redis://redis:6379\`. See also the answer in #{{#docker-refused-1}}.`,
  },
  {
    kind: 'commented',
    at: '2026-03-09T15:00:00Z',
    actor: 'callum-reyes',
    thread: 'docker-refused-2',
    comment: 'docker-refused-2/c4',
    body: '/cluster #{{#docker-refused-1}}',
  },
  {
    kind: 'issue.opened',
    at: '2026-03-09T15:02:00Z',
    actor: 'xiaomei-lu',
    repo: 'starter-ts',
    key: 'template-enoent-2',
    title: 'Windows 上创建项目失败：ENOENT queue.ts.tpl',
    body: `用户名里有中文，执行 \`npx create-tidewheel demo\` 直接报错，路径里的中文变成了 %E9%99%86：

\`\`\`
Error: ENOENT: no such file or directory, open 'C:\\Users\\%E9%99%86\\AppData\\Local\\npm-cache\\_npx\\3f1b\\node_modules\\create-tidewheel\\templates\\queue.ts.tpl'
    at async readTemplate (file:///C:/Users/%E9%99%86/AppData/Local/npm-cache/_npx/3f1b/node_modules/create-tidewheel/dist/templates.js:14:18)
\`\`\`

create-tidewheel 1.3.0，Node 22.12，Windows 11。第一次使用，请问怎么解决？`,
    labels: [],
  },
  {
    kind: 'commented',
    at: '2026-03-09T15:44:00Z',
    actor: 'ekow-mensah',
    thread: 'docker-refused-2',
    comment: 'docker-refused-2/c2',
    body: 'That was it. Closing.',
  },
  {
    kind: 'closed',
    at: '2026-03-09T15:45:00Z',
    actor: 'ekow-mensah',
    thread: 'docker-refused-2',
    reason: 'completed',
  },
  {
    kind: 'commented',
    at: '2026-03-09T18:05:00Z',
    actor: 'ngozi-ebersole',
    thread: 'maintained',
    comment: 'maintained/c1',
    body: 'Fair question. Six people are paid for it, two of them write most of the core. The core is Apache-2.0 and lives in this organisation; we published a promise about what happens when the company ends, it is linked in the footer of the site. Ask us anything.',
  },
  {
    kind: 'issue.opened',
    at: '2026-03-10T07:35:00Z',
    actor: 'larsen-kt',
    repo: 'core',
    key: 'migrate-denied',
    title: 'First start: "permission denied for schema public" when it creates its tables',
    body: `### Version

1.3.0

### Environment

Local, Postgres 16, Node 22

### Minutes to first success

30

### What happened?

New database, new role, first \`npm run dev\`. Postgres 15 and newer do not let everybody create in \`public\` any more, and the quickstart's \`CREATE ROLE\` line does not grant it.

### Steps to reproduce

Quickstart, section "Use your own Postgres".

### Relevant log output

\`\`\`shell
PostgresError: permission denied for schema public
  code: '42501'
    at migrate (file:///home/ktl/tide/node_modules/@tidewheel/core/dist/backend/postgres/migrate.js:22:9)
\`\`\``,
    labels: ['bug'],
  },
  {
    kind: 'discussion.opened',
    at: '2026-03-10T08:58:00Z',
    actor: 'quentin-lafarge',
    repo: 'core',
    key: 'types-never-2',
    category: 'Q&A',
    title: 'Job payload typed as never in our Vite project',
    body: `So, we took the plunge. In the editor \`job.payload\` is \`never\`, at run time all is well:

\`\`\`
error TS2339: Property 'orderId' does not exist on type 'never'.
\`\`\`

tsconfig comes from Vite (\`"moduleResolution": "bundler"\`). Tidewheel 1.3.0, TypeScript 5.8. Is there something to configure, or do I cast my way out?`,
  },
  {
    kind: 'reacted',
    at: '2026-03-10T09:30:00Z',
    actor: 'devraj-menon',
    content: '+1',
    target: { on: 'thread', thread: 'login-loop-1' },
  },
  {
    kind: 'labeled',
    at: '2026-03-10T10:31:00Z',
    actor: 'ngozi-ebersole',
    thread: 'feature-batch',
    labels: ['enhancement'],
  },
  {
    kind: 'commented',
    at: '2026-03-10T10:32:00Z',
    actor: 'ngozi-ebersole',
    thread: 'feature-batch',
    comment: 'feature-batch/c1',
    body: 'Thank you, the partial failure is the part we had not thought of. It is among the Q2 candidates.',
  },
  {
    kind: 'commented',
    at: '2026-03-10T11:58:00Z',
    actor: 'tb-henning',
    thread: 'types-never-2',
    comment: 'types-never-2/c1',
    body: `Same as #{{#types-never-1}}. Workaround: \`"customConditions": []\` does not help, \`"moduleResolution": "nodenext"\` does.`,
  },
  {
    kind: 'comment.edited',
    at: '2026-03-10T12:10:00Z',
    actor: 'tb-henning',
    comment: 'types-never-2/c1',
    body: `Same as #{{#types-never-1}}. Workaround: \`"moduleResolution": "nodenext"\`. (Edited: \`customConditions\` does not help.)`,
  },
  {
    kind: 'issue.opened',
    at: '2026-03-10T12:12:00Z',
    actor: 'sunniva-aas',
    repo: 'docs',
    key: 'login-loop-3',
    title: '"Sign in" page: step 3 (approve in the browser) never finishes',
    body: `The page https://tidewheel.example/docs/cloud/sign-in says: approve in the browser, then return to the terminal. Approving only shows me the sign-in form again, and the terminal stays at "waiting for approval" and ends with E_DEVICE_TIMEOUT. Safari 18 on an iPad keyboard-thing, CLI 1.3.0 on the Linux box beside it.

If there is a browser setting that matters, the page should say so.`,
    labels: [],
  },
  {
    kind: 'commented',
    at: '2026-03-10T12:23:00Z',
    actor: 'quentin-lafarge',
    thread: 'types-never-2',
    comment: 'types-never-2/c2',
    body: 'Vite grumbles, but it compiles. Thanks!',
  },
  {
    kind: 'commented',
    at: '2026-03-10T12:35:00Z',
    actor: 'owen-tarrant',
    thread: 'migrate-denied',
    comment: 'migrate-denied/c1',
    body: `\`GRANT CREATE ON SCHEMA public TO tide;\` or, nicer, give it a schema of its own with \`schema: 'tide'\`.`,
  },
  {
    kind: 'commented',
    at: '2026-03-10T13:35:00Z',
    actor: 'larsen-kt',
    thread: 'migrate-denied',
    comment: 'migrate-denied/c2',
    body: 'the own schema is nicer indeed. works.',
  },
  {
    kind: 'commented',
    at: '2026-03-10T15:02:00Z',
    actor: 'wen-zhilan',
    thread: 'template-enoent-2',
    comment: 'template-enoent-2/c1',
    body: `把 npm 缓存放到没有中文和空格的目录就可以：\`set npm_config_cache=C:\\npm-cache\`，然后重新执行。这是路径编码的问题，已经有人报告过。`,
  },
  {
    kind: 'discussion.opened',
    at: '2026-03-10T16:20:00Z',
    actor: 'chr-lindqvist',
    repo: 'core',
    key: 'lease-twice-2',
    category: 'Q&A',
    title: 'Duplicate executions after the upgrade to 1.3',
    body: 'Since Monday we see about 0.3 % of the jobs in our slow queue executed by two workers, always the ones that take more than half a minute. Logs say "lease lost" and then LeaseExpiredError on completion, after the work has been done. 1.2.4 was fine. Is there a setting, or should I go back?',
  },
  {
    kind: 'commented',
    at: '2026-03-10T17:02:00Z',
    actor: 'xiaomei-lu',
    thread: 'template-enoent-2',
    comment: 'template-enoent-2/c2',
    body: '可以了，谢谢！',
  },
  {
    kind: 'commented',
    at: '2026-03-10T17:20:00Z',
    actor: 'dagny-hollis',
    thread: 'lease-twice-2',
    comment: 'lease-twice-2/a',
    body: `Go back. Or \`leaseMs: 300_000\` if you must stay. #{{#lease-twice-1}} has my scars.`,
  },
  {
    kind: 'commented',
    at: '2026-03-10T19:20:00Z',
    actor: 'chr-lindqvist',
    thread: 'lease-twice-2',
    comment: 'lease-twice-2/c2',
    body: 'leaseMs it is, for now. Thanks, and sorry about your Sunday.',
    replyTo: 'lease-twice-2/a',
  },
  {
    kind: 'answered',
    at: '2026-03-10T19:21:00Z',
    actor: 'chr-lindqvist',
    thread: 'lease-twice-2',
    comment: 'lease-twice-2/a',
  },
  {
    kind: 'issue.opened',
    at: '2026-03-11T08:07:00Z',
    actor: 'pavel-drobny',
    repo: 'core',
    key: 'require-esm-1',
    title: 'Jest: ERR_REQUIRE_ESM when test imports @tidewheel/core',
    body: `### Version

1.3.0

### Environment

Production, Node 20.19, jest 29, ts-jest

### Minutes to first success

_No response_

### What happened?

We build normal application in CommonJS. Application runs, but tests not. Jest says it can not require ES Module. In documentation is nothing about Jest.

### Steps to reproduce

\`import { queue } from '@tidewheel/core'\` in any file which has a test.

### Relevant log output

\`\`\`shell
Error [ERR_REQUIRE_ESM]: require() of ES Module /app/node_modules/@tidewheel/core/dist/index.js from /app/src/mail.ts not supported.
    at Runtime.requireModule (/app/node_modules/jest-runtime/build/index.js:838:12)
\`\`\``,
    labels: ['bug'],
  },
  {
    kind: 'commented',
    at: '2026-03-11T08:20:00Z',
    actor: 'rasmus-ekdahl',
    thread: 'types-never-2',
    comment: 'types-never-2/c3',
    body: '/cluster #{{#types-never-1}}',
  },
  {
    kind: 'reacted',
    at: '2026-03-11T09:00:00Z',
    actor: 'ekow-mensah',
    content: '+1',
    target: { on: 'app-comment', thread: 'docker-refused-2' },
  },
  {
    kind: 'discussion.opened',
    at: '2026-03-11T10:30:00Z',
    actor: 'joaquin-belver',
    repo: 'core',
    key: 'roadmap-python',
    category: 'Ideas',
    title: '¿Hay planes para un cliente de Python?',
    body: 'Hola. Estamos valorando Tidewheel para toda la empresa, pero la mitad de los equipos escribe en Python. Sin un cliente, aunque sea solo para encolar trabajos, no podríamos adoptarlo. ¿Está en la hoja de ruta?',
  },
  {
    kind: 'commented',
    at: '2026-03-11T12:12:00Z',
    actor: 'tove-lindahl',
    thread: 'login-loop-3',
    comment: 'login-loop-3/c1',
    body: "It should not need a setting. I'll add a note until the real thing is repaired.",
  },
  {
    kind: 'commented',
    at: '2026-03-11T12:14:00Z',
    actor: 'tove-lindahl',
    thread: 'login-loop-3',
    comment: 'login-loop-3/c2',
    body: '/cluster tidewheel/cli#{{#login-loop-1}}',
  },
  {
    kind: 'closed',
    at: '2026-03-11T13:35:00Z',
    actor: 'rasmus-ekdahl',
    thread: 'migrate-denied',
    reason: 'completed',
  },
  {
    kind: 'discussion.opened',
    at: '2026-03-11T13:44:00Z',
    actor: 'lotte-kringle',
    repo: 'core',
    key: 'quickstart-secret-2',
    category: 'Q&A',
    title: 'ConfigError: TIDEWHEEL_SECRET is not set',
    body: `Moin! Quickstart, second command, boom:

\`\`\`
ConfigError: TIDEWHEEL_SECRET is not set (E_CONFIG_SECRET)
\`\`\`

Which secret? I have no account. create-tidewheel 1.3.0, Node 22, Fedora.`,
  },
  {
    kind: 'commented',
    at: '2026-03-11T14:34:00Z',
    actor: 'hamish-dunmore',
    thread: 'quickstart-secret-2',
    comment: 'quickstart-secret-2/a',
    body: `Any 32 characters in \`.env\`: \`echo TIDEWHEEL_SECRET=$(openssl rand -hex 16) >> .env\`. It signs the inspect page's cookies. Not in the docs, see tidewheel/docs#{{#quickstart-secret-1}}.`,
  },
  {
    kind: 'answered',
    at: '2026-03-11T14:39:00Z',
    actor: 'lotte-kringle',
    thread: 'quickstart-secret-2',
    comment: 'quickstart-secret-2/a',
  },
  {
    kind: 'commented',
    at: '2026-03-11T14:40:00Z',
    actor: 'lotte-kringle',
    thread: 'quickstart-secret-2',
    comment: 'quickstart-secret-2/c2',
    body: 'danke, läuft!',
    replyTo: 'quickstart-secret-2/a',
  },
  {
    kind: 'commented',
    at: '2026-03-11T17:07:00Z',
    actor: 'owen-tarrant',
    thread: 'require-esm-1',
    comment: 'require-esm-1/c1',
    body: `Jest has its own \`require\`. Either \`node --experimental-vm-modules node_modules/.bin/jest\`, or in the config \`transformIgnorePatterns: ['/node_modules/(?!@tidewheel/)']\` so that it is transpiled. We went with the second.`,
  },
  {
    kind: 'issue.opened',
    at: '2026-03-12T07:19:00Z',
    actor: 'mira-okafor',
    repo: 'core',
    key: 'rate-limit-tenant',
    title: 'Rate limit per tenant, not only per queue',
    body: `We send on behalf of about 400 shops, and each has its own limit at the carrier. \`rateLimit\` is per queue; 400 queues would mean 400 polling loops. Could the limit take a key?

\`\`\`ts
queue('labels', { payload, rateLimit: { per: (job) => job.payload.shopId, max: 10, everyMs: 1000 } });
\`\`\`

Today we re-enqueue with a delay when the bucket is empty, which makes the numbers in \`inspect\` meaningless.`,
    labels: [],
  },
  {
    kind: 'commented',
    at: '2026-03-12T09:00:00Z',
    actor: 'tove-lindahl',
    thread: 'quickstart-secret-2',
    comment: 'quickstart-secret-2/c3',
    body: '/cluster tidewheel/docs#{{#quickstart-secret-1}}',
  },
  {
    kind: 'signal.sent',
    at: '2026-03-12T10:00:00Z',
    actor: 'callum-reyes',
    source: 'tickets',
    id: 'tk-8841',
    type: 'first_success',
    title: 'First job on the cloud',
    text: '',
    authorKey: 'tk-4411',
    minutes: 9,
  },
  {
    kind: 'issue.opened',
    at: '2026-03-12T11:50:00Z',
    actor: 'hvalross',
    repo: 'core',
    key: 'one-word-2',
    title: 'it doesnt work',
    body: '',
    labels: [],
  },
  {
    kind: 'commented',
    at: '2026-03-12T13:10:00Z',
    actor: 'hvalross',
    thread: 'one-word-2',
    comment: 'one-word-2/c5',
    body: `bump

<!-- fullcircle:notice:c1 -->`,
  },
  {
    kind: 'pull.opened',
    at: '2026-03-12T15:15:00Z',
    actor: 'mira-okafor',
    repo: 'core',
    key: 'adopters-1',
    title: 'Add Parcelnest to the adopters',
    body: 'Fourteen months in production, 40 million labels. Thank you for making my on-call boring.',
    branch: 'adopters-parcelnest',
    files: [
      {
        path: 'ADOPTERS.md',
        content: `# Adopters

Who runs Tidewheel in production? Add your row by a pull request.

| organisation | what for | since |
|---|---|---|
| Harbour & Pine | order confirmation e-mails | 2025-11 |
| Parcelnest | shipping labels, 40 million so far | 2025-01 |
`,
      },
    ],
  },
  {
    kind: 'reacted',
    at: '2026-03-12T16:00:00Z',
    actor: 'sunniva-aas',
    content: '+1',
    target: { on: 'thread', thread: 'login-loop-1' },
  },
  {
    kind: 'commented',
    at: '2026-03-12T16:15:00Z',
    actor: 'anneke-vos',
    thread: 'adopters-1',
    comment: 'adopters-1/c1',
    body: '"Boring on-call" is the nicest thing anybody ever said about us.',
  },
  {
    kind: 'merged',
    at: '2026-03-12T16:17:00Z',
    actor: 'anneke-vos',
    thread: 'adopters-1',
    method: 'squash',
    closes: [],
  },
  {
    kind: 'commented',
    at: '2026-03-12T17:07:00Z',
    actor: 'pavel-drobny',
    thread: 'require-esm-1',
    comment: 'require-esm-1/c2',
    body: 'Second is working. Thank you Owen, you are good man.',
  },
  {
    kind: 'commented',
    at: '2026-03-13T07:19:00Z',
    actor: 'imogen-fairweather',
    thread: 'rate-limit-tenant',
    comment: 'rate-limit-tenant/c1',
    body: "We'd use this tomorrow.",
  },
  {
    kind: 'issue.opened',
    at: '2026-03-13T09:09:00Z',
    actor: 'tove-lindahl',
    repo: 'core',
    key: 'audit-1',
    title: 'Docs audit: retries',
    body: 'Page owner: Tove. Check examples against 1.3.',
    labels: [],
  },
  {
    kind: 'issue.opened',
    at: '2026-03-13T09:11:00Z',
    actor: 'tove-lindahl',
    repo: 'core',
    key: 'audit-2',
    title: 'Docs audit: schedules',
    body: 'Page owner: Tove. Check examples against 1.3.',
    labels: [],
  },
  {
    kind: 'issue.opened',
    at: '2026-03-13T09:13:00Z',
    actor: 'tove-lindahl',
    repo: 'core',
    key: 'audit-3',
    title: 'Docs audit: workflows',
    body: 'Page owner: Tove. Check examples against 1.3.',
    labels: [],
  },
  {
    kind: 'reacted',
    at: '2026-03-13T10:16:00Z',
    actor: 'stellan-v',
    content: '+1',
    target: { on: 'thread', thread: 'lease-twice-1' },
  },
  {
    kind: 'reacted',
    at: '2026-03-13T10:17:00Z',
    actor: 'chr-lindqvist',
    content: '+1',
    target: { on: 'thread', thread: 'lease-twice-1' },
  },
  {
    kind: 'commented',
    at: '2026-03-13T10:30:00Z',
    actor: 'ngozi-ebersole',
    thread: 'roadmap-python',
    comment: 'roadmap-python/c1',
    body: `Not this half-year. The wire format of the Postgres backend is documented and stable, so enqueuing from Python is one \`INSERT\`; a worker would be more. I'd like to hear who else needs it.`,
  },
  {
    kind: 'commented',
    at: '2026-03-13T11:50:00Z',
    actor: 'callum-reyes',
    thread: 'one-word-2',
    comment: 'one-word-2/c1',
    body: 'Could you tell us what you did, what you expected and which version you have? As it stands there is nothing we can look at.',
  },
  {
    kind: 'labeled',
    at: '2026-03-13T11:51:00Z',
    actor: 'callum-reyes',
    thread: 'one-word-2',
    labels: ['needs info'],
  },
  {
    kind: 'issue.opened',
    at: '2026-03-13T12:41:00Z',
    actor: 'gideon-marsh',
    repo: 'core',
    key: 'inspect-dark',
    title: 'Dark mode is gone from inspect since 1.3, please bring it back',
    body: `It was there in 1.2 (\`?theme=dark\`), and the new look in 1.3.0 ignores it. I keep that page open all night on a wall screen. My colleagues now call it "the sun".`,
    labels: [],
  },
  {
    kind: 'reacted',
    at: '2026-03-13T13:41:00Z',
    actor: 'dagny-hollis',
    content: '+1',
    target: { on: 'thread', thread: 'inspect-dark' },
  },
  {
    kind: 'discussion.opened',
    at: '2026-03-13T14:05:00Z',
    actor: 'stellan-v',
    repo: 'core',
    key: 'show-brewery',
    category: 'Show and tell',
    title: 'Tidewheel runs my home brewery',
    body: `Raspberry Pi 4, Redis, five queues: \`heat\`, \`hold\`, \`cool\`, \`pump\`, \`panic\`. A workflow per batch, each step waits for a temperature. \`panic\` has priority 0 and a worker of its own, for reasons that my ceiling knows.

Code's on my page, it's 300 lines. The beer's okay. The retries are better than the beer.`,
  },
  {
    kind: 'commented',
    at: '2026-03-13T15:05:00Z',
    actor: 'anneke-vos',
    thread: 'show-brewery',
    comment: 'show-brewery/c1',
    body: `I would read a whole post about the \`panic\` queue.`,
  },
  {
    kind: 'reacted',
    at: '2026-03-13T20:05:00Z',
    actor: 'salome-brandvik',
    content: 'laugh',
    target: { on: 'thread', thread: 'show-brewery' },
  },
  {
    kind: 'reacted',
    at: '2026-03-13T20:07:00Z',
    actor: 'owen-tarrant',
    content: 'heart',
    target: { on: 'thread', thread: 'show-brewery' },
  },
  {
    kind: 'commented',
    at: '2026-03-14T10:30:00Z',
    actor: 'joaquin-belver',
    thread: 'roadmap-python',
    comment: 'roadmap-python/c2',
    body: 'Con el INSERT nos basta para empezar. Gracias.',
  },
  {
    kind: 'issue.opened',
    at: '2026-03-14T20:30:00Z',
    actor: 'noor-haidari',
    repo: 'core',
    key: 'types-zod4',
    title: 'TS2345 when I pass a zod 4 schema to queue()',
    body: `### Version

1.3.0

### Environment

Local, TypeScript 5.8, zod 4.0

### Minutes to first success

_No response_

### What happened?

With zod 3 it compiles, with zod 4 it does not. The error is forty lines, this is the end of it.

### Steps to reproduce

\`queue('x', { payload: z.object({ id: z.uuid() }) })\`

### Relevant log output

\`\`\`shell
src/queue.ts:5:22 - error TS2345: Argument of type 'ZodObject<{ id: ZodUUID }>' is not assignable to parameter of type 'ZodType<unknown, ZodTypeDef>'.
  Type 'ZodObject<{ id: ZodUUID }>' is missing the following properties from type 'ZodType': _type, _output, _input
\`\`\``,
    labels: ['bug'],
  },
];
