import type { RepositoryDescription } from './types.ts';

/**
 * The organisation's repositories at their first commit. Tidewheel does not exist: a typed job queue and
 * workflow library for Node with a command line, a docs site, a starter and a hosted control plane.
 */

export const ORGANIZATION = 'tidewheel';

/** Labels that people of the project use; the stage labels are not among them, since the app makes them. */
const LABELS = [
  { name: 'bug', color: 'd73a4a', description: 'Something does not work' },
  { name: 'enhancement', color: 'a2eeef', description: 'New feature or request' },
  { name: 'question', color: 'd876e3', description: 'More a question than a report' },
  { name: 'docs', color: '0075ca', description: 'Words, not code' },
  { name: 'types', color: '3178c6', description: 'TypeScript types' },
  { name: 'windows', color: '5319e7', description: 'Happens on Windows' },
  { name: 'needs info', color: 'fbca04', description: 'We cannot tell yet' },
  { name: 'good first issue', color: '7057ff', description: 'Small, and somebody will help you' },
  { name: 'P0', color: 'b60205', description: 'Drop everything' },
  { name: 'P1', color: 'ff7619', description: 'Next release' },
  { name: 'duplicate', color: 'cfd3d7', description: 'Known already' },
  { name: 'wontfix', color: 'ffffff', description: 'We decided against it' },
  { name: 'dependencies', color: '0366d6', description: 'Updates of dependencies' },
] as const;

const CATEGORIES = [
  { name: 'Announcements', answerable: false },
  { name: 'General', answerable: false },
  { name: 'Ideas', answerable: false },
  { name: 'Q&A', answerable: true },
  { name: 'Show and tell', answerable: false },
] as const;

const BUG_FORM = `name: Bug report
description: Something does not work
labels: [bug]
body:
  - type: input
    id: version
    attributes: { label: Version, placeholder: "tidewheel --version" }
    validations: { required: true }
  - type: input
    id: environment
    attributes: { label: Environment, placeholder: "Production or local? Node, database, operating system" }
  - type: input
    id: minutes
    attributes:
      label: Minutes to first success
      description: If you are new, how long from the first command to the first job that ran? Leave it empty otherwise.
  - type: textarea
    id: what
    attributes: { label: What happened? }
    validations: { required: true }
  - type: textarea
    id: steps
    attributes: { label: Steps to reproduce }
  - type: textarea
    id: log
    attributes: { label: Relevant log output, render: shell }
`;

const CORE_README = `# Tidewheel

Typed job queues and workflows for Node. Postgres or Redis underneath, your own types on top.

\`\`\`ts
import { queue, worker } from '@tidewheel/core';

const emails = queue('emails', { payload: z.object({ to: z.string(), template: z.string() }) });
worker(emails, async (job) => send(job.payload.to, job.payload.template));
\`\`\`

Quickstart, guides and reference: <https://tidewheel.example/docs>
`;

/** Grows by pull requests of adopters, one row each. */
export const ADOPTERS_FIRST = `# Adopters

Who runs Tidewheel in production? Add your row by a pull request.

| organisation | what for | since |
|---|---|---|
| Harbour & Pine | order confirmation e-mails | 2025-11 |
`;

export const REPOSITORIES: readonly RepositoryDescription[] = [
  {
    name: '.github',
    private: false,
    description: 'Community files of all repositories',
    topics: [],
    labels: [],
    categories: [],
    files: [
      {
        path: 'profile/README.md',
        content:
          '# Tidewheel\n\nTyped job queues and workflows for Node. Start at <https://tidewheel.example>.\n',
      },
    ],
  },
  {
    name: 'core',
    private: false,
    description: 'Typed job queues and workflows for Node',
    topics: ['job-queue', 'workflow', 'typescript', 'postgres', 'redis'],
    labels: LABELS,
    categories: CATEGORIES,
    files: [
      { path: 'README.md', content: CORE_README },
      { path: 'ADOPTERS.md', content: ADOPTERS_FIRST },
      {
        path: 'package.json',
        content: '{\n  "name": "@tidewheel/core",\n  "version": "1.2.4",\n  "type": "module"\n}\n',
      },
      { path: '.github/ISSUE_TEMPLATE/bug.yml', content: BUG_FORM },
      { path: 'src/worker/lease.ts', content: 'export const LEASE_MS = 30_000;\n' },
      { path: 'src/schedule/next.ts', content: "export { nextFire } from './cron.ts';\n" },
    ],
  },
  {
    name: 'cli',
    private: false,
    description: 'The tidewheel command: create, dev, inspect, login, deploy',
    topics: ['cli', 'job-queue'],
    labels: LABELS,
    categories: [],
    files: [
      {
        path: 'README.md',
        content: '# tidewheel on the command line\n\n```sh\nnpx create-tidewheel my-app\n```\n',
      },
      {
        path: 'package.json',
        content: '{\n  "name": "@tidewheel/cli",\n  "version": "1.2.4",\n  "type": "module"\n}\n',
      },
      { path: '.github/ISSUE_TEMPLATE/bug.yml', content: BUG_FORM },
      { path: 'src/login/device.ts', content: 'export const DEVICE_TIMEOUT_MS = 300_000;\n' },
    ],
  },
  {
    name: 'docs',
    private: false,
    description: 'Source of tidewheel.example/docs',
    topics: ['documentation'],
    labels: LABELS,
    categories: [],
    files: [
      {
        path: 'README.md',
        content: '# Docs\n\nEvery page is a Markdown file under `pages/`. `npm run dev` shows them.\n',
      },
      {
        path: 'pages/quickstart.md',
        content: '# Quickstart\n\n1. `npx create-tidewheel my-app`\n2. `npm run dev`\n',
      },
    ],
  },
  {
    name: 'starter-ts',
    private: false,
    description: 'Template: an API, a worker and a schedule in TypeScript',
    topics: ['template', 'typescript'],
    labels: LABELS,
    categories: [],
    files: [
      { path: 'README.md', content: '# Starter\n\n`docker compose up` and `npm run dev`.\n' },
      {
        path: '.github/workflows/ci.yml',
        content:
          'name: ci\non:\n  push:\n  schedule:\n    - cron: "17 5 * * *"\njobs:\n  first-success:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v5\n      - run: npm ci && npm run first-job\n',
      },
    ],
  },
  {
    name: 'feedback',
    private: true,
    description: 'Weekly triage with Product, Docs and Support',
    topics: [],
    labels: [],
    categories: [],
    files: [
      {
        path: 'README.md',
        content: '# Feedback\n\nMondays at nine, one hour. Decide or defer, with a reason.\n',
      },
    ],
  },
  {
    name: 'cloud',
    private: true,
    description: 'Hosted control plane',
    topics: [],
    labels: LABELS,
    categories: [],
    files: [{ path: 'README.md', content: '# Cloud\n\nControl plane, edge and billing.\n' }],
  },
];
