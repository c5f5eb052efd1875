import { CONFIG_BROKEN, CONFIG_PATH, CONFIG_REPAIRED } from './config.ts';
import type { Happening } from './types.ts';

/** 2026-W15, 2026-04-06 to 2026-04-12: a broken config, Docker is documented. */
export const WEEK_06: readonly Happening[] = [
  {
    kind: 'triage.commented',
    at: '2026-04-06T09:00:00Z',
    actor: 'tove-lindahl',
    body: '/decide {{cluster:npm-404-1}} document README first',
  },
  {
    kind: 'triage.commented',
    at: '2026-04-06T09:02:00Z',
    actor: 'anneke-vos',
    body: '/attest docs-by-product-feature no',
  },
  {
    kind: 'issue.opened',
    at: '2026-04-06T09:10:00Z',
    actor: 'yuki-tanabe-dev',
    repo: 'core',
    key: 'docker-refused-6',
    title: 'Docker Compose で ECONNREFUSED 127.0.0.1:6379 になります',
    body: `### Version

1.3.0

### Environment

Local, Docker Desktop, macOS 15

### Minutes to first success

45

### What happened?

ローカルの \`npm run dev\` では動きますが、\`docker compose up\` にするとワーカーが Redis に接続できません。Redis のコンテナは起動しています。

### Steps to reproduce

\`TIDEWHEEL_BACKEND=redis://127.0.0.1:6379\` を compose.yml に書いて起動

### Relevant log output

\`\`\`shell
Error: connect ECONNREFUSED 127.0.0.1:6379
BackendError: cannot reach redis at redis://127.0.0.1:6379
\`\`\``,
    labels: ['bug'],
  },
  {
    kind: 'commented',
    at: '2026-04-06T11:10:00Z',
    actor: 'kazuo-ishitani',
    thread: 'docker-refused-6',
    comment: 'docker-refused-6/c1',
    body: `コンテナの中の 127.0.0.1 はコンテナ自身です。サービス名を使って \`redis://redis:6379\` にしてください。`,
  },
  {
    kind: 'commented',
    at: '2026-04-06T11:40:00Z',
    actor: 'yuki-tanabe-dev',
    thread: 'docker-refused-6',
    comment: 'docker-refused-6/c2',
    body: '動きました。ありがとうございます！',
  },
  {
    kind: 'closed',
    at: '2026-04-06T11:41:00Z',
    actor: 'yuki-tanabe-dev',
    thread: 'docker-refused-6',
    reason: 'completed',
  },
  {
    kind: 'issue.opened',
    at: '2026-04-06T12:20:00Z',
    actor: 'rafael-quintero-mx',
    repo: 'cli',
    key: 'template-enoent-5',
    title: 'create-tidewheel falla en Windows con "no such file or directory"',
    body: `### Version

1.3.0

### Environment

Local, Windows 11, Node 22.12

### Minutes to first success

_No response_

### What happened?

Íbamos a probar lo del outbox y el primer comando falla. Mi usuario de Windows tiene un espacio y en la ruta de la plantilla sale \`%20\`.

### Steps to reproduce

npx create-tidewheel prueba

### Relevant log output

\`\`\`shell
Error: ENOENT: no such file or directory, open 'C:\\Users\\Rafael%20Q\\AppData\\Local\\npm-cache\\_npx\\5d20\\node_modules\\create-tidewheel\\templates\\queue.ts.tpl'
    at async readTemplate (file:///C:/Users/Rafael%20Q/AppData/Local/npm-cache/_npx/5d20/node_modules/create-tidewheel/dist/templates.js:14:18)
\`\`\``,
    labels: ['bug'],
  },
  { kind: 'closed', at: '2026-04-06T13:00:00Z', actor: 'rasmus-ekdahl', thread: 'bump-2', reason: null },
  {
    kind: 'commented',
    at: '2026-04-06T13:20:00Z',
    actor: 'bartek-wrzos',
    thread: 'template-enoent-5',
    comment: 'template-enoent-5/c1',
    body: `Fixed in the beta: \`npx create-tidewheel@beta prueba\`. Stable next week, they say.`,
  },
  {
    kind: 'labeled',
    at: '2026-04-06T14:15:00Z',
    actor: 'ngozi-ebersole',
    thread: 'dead-letter',
    labels: ['enhancement'],
  },
  {
    kind: 'unlabeled',
    at: '2026-04-06T14:16:00Z',
    actor: 'ngozi-ebersole',
    thread: 'dead-letter',
    labels: ['bug'],
  },
  {
    kind: 'discussion.opened',
    at: '2026-04-06T16:00:00Z',
    actor: 'dmitri-osk',
    repo: 'core',
    key: 'fullcircle-q',
    category: 'General',
    title: 'the bot says my issue is "onboarding". i am senior engineer 15 years',
    body: 'ok it is my first hour with THIS thing but still. how do i mute',
  },
  {
    kind: 'commented',
    at: '2026-04-06T16:20:00Z',
    actor: 'rafael-quintero-mx',
    thread: 'template-enoent-5',
    comment: 'template-enoent-5/c2',
    body: 'Con la beta funciona. Gracias Bartek.',
  },
  {
    kind: 'reacted',
    at: '2026-04-06T16:22:00Z',
    actor: 'rafael-quintero-mx',
    content: 'heart',
    target: { on: 'comment', comment: 'template-enoent-5/c1' },
  },
  {
    kind: 'commented',
    at: '2026-04-06T17:00:00Z',
    actor: 'anneke-vos',
    thread: 'fullcircle-q',
    comment: 'fullcircle-q/c1',
    body: `It means the first hour with this thing, nothing else. \`/mute\` in a thread stops the notices there.`,
  },
  {
    kind: 'commented',
    at: '2026-04-06T17:05:00Z',
    actor: 'dmitri-osk',
    thread: 'quickstart-secret-3',
    comment: 'quickstart-secret-3/c3',
    body: '/mute',
  },
  {
    kind: 'discussion.opened',
    at: '2026-04-07T06:45:00Z',
    actor: 'greta-mauser',
    repo: 'core',
    key: 'login-loop-6',
    category: 'Q&A',
    title: 'Anmeldung dreht sich im Kreis',
    body: `Wir probieren es ja nun aus. \`tidewheel login\` öffnet den Browser, ich melde mich an, klicke auf „Approve this device", und bin wieder auf der Anmeldeseite. Im Terminal steht nach fünf Minuten:

\`AuthError: device code was not approved within 300 s (E_DEVICE_TIMEOUT)\`

Firefox, „Strenger Schutz". Muss ich etwas einstellen?`,
  },
  {
    kind: 'commented',
    at: '2026-04-07T07:35:00Z',
    actor: 'devraj-menon',
    thread: 'login-loop-6',
    comment: 'login-loop-6/a',
    body: "A private window helps until 1.4.0 (next week, if all goes well). It is the browser's cookie protection. I started exactly like you.",
  },
  {
    kind: 'pull.opened',
    at: '2026-04-07T08:30:00Z',
    actor: 'tove-lindahl',
    repo: 'docs',
    key: 'docker-docs-pr',
    title: 'New page: Tidewheel in Docker Compose',
    body: 'With a compose file for Postgres and one for Redis that start as they are, and the reason why 127.0.0.1 is the wrong address in a container. Six people asked in six weeks.',
    branch: 'docker-compose-page',
    files: [
      {
        path: 'pages/deploy/docker-compose.md',
        content: `# Docker Compose

Inside a container \`127.0.0.1\` is the container itself. Use the name of the service:

    TIDEWHEEL_BACKEND: redis://redis:6379
`,
      },
    ],
  },
  {
    kind: 'answered',
    at: '2026-04-07T09:35:00Z',
    actor: 'greta-mauser',
    thread: 'login-loop-6',
    comment: 'login-loop-6/a',
  },
  {
    kind: 'commented',
    at: '2026-04-07T09:36:00Z',
    actor: 'greta-mauser',
    thread: 'login-loop-6',
    comment: 'login-loop-6/c2',
    body: 'Danke, im privaten Fenster geht es!',
    replyTo: 'login-loop-6/a',
  },
  {
    kind: 'pull.opened',
    at: '2026-04-07T10:12:00Z',
    actor: 'ruthanne-k',
    repo: 'core',
    key: 'npm-404-pr',
    title: 'README: open with the install command',
    body: `Three people could not find the package, one of them found a tide-table widget instead. The first code block is now \`npm i @tidewheel/core\`, then the import. Also put "tidewheel npm" into the keywords so that search has a chance.`,
    branch: 'readme-install',
    files: [
      {
        path: 'README.md',
        content: `# Tidewheel

Typed job queues and workflows for Node. Postgres or Redis underneath, your own types on top.

    npm i @tidewheel/core

Quickstart, guides and reference: <https://tidewheel.example/docs>
`,
      },
    ],
  },
  {
    kind: 'commented',
    at: '2026-04-07T11:00:00Z',
    actor: 'callum-reyes',
    thread: 'login-loop-6',
    comment: 'login-loop-6/c3',
    body: '/cluster tidewheel/cli#{{#login-loop-1}}',
  },
  {
    kind: 'commented',
    at: '2026-04-07T11:30:00Z',
    actor: 'nadia-elkhoury',
    thread: 'docker-docs-pr',
    comment: 'docker-docs-pr/c1',
    body: `I wish I had this page in March!! One thing: \`depends_on\` needs \`condition: service_healthy\`, someone explained it to a colleague here.`,
  },
  {
    kind: 'merged',
    at: '2026-04-07T12:12:00Z',
    actor: 'anneke-vos',
    thread: 'npm-404-pr',
    method: 'squash',
    closes: [],
  },
  {
    kind: 'commented',
    at: '2026-04-07T12:16:00Z',
    actor: 'anneke-vos',
    thread: 'npm-404-1',
    comment: 'npm-404-1/c3',
    body: '/documented https://tidewheel.example/readme',
  },
  {
    kind: 'commented',
    at: '2026-04-07T12:17:00Z',
    actor: 'anneke-vos',
    thread: 'npm-404-1',
    comment: 'npm-404-1/c4',
    body: '/undo',
  },
  {
    kind: 'commented',
    at: '2026-04-07T12:18:00Z',
    actor: 'anneke-vos',
    thread: 'npm-404-1',
    comment: 'npm-404-1/c5',
    body: '/documented https://tidewheel.example/docs/install',
  },
  {
    kind: 'commented',
    at: '2026-04-07T12:30:00Z',
    actor: 'tove-lindahl',
    thread: 'docker-docs-pr',
    comment: 'docker-docs-pr/c2',
    body: 'Added, with your name in the commit.',
  },
  {
    kind: 'merged',
    at: '2026-04-07T13:00:00Z',
    actor: 'junpei-mori',
    thread: 'login-loop-pr',
    method: 'squash',
    closes: ['login-loop-1', 'login-loop-4'],
  },
  {
    kind: 'commented',
    at: '2026-04-07T13:05:00Z',
    actor: 'junpei-mori',
    thread: 'login-loop-1',
    comment: 'login-loop-1/c3',
    body: '/fixed-by #{{#login-loop-pr}}',
  },
  {
    kind: 'pull.opened',
    at: '2026-04-07T15:16:00Z',
    actor: 'gideon-marsh',
    repo: 'core',
    key: 'cron-dst-pr',
    title: 'Schedule: fire once, right after a gap of daylight saving',
    body: `\`nextFire\` walked local minutes and skipped those that do not exist. Now a minute inside a gap maps to the first minute after it, once per schedule, and a minute that happens twice in autumn fires the first time only. A property test walks every zone of the tz database through ten years.

Fixes #{{#cron-dst-1}}
Fixes #{{#cron-dst-2}}`,
    branch: 'dst-gap',
    files: [
      {
        path: 'src/schedule/next.ts',
        content: `export { nextFire } from './cron.ts';
/** A local time that does not exist fires at the end of the gap. */
export const GAP = 'after';
`,
      },
      {
        path: 'test/schedule/dst.test.ts',
        content: `test('02:30 on the last Sunday of March fires at 03:00', () => {});
`,
      },
    ],
  },
  {
    kind: 'issue.opened',
    at: '2026-04-08T07:22:00Z',
    actor: 'zofia-marek',
    repo: 'core',
    key: 'cron-dst-4',
    title: 'Cron in the DST gap is never fired',
    body: `### Version

1.3.0

### Environment

Production, Europe/Warsaw, Postgres 16

### Minutes to first success

_No response_

### What happened?

Found late, since it is a weekly job: \`45 2 * * 0\` with \`timeZone: 'Europe/Warsaw'\` did not run on 29 March. The week's billing export is missing. The next run was on 5 April as if nothing had been. Is it safe to trigger it by hand with the date of the 29th?

### Steps to reproduce

_No response_

### Relevant log output

\`\`\`shell
next fire of billing-export: 2026-04-05T00:45:00Z
\`\`\``,
    labels: ['bug'],
  },
  {
    kind: 'merged',
    at: '2026-04-08T08:30:00Z',
    actor: 'tove-lindahl',
    thread: 'docker-docs-pr',
    method: 'squash',
    closes: [],
  },
  {
    kind: 'commented',
    at: '2026-04-08T08:35:00Z',
    actor: 'tove-lindahl',
    thread: 'docker-refused-1',
    comment: 'docker-refused-1/c3',
    body: '/documented https://tidewheel.example/docs/deploy/docker-compose',
  },
  {
    kind: 'commented',
    at: '2026-04-08T09:09:00Z',
    actor: 'rasmus-ekdahl',
    thread: 'deno-offer',
    comment: 'deno-offer/c1',
    body: 'Yes, and yes to CI. Start with the Redis backend, it has fewer surprises.',
  },
  {
    kind: 'commented',
    at: '2026-04-08T09:22:00Z',
    actor: 'gideon-marsh',
    thread: 'cron-dst-4',
    comment: 'cron-dst-4/c1',
    body: `By hand is safe, \`schedule.run('billing-export', { at })\`. And I have a pull request for the rest: #{{#cron-dst-pr}}`,
  },
  {
    kind: 'discussion.opened',
    at: '2026-04-08T11:00:00Z',
    actor: 'tb-henning',
    repo: 'core',
    key: 'cron-dst-5',
    category: 'Q&A',
    title: '02:15-Job am 29.03. ausgefallen',
    body: 'Zone Europe/Berlin, 1.4.0-beta.1. Zeitumstellung. Der Job lief nicht, weder um 02:15 noch um 03:15. Fehler oder Absicht?',
  },
  {
    kind: 'commented',
    at: '2026-04-08T12:00:00Z',
    actor: 'greta-mauser',
    thread: 'cron-dst-5',
    comment: 'cron-dst-5/c1',
    body: 'Unser Rechnungslauf hat Glück gehabt, der ist um vier. Bei #{{#cron-dst-1}} steht: ein Fehler.',
  },
  {
    kind: 'commented',
    at: '2026-04-08T12:18:00Z',
    actor: 'wyatt-colburn',
    thread: 'npm-404-1',
    comment: 'npm-404-1/c6',
    body: `Found it in four seconds this time. /verified is what I should say, I hear:

/verified`,
  },
  {
    kind: 'commented',
    at: '2026-04-08T12:22:00Z',
    actor: 'zofia-marek',
    thread: 'cron-dst-4',
    comment: 'cron-dst-4/c2',
    body: 'Ran it, thank you.',
  },
  {
    kind: 'commented',
    at: '2026-04-08T12:35:00Z',
    actor: 'nadia-elkhoury',
    thread: 'docker-refused-1',
    comment: 'docker-refused-1/c4',
    body: `It explains it very well.
/verified`,
  },
  {
    kind: 'commented',
    at: '2026-04-08T13:35:00Z',
    actor: 'ekow-mensah',
    thread: 'docker-refused-2',
    comment: 'docker-refused-2/c3',
    body: '/verified',
  },
  {
    kind: 'discussion.opened',
    at: '2026-04-08T14:30:00Z',
    actor: 'chr-lindqvist',
    repo: 'core',
    key: 'types-never-5',
    category: 'Q&A',
    title: "Any way to type the handler's job without casting?",
    body: `After moving one service to Vite the \`job\` in our handlers is \`Job<never>\`. We cast everywhere: \`(job as Job<{ id: string }>)\`. 1.3.0. I would rather not have 200 casts.`,
  },
  {
    kind: 'commented',
    at: '2026-04-08T14:55:00Z',
    actor: 'salome-brandvik',
    thread: 'types-never-5',
    comment: 'types-never-5/a',
    body: 'Fixed in the beta, and in 1.4.0 next week: #{{#types-never-pr}}. Then delete your casts with joy.',
  },
  {
    kind: 'signal.sent',
    at: '2026-04-08T15:00:00Z',
    actor: 'callum-reyes',
    source: 'discord',
    id: 'dc-1390',
    type: 'first_success',
    title: 'first job ran, docker page helped',
    text: '',
    authorKey: 'dc-kelp',
    minutes: 14,
  },
  {
    kind: 'commented',
    at: '2026-04-08T15:16:00Z',
    actor: 'rasmus-ekdahl',
    thread: 'cron-dst-pr',
    comment: 'cron-dst-pr/c1',
    body: 'Every zone through ten years. I slept better than I have in weeks. What about Lord Howe, which moves by half an hour?',
  },
  {
    kind: 'answered',
    at: '2026-04-08T15:55:00Z',
    actor: 'chr-lindqvist',
    thread: 'types-never-5',
    comment: 'types-never-5/a',
  },
  {
    kind: 'commented',
    at: '2026-04-08T16:30:00Z',
    actor: 'salome-brandvik',
    thread: 'cron-dst-5',
    comment: 'cron-dst-5/c2',
    body: '/cluster #{{#cron-dst-4}}',
  },
  {
    kind: 'commented',
    at: '2026-04-08T17:16:00Z',
    actor: 'gideon-marsh',
    thread: 'cron-dst-pr',
    comment: 'cron-dst-pr/c2',
    body: 'Test 411. It passes. I had not heard of the island before Tuesday.',
  },
  {
    kind: 'file.pushed',
    at: '2026-04-09T08:15:00Z',
    actor: 'anneke-vos',
    repo: '.github',
    message: 'fullcircle: say that prereleases count',
    files: [{ path: CONFIG_PATH, content: CONFIG_BROKEN }],
  },
  {
    kind: 'issue.opened',
    at: '2026-04-09T09:40:00Z',
    actor: 'imogen-fairweather',
    repo: 'core',
    key: 'leak-inspect',
    title: 'inspect: the browser tab takes 2 GB after a day',
    body: `### Version

1.3.0

### Environment

Production, Chrome 134

### Minutes to first success

_No response_

### What happened?

I leave \`tidewheel inspect\` open on the wall screen. After a day the tab has 2.1 GB and the fan is louder than the team. The worker itself is fine. Every new row of the live list seems to stay in memory, also when it has scrolled out.

### Steps to reproduce

Leave it open with a busy queue.

### Relevant log output

_No response_`,
    labels: ['bug'],
  },
  {
    kind: 'discussion.opened',
    at: '2026-04-09T13:05:00Z',
    actor: 'bianca-oltean',
    repo: 'core',
    key: 'mysql-3',
    category: 'Q&A',
    title: 'Can Tidewheel use our existing MySQL?',
    body: 'We are choosing between three libraries for a new service and Tidewheel looks nicest. Our only database is MySQL 8.4. I see Postgres and Redis in the docs. Is MySQL coming, or should we look elsewhere? Thank you for a straight answer.',
  },
  {
    kind: 'commented',
    at: '2026-04-09T13:50:00Z',
    actor: 'rafael-quintero-mx',
    thread: 'mysql-3',
    comment: 'mysql-3/a',
    body: 'Not coming, they declined it with a reason in #{{#mysql-1}}. We use the outbox recipe with a small Redis beside MySQL, two weeks now, and it is fine.',
  },
  {
    kind: 'pull.opened',
    at: '2026-04-09T16:20:00Z',
    actor: 'gideon-marsh',
    repo: 'core',
    key: 'inspect-dark-pr',
    title: 'Inspect: the night is dark again',
    body: `Brings \`?theme=dark\` back and follows the system's preference. Contrast checked with a meter and with Dagny.

Fixes #{{#inspect-dark}}`,
    branch: 'inspect-dark',
    files: [
      {
        path: 'src/inspect/theme.css',
        content: `@media (prefers-color-scheme: dark) { :root { --paper: #14181d; --ink: #dfe5ea; } }
`,
      },
    ],
  },
  {
    kind: 'commented',
    at: '2026-04-09T18:50:00Z',
    actor: 'bianca-oltean',
    thread: 'mysql-3',
    comment: 'mysql-3/c2',
    body: 'A straight answer indeed. We will try the outbox.',
    replyTo: 'mysql-3/a',
  },
  {
    kind: 'answered',
    at: '2026-04-09T18:51:00Z',
    actor: 'bianca-oltean',
    thread: 'mysql-3',
    comment: 'mysql-3/a',
  },
  {
    kind: 'file.pushed',
    at: '2026-04-10T07:05:00Z',
    actor: 'anneke-vos',
    repo: '.github',
    message: 'fullcircle: prereleases, spelt right (and off)',
    files: [{ path: CONFIG_PATH, content: CONFIG_REPAIRED }],
  },
  {
    kind: 'commented',
    at: '2026-04-10T09:40:00Z',
    actor: 'gideon-marsh',
    thread: 'leak-inspect',
    comment: 'leak-inspect/c1',
    body: 'Wall screen people of the world, unite. I saw it as well while doing the dark theme; the list keeps every row since the page was opened.',
  },
  {
    kind: 'issue.opened',
    at: '2026-04-10T10:30:00Z',
    actor: 'noor-haidari',
    repo: 'core',
    key: 'enc-payload',
    title: 'Encrypt payloads at rest',
    body: `We have personal data in payloads (names and addresses for labels), and our data protection officer wants it encrypted in the jobs table with a key that the database does not know. A hook \`codec: { encode, decode }\` on the queue would do. At present we encrypt by hand and lose the types. Production, 1.3.0.`,
    labels: [],
  },
  {
    kind: 'discussion.opened',
    at: '2026-04-10T13:40:00Z',
    actor: 'salome-brandvik',
    repo: 'core',
    key: 'guide-otel',
    category: 'Show and tell',
    title: 'How we trace jobs with OpenTelemetry today, in 40 lines',
    body: `Until #{{#feature-otel}} is built in: a wrapper around \`queue()\` that puts \`traceparent\` into \`headers\`, and one around \`worker()\` that links the span. Types stay as they are. We run it in production since February.`,
  },
  {
    kind: 'commented',
    at: '2026-04-10T15:40:00Z',
    actor: 'ilse-vanacker',
    thread: 'guide-otel',
    comment: 'guide-otel/c1',
    body: 'I copied it, changed one import, and there was my trace. Thank you!!',
  },
  {
    kind: 'commented',
    at: '2026-04-10T16:20:00Z',
    actor: 'dagny-hollis',
    thread: 'inspect-dark-pr',
    comment: 'inspect-dark-pr/c1',
    body: 'Tested at 3 am by accident. My retinas approve.',
  },
  {
    kind: 'merged',
    at: '2026-04-10T20:20:00Z',
    actor: 'junpei-mori',
    thread: 'inspect-dark-pr',
    method: 'squash',
    closes: ['inspect-dark'],
  },
  {
    kind: 'pull.opened',
    at: '2026-04-11T15:00:00Z',
    actor: 'kazuo-ishitani',
    repo: 'docs',
    key: 'docs-ja',
    title: 'クイックスタートの日本語訳 / Japanese translation of the quickstart',
    body: 'クイックスタートとインストールのページを翻訳しました。用語集も付けています。レビューをお願いします。',
    branch: 'ja-quickstart',
    files: [
      {
        path: 'pages/ja/quickstart.md',
        content: `# クイックスタート

1. \`npx create-tidewheel my-app\`
2. \`npx tidewheel secret >> .env\`
3. \`npm run dev\`
`,
      },
    ],
  },
  {
    kind: 'commented',
    at: '2026-04-12T15:00:00Z',
    actor: 'yuki-tanabe-dev',
    thread: 'docs-ja',
    comment: 'docs-ja/c1',
    body: '読みやすいです。「リース」の説明だけ少し直しました。',
  },
  {
    kind: 'merged',
    at: '2026-04-12T17:16:00Z',
    actor: 'rasmus-ekdahl',
    thread: 'cron-dst-pr',
    method: 'squash',
    closes: ['cron-dst-1', 'cron-dst-2'],
  },
];
