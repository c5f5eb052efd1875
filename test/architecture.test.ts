import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';

/**
 * The arrows that must never be drawn (ARCHITECTURE.md). Type-only imports count: what is named is depended upon.
 * `violations` is pure, so that the second half of this file can show that each rule would notice.
 */

const ROOT = join(import.meta.dirname, '..');

/** The steps of the loop: none may know another. */
const STEPS = ['observe', 'cluster', 'prioritize', 'fix', 'teach', 'tell', 'journey', 'community'];

/** Packages without effects that the pure core may use. */
const PURE_PACKAGES = new Set([
  'mdast',
  'mdast-util-from-markdown',
  'mdast-util-gfm',
  'mdast-util-to-string',
  'micromark',
  'micromark-extension-gfm',
  'temporal-polyfill',
  'unist-util-visit',
  'zod',
]);

/** Clock, randomness and environment reach the core as arguments only. */
const IMPURE =
  /\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b|\bprocess\.|\bfetch\(|\bperformance\.|\bsetTimeout\b/;

interface Arrow {
  from: string;
  to: string;
}

/** What a module of `src` imports: paths below `src` for its own, package names for others. */
function arrows(path: string, source: string): Arrow[] {
  const code = withoutComments(source);
  const found = code.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*['"]([\w@./:-]+)['"]/g);
  return [...found].map(([, specifier = '']) => ({
    from: path,
    to: specifier.startsWith('.')
      ? posix.normalize(posix.join(posix.dirname(path), specifier))
      : packageOf(specifier),
  }));
}

function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier;
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? specifier);
}

function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
}

const isIn = (path: string, ...folders: string[]): boolean =>
  folders.some((folder) => path === `${folder}.ts` || path === folder || path.startsWith(`${folder}/`));
const isOwn = (to: string): boolean => to.endsWith('.ts') || to.endsWith('.tsx') || to.endsWith('.json');
const stepOf = (path: string): string | undefined => STEPS.find((step) => isIn(path, `loop/${step}`));

/** Each rule says what is wrong with an arrow, or nothing. */
const RULES: readonly ((arrow: Arrow) => string | null)[] = [
  ({ from, to }) => {
    if (!isIn(from, 'loop')) return null;
    if (isOwn(to)) return isIn(to, 'loop') ? null : 'the loop imports nothing outside of itself';
    return PURE_PACKAGES.has(to) ? null : 'the loop uses pure packages of a short list only';
  },
  ({ from, to }) => {
    const step = stepOf(from);
    const other = stepOf(to);
    return step && other && step !== other ? 'no step of the loop imports another step' : null;
  },
  ({ from, to }) => (isIn(from, 'loop/render') && stepOf(to) ? 'rendering imports no step' : null),
  ({ from, to }) =>
    isIn(from, 'receive') && isIn(to, 'store', 'outbox', 'github')
      ? 'receiving knows no store, outbox, GitHub'
      : null,
  ({ from, to }) =>
    isIn(from, 'store') && (isIn(to, 'receive', 'pipeline', 'outbox', 'github') || to === 'probot')
      ? 'the store knows no receiving, pipeline, outbox, GitHub, Probot'
      : null,
  ({ from, to }) =>
    ['drizzle-orm', 'postgres', '@electric-sql/pglite'].includes(to) && !isIn(from, 'store')
      ? 'the store alone imports Drizzle and drivers'
      : null,
  ({ from, to }) =>
    isIn(from, 'github') && isIn(to, 'store', 'receive', 'outbox')
      ? 'GitHub’s edge knows no store, receiving, outbox'
      : null,
  ({ from, to }) =>
    to.startsWith('@octokit/') && to !== '@octokit/webhooks' && !isIn(from, 'github')
      ? 'GitHub’s edge alone calls Octokit'
      : null,
  ({ from, to }) => {
    if (!isIn(from, 'outbox')) return null;
    return isIn(to, 'receive') || stepOf(to) ? 'the outbox knows no receiving and no step of the loop' : null;
  },
  ({ from, to }) =>
    to === 'probot' && !isIn(from, 'app', 'main', 'receive')
      ? 'Probot is imported by app, main and receive only'
      : null,
  ({ from, to }) =>
    isIn(to, 'sandbox') && !isIn(from, 'sandbox', 'cli/demo', 'bench')
      ? 'the sandbox is for the demo, benches and tests only'
      : null,
  ({ from, to }) =>
    isIn(from, 'sandbox') && isOwn(to) && !isIn(to, 'sandbox')
      ? 'the sandbox imports nothing of the rest'
      : null,
];

