import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { visit } from 'unist-util-visit';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseConfig } from '../../src/config/parse.ts';
import { configSchema } from '../../src/config/schema.ts';
import { DOCUMENTS, inlineCode, ROOT } from './documents.ts';

/** Code blocks of a language, each with where it stands. */
function blocks(language: string): [place: string, text: string][] {
  const found: [string, string][] = [];
  for (const { path, tree } of DOCUMENTS) {
    visit(tree, 'code', ({ lang, value, position }) => {
      if (lang === language) found.push([`${path}:${position?.start.line ?? 0}`, value]);
    });
  }
  return found;
}

const keys = Object.keys(configSchema.shape);
const isConfig = (text: string): boolean =>
  Object.keys(Object(parse(text))).every((key) => keys.includes(key));

describe('examples', () => {
  it.each(blocks('yaml'))('%s is YAML, and a valid config if it is one', (_, text) => {
    if (isConfig(text)) expect(parseConfig(text, { scope: 'organization' }).problems).toEqual([]);
  });

  it('of the config are among them', () => {
    expect(blocks('yaml').filter(([, text]) => isConfig(text)).length).toBeGreaterThan(3);
  });

  it.each(blocks('json'))('%s is JSON', (_, text) => {
    expect(() => JSON.parse(text)).not.toThrow();
  });
});

/** Keys of the config as sentences name them: `triage.repository`, `clusters.comment: never`. */
describe.each(DOCUMENTS.map((document) => [document.path, document] as const))('%s', (_, document) => {
  it('names keys of the config that there are', () => {
    const reference = readFileSync(join(ROOT, 'docs/configuration.md'), 'utf8');
    const sections = new RegExp(`^(${keys.join('|')})\\.[a-z_.]+`);
    const named = inlineCode(document).flatMap((code) => sections.exec(code)?.[0] ?? []);
    const isFile = (name: string): boolean => /\.(?:ts|md|yml|json)$/.test(name);
    expect(named.filter((name) => !isFile(name) && !reference.includes(`\`${name}`))).toEqual([]);
  });
});
