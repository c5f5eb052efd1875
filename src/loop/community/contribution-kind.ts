import { present } from '../present.ts';

/** The ways in which people help. */
export const CONTRIBUTION_KINDS = [
  'code',
  'docs',
  'example',
  'test',
  'change',
  'review',
  'report',
  'answer',
  'triage',
  'tool',
] as const;
export type ContributionKind = (typeof CONTRIBUTION_KINDS)[number];

/** How each kind is called in lists. */
export const KIND_NAMES: Record<ContributionKind, string> = {
  code: 'code',
  docs: 'documentation',
  example: 'examples',
  test: 'tests',
  change: 'other merged changes',
  review: 'reviews',
  report: 'bug reports that others confirmed',
  answer: 'answers',
  triage: 'triage',
  tool: 'tools and integrations',
};

const DOC_FOLDERS = new Set(['doc', 'docs', 'documentation', 'website', 'wiki', 'guides', 'tutorials']);
const EXAMPLE_FOLDERS = new Set([
  'example',
  'examples',
  'sample',
  'samples',
  'demo',
  'demos',
  'templates',
  'starter',
  'starters',
]);
const TEST_FOLDERS = new Set(['test', 'tests', '__tests__', 'spec', 'specs', 'testdata', 'fixtures', 'e2e']);
const DOC_ENDINGS = ['.md', '.mdx', '.rst', '.adoc', '.txt'];
const TEST_NAME = /(?:^test_|_test\.|\.test\.|\.spec\.|Tests?\.[a-z]+$)/;

/**
 * What a merged pull request gives, by what it changes: one kind, so that one pull request is one contribution. Code
 * brings its own tests and docs along and counts as code; where there is none, the most telling part counts.
 * @param paths null: unknown
 */
export function kindOfChange(paths: readonly string[] | null): ContributionKind {
  if (paths === null || paths.length === 0) return 'change';
  const kinds = new Set(paths.map(kindOfPath));
  // Every path has one of these kinds.
  return present((['code', 'example', 'docs', 'test'] as const).find((kind) => kinds.has(kind)));
}

function kindOfPath(path: string): 'code' | 'docs' | 'example' | 'test' {
  const parts = path.split('/');
  const name = present(parts.at(-1));
  const folders = parts.slice(0, -1).map((folder) => folder.toLowerCase());
  if (folders.some((folder) => TEST_FOLDERS.has(folder)) || TEST_NAME.test(name)) return 'test';
  if (folders.some((folder) => EXAMPLE_FOLDERS.has(folder))) return 'example';
  if (folders.some((folder) => DOC_FOLDERS.has(folder))) return 'docs';
  return DOC_ENDINGS.some((ending) => name.toLowerCase().endsWith(ending)) ? 'docs' : 'code';
}