function violations(modules: ReadonlyMap<string, string>): string[] {
  const found: string[] = [];
  for (const [path, source] of modules) {
    for (const arrow of arrows(path, source)) {
      for (const rule of RULES) {
        const wrong = rule(arrow);
        if (wrong !== null) found.push(`${arrow.from} → ${arrow.to}: ${wrong}`);
      }
    }
    const impure = isIn(path, 'loop') ? IMPURE.exec(withoutComments(source)) : null;
    if (impure !== null)
      found.push(`${path}: ${impure[0]}: the loop takes clock, randomness and environment as arguments`);
    if (
      /\bprocess\.env\b/.test(withoutComments(source)) &&
      !isIn(path, 'config/environment', 'cli/fullcircle', 'main')
    ) {
      found.push(
        `${path}: process.env is handed on by main and cli/fullcircle, and read in config/environment.ts only`,
      );
    }
    if (/^export default\b/m.test(source) && path !== 'app.ts')
      found.push(`${path}: only app.ts has a default export`);
  }
  return found;
}

function sources(): Map<string, string> {
  const paths = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' });
  const modules = paths.filter((path) => /\.tsx?$/.test(path)).map((path) => path.split('\\').join('/'));
  return new Map(modules.map((path) => [path, readFileSync(join(ROOT, 'src', path), 'utf8')]));
}

describe('the arrows of the code', () => {
  it('has no arrow of the never list', () => {
    const modules = sources();
    expect(modules.size).toBeGreaterThan(50);
    expect(violations(modules)).toEqual([]);
  });
});

describe('each rule notices', () => {
  it.each([
    ['loop/decide.ts', "import { x } from '../store/store.ts';"],
    ['loop/decide.ts', "import type { X } from '../github/github.ts';"],
    ['loop/observe/observe.ts', "import { x } from 'pino';"],
    ['loop/observe/observe.ts', "import type { X } from '../cluster/document.ts';"],
    ['loop/tell/notice.ts', "export { x } from '../fix/release.ts';"],
    ['loop/render/why.ts', "import type { X } from '../observe/observe.ts';"],
    ['loop/decide.ts', 'const now = Date.now();'],
    ['loop/decide.ts', 'const now = new Date();'],
    ['loop/decide.ts', 'const luck = Math.random();'],
    ['loop/decide.ts', "const x = await import('node:fs');"],
    ['receive/issue.ts', "import { x } from '../store/store.ts';"],
    ['store/inbox.ts', "import { x } from '../receive/issue.ts';"],
    ['store/inbox.ts', "import { x } from '../pipeline/worker.ts';"],
    ['pipeline.ts', "import { eq } from 'drizzle-orm';"],
    ['pipeline.ts', "import { sql } from 'drizzle-orm/pg-core';"],
    ['github/client.ts', "import { x } from '../store/store.ts';"],
    ['pipeline.ts', "import { Octokit } from '@octokit/rest';"],
    ['outbox/dispatcher.ts', "import { x } from '../loop/observe/observe.ts';"],
    ['web/server.ts', "import { createProbot } from 'probot';"],
    ['pipeline.ts', "import { x } from './sandbox/sandbox.ts';"],
    ['sandbox/sandbox.ts', "import { x } from '../loop/vocabulary.ts';"],
    ['web/server.ts', 'const port = process.env.PORT;'],
    ['pipeline.ts', 'export default 1;'],
  ])('%s: %s', (path, source) => {
    expect(violations(new Map([[path, source]]))).not.toEqual([]);
  });

  it('is silent about what is allowed', () => {
    const allowed = new Map([
      [
        'loop/decide/thread.ts',
        "import { observe } from '../observe/observe.ts';\n// Date.now() is not used",
      ],
      ['cli/demo/play.ts', "import { createSandbox } from '../../sandbox/sandbox.ts';"],
      ['store/inbox.ts', "import { eq } from 'drizzle-orm';"],
      ['app.ts', "import type { Probot } from 'probot';\nexport default app;"],
    ]);
    expect(violations(allowed)).toEqual([]);
  });
});
