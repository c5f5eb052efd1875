import { describe, expect, it } from 'vitest';
import { themesOf } from '../../src/loop/themes.ts';

const theme = (name: string, words: string[], labels: string[] = []) => ({
  name,
  weight: 1,
  match: { words, labels },
});
const themes = [
  theme('Types', ['TypeScript', 'd.ts'], ['Types']),
  theme('Speed', ['slow', 'cold start']),
  theme('C++', ['c++']),
  theme('Nothing', ['']),
];

const found = (title: string, body = '', labels: string[] = [], given: string[] = []): string[] =>
  themesOf({ title, body, labels }, { themes }, given).map(({ name, source }) => `${name} ${source}`);

describe('themesOf', () => {
  it.each<[string, string[], string[]]>([
    ['a word of the title', ['Broken in typescript 5'], ['Types match']],
    ['a word with a dot', ['Missing', 'See `widgets.d.ts`.'], ['Types match']],
    ['two words', ['Help', 'The cold start takes a minute'], ['Speed match']],
    ['words apart', ['A cold and late start'], []],
    ['a word within another', ['Slower than Typescripty'], []],
    ['a word that ends in signs', ['Bindings for C++?'], ['C++ match']],
    ['several, in the order of the config', ['slow typescript'], ['Types match', 'Speed match']],
    ['what only a template says', ['Help', '<!-- TypeScript version? -->'], []],
    ['a comment without an end', ['Help', '<!-- TypeScript version?'], []],
    ['what a long log says', ['Help', `${'log '.repeat(3_000)} typescript`], []],
    ['nothing', ['Help'], []],
  ])('%s', (_, [title = '', body], expected) => {
    expect(found(title, body)).toEqual(expected);
  });

  it('goes by labels, whatever their case', () => {
    expect(found('Help', '', ['types'])).toEqual(['Types match']);
  });

  it('goes by what a human gave, and says so', () => {
    expect(found('slow', '', [], ['Speed', 'Types'])).toEqual(['Types human', 'Speed human']);
  });
});
