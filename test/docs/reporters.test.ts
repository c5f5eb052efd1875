import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toString as plainText } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
import { describe, expect, it } from 'vitest';
import { THUMBED, type Thumbed } from '../../src/loop/decide/hear-gestures.ts';
import { en } from '../../src/loop/render/texts/en.ts';
import { documentAt, ROOT } from './documents.ts';

/** Beginnings of texts as the page quotes them; `…` stands for anything. */
const QUOTED: string[] = [];
visit(documentAt('docs/reporters.md').tree, 'tableRow', ({ children: [cell] }) => {
  if (cell !== undefined)
    QUOTED.push(...[...plainText(cell).matchAll(/"([^"]+)"/g)].map(([, text = '']) => text));
});

/** The text, and nothing else, in a regular expression. */
function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

function isExplained(text: string): boolean {
  const words = text.replaceAll('*', '');
  return QUOTED.some((quoted) => {
    const pattern = quoted
      .split('…')
      .map((part) => escaped(part.trim()))
      .join('.*');
    return new RegExp(`^${pattern}`).test(words);
  });
}

/** What stands first in a comment that comes to somebody who did not ask for it. */
const TOLD: [string, string][] = [
  ['fixed', en.fixed('#4')],
  ['released', en.released('v2', '#4')],
  ['documented', en.documented('https://docs.acme.dev')],
  ['declined', en.declined('too slow')],
  ['reopened', en.reopened],
  ['confirmed', en.confirmed],
  ['contested', en.contested],
  ['disputed', en.disputed],
  ['claimed', en.claimed('v2', '#4')],
  ['thanks', en.thanks('v2', 3)],
  ['regression', en.regression('v2', 'v3')],
  ['update', en.update('v2', 'v1', '`/still-broken`')],
  ['links.same', en.links.same('#4')],
  ['links.counted', en.links.counted(3, 2, '2026-11-20', 1)],
];

describe('docs/reporters.md', () => {
  it.each(TOLD)('explains the text %s', (_, text) => {
    expect(isExplained(text), text).toBe(true);
  });

  it('promises that a 👎 is heard where it is, and names another way where it is not', () => {
    const section =
      readFileSync(join(ROOT, 'docs/reporters.md'), 'utf8')
        .split('## How do I stop it?')[1]
        ?.split('##')[0] ?? '';
    const [about = '', more = ''] = section
      .split(/^- /mu)
      .filter((line) => line.includes('👎'))
      .map((line) => line.replaceAll(/\s+/g, ' '));
    const named: Record<Thumbed, string> = {
      related: 'links your thread with others',
      cluster: 'counts reports',
      regression: 'a fixed problem that is back',
    };
    for (const kind of THUMBED) expect(about).toContain(named[kind]);
    expect(more).toContain('A note that your problem is solved: `/mute`.');
  });

  it('quotes nothing that nobody is told', () => {
    const all = TOLD.map(([, text]) => text.replaceAll('*', ''));
    const strange = QUOTED.filter(
      (quoted) =>
        !all.some((text) =>
          text.includes((quoted.split('…').find((part) => part.trim() !== '') ?? '').trim()),
        ),
    );
    expect(strange).toEqual([]);
  });
});
