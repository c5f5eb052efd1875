import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readAnalysisEnvironment, readEnvironment } from '../../src/config/environment.ts';
import { DOCUMENTS, documentAt, firstCells, inlineCode, ROOT } from './documents.ts';

/** Every name that the app asks its environment for, found by watching it ask. */
function namesRead(): string[] {
  const names = new Set<string>();
  const watched = (values: Record<string, string>) =>
    new Proxy(values, {
      get(target, name) {
        if (typeof name === 'string') names.add(name);
        return typeof name === 'string' ? target[name] : undefined;
      },
    });
  readEnvironment(watched({}));
  readEnvironment(
    watched({ GHE_HOST: '127.0.0.1:8080', JUDGE_URL: 'http://127.0.0.1:11434/v1', JUDGE_MODEL: 'any' }),
  );
  readAnalysisEnvironment(watched({}));
  return [...names];
}

/** What commands take from their environment beside that. */
function namesInCommands(): string[] {
  const folder = join(ROOT, 'src/cli');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .flatMap(
      (path) => readFileSync(join(folder, path), 'utf8').match(/(?<=environment\.)[A-Z][A-Z_]+/g) ?? [],
    )
    .filter((name) => !['PATH', 'HOME'].includes(name));
}

const read = [...new Set([...namesRead(), ...namesInCommands()])].sort();

it('docs/environment.md has every variable, and no other', () => {
  expect(read.length).toBeGreaterThan(25);
  expect([...new Set(firstCells(documentAt('docs/environment.md')))].sort()).toEqual(read);
});

/** Not the app's: of Node, of Postgres' own tools, of the tests (as all that begin with `FULLCIRCLE_`), and of examples. */
const OTHERS = [
  'NODE_EXTRA_CA_CERTS',
  'TEST_DATABASE_URL',
  'SKIP_POSTGRES',
  'POSTGRES_PASSWORD',
  'SIGNALS_URL',
  'SIGNALS_SECRET',
];

it.each(DOCUMENTS.map((document) => [document.path, document] as const))(
  '%s names only variables that there are',
  (_, document) => {
    const named = inlineCode(document).flatMap(
      (code) => /^([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)(?:=.*)?$/.exec(code)?.[1] ?? [],
    );
    expect(
      named.filter(
        (name) => !read.includes(name) && !OTHERS.includes(name) && !name.startsWith('FULLCIRCLE_'),
      ),
    ).toEqual([]);
  },
);
