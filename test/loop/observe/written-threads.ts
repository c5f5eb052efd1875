import type { Role, Stage } from '../../../src/loop/vocabulary.ts';

/** Threads written for this test, with the stage that a reader of the stage descriptions gives them. */
export interface WrittenDiscussion {
  category: string;
  title: string;
  body: string;
  stage: Stage | null;
  role?: Role;
}

export interface WrittenPull {
  title: string;
  body: string;
  role: Role;
  paths: readonly string[];
  stage: Stage | null;
}

export const DISCUSSIONS: readonly WrittenDiscussion[] = [
  // awareness
  {
    category: 'Q&A',
    stage: 'awareness',
    title: 'How does Larkspur compare to Hangfire?',
    body: 'We are evaluating job queues for a new service and narrowed it down to Larkspur and Hangfire. Has anybody used both? Mostly interested in throughput and how much operations work it is.',
  },
  {
    category: 'Q&A',
    stage: 'awareness',
    title: 'Can this be used in a closed source product?',
    body: 'Our legal team asks whether the AGPL part covers the client library too, or only the server. We have not started yet and would like to know before we commit to it.',
  },
  {
    category: 'General',
    stage: 'awareness',
    title: 'Is this project still maintained?',
    body: 'Last commit on main was eight months ago and many issues are open. Before I pick it for our next project: is somebody still looking after it?',
  },
  {
    category: 'General',
    stage: 'awareness',
    title: 'Roadmap for 2025?',
    body: 'Is there a public roadmap somewhere? We are deciding whether to bet on it and would like to see where you want to go.',
  },
  {
    category: 'Q&A',
    stage: 'awareness',
    title: 'Does it support ARM64?',
    body: 'I am thinking about moving our build farm to Graviton machines. Would Larkspur run there at all? I could not find anything about it on the website.',
  },
  {
    category: 'Ideas',
    stage: 'awareness',
    title: 'Publish a Homebrew formula',
    body: 'Most of my colleagues are on a Mac and will not try a tool they have to download by hand. Any plans to publish it to Homebrew?',
  },
  {
    category: 'Q&A',
    stage: 'awareness',
    title: 'What does the hosted version cost?',
    body: 'The pricing page only says "contact us". Roughly what would ten seats cost for a non-profit?',
  },
  {
    category: 'General',
    stage: 'awareness',
    title: 'The docs search on the website finds nothing',
    body: 'I wanted to find out whether there is a Python client, but the search box on your homepage returns an empty page for every word, in Firefox and in Chrome.',
  },
  {
    category: 'Q&A',
    stage: 'awareness',
    title: 'Who uses it in production?',
    body: 'Trying to convince my boss to adopt this instead of writing our own. Are there companies or case studies that I can point to?',
  },
  {
    category: 'Q&A',
    stage: 'awareness',
    title: 'Why should I choose this over plain cron?',
    body: 'Genuine question. What do I gain, and is it worth the extra service? I do not use it yet.',
  },
  // onboarding
  {
    category: 'Q&A',
    stage: 'onboarding',
    title: 'Cannot install on Windows 11',
    body: 'I ran `npm install -g larkspur` as the quickstart says and get\n\n```\nnpm ERR! code EACCES\nnpm ERR! gyp verb find Python\n```\n\nWhat am I missing?',
  },
  {
    category: 'Q&A',
    stage: 'onboarding',
    title: 'Stuck at step 3 of the tutorial',
    body: "I'm new here and followed the getting started guide. Steps 1 and 2 worked, in step 3 `larkspur init` says that no config was found although the file is there.",
  },
  {
    category: 'Q&A',
    stage: 'onboarding',
    title: 'Where do I get the API key for the first login?',
    body: 'Signed up, got the mail, but the dashboard asks for a key that I have never been given. The docs do not mention it.',
  },
  {
    category: 'Q&A',
    stage: 'onboarding',
    title: 'Build from source fails: missing openssl headers',
    body: 'Cloned the repository, ran `cmake ..` and `make` on a fresh Debian 12:\n\n```\nfatal error: openssl/ssl.h: No such file or directory\n```\n\nIs there a list of packages that I have to install before?',
  },
  {
    category: 'Q&A',
    stage: 'onboarding',
    title: 'Hello world example prints nothing',
    body: 'Copied the hello world from the README into a new project and started it. It exits without any output. This is my first time with this library, so maybe I did something stupid.',
  },
  {
    category: 'General',
    stage: 'onboarding',
    title: 'Quickstart is missing the database step',
    body: 'The quickstart jumps from "install" to "open localhost:3000". Without creating the database first you get a blank page; I needed an hour to find out.',
  },
  {
    category: 'Q&A',
    stage: 'onboarding',
    title: 'docker compose up: worker keeps restarting',
    body: 'First try with the starter template. Everything comes up but the worker container, which restarts every two seconds with `could not connect to redis`. I have not changed anything in the compose file.',
  },
  {
    category: 'Q&A',
    stage: 'onboarding',
    title: 'command not found: larkspur',
    body: 'After the installation with pip the command is not found. Python 3.12 on macOS. Do I have to add something to my PATH?',
  },
  {
    category: 'Q&A',
    stage: 'onboarding',
    title: 'Which Node version do I need to start?',
    body: 'I try to set up the sample app and it fails right away with a syntax error. I think my node is too old, but the installation page does not say what is required.',
  },
  {
    category: 'Q&A',
    stage: 'onboarding',
    title: 'Cannot register a new account',
    body: 'The sign up form says "invalid code" for every verification code that I enter. I would like to finally run my first flow.',
  },
  {
    category: 'Q&A',
    stage: 'onboarding',
    title: '安装失败',
    body: '按照文档安装，运行 `npm install larkspur` 的时候报错，找不到模块。请问怎么解决？我是新手。',
  },
  {
    category: 'Q&A',
    stage: 'onboarding',
    title: 'Beginner: how do I configure the first source?',
    body: 'Just installed it and there are four config files in the folder. Which one do I have to edit to get anything on the screen?',
  },
  // adoption
  {
    category: 'Q&A',
    stage: 'adoption',
    title: 'How to retry only the failed items of a batch?',
    body: 'In our import we process batches of 500 rows. When three of them fail I want to retry only these three. Is there a pattern for that, or do I have to keep track of them by myself?',
  },
  {
    category: 'Q&A',
    stage: 'adoption',
    title: 'Using it together with Prisma',
    body: 'We have a Nest application with Prisma and would like to run jobs in the same transaction. How can I pass the client into `enqueue`?',
  },
  {
    category: 'Ideas',
    stage: 'adoption',
    title: 'Option to pause a single queue',
    body: 'It would be great to pause one queue while the others go on. In our shop we have to stop the mail queue during maintenance and at the moment can only stop the whole worker.',
  },
  {
    category: 'Q&A',
    stage: 'adoption',
    title: 'Best practice for 10,000 jobs per minute',
    body: 'Our app runs with two workers and we see about 3,000 jobs a minute. What should we tune to get to 10,000? Number of workers, polling interval, or both?',
  },
  {
    category: 'Q&A',
    stage: 'adoption',
    title: 'Deploying behind a corporate proxy',
    body: 'The service is ready and we want to bring it to our Kubernetes cluster. All outgoing traffic has to go through a proxy. Which settings does the client respect?',
  },
  {
    category: 'Q&A',
    stage: 'adoption',
    title: 'TypeScript: type of the payload is lost in the handler',
    body: 'I define `queue<Mail>()` but in the handler `job.data` is `unknown`. Do I have to cast, or am I holding it wrong?\n\n```ts\nqueue.handle(async (job) => send(job.data));\n```',
  },
  {
    category: 'Q&A',
    stage: 'adoption',
    title: 'Crash when two handlers have the same name',
    body: 'If I register two handlers with the same name the process dies with a segmentation fault. I would expect an error message.\n\n```ts\nhandle("a", one);\nhandle("a", two);\n```',
  },
  {
    category: 'Ideas',
    stage: 'adoption',
    title: 'Please support cron expressions with seconds',
    body: 'We schedule sensor reads every 15 seconds, which the current syntax cannot express.',
  },
  {
    category: 'Q&A',
    stage: 'adoption',
    title: 'Is it possible to get the position of a job in the queue?',
    body: 'Our users want to see how many are before them. I looked at the API of `Job` but did not find it.',
  },
  {
    category: 'Q&A',
    stage: 'adoption',
    title: 'Unit testing handlers',
    body: 'How do you test code that enqueues jobs? Mocking the whole client feels wrong. Is there an in-memory transport or something like that?',
  },
  {
    category: 'Q&A',
    stage: 'adoption',
    title: 'Date fields come back as strings',
    body: 'When I put a Date into the payload, the handler gets a string. Is this intended? I could convert by hand in every handler, but there are many of them.',
  },
  {
    category: 'Q&A',
    stage: 'adoption',
    title: 'How to share one connection between several queues?',
    body: 'Each queue opens five connections, with twelve queues our small Postgres is at its limit. Can they share a pool?',
  },
  {
    category: 'General',
    stage: 'adoption',
    title: 'Streaming large files through a job',
    body: 'We want to convert videos of a few gigabytes. The payload has a limit of 1 MB. How do others solve this, S3 and a reference?',
  },
  {
    category: 'Q&A',
    stage: 'adoption',
    title: 'キューの優先度を変更する方法',
    body: 'アプリケーションで優先度付きキューを使っています。実行中のジョブの優先度を変更することはできますか？',
  },
  // retention
  {
    category: 'Q&A',
    stage: 'retention',
    title: 'Jobs run twice since 4.2',
    body: 'After upgrading from 4.1.3 to 4.2.0 about one in a hundred jobs is run twice. Nothing else has changed. Going back to 4.1.3 helps.',
  },
  {
    category: 'General',
    stage: 'retention',
    title: 'Memory grows until the worker is killed',
    body: 'Our worker has been running for two years without problems. Since last month its memory grows slowly and after three or four days the kernel kills it.',
  },
  {
    category: 'Q&A',
    stage: 'retention',
    title: 'How do I migrate from v3 to v4?',
    body: 'We have about sixty handlers written for v3. Is there a codemod, or a list of what has been removed? `queue.process` seems to be deprecated.',
  },
  {
    category: 'Q&A',
    stage: 'retention',
    title: 'The nightly import stopped working',
    body: 'It used to work for months. Since yesterday every run ends with `invalid cursor`, we did not touch anything on our side.',
  },
  {
    category: 'General',
    stage: 'retention',
    title: 'Same deadlock again',
    body: 'This was reported last year and closed as fixed, but it came back. We see it every couple of weeks and have to restart by hand.',
  },
  {
    category: 'Q&A',
    stage: 'retention',
    title: 'npm audit reports a vulnerability',
    body: 'Since today our pipeline fails because of an advisory for the version of `ws` that you depend on (CVE-2024-00000). When will there be a release with the newer one?',
  },
  {
    category: 'Ideas',
    stage: 'retention',
    title: 'Bring back the old log format',
    body: 'The new release removed the plain text logs. All our dashboards relied on them. Could the old format come back as an option?',
  },
  {
    category: 'Q&A',
    stage: 'retention',
    title: 'Does not work with Node 22 any more',
    body: 'With Node 20 all is fine, with Node 22 the native module is no longer found.',
  },
  {
    category: 'Q&A',
    stage: 'retention',
    title: 'Tests have become flaky',
    body: 'Our test suite was stable with 4.0. Since the update to 4.1 a random test fails in every third run with a timeout.',
  },
  {
    category: 'General',
    stage: 'retention',
    title: 'Throughput dropped by half with the latest release',
    body: 'Same machine, same load: 3,000 jobs a minute with 4.1, 1,400 with 4.2. Is this a known regression?',
  },
  // advocacy
  {
    category: 'Show and tell',
    stage: 'advocacy',
    title: 'A dashboard for your queues',
    body: 'I built a little terminal dashboard that shows all queues and their workers: https://example.org/larkdash. Feedback is welcome!',
  },
  {
    category: 'Show and tell',
    stage: 'advocacy',
    title: 'Larkspur for Elixir',
    body: 'Over the holidays I wrote a client for Elixir. It passes the same test suite as the official ones. Happy to move it under your organisation if you like.',
  },
  {
    category: 'General',
    stage: 'advocacy',
    title: 'Offer: German translation of the docs',
    body: 'I would like to translate the guide into German. I have done the first two chapters already, where should I put them?',
  },
  {
    category: 'Ideas',
    stage: 'advocacy',
    title: 'RFC: pluggable serializers, with prototype',
    body: 'I propose an interface for serializers. A working prototype with JSON and MessagePack is in my fork, all tests pass. I would open a pull request when you agree with the direction.',
  },
  {
    category: 'Show and tell',
    stage: 'advocacy',
    title: 'Blog post: how we moved two million jobs a day',
    body: 'We wrote down what we learned when moving from our own scheduler to Larkspur, with numbers and pitfalls. Maybe it helps others.',
  },
  {
    category: 'General',
    stage: 'advocacy',
    title: 'Talk about Larkspur at our meetup',
    body: 'I gave a talk about it in Lyon last week, the slides and the recording are online. Feel free to link them.',
  },
  {
    category: 'Q&A',
    stage: 'advocacy',
    title: 'How can I help with the Windows support?',
    body: 'I have a Windows machine and some time on the weekends and would love to contribute. Is there something small to begin with?',
  },
  {
    category: 'General',
    stage: 'advocacy',
    title: 'Guide: running it on a Raspberry Pi',
    body: 'Since many asked in the chat, here is how I got it running on a Pi, step by step, as a guide for others. Corrections welcome.',
  },
  {
    category: 'Show and tell',
    stage: 'advocacy',
    title: 'VS Code extension',
    body: 'Made a small extension that completes queue names. It is on the marketplace and open source.',
  },
  {
    category: 'Ideas',
    stage: 'advocacy',
    title: 'I have a patch for priority inheritance',
    body: 'We use it since March in our company. Would you take a PR? I am willing to write the tests and the documentation too.',
  },
  // none
  {
    category: 'Announcements',
    stage: null,
    role: 'staff',
    title: '4.2.0 is out',
    body: 'This release brings pluggable transports and a smaller install. See the changelog for everything. Thanks to all who tested the beta!',
  },
  {
    category: 'General',
    stage: null,
    role: 'staff',
    title: 'Planning for the next milestone',
    body: 'We should decide this week what goes into 4.3. Candidates: transports cleanup, drop Node 18, docs rewrite. cc @maintainers',
  },
  { category: 'General', stage: null, title: 'test', body: '' },
  {
    category: 'General',
    stage: null,
    role: 'bot',
    title: 'Weekly digest',
    body: '12 issues were opened, 9 were closed, 4 pull requests were merged.',
  },
];

