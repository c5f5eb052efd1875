import type { Happening } from './types.ts';

/** 2026-W18, 2026-04-27 to 2026-05-03: 1.4.1. */
export const WEEK_09: readonly Happening[] = [
  {
    kind: 'issue.opened',
    at: '2026-04-27T07:40:00Z',
    actor: 'priti-sundaram',
    repo: 'core',
    key: 'docker-refused-11',
    title: "connect ECONNREFUSED 127.0.0.1:6379 from the worker's container",
    body: `### Version

1.4.0

### Environment

Staging, Docker Compose, Redis 7

### Minutes to first success

_No response_

### What happened?

The small Redis for the outbox runs in compose beside the worker; the worker cannot reach it. From the host \`redis-cli -h 127.0.0.1 ping\` answers.

### Steps to reproduce

docker compose up

### Relevant log output

\`\`\`shell
Error: connect ECONNREFUSED 127.0.0.1:6379
BackendError: cannot reach redis at redis://127.0.0.1:6379
\`\`\``,
    labels: ['bug'],
  },
  {
    kind: 'triage.commented',
    at: '2026-04-27T07:40:00Z',
    actor: 'tove-lindahl',
    body: '/decide {{cluster:docker-refused-1}} teach People still step on it: a post, and the error message should say it',
  },
  {
    kind: 'commented',
    at: '2026-04-27T08:05:00Z',
    actor: 'rafael-quintero-mx',
    thread: 'docker-refused-11',
    comment: 'docker-refused-11/c1',
    body: 'Service name! https://tidewheel.example/docs/deploy/docker-compose. We all step on this once.',
  },
  {
    kind: 'commented',
    at: '2026-04-27T09:05:00Z',
    actor: 'rasmus-ekdahl',
    thread: 'deno-pr',
    comment: 'deno-pr/c1',
    body: 'I like the interface. A few notes tomorrow, then it is yours to merge.',
  },
  {
    kind: 'commented',
    at: '2026-04-27T10:05:00Z',
    actor: 'priti-sundaram',
    thread: 'docker-refused-11',
    comment: 'docker-refused-11/c2',
    body: 'Stepped, done. Perhaps the error message itself could say "are you in a container?"',
  },
  {
    kind: 'discussion.opened',
    at: '2026-04-27T10:05:00Z',
    actor: 'jemima-stroud',
    repo: 'core',
    key: 'docker-refused-12',
    category: 'Q&A',
    title: "Worker in a container can't see Postgres on 127.0.0.1:5432",
    body: `\`BackendError: cannot reach postgres at postgres://tide@127.0.0.1:5432/tide\`, ECONNREFUSED. 1.4.0, compose, macOS. I'm sure it's me.`,
  },
  {
    kind: 'closed',
    at: '2026-04-27T10:06:00Z',
    actor: 'priti-sundaram',
    thread: 'docker-refused-11',
    reason: 'completed',
  },
  {
    kind: 'commented',
    at: '2026-04-27T10:20:00Z',
    actor: 'nadia-elkhoury',
    thread: 'docker-refused-12',
    comment: 'docker-refused-12/a',
    body: `It is all of us :) use \`db\` (the service) in place of 127.0.0.1: https://tidewheel.example/docs/deploy/docker-compose`,
  },
  {
    kind: 'reacted',
    at: '2026-04-27T11:06:00Z',
    actor: 'celeste-abara',
    content: '+1',
    target: { on: 'thread', thread: 'docker-refused-11' },
  },
  {
    kind: 'answered',
    at: '2026-04-27T11:20:00Z',
    actor: 'jemima-stroud',
    thread: 'docker-refused-12',
    comment: 'docker-refused-12/a',
  },
  {
    kind: 'issue.opened',
    at: '2026-04-27T13:30:00Z',
    actor: 'amaro-reis',
    repo: 'core',
    key: 'mysql-4',
    title: 'MySQL backend',
    body: `### Version

1.4.0

### Environment

Production

### Minutes to first success

_No response_

### What happened?

New customer, and they only have MySQL 8. I'd open the Postgres chapter again with them, but it would be easier if there was a backend for MySQL.

### Steps to reproduce

_No response_

### Relevant log output

_No response_`,
    labels: ['bug'],
  },
  {
    kind: 'commented',
    at: '2026-04-27T14:30:00Z',
    actor: 'callum-reyes',
    thread: 'mysql-4',
    comment: 'mysql-4/c1',
    body: '/duplicate #{{#mysql-1}}',
  },
  {
    kind: 'commented',
    at: '2026-04-27T14:40:00Z',
    actor: 'callum-reyes',
    thread: 'mysql-4',
    comment: 'mysql-4/c2',
    body: 'That did not work since the other one is a discussion, I think. It was decided in #{{#mysql-1}}, with the reasons.',
  },
  {
    kind: 'closed',
    at: '2026-04-27T14:41:00Z',
    actor: 'callum-reyes',
    thread: 'mysql-4',
    reason: 'not_planned',
  },
  {
    kind: 'commented',
    at: '2026-04-27T16:41:00Z',
    actor: 'amaro-reis',
    thread: 'mysql-4',
    comment: 'mysql-4/c3',
    body: 'ok, understood. outbox it is',
  },
  {
    kind: 'merged',
    at: '2026-04-28T06:30:00Z',
    actor: 'rasmus-ekdahl',
    thread: 'lease-twice-pr',
    method: 'squash',
    closes: ['lease-twice-1', 'lease-twice-3', 'lease-twice-4', 'lease-twice-5'],
  },
  {
    kind: 'discussion.opened',
    at: '2026-04-28T08:20:00Z',
    actor: 'mira-okafor',
    repo: 'core',
    key: 'leak-listeners-4',
    category: 'Q&A',
    title: 'Quiet queues leak, busy ones do not: does that ring a bell?',
    body: 'Our busy workers are flat for months. Five quiet ones (a few jobs an hour) grow by 40 MB a day, and print "MaxListenersExceededWarning … 11 drain listeners added to [Pool]" after a few hours. 1.4.0, Node 22, Postgres. I would like to understand it before I add a restart.',
  },
  {
    kind: 'commented',
    at: '2026-04-28T09:00:00Z',
    actor: 'hollis-grant-eng',
    thread: 'leak-listeners-4',
    comment: 'leak-listeners-4/a',
    body: `Poller.wait adds a \`drain\` listener per timeout and a quiet queue is all timeouts. #{{#leak-listeners-1}} has the heap snapshot.`,
  },
  {
    kind: 'reviewed',
    at: '2026-04-28T09:00:00Z',
    actor: 'rasmus-ekdahl',
    thread: 'deno-pr',
    state: 'commented',
    body: `The notes I promised: hide \`Worker\` behind the interface in the tests as well, and say in the readme that Postgres does not work yet.`,
  },
  {
    kind: 'commented',
    at: '2026-04-28T09:15:00Z',
    actor: 'rasmus-ekdahl',
    thread: 'test-flaky',
    comment: 'test-flaky/c1',
    body: 'A microtask too early, and I know which commit. Sorry to have you meet it twice.',
  },
  {
    kind: 'commented',
    at: '2026-04-28T11:00:00Z',
    actor: 'mira-okafor',
    thread: 'leak-listeners-4',
    comment: 'leak-listeners-4/c2',
    body: 'Of course it does. Thank you; a restart it is, then.',
    replyTo: 'leak-listeners-4/a',
  },
  {
    kind: 'issue.opened',
    at: '2026-04-28T11:00:00Z',
    actor: 'ekow-mensah',
    repo: 'core',
    key: 'node20',
    title: 'Node 20 is end of life this week: when will you drop it, and how will we know?',
    body: `### Version

1.4.0

### Environment

Production, Node 20.19

### Minutes to first success

_No response_

### What happened?

We maintain 14 services on Node 20 and plan the migration to 22. Last time the floor moved in a minor version and our builds broke (#{{#engine-18}}). Is there a policy? We'd like at least one release of warning.

### Steps to reproduce

_No response_

### Relevant log output

_No response_`,
    labels: ['bug'],
  },
  {
    kind: 'answered',
    at: '2026-04-28T11:01:00Z',
    actor: 'mira-okafor',
    thread: 'leak-listeners-4',
    comment: 'leak-listeners-4/a',
  },
  {
    kind: 'commented',
    at: '2026-04-28T13:00:00Z',
    actor: 'rasmus-ekdahl',
    thread: 'leak-listeners-3',
    comment: 'leak-listeners-3/c2',
    body: '/duplicate #{{#leak-listeners-1}}',
  },
  {
    kind: 'merged',
    at: '2026-04-28T14:10:00Z',
    actor: 'junpei-mori',
    thread: 'login-loop-pr-2',
    method: 'squash',
    closes: ['login-loop-7', 'login-loop-4'],
  },
  {
    kind: 'commented',
    at: '2026-04-28T14:15:00Z',
    actor: 'junpei-mori',
    thread: 'login-loop-7',
    comment: 'login-loop-7/c3',
    body: '/cluster #{{#login-loop-1}}',
  },
  {
    kind: 'commented',
    at: '2026-04-28T14:16:00Z',
    actor: 'junpei-mori',
    thread: 'login-loop-7',
    comment: 'login-loop-7/c4',
    body: '/fixed-by #{{#login-loop-pr-2}}',
  },
  {
    kind: 'discussion.opened',
    at: '2026-04-29T07:33:00Z',
    actor: 'larsen-kt',
    repo: 'core',
    key: 'inspect-subpath-3',
    category: 'Q&A',
    title: 'tidewheel inspect under a path prefix (Apache): blank',
    body: `ProxyPass /tide to port 4545, page is white, console says \`root element never mounted\`, and the scripts 404 at /assets/app-77ab.js. Is there a base path option that I do not see? 1.4.0`,
  },
  {
    kind: 'pull.opened',
    at: '2026-04-29T12:00:00Z',
    actor: 'devraj-menon',
    repo: 'core',
    key: 'adopters-3',
    title: 'Adopters: Saffron Ledger',
    body: 'Eleven queues that used to live in Mongo. If you had told me in March, while I was going round in circles at the login…',
    branch: 'adopters-saffronledger',
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
| Saffron Ledger | reconciliation, eleven queues | 2026-04 |
`,
      },
    ],
  },
  {
    kind: 'commented',
    at: '2026-04-29T12:33:00Z',
    actor: 'theo-papadakis-gr',
    thread: 'inspect-subpath-3',
    comment: 'inspect-subpath-3/c1',
    body: 'There is none, I asked in tidewheel/cli#{{#inspect-subpath-1}}. Subdomain.',
  },
  {
    kind: 'merged',
    at: '2026-04-29T14:00:00Z',
    actor: 'anneke-vos',
    thread: 'adopters-3',
    method: 'squash',
    closes: [],
  },
  {
    kind: 'issue.opened',
    at: '2026-04-29T14:18:00Z',
    actor: 'hollis-grant-eng',
    repo: 'cli',
    key: 'deploy-hangs',
    title: 'tidewheel deploy hangs at "uploading 3/4" since the update to 1.4.0',
    body: `### Version

1.4.0

### Environment

Production, GitHub runner, Node 22

### Minutes to first success

_No response_

### What happened?

With 1.3.0 a deploy took 40 seconds. Since 1.4.0 about every third one stays at "uploading 3/4" until the runner's limit of an hour, and the second try is fine. We pinned 1.3.0 again.

### Steps to reproduce

Deploy often.

### Relevant log output

\`\`\`shell
[deploy] uploading 3/4 worker.tar.gz (11.2 MB)
Error: The operation was canceled.
\`\`\``,
    labels: ['bug'],
  },
  {
    kind: 'pull.opened',
    at: '2026-04-30T08:00:00Z',
    actor: 'rasmus-ekdahl',
    repo: 'core',
    key: 'release-141',
    title: 'Release 1.4.1',
    body: '',
    branch: 'release/1.4.1',
    files: [
      {
        path: 'CHANGELOG.md',
        content: `# Changelog

## 1.4.1

- Leases are renewed in a worker thread of their own
- \`retry.backoff\` takes the string again
`,
      },
      {
        path: 'package.json',
        content: `{
  "name": "@tidewheel/core",
  "version": "1.4.1",
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
    at: '2026-04-30T08:33:00Z',
    actor: 'larsen-kt',
    thread: 'inspect-subpath-3',
    comment: 'inspect-subpath-3/c2',
    body: '/notify-me',
  },
  {
    kind: 'merged',
    at: '2026-04-30T08:40:00Z',
    actor: 'rasmus-ekdahl',
    thread: 'release-141',
    method: 'merge',
    closes: [],
  },
  {
    kind: 'released',
    at: '2026-04-30T08:55:00Z',
    actor: 'rasmus-ekdahl',
    repo: 'core',
    tag: 'v1.4.1',
    name: 'v1.4.1',
    prerelease: false,
    body: `- Leases are renewed in a worker thread of their own: a busy handler cannot lose its job any more
- \`retry.backoff\` takes the string again`,
    contains: ['release-141', 'lease-twice-pr'],
  },
  {
    kind: 'released',
    at: '2026-04-30T09:15:00Z',
    actor: 'junpei-mori',
    repo: 'cli',
    tag: 'v1.4.1',
    name: 'v1.4.1',
    prerelease: false,
    body: `- \`tidewheel login\` also works behind proxies that cut query strings, by Gideon
- \`tidewheel secret --write\` for every shell`,
    contains: ['login-loop-pr-2'],
  },
  {
    kind: 'commented',
    at: '2026-04-30T11:00:00Z',
    actor: 'rasmus-ekdahl',
    thread: 'node20',
    comment: 'node20/c1',
    body: "Not before 2.0, and 1.5 will warn at start. I'll write it down where one can find it.",
  },
  {
    kind: 'commented',
    at: '2026-04-30T13:15:00Z',
    actor: 'pavel-drobny',
    thread: 'login-loop-4',
    comment: 'login-loop-4/c7',
    body: `1.4.1 in company: first click. I drink one beer on Gideon and one on Junpei.
/verified`,
  },
  {
    kind: 'commented',
    at: '2026-04-30T15:15:00Z',
    actor: 'stellan-v',
    thread: 'backoff-break',
    comment: 'backoff-break/c2',
    body: '1.4.1 starts again. thx for the speed',
  },
  {
    kind: 'closed',
    at: '2026-04-30T15:16:00Z',
    actor: 'stellan-v',
    thread: 'backoff-break',
    reason: 'completed',
  },
  {
    kind: 'commented',
    at: '2026-05-01T06:16:00Z',
    actor: 'dagny-hollis',
    thread: 'lease-twice-1',
    comment: 'lease-twice-1/c5',
    body: `Fourteen workers on 1.4.1 since last night, leaseMs back at the default, pdf jobs up to 90 s. Zero lost leases. I checked four times.
/verified`,
  },
  {
    kind: 'reacted',
    at: '2026-05-01T07:16:00Z',
    actor: 'rasmus-ekdahl',
    content: 'heart',
    target: { on: 'comment', comment: 'lease-twice-1/c5' },
  },
  {
    kind: 'discussion.opened',
    at: '2026-05-01T09:50:00Z',
    actor: 'stellan-v',
    repo: 'core',
    key: 'thanks-141',
    category: 'General',
    title: 'a thank you',
    body: `not an issue for once. upgraded, slept, brewed. the \`panic\` queue did not panic. cheers`,
  },
  {
    kind: 'issue.opened',
    at: '2026-05-02T13:05:00Z',
    actor: 'femi-adegbite',
    repo: 'core',
    key: 'first-issue-offer',
    title: 'can i work on the login clock hint?',
    body: 'i finished the bootcamp!! in march the nbf thing cost me an evening (tidewheel/cli#{{#login-clock}}), i would like to write the hint that would have saved me. it would be my first pull request anywhere. is that ok?',
    labels: [],
  },
  {
    kind: 'commented',
    at: '2026-05-02T14:05:00Z',
    actor: 'owen-tarrant',
    thread: 'first-issue-offer',
    comment: 'first-issue-offer/c1',
    body: `More than ok. It's one \`if\` and one test, and I'll review it with you if you want company.`,
  },
];
