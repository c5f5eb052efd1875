import { describe, expect, it } from 'vitest';
import { closingReferences } from '../../../src/loop/fix/closing-references.ts';

const shown = (text: string, host = 'github.com') =>
  closingReferences(text, host).map(({ repository, number }) =>
    repository === null ? `#${number}` : `${repository.owner}/${repository.name}#${number}`,
  );

describe('closing references', () => {
  it.each([
    ['Fixes #12', ['#12']],
    ['close #1, closes #2, closed #3', ['#1', '#2', '#3']],
    ['fix #1 fixes #2 fixed #3 resolve #4 resolves #5 resolved #6', ['#1', '#2', '#3', '#4', '#5', '#6']],
    ['CLOSES: #12.', ['#12']],
    ['Fixes GH-12', ['#12']],
    ['Fixes acme/docs#7', ['acme/docs#7']],
    ['Resolves https://github.com/acme/docs/issues/7#issuecomment-1', ['acme/docs#7']],
    ['Fixes [the crash](https://github.com/acme/docs/issues/7)', ['acme/docs#7']],
    ['**Fixes #12**', ['#12']],
    ['- Fixes #12\n- Fixes #13', ['#12', '#13']],
    ['Fixes\n#12', ['#12']],
  ])('%s', (text, expected) => expect(shown(text)).toEqual(expected));

  it.each([
    ['only the first has a keyword', 'Fixes #12, #13', ['#12']],
    ['a mere mention', 'See #12, related to #13', []],
    ['a word that is no keyword', 'Prefixes #12; fixing #13; fixup #14', []],
    ['code', '`Fixes #12`\n\n```\nFixes #13\n```', []],
    ['a quotation', '> Fixes #12', []],
    ['a comment', '<!-- Fixes #12 -->', []],
    ['code between', 'Fixes `x` #12', []],
    ['another host', 'Fixes https://example.com/acme/docs/issues/7', []],
    ['nought', 'Fixes #0', []],
    ['over the end of a paragraph', 'Fixes\n\n#12', []],
  ])('nothing by %s', (_, text, expected) => expect(shown(text)).toEqual(expected));

  it('knows the addresses of an Enterprise server', () => {
    expect(shown('Fixes https://git.acme.dev/a/b/issues/3', 'git.acme.dev')).toEqual(['a/b#3']);
    expect(shown('Fixes https://github.com/a/b/issues/3', 'git.acme.dev')).toEqual([]);
  });

  it('names each once', () => expect(shown('Fixes #12. Closes #12')).toEqual(['#12']));
});