const pull = (
  stage: Stage | null,
  role: Role,
  title: string,
  body: string,
  ...paths: string[]
): WrittenPull => ({ stage, role, title, body, paths });

export const PULLS: readonly WrittenPull[] = [
  pull('advocacy', 'community', 'Fix typo in README', '', 'README.md'),
  pull(
    'advocacy',
    'community',
    'Add retry example',
    'An example that I missed when I started.',
    'examples/retry.ts',
  ),
  pull(
    'advocacy',
    'community',
    'Support seconds in cron expressions',
    'Closes #12. Tests included.',
    'src/cron.ts',
    'test/cron.test.ts',
  ),
  pull(
    'advocacy',
    'community',
    'docs: correct the install command',
    'The quickstart fails on Windows otherwise.',
    'docs/quickstart.md',
  ),
  pull(
    'advocacy',
    'community',
    'Regression test for double execution',
    'Fails since 4.2, see the discussion.',
    'test/once.test.ts',
  ),
  pull('advocacy', 'community', 'Translate guide to Portuguese', 'First three chapters.', 'docs/pt/guide.md'),
  pull(
    'advocacy',
    'community',
    'WIP: new transport',
    'Not ready, would like early feedback.',
    'src/transport/nats.ts',
  ),
  pull(
    'advocacy',
    'community',
    'Bump ws to fix the advisory',
    'npm audit complains since yesterday.',
    'package.json',
    'package-lock.json',
  ),
  pull('advocacy', 'community', 'Update index.js', '', 'index.js'),
  pull(
    'advocacy',
    'community',
    'Use a shared pool',
    'We run this patch in production for a month.',
    'src/pool.ts',
  ),
  pull(
    'advocacy',
    'community',
    'Fix memory leak in the scheduler',
    'The timer was never cleared.',
    'src/scheduler.ts',
  ),
  pull(
    'advocacy',
    'community',
    'Types for the payload',
    'Infers the payload in the handler.',
    'src/types.ts',
  ),
  pull('advocacy', 'community', 'Add our company to ADOPTERS', 'We use it since two years.', 'ADOPTERS.md'),
  pull(
    'advocacy',
    'community',
    'ci: run on arm64',
    'So that we notice breakage.',
    '.github/workflows/ci.yml',
  ),
  pull('advocacy', 'community', 'chore: remove dead code', '', 'src/old.ts'),
  pull(
    'advocacy',
    'community',
    'feat: pause a queue',
    'Implements what was discussed in Ideas.',
    'src/queue.ts',
  ),
  pull('advocacy', 'community', '修复文档中的错误', '链接失效。', 'docs/zh/index.md'),
  pull('advocacy', 'community', 'Revert "Drop plain logs"', 'Brings back the log format.', 'src/log.ts'),
  pull('advocacy', 'community', 'Dockerfile: use a smaller image', 'From 900 MB to 120 MB.', 'Dockerfile'),
  pull(
    'advocacy',
    'community',
    'Improve the error message for a missing config',
    'Took me an hour to find out.',
    'src/config.ts',
  ),
  pull('advocacy', 'community', 'Make it compile with GCC 14', '', 'native/binding.cc'),
  pull('advocacy', 'community', 'Handle CRLF in job files', 'Windows checkouts have them.', 'src/parse.ts'),
  pull('advocacy', 'community', 'Add a security policy', '', 'SECURITY.md'),
  pull('advocacy', 'community', 'Fix #77', 'See title.', 'src/a.ts'),
  pull(null, 'staff', 'Release 4.3.0', 'Version bump and changelog.', 'package.json', 'CHANGELOG.md'),
  pull(null, 'staff', 'Refactor transports', 'No functional change.', 'src/transport/index.ts'),
  pull(null, 'staff', 'Fix memory leak', 'Reported by several users.', 'src/worker.ts'),
  pull(null, 'staff', 'docs: new quickstart', 'Replaces the old one.', 'docs/quickstart.md'),
  pull(null, 'staff', 'Drop Node 18', 'End of life.', 'package.json'),
  pull(null, 'staff', 'Add ARM builds', 'For the people who asked.', '.github/workflows/build.yml'),
  pull(null, 'staff', 'WIP', '', 'src/x.ts'),
  pull(null, 'staff', 'Revert "Batch acknowledgements"', 'Jobs ran twice since 4.2.', 'src/ack.ts'),
  pull(null, 'staff', 'Test clean-up', '', 'test/a.test.ts'),
  pull(
    null,
    'bot',
    'chore(deps): update dependency ws to v8.18.0',
    'This PR contains the following updates.',
    'package.json',
  ),
  pull(null, 'bot', 'Bump actions/checkout from 3 to 4', 'Bumps the action.', '.github/workflows/ci.yml'),
  pull(null, 'bot', 'chore: release main', 'Release notes below.', 'CHANGELOG.md'),
  pull(null, 'bot', 'Update translations', 'Automatic update.', 'locales/de.json'),
  pull(null, 'bot', '[pre-commit.ci] autoupdate', '', '.pre-commit-config.yaml'),
  pull(null, 'bot', 'docs: add contributor', 'Adds a person to the list.', 'README.md'),
  pull(null, 'bot', 'Lock file maintenance', '', 'package-lock.json'),
];
