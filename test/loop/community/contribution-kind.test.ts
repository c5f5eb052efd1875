import { expect, it } from 'vitest';
import { kindOfChange } from '../../../src/loop/community/contribution-kind.ts';

it.each<[string, string[] | null, string]>([
  ['unknown paths', null, 'change'],
  ['no paths', [], 'change'],
  ['code with tests and docs', ['src/a.ts', 'test/a.test.ts', 'README.md'], 'code'],
  ['tests alone', ['test/a.ts', 'src/b.spec.ts'], 'test'],
  ['docs alone', ['README.md', 'docs/img/a.png'], 'docs'],
  ['an example', ['examples/starter/index.ts', 'examples/starter/README.md'], 'example'],
  ['tests of examples are tests', ['examples/starter/tests/a.ts'], 'test'],
  ['a workflow', ['.github/workflows/ci.yml'], 'code'],
  ['a page without code', ['site/index.rst'], 'docs'],
  ['a test by its name', ['pkg/a_test.go'], 'test'],
])('%s', (_, paths, kind) => {
  expect(kindOfChange(paths)).toBe(kind);
});
