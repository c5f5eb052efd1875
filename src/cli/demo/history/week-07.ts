import type { Happening } from './types.ts';

/** 2026-W16, 2026-04-13 to 2026-04-19: 1.4.0. */
export const WEEK_07: readonly Happening[] = [
  {
    kind: 'triage.commented',
    at: '2026-04-13T07:31:00Z',
    actor: 'ngozi-ebersole',
    body: '/decide {{cluster:leak-listeners-1}} fix For 1.5, unless somebody has an hour',
  },
  {
    kind: 'issue.opened',
    at: '2026-04-13T07:40:00Z',
    actor: 'amaro-reis',
    repo: 'core',
    key: 'docker-refused-7',
    title: 'BackendError in container, on the host it works',
    body: `### Version

1.3.0

### Environment

Staging, Docker 27, Postgres 15

### Minutes to first success

_No response_

### What happened?

After I put the worker into a container: \`connect ECONNREFUSED 127.0.0.1:5432\`. The database is another container on the same machine. Port 5432 is published.

### Steps to reproduce

docker compose up

### Relevant log output

\`\`\`shell
Error: connect ECONNREFUSED 127.0.0.1:5432
BackendError: cannot reach postgres at postgres://tide@127.0.0.1:5432/tide
\`\`\``,
    labels: ['bug'],
  },
  {
    kind: 'commented',
    at: '2026-04-13T08:40:00Z',
    actor: 'celeste-abara',
    thread: 'docker-refused-7',
    comment: 'docker-refused-7/c1',
    body: "There is a page now, and it is good: https://tidewheel.example/docs/deploy/docker-compose. In short, the service's name instead of 127.0.0.1.",
  },
  {
    kind: 'discussion.opened',
    at: '2026-04-13T09:20:00Z',
    actor: 'wyatt-colburn',
    repo: 'core',
    key: 'docker-refused-8',
    category: 'Q&A',
    title: 'Redis connection refused from the worker container?',
    body: `Took the plunge, local is great. In compose: \`Error: connect ECONNREFUSED 127.0.0.1:6379\`. What am I missing? (I did search. The search found tide tables.)`,
  },
  {
    kind: 'commented',
    at: '2026-04-13T09:32:00Z',
    actor: 'nadia-elkhoury',
    thread: 'docker-refused-8',
    comment: 'docker-refused-8/a',
    body: `The name of the service, \`redis://redis:6379\`: https://tidewheel.example/docs/deploy/docker-compose`,
  },
  {
    kind: 'transferred',
    at: '2026-04-13T09:40:00Z',
    actor: 'junpei-mori',
    thread: 'leak-inspect',
    to: 'cli',
  },
  {
    kind: 'answered',
    at: '2026-04-13T09:52:00Z',
    actor: 'wyatt-colburn',
    thread: 'docker-refused-8',
    comment: 'docker-refused-8/a',
  },
  {
    kind: 'commented',
    at: '2026-04-13T09:53:00Z',
    actor: 'wyatt-colburn',
    thread: 'docker-refused-8',
    comment: 'docker-refused-8/c2',
    body: 'Twelve minutes. You people are fast.',
    replyTo: 'docker-refused-8/a',
  },
  {
    kind: 'commented',
    at: '2026-04-13T10:40:00Z',
    actor: 'amaro-reis',
    thread: 'docker-refused-7',
    comment: 'docker-refused-7/c2',
    body: 'obrigado, it was this',
  },
  {
    kind: 'closed',
    at: '2026-04-13T10:41:00Z',
    actor: 'amaro-reis',
    thread: 'docker-refused-7',
    reason: 'completed',
  },
  {
    kind: 'commented',
    at: '2026-04-13T11:00:00Z',
    actor: 'junpei-mori',
    thread: 'docs-ja',
    comment: 'docs-ja/c2',
    body: '素晴らしい翻訳をありがとうございます。',
  },
  {
    kind: 'merged',
    at: '2026-04-13T11:05:00Z',
    actor: 'tove-lindahl',
    thread: 'docs-ja',
    method: 'squash',
    closes: [],
  },
  {
    kind: 'issue.opened',
    at: '2026-04-13T12:10:00Z',
    actor: 'ekow-mensah',
    repo: 'core',
    key: 'leak-listeners-3',
    title: 'RSS of workers grows until OOM, "11 drain listeners added to [Pool]"',
    body: `### Version

1.3.0

### Environment

Production, Kubernetes, 512 MB limit

### Minutes to first success

_No response_

### What happened?

In production since the end of March. Pods are OOM-killed about every nine days, always those of the quiet queues. In the log, once per pod: MaxListenersExceededWarning.

### Steps to reproduce

Quiet queue, wait.

### Relevant log output

\`\`\`shell
(node:1) MaxListenersExceededWarning: Possible EventEmitter memory leak detected. 11 drain listeners added to [Pool]. Use emitter.setMaxListeners() to increase limit
    at Pool.addListener (node:events:588:10)
    at Poller.wait (file:///srv/app/node_modules/@tidewheel/core/dist/worker/poller.js:57:15)
\`\`\``,
    labels: ['bug'],
  },
  {
    kind: 'commented',
    at: '2026-04-13T13:30:00Z',
    actor: 'owen-tarrant',
    thread: 'docker-refused-8',
    comment: 'docker-refused-8/c3',
    body: '/cluster #{{#docker-refused-7}}',
  },
  {
    kind: 'issue.opened',
    at: '2026-04-13T14:00:00Z',
    actor: 'joaquin-belver',
    repo: 'core',
    key: 'types-date',
    title: 'Payload type says Date, at run time it is a string',
    body: `### Version

1.3.0

### Environment

Production, TypeScript 5.8

### Minutes to first success

_No response_

### What happened?

\`payload: z.object({ at: z.date() })\` compiles, the handler's type is \`Date\`, but the value is an ISO string, since it went through JSON. \`job.payload.at.getTime is not a function\`, on a Saturday.

### Steps to reproduce

A date in a payload.

### Relevant log output

\`\`\`shell
TypeError: job.payload.at.getTime is not a function
\`\`\``,
    labels: ['bug'],
  },
  {
    kind: 'commented',
    at: '2026-04-13T15:40:00Z',
    actor: 'salome-brandvik',
    thread: 'feature-otel',
    comment: 'feature-otel/c1',
    body: 'For those who need it now: #{{#guide-otel}} has forty lines that work.',
  },
  {
    kind: 'issue.opened',
    at: '2026-04-14T08:05:00Z',
    actor: 'bianca-oltean',
    repo: 'core',
    key: 'typeerror-id-1',
    title: "TypeError: Cannot read properties of undefined (reading 'id')",
    body: `### Version

1.4.0-beta.1

### Environment

Local, Redis 7, Node 22

### Minutes to first success

20

### What happened?

My second day. When a workflow's first step returns nothing, the second step crashes inside Tidewheel and not in my code.

### Steps to reproduce

\`step('a', async () => {})\` and then \`step('b', …)\`

### Relevant log output

\`\`\`shell
TypeError: Cannot read properties of undefined (reading 'id')
    at Workflow.resume (file:///app/node_modules/@tidewheel/core/dist/workflow/resume.js:74:31)
\`\`\``,
    labels: ['bug'],
  },
  {
    kind: 'issue.opened',
    at: '2026-04-14T11:30:00Z',
    actor: 'theo-papadakis-gr',
    repo: 'core',
    key: 'typeerror-id-2',
    title: "TypeError: Cannot read properties of undefined (reading 'id')",
    body: `### Version

1.4.0-beta.1

### Environment

Staging, Postgres 16

### Minutes to first success

_No response_

### What happened?

When I retry a job from inspect that was already cleaned up, the server process dies.

### Steps to reproduce

Open the failed list, wait for the cleanup, press retry.

### Relevant log output

\`\`\`shell
TypeError: Cannot read properties of undefined (reading 'id')
    at retryJob (file:///app/node_modules/@tidewheel/cli/dist/inspect/routes/retry.js:28:44)
\`\`\``,
    labels: ['bug'],
  },
  {
    kind: 'commented',
    at: '2026-04-14T12:05:00Z',
    actor: 'junpei-mori',
    thread: 'typeerror-id-1',
    comment: 'typeerror-id-1/c1',
    body: `\`undefined\` is lost in JSON and we did not think of it. Return \`null\` for today.`,
  },
  {
    kind: 'reacted',
    at: '2026-04-14T12:40:00Z',
    actor: 'theo-papadakis-gr',
    content: '-1',
    target: { on: 'app-comment', thread: 'typeerror-id-2' },
  },
  {
    kind: 'discussion.opened',
    at: '2026-04-14T15:45:00Z',
    actor: 'hvalross',
    repo: 'core',
    key: 'why-labels',
    category: 'Q&A',
    title: 'what is this label',
    body: 'somebody put "stage" on my thing in #{{#one-word-2}}. why',
  },
  {
    kind: 'commented',
    at: '2026-04-14T16:45:00Z',
    actor: 'anneke-vos',
    thread: 'why-labels',
    comment: 'why-labels/c1',
    body: `It says where you are on the way, so that we see where people get stuck. Say \`/why\` in a thread and it tells you its reason. And if it is wrong, tell us.`,
  },
  {
    kind: 'commented',
    at: '2026-04-14T17:05:00Z',
    actor: 'hvalross',
    thread: 'one-word-2',
    comment: 'one-word-2/c2',
    body: '/why',
  },
  {
    kind: 'commented',
    at: '2026-04-14T18:05:00Z',
    actor: 'rasmus-ekdahl',
    thread: 'one-word-2',
    comment: 'one-word-2/c3',
    body: '/stage adoption',
  },
  {
    kind: 'commented',
    at: '2026-04-14T18:08:00Z',
    actor: 'rasmus-ekdahl',
    thread: 'one-word-2',
    comment: 'one-word-2/c4',
    body: '/undo',
  },
  {
    kind: 'commented',
    at: '2026-04-15T08:00:00Z',
    actor: 'hvalross',
    thread: 'mysql-3',
    comment: 'mysql-3/c3',
    body: '/declined because',
  },
  {
    kind: 'pull.opened',
    at: '2026-04-15T09:00:00Z',
    actor: 'sunniva-aas',
    repo: 'core',
    key: 'adopters-2',
    title: 'Adopters: Fjordlys Energi',
    body: 'Meter readings, 2 million a night. (With a weekly restart, see #{{#leak-listeners-2}}, but who is counting.)',
    branch: 'adopters-fjordlys',
    files: [
      {
        path: 'ADOPTERS.md',
        content: `# Adopters

Who runs Tidewheel in production? Add your row by a pull request.

| organisation | what for | since |
|---|---|---|
| Harbour & Pine | order confirmation e-mails | 2025-11 |
| Parcelnest | shipping labels, 40 million so far | 2025-01 |
| Fjordlys Energi | meter readings, 2 million a night | 2026-03 |
`,
      },
    ],
  },
  {
    kind: 'merged',
    at: '2026-04-15T10:00:00Z',
    actor: 'anneke-vos',
    thread: 'adopters-2',
    method: 'squash',
    closes: [],
  },
  {
    kind: 'commented',
    at: '2026-04-15T10:02:00Z',
    actor: 'anneke-vos',
    thread: 'adopters-2',
    comment: 'adopters-2/c1',
    body: 'From "is this maintained?" to two million a night in five weeks. Thank you. And we count.',
  },
  {
    kind: 'commented',
    at: '2026-04-15T11:30:00Z',
    actor: 'junpei-mori',
    thread: 'typeerror-id-2',
    comment: 'typeerror-id-2/c1',
    body: 'Different from #{{#typeerror-id-1}} though it reads the same. It should be a 404 and not a crash.',
  },
  {
    kind: 'commented',
    at: '2026-04-15T11:31:00Z',
    actor: 'junpei-mori',
    thread: 'typeerror-id-2',
    comment: 'typeerror-id-2/c2',
    body: '/not-duplicate',
  },
  {
    kind: 'issue.opened',
    at: '2026-04-15T12:12:00Z',
    actor: 'mira-okafor',
    repo: 'core',
    key: 'retention-cleanup',
    title: 'Cleanup query gets slower every month, now 40 s',
    body: `### Version

1.3.0

### Environment

Production, Postgres 16, 60 million finished jobs in 14 months

### Minutes to first success

_No response_

### What happened?

\`delete from jobs where finished_at < …\` used to take a second when we started, and takes 40 s by now, holding the autovacuum off. There is no index on \`finished_at\`; a partial one (\`where finished_at is not null\`) brings it to 0.3 s. It has been growing on us for months, no release is to blame.

### Steps to reproduce

Keep 60 million rows.

### Relevant log output

\`\`\`shell
duration: 40112.331 ms  statement: delete from tide.jobs where finished_at < $1
\`\`\``,
    labels: ['bug'],
  },
  {
    kind: 'commented',
    at: '2026-04-15T14:00:00Z',
    actor: 'rasmus-ekdahl',
    thread: 'types-date',
    comment: 'types-date/c1',
    body: `Use \`z.coerce.date()\`; the schema is applied on both ends. The type should not let you write it the other way, I agree.`,
  },
  {
    kind: 'labeled',
    at: '2026-04-15T14:01:00Z',
    actor: 'rasmus-ekdahl',
    thread: 'types-date',
    labels: ['types'],
  },
  {
    kind: 'discussion.opened',
    at: '2026-04-15T18:40:00Z',
    actor: 'celeste-abara',
    repo: 'core',
    key: 'sqlite-local',
    category: 'Ideas',
    title: 'SQLite for trying things out?',
    body: 'When I show Tidewheel to a colleague who does not use it yet, half of the hour goes into installing Postgres. With a SQLite (or in-memory, but persistent) backend they could judge it in five minutes. Is something like that planned?',
  },
  {
    kind: 'reacted',
    at: '2026-04-16T03:40:00Z',
    actor: 'jemima-stroud',
    content: '+1',
    target: { on: 'thread', thread: 'sqlite-local' },
  },
  {
    kind: 'reacted',
    at: '2026-04-16T05:40:00Z',
    actor: 'kofi-anane',
    content: '+1',
    target: { on: 'thread', thread: 'sqlite-local' },
  },
  {
    kind: 'pull.opened',
    at: '2026-04-16T08:00:00Z',
    actor: 'rasmus-ekdahl',
    repo: 'core',
    key: 'release-140',
    title: 'Release 1.4.0',
    body: '',
    branch: 'release/1.4.0',
    files: [
      {
        path: 'CHANGELOG.md',
        content: `# Changelog

## 1.4.0

- Schedules fire once after a DST gap (Gideon)
- Payload types under \`moduleResolution: bundler\` (Salome)
- Standard Schema: zod 3 and 4, valibot, arktype
- Dark inspect (Gideon)
- Retry backoff is an object
`,
      },
      {
        path: 'package.json',
        content: `{
  "name": "@tidewheel/core",
  "version": "1.4.0",
  "type": "module",
  "exports": { ".": { "types": "./dist/types/index.d.ts", "import": "./dist/index.js" } },
  "dependencies": { "postgres": "3.4.8" }
}
`,
      },
    ],
  },
  {
    kind: 'merged',
    at: '2026-04-16T08:50:00Z',
    actor: 'rasmus-ekdahl',
    thread: 'release-140',
    method: 'merge',
    closes: [],
  },
  {
    kind: 'released',
    at: '2026-04-16T09:00:00Z',
    actor: 'rasmus-ekdahl',
    repo: 'core',
    tag: 'v1.4.0',
    name: '1.4.0, the one with the clocks',
    prerelease: false,
    body: `- Schedules fire once after a DST gap, by Gideon
- Payload types under \`moduleResolution: bundler\`, by Salome
- Standard Schema: zod 3 and 4, valibot, arktype
- Dark inspect, by Gideon
- \`retry.backoff\` is an object now`,
    contains: ['release-140', 'cron-dst-pr', 'inspect-dark-pr', 'npm-404-pr'],
  },
  {
    kind: 'released',
    at: '2026-04-16T09:20:00Z',
    actor: 'junpei-mori',
    repo: 'cli',
    tag: 'v1.4.0',
    name: 'v1.4.0',
    prerelease: false,
    body: `- \`tidewheel login\` no longer goes round in circles when the browser drops cookies
- \`create-tidewheel\` works below folders with spaces, by Bartek`,
    contains: ['login-loop-pr'],
  },
  {
    kind: 'commented',
    at: '2026-04-16T10:30:00Z',
    actor: 'ngozi-ebersole',
    thread: 'enc-payload',
    comment: 'enc-payload/c1',
    body: `A codec is small and useful. I'd like to see what becomes of \`inspect\`, which shows payloads.`,
  },
  {
    kind: 'commented',
    at: '2026-04-16T11:20:00Z',
    actor: 'mira-okafor',
    thread: 'login-loop-1',
    comment: 'login-loop-1/c4',
    body: `1.4.0, Safari, default settings, first click. Thank you all.
/verified`,
  },
  {
    kind: 'commented',
    at: '2026-04-16T12:10:00Z',
    actor: 'callum-reyes',
    thread: 'leak-listeners-3',
    comment: 'leak-listeners-3/c1',
    body: 'Known (#{{#leak-listeners-1}}), not fixed yet. A nightly restart keeps it down.',
  },
  {
    kind: 'commented',
    at: '2026-04-16T12:12:00Z',
    actor: 'rasmus-ekdahl',
    thread: 'retention-cleanup',
    comment: 'retention-cleanup/c1',
    body: 'Your index goes into the next migration, created concurrently.',
  },
  {
    kind: 'commented',
    at: '2026-04-16T12:20:00Z',
    actor: 'femi-adegbite',
    thread: 'template-enoent-1',
    comment: 'template-enoent-1/c3',
    body: `/verified
my mentor says thank you, and so do i`,
  },
  {
    kind: 'commented',
    at: '2026-04-16T14:20:00Z',
    actor: 'tb-henning',
    thread: 'types-never-1',
    comment: 'types-never-1/c3',
    body: '/verified',
  },
  {
    kind: 'commented',
    at: '2026-04-16T15:20:00Z',
    actor: 'joaquin-belver',
    thread: 'cron-dst-1',
    comment: 'cron-dst-1/c3',
    body: `He adelantado el reloj de una máquina virtual: se ejecuta a las 03:00, una vez. ¡Gracias, Gideon!
/verified`,
  },
  {
    kind: 'discussion.opened',
    at: '2026-04-16T16:10:00Z',
    actor: 'anneke-vos',
    repo: 'core',
    key: 'announce-140',
    category: 'Announcements',
    title: '1.4.0 is out: what you asked for and who made it',
    body: "Three of the five big things in it were written by people who do not work here. Salome typed it, Gideon turned the clocks and the lights, Bartek taught Windows about spaces. Nadia's bakery is linked from the introduction. Thank you.",
  },
  {
    kind: 'commented',
    at: '2026-04-16T17:10:00Z',
    actor: 'gideon-marsh',
    thread: 'announce-140',
    comment: 'announce-140/c1',
    body: 'The lights were the hard part.',
  },
  {
    kind: 'reacted',
    at: '2026-04-16T17:30:00Z',
    actor: 'nadia-elkhoury',
    content: 'hooray',
    target: { on: 'thread', thread: 'announce-140' },
  },
  {
    kind: 'reacted',
    at: '2026-04-16T17:31:00Z',
    actor: 'bartek-wrzos',
    content: 'hooray',
    target: { on: 'thread', thread: 'announce-140' },
  },
  {
    kind: 'issue.opened',
    at: '2026-04-17T06:58:00Z',
    actor: 'stellan-v',
    repo: 'core',
    key: 'backoff-break',
    title: "1.4.0: TypeError at start, retry.backoff 'exponential' no longer accepted",
    body: `### Version

1.4.0

### Environment

Production, Redis 7.2, Kubernetes

### Minutes to first success

_No response_

### What happened?

upgraded from 1.3.0, all 9 services crash at start. \`retry: { backoff: 'exponential' }\` worked since 1.0. the changelog has half a sentence about it, for a minor version that is bold

### Steps to reproduce

_No response_

### Relevant log output

\`\`\`shell
TypeError: retry.backoff must be an object, got string (E_CONFIG_RETRY)
    at parseRetry (file:///srv/node_modules/@tidewheel/core/dist/queue/retry.js:19:11)
\`\`\``,
    labels: ['bug'],
  },
  {
    kind: 'commented',
    at: '2026-04-17T07:38:00Z',
    actor: 'rasmus-ekdahl',
    thread: 'backoff-break',
    comment: 'backoff-break/c1',
    body: 'That was not meant to go out without the old form. You are right, and 1.4.1 takes both again.',
  },
  {
    kind: 'labeled',
    at: '2026-04-17T07:39:00Z',
    actor: 'rasmus-ekdahl',
    thread: 'backoff-break',
    labels: ['P1'],
  },
  {
    kind: 'reacted',
    at: '2026-04-17T08:39:00Z',
    actor: 'zofia-marek',
    content: '+1',
    target: { on: 'thread', thread: 'backoff-break' },
  },
  {
    kind: 'issue.opened',
    at: '2026-04-17T09:31:00Z',
    actor: 'zofia-marek',
    repo: 'core',
    key: 'lease-twice-5',
    title: 'Upgrade to 1.4.0 did not stop the double executions',
    body: `### Version

1.4.0

### Environment

Production, Postgres 16, 31 services

### Minutes to first success

_No response_

### What happened?

I had hoped 1.4.0 would contain the fix for the lost leases; we still see slow jobs run by two workers, as since 1.3. It is not in the notes, so perhaps I hoped too much. We are back at \`leaseMs: 300000\` for now.

### Steps to reproduce

A handler that blocks for more than 30 s.

### Relevant log output

\`\`\`shell
LeaseExpiredError: lease for job 01JRX2HB expired after 30000 ms (E_LEASE_EXPIRED)
    at Lease.assertHeld (file:///app/node_modules/@tidewheel/core/dist/worker/lease.js:66:13)
\`\`\``,
    labels: ['bug'],
  },
  {
    kind: 'commented',
    at: '2026-04-17T10:30:00Z',
    actor: 'noor-haidari',
    thread: 'enc-payload',
    comment: 'enc-payload/c2',
    body: 'It may show "encrypted, 812 bytes". That is the point :)',
  },
  {
    kind: 'commented',
    at: '2026-04-17T10:31:00Z',
    actor: 'rasmus-ekdahl',
    thread: 'lease-twice-5',
    comment: 'lease-twice-5/c1',
    body: "It is not in 1.4.0, no. The pull request is up today, and I'd be glad if you ran it.",
  },
  {
    kind: 'pull.opened',
    at: '2026-04-17T12:00:00Z',
    actor: 'rasmus-ekdahl',
    repo: 'core',
    key: 'lease-twice-pr',
    title: 'Renew leases in a worker thread of their own',
    body: `A handler that blocks the event loop cannot starve the renewal any more. One thread per process, shared by all its workers, 3 MB. A test blocks for 90 s and asserts one execution. When the loop was blocked for longer than half the lease, a warning says so (Imogen's idea).

Fixes #{{#lease-twice-1}}
Fixes #{{#lease-twice-3}}
Fixes #{{#lease-twice-4}}
Fixes #{{#lease-twice-5}}`,
    branch: 'lease-thread',
    files: [
      {
        path: 'src/worker/lease.ts',
        content: `export const LEASE_MS = 30_000;
export const RENEW_EVERY_MS = 10_000;
/** Renewal runs in its own thread, so that a busy handler cannot starve it. */
export const RENEWAL_THREAD = './renewal.js';
`,
      },
      {
        path: 'test/worker/lease.test.ts',
        content: `test('a handler that blocks for 90 s runs once', async () => {});
`,
      },
    ],
  },
  {
    kind: 'discussion.opened',
    at: '2026-04-17T14:30:00Z',
    actor: 'theo-papadakis-gr',
    repo: 'core',
    key: 'npm-404-4',
    category: 'Q&A',
    title: 'Where do I find the command line on npm?',
    body: `I want to look at Tidewheel for a customer. The README has \`@tidewheel/core\` now, good, but \`npx tidewheel\` gives \`404 Not Found - GET https://registry.npmjs.example/tidewheel\`, and the docs say "run tidewheel dev". Where is that published?`,
  },
  {
    kind: 'commented',
    at: '2026-04-17T17:30:00Z',
    actor: 'owen-tarrant',
    thread: 'npm-404-4',
    comment: 'npm-404-4/a',
    body: `\`npm i -D @tidewheel/cli\`, then \`npx tidewheel\` finds it. I know, I know.`,
  },
  {
    kind: 'commented',
    at: '2026-04-17T18:00:00Z',
    actor: 'imogen-fairweather',
    thread: 'lease-twice-pr',
    comment: 'lease-twice-pr/c1',
    body: 'Running on two of our eight workers since lunch. 1,400 slow jobs, no second execution. Ben is officially rehabilitated.',
  },
  {
    kind: 'answered',
    at: '2026-04-17T18:10:00Z',
    actor: 'theo-papadakis-gr',
    thread: 'npm-404-4',
    comment: 'npm-404-4/a',
  },
  {
    kind: 'issue.opened',
    at: '2026-04-18T11:11:00Z',
    actor: 'jemima-stroud',
    repo: 'core',
    key: 'hang-bun',
    title: '[Bug]: worker hangs',
    body: `### Version

1.4.0

### Environment

Local, Bun 1.2, macOS 15

### Minutes to first success

_No response_

### What happened?

With Bun the worker takes the first job and then nothing, no error, 0 % CPU. With Node it is fine. Is Bun supported? If not, a line at the start would be kind.

### Steps to reproduce

bun run worker.ts

### Relevant log output

_No response_`,
    labels: ['bug'],
  },
  {
    kind: 'issue.opened',
    at: '2026-04-19T18:30:00Z',
    actor: 'hvalross',
    repo: 'core',
    key: 'one-word-3',
    title: 'test',
    body: '',
    labels: [],
  },
  {
    kind: 'closed',
    at: '2026-04-19T18:32:00Z',
    actor: 'hvalross',
    thread: 'one-word-3',
    reason: 'not_planned',
  },
];
