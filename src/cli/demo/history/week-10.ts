import type { Happening } from './types.ts';

/** 2026-W19, 2026-05-04 to 2026-05-10: what comes next. */
export const WEEK_10: readonly Happening[] = [
  {
    kind: 'issue.opened',
    at: '2026-05-04T07:25:00Z',
    actor: 'theo-papadakis-gr',
    repo: 'core',
    key: 'docker-refused-13',
    title: "Compose on the customer's machine: ECONNREFUSED 127.0.0.1:6379",
    body: `### Version

1.4.1

### Environment

Production, Docker Compose on one VM

### Minutes to first success

_No response_

### What happened?

On my machine I use host networking, at the customer's compose it fails: \`cannot reach redis at redis://127.0.0.1:6379\`.

### Steps to reproduce

The same image in a compose network.

### Relevant log output

\`\`\`shell
Error: connect ECONNREFUSED 127.0.0.1:6379
BackendError: cannot reach redis at redis://127.0.0.1:6379
\`\`\``,
    labels: ['bug'],
  },
  {
    kind: 'triage.commented',
    at: '2026-05-04T07:33:00Z',
    actor: 'tove-lindahl',
    body: '/decide {{cluster:require-esm-1}} document Pavel says he writes it',
  },
  {
    kind: 'triage.commented',
    at: '2026-05-04T07:38:00Z',
    actor: 'ngozi-ebersole',
    body: '/decide {{cluster:inspect-subpath-1}} fix A base path, 1.5',
  },
  {
    kind: 'triage.commented',
    at: '2026-05-04T07:39:00Z',
    actor: 'anneke-vos',
    body: '/attest docs-explain-workflows yes',
  },
  {
    kind: 'commented',
    at: '2026-05-04T08:25:00Z',
    actor: 'priti-sundaram',
    thread: 'docker-refused-13',
    comment: 'docker-refused-13/c1',
    body: `\`redis://redis:6379\`, and here's the page that I was given last week: https://tidewheel.example/docs/deploy/docker-compose`,
  },
  {
    kind: 'commented',
    at: '2026-05-04T09:25:00Z',
    actor: 'theo-papadakis-gr',
    thread: 'docker-refused-13',
    comment: 'docker-refused-13/c2',
    body: 'ευχαριστώ, works',
  },
  {
    kind: 'closed',
    at: '2026-05-04T09:26:00Z',
    actor: 'theo-papadakis-gr',
    thread: 'docker-refused-13',
    reason: 'completed',
  },
  {
    kind: 'discussion.opened',
    at: '2026-05-04T09:40:00Z',
    actor: 'bianca-oltean',
    repo: 'core',
    key: 'docker-refused-14',
    category: 'Q&A',
    title: 'Outbox worker cannot connect to Redis inside Docker',
    body: `Second week with the outbox. Locally good; in the container: \`connect ECONNREFUSED 127.0.0.1:6379\`. Which host name do I give? 1.4.1`,
  },
  {
    kind: 'commented',
    at: '2026-05-04T09:50:00Z',
    actor: 'anneke-vos',
    thread: 'thanks-141',
    comment: 'thanks-141/c1',
    body: 'We framed it.',
  },
  {
    kind: 'commented',
    at: '2026-05-04T10:10:00Z',
    actor: 'rafael-quintero-mx',
    thread: 'docker-refused-14',
    comment: 'docker-refused-14/a',
    body: `The service's: \`redis://redis:6379\`. https://tidewheel.example/docs/deploy/docker-compose`,
  },
  {
    kind: 'answered',
    at: '2026-05-04T10:50:00Z',
    actor: 'bianca-oltean',
    thread: 'docker-refused-14',
    comment: 'docker-refused-14/a',
  },
  {
    kind: 'issue.opened',
    at: '2026-05-04T12:15:00Z',
    actor: 'joaquin-belver',
    repo: 'core',
    key: 'require-esm-3',
    title: 'Jest no puede importar @tidewheel/core (ERR_REQUIRE_ESM)',
    body: `### Version

1.4.1

### Environment

Production, Jest 29, TypeScript a CommonJS

### Minutes to first success

_No response_

### What happened?

La aplicación funciona, los tests no. Cualquier fichero que importe una cola falla en Jest.

### Steps to reproduce

_No response_

### Relevant log output

\`\`\`shell
Error [ERR_REQUIRE_ESM]: require() of ES Module /app/node_modules/@tidewheel/core/dist/index.js from /app/src/cierre.ts not supported.
    at Runtime.requireModule (/app/node_modules/jest-runtime/build/index.js:838:12)
\`\`\``,
    labels: ['bug'],
  },
  {
    kind: 'commented',
    at: '2026-05-04T13:15:00Z',
    actor: 'zofia-marek',
    thread: 'require-esm-3',
    comment: 'require-esm-3/c1',
    body: `\`transformIgnorePatterns: ['/node_modules/(?!@tidewheel/)']\`. It should be on the testing page, I think we are the third.`,
  },
  {
    kind: 'labeled',
    at: '2026-05-04T14:05:00Z',
    actor: 'junpei-mori',
    thread: 'first-issue-offer',
    labels: ['good first issue'],
  },
  {
    kind: 'issue.opened',
    at: '2026-05-05T08:08:00Z',
    actor: 'yuki-tanabe-dev',
    repo: 'core',
    key: 'require-esm-4',
    title: 'ts-jest: Must use import to load ES Module @tidewheel/core',
    body: `### Version

1.4.1

### Environment

Production, Node 20.19, ts-jest 29

### Minutes to first success

_No response_

### What happened?

テストだけが失敗します。App is CommonJS and runs, only the tests fail with ERR_REQUIRE_ESM. Is there an official setting for Jest?

### Steps to reproduce

\`import { worker } from '@tidewheel/core'\` in a file with a test

### Relevant log output

\`\`\`shell
Error [ERR_REQUIRE_ESM]: require() of ES Module /w/node_modules/@tidewheel/core/dist/index.js from /w/src/mail.ts not supported.
    at Runtime.requireModule (/w/node_modules/jest-runtime/build/index.js:838:12)
\`\`\``,
    labels: ['bug'],
  },
  {
    kind: 'issue.opened',
    at: '2026-05-05T10:30:00Z',
    actor: 'lucia-ferrand',
    repo: 'core',
    key: 'brew-install',
    title: 'La commande tidewheel via Homebrew ?',
    body: "Bonjour ! J'aimerais essayer l'outil en ligne de commande, mais je n'installe rien de global avec npm sur cette machine. Est-ce qu'une formule Homebrew existe, ou est prévue ? Je n'ai trouvé ni sur le site ni dans le README comment l'avoir autrement.",
    labels: [],
  },
  {
    kind: 'pull.opened',
    at: '2026-05-05T13:00:00Z',
    actor: 'femi-adegbite',
    repo: 'cli',
    key: 'clock-hint',
    title: 'Login: say that the clock is wrong when it is wrong',
    body: `When \`nbf\` lies in the future by more than a minute, the message is now "Your clock is 14 minutes behind" and, under WSL, how to set it. One test. It is my first PR, please be honest.

Closes #{{#login-clock}}`,
    branch: 'clock-hint',
    files: [
      {
        path: 'src/login/clock.ts',
        content: `/** How far a token may come from the future before we suspect the clock, seconds. */
export const SUSPECT_AFTER_S = 60;
`,
      },
      {
        path: 'test/login/clock.test.ts',
        content: `test('a token from the future names the clock', () => {});
`,
      },
    ],
  },
  {
    kind: 'commented',
    at: '2026-05-05T14:08:00Z',
    actor: 'pavel-drobny',
    thread: 'require-esm-4',
    comment: 'require-esm-4/c1',
    body: 'transformIgnorePatterns, see #{{#require-esm-1}}. I become the Jest man of this project.',
  },
  {
    kind: 'commented',
    at: '2026-05-05T14:13:00Z',
    actor: 'pavel-drobny',
    thread: 'require-esm-4',
    comment: 'require-esm-4/c2',
    body: '/notify-me',
  },
  {
    kind: 'commented',
    at: '2026-05-05T15:00:00Z',
    actor: 'owen-tarrant',
    thread: 'require-esm-3',
    comment: 'require-esm-3/c2',
    body: '/cluster #{{#require-esm-1}}',
  },
  {
    kind: 'commented',
    at: '2026-05-05T16:00:00Z',
    actor: 'owen-tarrant',
    thread: 'clock-hint',
    comment: 'clock-hint/c1',
    body: 'Honest: it is good. Name the constant, which you did before I could say it.',
  },
  {
    kind: 'signal.sent',
    at: '2026-05-05T16:00:00Z',
    actor: 'callum-reyes',
    source: 'discord',
    id: 'dc-1502',
    type: 'report',
    title: 'compose and redis',
    text: 'worker container says connect ECONNREFUSED 127.0.0.1:6379, BackendError cannot reach redis, what is wrong',
    authorKey: 'dc-urchin',
  },
  {
    kind: 'issue.opened',
    at: '2026-05-06T08:30:00Z',
    actor: 'dagny-hollis',
    repo: 'core',
    key: 'inspect-search',
    title: "inspect's job search stopped finding ids since 1.4.1",
    body: `### Version

1.4.1

### Environment

Production, Postgres 16

### Minutes to first success

_No response_

### What happened?

Since last week's upgrade, pasting a job id into the search finds nothing. Searching by queue still works. It worked in 1.4.0. Not urgent, nobody was charged :)

### Steps to reproduce

Copy an id, paste it, nothing.

### Relevant log output

\`\`\`shell
_No response_
\`\`\``,
    labels: ['bug'],
  },
  {
    kind: 'issue.opened',
    at: '2026-05-06T11:20:00Z',
    actor: 'callum-reyes',
    repo: 'cloud',
    key: 'cloud-bill',
    title: "Ticket: invoice shows last month's plan",
    body: 'Norrland Freight upgraded on the 28th (login works for the whole office now!), invoice still says Team.',
    labels: [],
  },
  {
    kind: 'commented',
    at: '2026-05-06T11:30:00Z',
    actor: 'gideon-marsh',
    thread: 'inspect-search',
    comment: 'inspect-search/c1',
    body: 'The search lower-cases now and the ids are upper case. I touched that file. Fix follows.',
  },
  {
    kind: 'reacted',
    at: '2026-05-06T11:31:00Z',
    actor: 'rasmus-ekdahl',
    content: 'eyes',
    target: { on: 'thread', thread: 'inspect-search' },
  },
  {
    kind: 'closed',
    at: '2026-05-06T13:20:00Z',
    actor: 'junpei-mori',
    thread: 'cloud-bill',
    reason: 'completed',
  },
  {
    kind: 'discussion.opened',
    at: '2026-05-06T15:45:00Z',
    actor: 'lucia-ferrand',
    repo: 'core',
    key: 'french-club',
    category: 'General',
    title: 'Tidewheel pour une petite association ?',
    body: "Trois bénévoles, un serveur à 5 euros, des rappels par SMS. Nous n'utilisons encore rien de ce genre. Est-ce raisonnable, ou faut-il une équipe pour s'en occuper ?",
  },
  {
    kind: 'commented',
    at: '2026-05-06T16:00:00Z',
    actor: 'junpei-mori',
    thread: 'clock-hint',
    comment: 'clock-hint/c2',
    body: 'Better words than mine in the message. Welcome.',
  },
  {
    kind: 'merged',
    at: '2026-05-06T16:02:00Z',
    actor: 'junpei-mori',
    thread: 'clock-hint',
    method: 'squash',
    closes: ['login-clock'],
  },
  {
    kind: 'reacted',
    at: '2026-05-06T16:32:00Z',
    actor: 'anneke-vos',
    content: 'hooray',
    target: { on: 'thread', thread: 'clock-hint' },
  },
  {
    kind: 'commented',
    at: '2026-05-06T17:45:00Z',
    actor: 'quentin-lafarge',
    thread: 'french-club',
    comment: 'french-club/c1',
    body: "Tout à fait raisonnable : Postgres, un processus, et vous oubliez qu'il est là. Je suis passé par là en mars et je réponds volontiers à vos questions.",
  },
  {
    kind: 'commented',
    at: '2026-05-06T20:45:00Z',
    actor: 'greta-mauser',
    thread: 'french-club',
    comment: 'french-club/c2',
    body: "We're a club of 2,000 with one such server. It runs since April, and I can see which reminder failed and why.",
  },
  {
    kind: 'pull.opened',
    at: '2026-05-07T09:10:00Z',
    actor: 'pavel-drobny',
    repo: 'docs',
    key: 'jest-docs',
    title: 'Testing: how to use Jest with @tidewheel/core',
    body: 'I answer this three times, so I write it. One page, the two ways, and example repository which runs in CI.',
    branch: 'jest',
    files: [
      {
        path: 'pages/testing/jest.md',
        content: `# Jest

\`transformIgnorePatterns: ['/node_modules/(?!@tidewheel/)']\`
`,
      },
      {
        path: 'examples/jest/jest.config.js',
        content: `export const transformIgnorePatterns = ['/node_modules/(?!@tidewheel/)'];
`,
      },
    ],
  },
  {
    kind: 'commented',
    at: '2026-05-07T13:10:00Z',
    actor: 'tove-lindahl',
    thread: 'jest-docs',
    comment: 'jest-docs/c1',
    body: 'The Jest man delivers. I only changed two articles.',
  },
  {
    kind: 'issue.opened',
    at: '2026-05-07T13:13:00Z',
    actor: 'petrushka-dev',
    repo: 'core',
    key: 'reboot-active',
    title: 'Job stay "active" for ever after server reboot',
    body: `### Version

1.4.1

### Environment

Production, Redis, one server

### Minutes to first success

_No response_

### What happened?

When server reboot, job which was running stay active and nobody take it. With Redis only. I wait one hour. Then I delete key by hand. I do it every month when provider reboot.

### Steps to reproduce

1. long job
2. reboot
3. look in inspect

### Relevant log output

_No response_`,
    labels: ['bug'],
  },
  {
    kind: 'merged',
    at: '2026-05-07T14:10:00Z',
    actor: 'tove-lindahl',
    thread: 'jest-docs',
    method: 'squash',
    closes: [],
  },
  {
    kind: 'commented',
    at: '2026-05-07T14:20:00Z',
    actor: 'tove-lindahl',
    thread: 'require-esm-1',
    comment: 'require-esm-1/c3',
    body: '/documented https://tidewheel.example/docs/testing/jest',
  },
  {
    kind: 'commented',
    at: '2026-05-07T15:00:00Z',
    actor: 'junpei-mori',
    thread: 'inspect-subpath-2',
    comment: 'inspect-subpath-2/c3',
    body: '/canonical',
  },
  {
    kind: 'commented',
    at: '2026-05-07T15:20:00Z',
    actor: 'pavel-drobny',
    thread: 'require-esm-1',
    comment: 'require-esm-1/c4',
    body: `I verify my own page :)
/verified`,
  },
  {
    kind: 'issue.opened',
    at: '2026-05-07T19:47:00Z',
    actor: 'noor-haidari',
    repo: 'core',
    key: 'types-step',
    title: 'Result type of a step inside a loop is unknown',
    body: `### Version

1.4.1

### Environment

Production, TypeScript 5.8

### Minutes to first success

_No response_

### What happened?

\`\`const r = await ctx.step(\`part-\${i}\`, () => load(i))\`\` gives \`unknown\` when the name is a template string, with a constant name the type is right. I do not find which overload I am supposed to hit.

### Steps to reproduce

A step whose name is a template string.

### Relevant log output

\`\`\`shell
src/flow.ts:22:9 - error TS18046: 'r' is of type 'unknown'.
\`\`\``,
    labels: ['bug'],
  },
  {
    kind: 'discussion.opened',
    at: '2026-05-08T10:00:00Z',
    actor: 'hvalross',
    repo: 'core',
    key: 'how-cron',
    category: 'Q&A',
    title: 'cron?',
    body: 'how cron',
  },
  {
    kind: 'issue.opened',
    at: '2026-05-08T12:22:00Z',
    actor: 'quentin-lafarge',
    repo: 'core',
    key: 'idempotency-docs',
    title: 'Which of the three "exactly once" recipes should I take?',
    body: 'The docs have "Dedupe", "Outbox" and "Transactional enqueue", and each says that it gives exactly-once. We take payments from a webhook that may come twice, the handler calls an API that may time out. After reading all three pages I know less than before. A table "if your situation is X take Y" would be worth gold.',
    labels: [],
  },
  {
    kind: 'commented',
    at: '2026-05-08T13:00:00Z',
    actor: 'kofi-anane',
    thread: 'how-cron',
    comment: 'how-cron/c1',
    body: `\`schedule('name', { name: 'name', cron: '0 * * * *', timeZone: 'UTC' })\`, and https://tidewheel.example/docs/schedules for the rest. What do you want to run?`,
  },
  {
    kind: 'commented',
    at: '2026-05-08T14:22:00Z',
    actor: 'mira-okafor',
    thread: 'idempotency-docs',
    comment: 'idempotency-docs/c1',
    body: "Webhook may come twice: dedupe on its id. API may time out: an idempotency key at the API. The outbox is for when *you* are the one who must not lose it. I'd sign your request for the table.",
  },
  {
    kind: 'discussion.opened',
    at: '2026-05-09T17:30:00Z',
    actor: 'ana-teixeira-b',
    repo: 'core',
    key: 'bakery-pt',
    category: 'Show and tell',
    title: 'Tradução da padaria da Nadia para português',
    body: 'Traduzi o guia da padaria (#{{#bakery}}) para português, com pão de queijo no lugar do croissant. O Marcelo reviu. Está no meu repositório, usem à vontade!',
  },
  {
    kind: 'commented',
    at: '2026-05-09T18:30:00Z',
    actor: 'nadia-elkhoury',
    thread: 'bakery-pt',
    comment: 'bakery-pt/c1',
    body: 'Pão de queijo!!! I cry. Thank you.',
  },
  {
    kind: 'reacted',
    at: '2026-05-09T20:30:00Z',
    actor: 'marcelo-pinho',
    content: 'heart',
    target: { on: 'thread', thread: 'bakery-pt' },
  },
  {
    kind: 'issue.opened',
    at: '2026-05-10T08:15:00Z',
    actor: 'imogen-fairweather',
    repo: 'core',
    key: 'every-drift',
    title: 'Weekly: schedule drift of 1 to 2 seconds per day',
    body: `### Version

1.4.1

### Environment

Production, Postgres 16

### Minutes to first success

_No response_

### What happened?

\`every: '1h'\` schedules drift: they fire at :00:00 after a deploy and at :00:12 a week later, since the next time is computed from when the last one *finished*. It has always been like this, but since we compare two systems by the minute it matters now.

### Steps to reproduce

\`schedule('tick', { every: '1h' })\`, wait a week.

### Relevant log output

_No response_`,
    labels: ['bug'],
  },
  {
    kind: 'commented',
    at: '2026-05-10T13:15:00Z',
    actor: 'gideon-marsh',
    thread: 'every-drift',
    comment: 'every-drift/c1',
    body: 'Clocks. It is always me and clocks. Will look on Monday.',
  },
];
