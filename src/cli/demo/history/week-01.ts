import { CONFIG, CONFIG_PATH } from './config.ts';
import type { Happening } from './types.ts';

/** 2026-W10, 2026-03-02 to 2026-03-08: the app comes, 1.3.0 is released. */
export const WEEK_01: readonly Happening[] = [
  { kind: 'repository.created', at: '2026-03-02T05:00:00Z', actor: 'anneke-vos', repo: '.github' },
  { kind: 'repository.created', at: '2026-03-02T05:00:10Z', actor: 'rasmus-ekdahl', repo: 'core' },
  { kind: 'repository.created', at: '2026-03-02T05:00:20Z', actor: 'junpei-mori', repo: 'cli' },
  { kind: 'repository.created', at: '2026-03-02T05:00:30Z', actor: 'tove-lindahl', repo: 'docs' },
  { kind: 'repository.created', at: '2026-03-02T05:00:40Z', actor: 'rasmus-ekdahl', repo: 'starter-ts' },
  { kind: 'repository.created', at: '2026-03-02T05:00:50Z', actor: 'anneke-vos', repo: 'feedback' },
  { kind: 'repository.created', at: '2026-03-02T05:01:00Z', actor: 'junpei-mori', repo: 'cloud' },
  {
    kind: 'person.joined',
    at: '2026-03-02T05:05:00Z',
    actor: 'anneke-vos',
    login: 'anneke-vos',
    teams: ['devrel'],
    permission: 'admin',
  },
  {
    kind: 'person.joined',
    at: '2026-03-02T05:05:05Z',
    actor: 'anneke-vos',
    login: 'ngozi-ebersole',
    teams: ['product'],
    permission: 'write',
  },
  {
    kind: 'person.joined',
    at: '2026-03-02T05:05:10Z',
    actor: 'anneke-vos',
    login: 'tove-lindahl',
    teams: ['docs'],
    permission: 'write',
  },
  {
    kind: 'person.joined',
    at: '2026-03-02T05:05:15Z',
    actor: 'anneke-vos',
    login: 'callum-reyes',
    teams: ['support'],
    permission: 'triage',
  },
  {
    kind: 'person.joined',
    at: '2026-03-02T05:05:20Z',
    actor: 'anneke-vos',
    login: 'rasmus-ekdahl',
    teams: ['maintainers'],
    permission: 'maintain',
  },
  {
    kind: 'person.joined',
    at: '2026-03-02T05:05:25Z',
    actor: 'anneke-vos',
    login: 'junpei-mori',
    teams: ['maintainers'],
    permission: 'maintain',
  },
  {
    kind: 'permission.set',
    at: '2026-03-02T05:05:30Z',
    actor: 'rasmus-ekdahl',
    login: 'owen-tarrant',
    repo: 'core',
    permission: 'triage',
  },
  {
    kind: 'issue.opened',
    at: '2026-03-02T07:31:00Z',
    actor: 'wyatt-colburn',
    repo: 'core',
    key: 'npm-404-1',
    title: 'npm install tidewheel gives 404, is this project published anywhere?',
    body: `Saw a slide about Tidewheel at our local meetup, went home, typed the obvious thing:

\`\`\`
$ npm install tidewheel
npm error code E404
npm error 404 Not Found - GET https://registry.npmjs.example/tidewheel - Not found
npm error 404  'tidewheel@*' is not in this registry.
\`\`\`

README shows an import from \`@tidewheel/core\` but never says what to install. Searching the registry for "tidewheel" gives me a tide-table widget for sailors (nice, but no).

Where is it published? I'd like to look at it before I decide whether it's worth a weekend.`,
    labels: [],
  },
  {
    kind: 'issue.opened',
    at: '2026-03-02T08:12:00Z',
    actor: 'mira-okafor',
    repo: 'cli',
    key: 'login-loop-1',
    title: `\`tidewheel login\` sends me back to the sign-in page for ever`,
    body: `### Version

1.2.4

### Environment

Local, Node 22.12.0, macOS 15.3, Safari 18.3

### Minutes to first success

_No response_

### What happened?

\`tidewheel login\` opens the browser, I sign in, I click **Approve this device**, and land on the sign-in page again. Signing in a second time asks me to approve again. I went round four times before I noticed that the terminal had given up long ago.

In Chrome on the same machine it works, in Safari never, so I suspect "Prevent cross-site tracking". I really like that the CLI does not ask for a password, by the way.

### Steps to reproduce

1. Safari with default privacy settings
2. \`tidewheel login\`
3. Approve
4. Sign-in page, go to 3

### Relevant log output

\`\`\`shell
[auth] device code TWD-4F9K-22 issued
[auth] waiting for approval at https://cloud.tidewheel.example/device
[auth] poll 1..60: authorization_pending
AuthError: device code was not approved within 300 s (E_DEVICE_TIMEOUT)
    at pollDevice (file:///usr/local/lib/node_modules/@tidewheel/cli/dist/login/device.js:88:11)
    at async login (file:///usr/local/lib/node_modules/@tidewheel/cli/dist/commands/login.js:31:5)
\`\`\``,
    labels: ['bug'],
  },
  {
    kind: 'thread.edited',
    at: '2026-03-02T08:31:00Z',
    actor: 'mira-okafor',
    thread: 'login-loop-1',
    title: `\`tidewheel login\` sends me back to the sign-in page for ever (Safari)`,
  },
  {
    kind: 'commented',
    at: '2026-03-02T09:07:00Z',
    actor: 'callum-reyes',
    thread: 'login-loop-1',
    comment: 'login-loop-1/c1',
    body: `Thanks for the careful report. I can reproduce it with Safari 18 and a fresh profile. As a way round: copy the code, open \`https://cloud.tidewheel.example/device\` in a private window and paste it there.`,
  },
  {
    kind: 'commented',
    at: '2026-03-02T09:19:00Z',
    actor: 'mira-okafor',
    thread: 'login-loop-1',
    comment: 'login-loop-1/c2',
    body: 'The private window works. It will do until it is fixed.',
  },
  {
    kind: 'commented',
    at: '2026-03-02T09:31:00Z',
    actor: 'owen-tarrant',
    thread: 'npm-404-1',
    comment: 'npm-404-1/c1',
    body: `It's scoped: \`npm i @tidewheel/core\`, and for the commands \`npm i -D @tidewheel/cli\`. And yes, the README should open with that line.`,
  },
  {
    kind: 'discussion.opened',
    at: '2026-03-02T09:40:00Z',
    actor: 'quentin-lafarge',
    repo: 'core',
    key: 'compare-queue',
    category: 'Q&A',
    title: 'Tidewheel compared with a plain Redis list and 80 lines of our own?',
    body: `We have a hand-written queue: one Redis list, one \`BLMOVE\` loop, retries with a sorted set. It works, it is ugly, and only I understand it.

Before I propose to throw it away, an honest question: what would we get, what would we lose? We do about 4 jobs per second, nothing dramatic. I am not using Tidewheel today, I try to judge whether it is for us.`,
  },
  {
    kind: 'commented',
    at: '2026-03-02T09:51:00Z',
    actor: 'wyatt-colburn',
    thread: 'npm-404-1',
    comment: 'npm-404-1/c2',
    body: 'Ah! Thank you. Sailing widget uninstalled.',
  },
  {
    kind: 'closed',
    at: '2026-03-02T09:54:00Z',
    actor: 'wyatt-colburn',
    thread: 'npm-404-1',
    reason: 'completed',
  },
  {
    kind: 'commented',
    at: '2026-03-02T10:40:00Z',
    actor: 'owen-tarrant',
    thread: 'compare-queue',
    comment: 'compare-queue/a',
    body: `Been exactly there. What you get: types of the payload on both ends, leases that are renewed (your 80 lines lose the job when the process dies between \`BLMOVE\` and the retry set), schedules, and a page where somebody who is not you can see what is stuck. What you lose: you cannot explain the whole thing on one whiteboard any more.

At 4/s either is fine for throughput. I'd move for the second person on the team, not for the machine.`,
  },
  {
    kind: 'issue.opened',
    at: '2026-03-02T11:05:00Z',
    actor: 'ngozi-ebersole',
    repo: 'core',
    key: 'staff-q2',
    title: 'Q2 planning: candidates',
    body: `- [ ] batch handlers
- [ ] per-tenant rate limit
- [ ] inspect: dark mode back
- [ ] decide what to do about Windows

Internal list, please don't comment with requests here, open an issue instead.`,
    labels: [],
  },
  {
    kind: 'commented',
    at: '2026-03-02T13:40:00Z',
    actor: 'quentin-lafarge',
    thread: 'compare-queue',
    comment: 'compare-queue/c2',
    body: '"For the second person on the team" is the argument I needed. Merci beaucoup.',
    replyTo: 'compare-queue/a',
  },
  {
    kind: 'answered',
    at: '2026-03-02T13:41:00Z',
    actor: 'quentin-lafarge',
    thread: 'compare-queue',
    comment: 'compare-queue/a',
  },
  {
    kind: 'reacted',
    at: '2026-03-02T13:43:00Z',
    actor: 'quentin-lafarge',
    content: 'heart',
    target: { on: 'comment', comment: 'compare-queue/a' },
  },
  {
    kind: 'labeled',
    at: '2026-03-02T14:19:00Z',
    actor: 'junpei-mori',
    thread: 'login-loop-1',
    labels: ['P1'],
  },
  {
    kind: 'discussion.opened',
    at: '2026-03-02T14:22:00Z',
    actor: 'nadia-elkhoury',
    repo: 'core',
    key: 'docker-refused-1',
    category: 'Q&A',
    title: 'ECONNREFUSED 127.0.0.1:6379 when I start the worker in Docker',
    body: `Hello, I am student and this is my first time with queues. Everything works on my laptop with \`npm run dev\`. Then I put it in docker compose for the course project and the worker says:

\`\`\`
worker-1  | Error: connect ECONNREFUSED 127.0.0.1:6379
worker-1  |     at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1611:16)
worker-1  | BackendError: cannot reach redis at redis://127.0.0.1:6379
\`\`\`

But redis is running, I can see it in \`docker ps\`! What do I make wrong?`,
  },
  {
    kind: 'commented',
    at: '2026-03-02T14:40:00Z',
    actor: 'owen-tarrant',
    thread: 'docker-refused-1',
    comment: 'docker-refused-1/a',
    body: `Inside a container \`127.0.0.1\` is the container itself, not your laptop and not the redis container. Compose gives every service a name in its own network, so use that name:

\`\`\`yaml
services:
  redis:
    image: redis:7
  worker:
    build: .
    environment:
      TIDEWHEEL_BACKEND: redis://redis:6379
    depends_on: [redis]
\`\`\``,
  },
  {
    kind: 'commented',
    at: '2026-03-02T15:20:00Z',
    actor: 'nadia-elkhoury',
    thread: 'docker-refused-1',
    comment: 'docker-refused-1/c2',
    body: 'It works now!!! And I understood why. Thank you so much.',
    replyTo: 'docker-refused-1/a',
  },
  {
    kind: 'answered',
    at: '2026-03-02T15:21:00Z',
    actor: 'nadia-elkhoury',
    thread: 'docker-refused-1',
    comment: 'docker-refused-1/a',
  },
  {
    kind: 'reacted',
    at: '2026-03-02T15:26:00Z',
    actor: 'nadia-elkhoury',
    content: 'hooray',
    target: { on: 'comment', comment: 'docker-refused-1/a' },
  },
  {
    kind: 'commented',
    at: '2026-03-02T15:30:00Z',
    actor: 'anneke-vos',
    thread: 'compare-queue',
    comment: 'compare-queue/c3',
    body: '/stage awareness',
  },
  {
    kind: 'issue.opened',
    at: '2026-03-02T16:30:00Z',
    actor: 'hvalross',
    repo: 'core',
    key: 'one-word-1',
    title: 'broken',
    body: '',
    labels: [],
  },
  {
    kind: 'issue.opened',
    at: '2026-03-02T17:03:00Z',
    actor: 'femi-adegbite',
    repo: 'cli',
    key: 'template-enoent-1',
    title: '[Bug]: create-tidewheel stops with ENOENT queue.ts.tpl',
    body: `### Version

1.2.4

### Environment

Local, Node 20.19, Windows 11

### Minutes to first success

95

### What happened?

I am following the quickstart from a bootcamp. The very first command fails. My user name has a space in it (\`Femi A\`), I don't know if that matters, other tools are fine with it.

### Steps to reproduce

\`npx create-tidewheel my-first-queue\`

### Relevant log output

\`\`\`shell
? Which backend? postgres
Error: ENOENT: no such file or directory, open 'C:\\Users\\Femi%20A\\AppData\\Local\\npm-cache\\_npx\\3f1b\\node_modules\\create-tidewheel\\templates\\queue.ts.tpl'
    at async open (node:internal/fs/promises:640:25)
    at async readTemplate (file:///C:/Users/Femi%20A/AppData/Local/npm-cache/_npx/3f1b/node_modules/create-tidewheel/dist/templates.js:14:18)
    at async scaffold (file:///C:/Users/Femi%20A/AppData/Local/npm-cache/_npx/3f1b/node_modules/create-tidewheel/dist/scaffold.js:52:3)
\`\`\``,
    labels: ['bug', 'windows'],
  },
  {
    kind: 'file.pushed',
    at: '2026-03-03T07:55:00Z',
    actor: 'anneke-vos',
    repo: '.github',
    message: 'Fullcircle: act, triage in feedback on Mondays',
    files: [{ path: CONFIG_PATH, content: CONFIG }],
  },
  {
    kind: 'issue.opened',
    at: '2026-03-03T08:40:00Z',
    actor: 'tb-henning',
    repo: 'core',
    key: 'types-never-1',
    title: `payload ist never / \`payload\` is \`never\` with moduleResolution bundler`,
    body: `### Version

1.2.4

### Environment

Production, Node 22.12, Postgres 16, Debian 12

### Minutes to first success

_No response_

### What happened?

With \`"moduleResolution": "bundler"\` the payload in the handler is \`never\`. With \`nodenext\` it is right. Nothing else changed.

\`\`\`ts
const mails = queue('mails', { payload: z.object({ userId: z.string() }) });
worker(mails, async (job) => {
  job.payload.userId;
  //          ^ error
});
\`\`\`

### Steps to reproduce

tsc 5.8, skipLibCheck on or off makes no difference.

### Relevant log output

\`\`\`shell
src/worker.ts:14:15 - error TS2339: Property 'userId' does not exist on type 'never'.
\`\`\``,
    labels: ['bug'],
  },
  {
    kind: 'pull.opened',
    at: '2026-03-03T10:10:00Z',
    actor: 'depkeeper[bot]',
    repo: 'core',
    key: 'bump-1',
    title: 'chore(deps): update dependency postgres to v3.4.8',
    body: `This PR contains the following updates:

| Package | Change | Age | Confidence |
|---|---|---|---|
| postgres | \`3.4.7\` -> \`3.4.8\` | 6 days | high |

---
- [ ] If you want to rebase or retry this pull request, check this box.`,
    branch: 'depkeeper/postgres-3.x',
    files: [
      {
        path: 'package.json',
        content: `{
  "name": "@tidewheel/core",
  "version": "1.2.4",
  "type": "module",
  "dependencies": { "postgres": "3.4.8" }
}
`,
      },
    ],
  },
  {
    kind: 'issue.opened',
    at: '2026-03-03T12:30:00Z',
    actor: 'hamish-dunmore',
    repo: 'docs',
    key: 'quickstart-secret-1',
    title: 'Quickstart step 2 dies with "TIDEWHEEL_SECRET is not set" and the page never mentions it',
    body: `Followed https://tidewheel.example/docs/quickstart to the letter, twice, once with coffee.

\`\`\`
$ npm run dev
ConfigError: TIDEWHEEL_SECRET is not set (E_CONFIG_SECRET)
    at loadConfig (file:///home/hamish/tw/node_modules/@tidewheel/core/dist/config/load.js:41:11)
\`\`\`

There are two steps on the page. Neither has the word "secret". I worked out in the end (from the source!) that any string of 32 characters will do. Twenty minutes gone before hello world.`,
    labels: [],
  },
  {
    kind: 'labeled',
    at: '2026-03-03T13:00:00Z',
    actor: 'tove-lindahl',
    thread: 'quickstart-secret-1',
    labels: ['docs'],
  },
  {
    kind: 'merged',
    at: '2026-03-03T14:10:00Z',
    actor: 'rasmus-ekdahl',
    thread: 'bump-1',
    method: 'squash',
    closes: [],
  },
  {
    kind: 'discussion.opened',
    at: '2026-03-03T15:18:00Z',
    actor: 'rafael-quintero-mx',
    repo: 'core',
    key: 'mysql-1',
    category: 'Ideas',
    title: 'MySQL backend?',
    body: `Hello from Monterrey. Everything in our company is MySQL 8, and our DBAs will not run Postgres "for a queue". Before we go any further with Tidewheel: do you plan a MySQL backend? \`SELECT … FOR UPDATE SKIP LOCKED\` is there since 8.0.`,
  },
  {
    kind: 'issue.opened',
    at: '2026-03-03T19:44:00Z',
    actor: 'best-essays-247',
    repo: 'core',
    key: 'spam-1',
    title: 'BEST essay writing service 24/7 cheap and PLAGIARISM FREE',
    body: 'Students love us!!! Order now and get 30% discount http://best-essays.example/?ref=gh 💯💯💯',
    labels: [],
  },
  {
    kind: 'closed',
    at: '2026-03-04T04:44:00Z',
    actor: 'rasmus-ekdahl',
    thread: 'spam-1',
    reason: 'not_planned',
  },
  { kind: 'locked', at: '2026-03-04T04:44:05Z', actor: 'rasmus-ekdahl', thread: 'spam-1', reason: 'spam' },
  {
    kind: 'issue.opened',
    at: '2026-03-04T07:20:00Z',
    actor: 'stellan-v',
    repo: 'core',
    key: 'hang-sigterm',
    title: '[Bug]: worker hangs',
    body: `### Version

1.2.4

### Environment

Production, Node 22.11, Redis 7.2, Kubernetes 1.31

### Minutes to first success

_No response_

### What happened?

On SIGTERM the worker logs \`draining 0 jobs\` and then sits there until Kubernetes kills it after 30 s. Every rollout takes half a minute per pod. Looks like the Redis subscriber connection is never closed: \`process.getActiveResourcesInfo()\` shows one \`TCPSocketWrap\`.

### Steps to reproduce

\`kill -TERM $(pidof node)\` with an idle worker.

### Relevant log output

\`\`\`shell
{"level":"info","msg":"draining 0 jobs"}
{"level":"info","msg":"drained"}
(nothing more)
\`\`\``,
    labels: ['bug'],
  },
  {
    kind: 'labeled',
    at: '2026-03-04T08:40:00Z',
    actor: 'rasmus-ekdahl',
    thread: 'types-never-1',
    labels: ['types', 'P1'],
  },
  {
    kind: 'commented',
    at: '2026-03-04T08:43:00Z',
    actor: 'rasmus-ekdahl',
    thread: 'types-never-1',
    comment: 'types-never-1/c1',
    body: `Confirmed. The \`types\` condition comes after \`import\` in our exports map, so bundler resolution picks the wrong declaration file. Needs care, since people deep-import from it.`,
  },
  {
    kind: 'issue.opened',
    at: '2026-03-04T09:02:00Z',
    actor: 'ekow-mensah',
    repo: 'cli',
    key: 'engine-18',
    title: 'Quickstart fails on Node 18: "SyntaxError: Invalid regular expression flags"',
    body: `### Version

1.2.4

### Environment

Local, Node 18.20, Ubuntu 22.04

### Minutes to first success

25

### What happened?

Trying it for the first time on our build image. \`npx create-tidewheel hello\` installs everything with no warning, then \`npm run dev\` dies. If Node 18 is too old please say so before, not after 300 packages.

### Steps to reproduce

_No response_

### Relevant log output

\`\`\`shell
file:///home/ekow/hello/node_modules/@tidewheel/cli/dist/glob.js:7
const SEGMENT = /[\\p{L}--[a-z]]/v;
                ^
SyntaxError: Invalid regular expression flags
\`\`\``,
    labels: ['bug'],
  },
  {
    kind: 'commented',
    at: '2026-03-04T10:02:00Z',
    actor: 'junpei-mori',
    thread: 'engine-18',
    comment: 'engine-18/c1',
    body: `Node 20.19 is the floor since 1.2. The \`engines\` field is in \`@tidewheel/core\` but was lost in \`create-tidewheel\`, so npm cannot warn. I'll put it back.`,
  },
  {
    kind: 'discussion.opened',
    at: '2026-03-04T10:26:00Z',
    actor: 'salome-brandvik',
    repo: 'core',
    key: 'show-grafana',
    category: 'Show and tell',
    title: 'I made a Grafana dashboard for Tidewheel queues',
    body: `Depth, age of the oldest job, retries, lease renewals and p95 per queue. It reads the Prometheus endpoint, no agent. JSON and a screenshot are in my gist, licence is MIT, take it and change the colours.

I'd be glad to add a panel for workflows if somebody tells me what they look at first when they are woken at three.`,
  },
  {
    kind: 'reacted',
    at: '2026-03-04T11:00:00Z',
    actor: 'kofi-anane',
    content: 'confused',
    target: { on: 'thread', thread: 'template-enoent-1' },
  },
  {
    kind: 'commented',
    at: '2026-03-04T12:26:00Z',
    actor: 'dagny-hollis',
    thread: 'show-grafana',
    comment: 'show-grafana/c1',
    body: 'Age of the oldest job. Always age of the oldest job. Lovely work, imported it, my eyes thank you.',
  },
  {
    kind: 'commented',
    at: '2026-03-04T12:30:00Z',
    actor: 'tove-lindahl',
    thread: 'quickstart-secret-1',
    comment: 'quickstart-secret-1/c1',
    body: `You are right, the scaffold used to write it into \`.env\` and stopped in 1.2. I'll see whether that is a bug in the scaffold or in my page. Probably both.`,
  },
  {
    kind: 'issue.opened',
    at: '2026-03-04T13:11:00Z',
    actor: 'priti-sundaram',
    repo: 'core',
    key: 'licence-q',
    title: 'Which licence is the Postgres backend under?',
    body: `Our legal department wants to know before we may evaluate it: the README says Apache-2.0, but \`package.json\` has no \`license\` field and the header in \`src/backend/postgres\` says "see LICENSE-EE". Is the Postgres backend free to use in a commercial product? We have not installed anything yet.`,
    labels: [],
  },
  {
    kind: 'commented',
    at: '2026-03-04T13:20:00Z',
    actor: 'rasmus-ekdahl',
    thread: 'hang-sigterm',
    comment: 'hang-sigterm/c1',
    body: `Right, \`close()\` forgets the subscriber when there was never a job. Call \`await worker.close({ force: true })\` in your handler for now.`,
  },
  {
    kind: 'commented',
    at: '2026-03-04T14:00:00Z',
    actor: 'stellan-v',
    thread: 'hang-sigterm',
    comment: 'hang-sigterm/c2',
    body: 'does the trick, thx',
  },
  {
    kind: 'commented',
    at: '2026-03-04T15:18:00Z',
    actor: 'ekow-mensah',
    thread: 'mysql-1',
    comment: 'mysql-1/c1',
    body: '+1, same situation here, we would need it before we can even try.',
  },
  {
    kind: 'commented',
    at: '2026-03-04T15:26:00Z',
    actor: 'anneke-vos',
    thread: 'show-grafana',
    comment: 'show-grafana/c2',
    body: 'This is great, thank you. May we link it from the monitoring page?',
  },
  {
    kind: 'commented',
    at: '2026-03-04T15:46:00Z',
    actor: 'salome-brandvik',
    thread: 'show-grafana',
    comment: 'show-grafana/c3',
    body: 'Please do!',
  },
  {
    kind: 'reacted',
    at: '2026-03-04T16:46:00Z',
    actor: 'mira-okafor',
    content: 'rocket',
    target: { on: 'thread', thread: 'show-grafana' },
  },
  {
    kind: 'closed',
    at: '2026-03-04T17:02:00Z',
    actor: 'junpei-mori',
    thread: 'engine-18',
    reason: 'completed',
  },
  {
    kind: 'commented',
    at: '2026-03-04T17:03:00Z',
    actor: 'callum-reyes',
    thread: 'template-enoent-1',
    comment: 'template-enoent-1/c1',
    body: `The \`%20\` gives it away: a file URL is used as a path. Sorry about the hour and a half. Until we fix it: \`set npm_config_cache=C:\\npm-cache\` and run it again.`,
  },
  {
    kind: 'reacted',
    at: '2026-03-04T17:18:00Z',
    actor: 'priti-sundaram',
    content: '+1',
    target: { on: 'thread', thread: 'mysql-1' },
  },
  {
    kind: 'reacted',
    at: '2026-03-04T17:19:00Z',
    actor: 'wyatt-colburn',
    content: '+1',
    target: { on: 'thread', thread: 'mysql-1' },
  },
  {
    kind: 'commented',
    at: '2026-03-04T21:03:00Z',
    actor: 'femi-adegbite',
    thread: 'template-enoent-1',
    comment: 'template-enoent-1/c2',
    body: 'ok that worked. my mentor says hi and that pathToFileURL has a brother called fileURLToPath :)',
  },
  {
    kind: 'reacted',
    at: '2026-03-04T21:05:00Z',
    actor: 'junpei-mori',
    content: 'laugh',
    target: { on: 'comment', comment: 'template-enoent-1/c2' },
  },
  {
    kind: 'pull.opened',
    at: '2026-03-05T09:00:00Z',
    actor: 'rasmus-ekdahl',
    repo: 'core',
    key: 'release-130',
    title: 'Release 1.3.0',
    body: 'Version, changelog, and the new lease renewal in the worker loop (one connection less per worker).',
    branch: 'release/1.3.0',
    files: [
      {
        path: 'CHANGELOG.md',
        content: `# Changelog

## 1.3.0

- Leases are renewed inside the worker loop: one connection less per worker
- \`schedule()\` takes \`timeZone\`
- \`inspect\` has a new look
`,
      },
      {
        path: 'src/worker/lease.ts',
        content: `export const LEASE_MS = 30_000;
export const RENEW_EVERY_MS = 25_000;
`,
      },
      {
        path: 'package.json',
        content: `{
  "name": "@tidewheel/core",
  "version": "1.3.0",
  "type": "module",
  "dependencies": { "postgres": "3.4.8" }
}
`,
      },
    ],
  },
  {
    kind: 'merged',
    at: '2026-03-05T10:00:00Z',
    actor: 'rasmus-ekdahl',
    thread: 'release-130',
    method: 'merge',
    closes: [],
  },
  {
    kind: 'released',
    at: '2026-03-05T10:10:00Z',
    actor: 'rasmus-ekdahl',
    repo: 'core',
    tag: 'v1.3.0',
    name: 'v1.3.0',
    prerelease: false,
    body: `- Leases are renewed inside the worker loop: one connection less per worker
- \`schedule()\` takes \`timeZone\`
- \`inspect\` has a new look`,
    contains: ['release-130', 'bump-1'],
  },
  {
    kind: 'released',
    at: '2026-03-05T10:25:00Z',
    actor: 'junpei-mori',
    repo: 'cli',
    tag: 'v1.3.0',
    name: 'v1.3.0',
    prerelease: false,
    body: `In step with core 1.3.0. \`tidewheel inspect\` has a new look.`,
    contains: [],
  },
  {
    kind: 'signal.sent',
    at: '2026-03-05T13:00:00Z',
    actor: 'callum-reyes',
    source: 'discord',
    id: 'dc-1107',
    type: 'report',
    title: 'login keeps looping',
    text: 'anyone else stuck at tidewheel login? approve, sign in, approve, sign in. safari. E_DEVICE_TIMEOUT at the end',
    authorKey: 'dc-anemone',
  },
  {
    kind: 'discussion.opened',
    at: '2026-03-05T14:50:00Z',
    actor: 'chr-lindqvist',
    repo: 'core',
    key: 'ask-throughput',
    category: 'Q&A',
    title: 'What throughput do you see on Postgres in production?',
    body: 'We run 1.2.4 with one queue at about 900 jobs/s on a db.r6g.large and CPU of the database is at 70 %. Are we doing something wrong, or is that where it ends? Payloads are 2 kB, handlers take 15 ms. Batch size is the default.',
  },
  {
    kind: 'issue.opened',
    at: '2026-03-05T16:40:00Z',
    actor: 'kofi-anane',
    repo: 'starter-ts',
    key: 'starter-hello',
    title: 'Hello world job runs but the process never exits, is that right?',
    body: `I'm on minute 12 of my first try. \`npm run first-job\` prints \`hello, tide\` and then the terminal just sits there. Did it work? Should I press ctrl-c? As a beginner I could not tell whether that is success or a hang.`,
    labels: [],
  },
  {
    kind: 'issue.opened',
    at: '2026-03-06T08:15:00Z',
    actor: 'rasmus-ekdahl',
    repo: 'core',
    key: 'tracking-130',
    title: '1.3.0 release checklist',
    body: `- [x] tag
- [x] npm
- [ ] docs version switcher
- [ ] tell the channel`,
    labels: [],
  },
  {
    kind: 'issue.opened',
    at: '2026-03-06T10:31:00Z',
    actor: 'imogen-fairweather',
    repo: 'core',
    key: 'feature-batch',
    title: 'Handler for a batch of jobs',
    body: `We write to a search index, and the index wants 500 documents at a time. Today each job is one document and we collect them in a module-level array with a timer, which is as good as it sounds: when the process dies, so do up to 499 acknowledged jobs.

What I would like:

\`\`\`ts
worker(documents, { batch: { size: 500, waitMs: 200 } }, async (jobs) => {
  await index.bulk(jobs.map((job) => job.payload));
});
\`\`\`

with the possibility to fail some of them: \`return { failed: [jobs[3]] }\`.`,
    labels: [],
  },
  {
    kind: 'pull.opened',
    at: '2026-03-06T13:20:00Z',
    actor: 'ruthanne-k',
    repo: 'docs',
    key: 'docs-typos',
    title: 'Fix eleven typos and one wrong table in "Retries"',
    body: 'Reading the docs with my red pen, as one does. The table of backoff values had 2 s twice. Happy to do more of these.',
    branch: 'fix-typos',
    files: [
      {
        path: 'pages/retries.md',
        content: `# Retries

| attempt | wait |
|---|---|
| 1 | 1 s |
| 2 | 2 s |
| 3 | 4 s |
| 4 | 8 s |
`,
      },
    ],
  },
  {
    kind: 'commented',
    at: '2026-03-06T15:20:00Z',
    actor: 'tove-lindahl',
    thread: 'docs-typos',
    comment: 'docs-typos/c1',
    body: 'Your red pen is welcome here any day.',
  },
  {
    kind: 'merged',
    at: '2026-03-06T15:21:00Z',
    actor: 'tove-lindahl',
    thread: 'docs-typos',
    method: 'squash',
    closes: [],
  },
  {
    kind: 'commented',
    at: '2026-03-06T16:40:00Z',
    actor: 'tove-lindahl',
    thread: 'starter-hello',
    comment: 'starter-hello/c1',
    body: 'It worked! A worker waits for the next job. I\'ll make it print "waiting for more jobs, Ctrl+C to stop" so that nobody has to guess.',
  },
  {
    kind: 'commented',
    at: '2026-03-06T16:50:00Z',
    actor: 'kofi-anane',
    thread: 'starter-hello',
    comment: 'starter-hello/c2',
    body: 'perfect, then it took me 12 minutes in total, most of them reading',
  },
  {
    kind: 'closed',
    at: '2026-03-06T16:51:00Z',
    actor: 'kofi-anane',
    thread: 'starter-hello',
    reason: 'completed',
  },
  {
    kind: 'discussion.opened',
    at: '2026-03-07T18:05:00Z',
    actor: 'sunniva-aas',
    repo: 'core',
    key: 'maintained',
    category: 'General',
    title: 'Is this actively maintained?',
    body: 'Looking for something to standardise on for the next three years. How many people work on Tidewheel, and what happens to the open core if the cloud thing does not make money? I see commits, but mostly from two people. Not a trick question, I was burnt before.',
  },
  {
    kind: 'commented',
    at: '2026-03-08T13:11:00Z',
    actor: 'ngozi-ebersole',
    thread: 'licence-q',
    comment: 'licence-q/c1',
    body: 'Everything in this repository is Apache-2.0. The header is a leftover from an idea that we dropped two years ago, I have asked for it to be removed.',
  },
  {
    kind: 'commented',
    at: '2026-03-08T14:50:00Z',
    actor: 'mira-okafor',
    thread: 'ask-throughput',
    comment: 'ask-throughput/a',
    body: `We were at the same wall. Three things moved it for us, in that order: \`fetch: 50\` (default is 1!), \`LISTEN\` off when the queue is never empty, and \`fillfactor=70\` on the jobs table so that updates stay on the page. We do 3,100/s on a smaller machine now.`,
  },
  {
    kind: 'commented',
    at: '2026-03-08T19:50:00Z',
    actor: 'chr-lindqvist',
    thread: 'ask-throughput',
    comment: 'ask-throughput/c2',
    body: 'fetch: 50 alone gave us 2.4x. Thank you very much, this belongs in the docs.',
    replyTo: 'ask-throughput/a',
  },
  {
    kind: 'answered',
    at: '2026-03-08T19:51:00Z',
    actor: 'chr-lindqvist',
    thread: 'ask-throughput',
    comment: 'ask-throughput/a',
  },
];
