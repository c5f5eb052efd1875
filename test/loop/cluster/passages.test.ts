import { describe, expect, it } from 'vitest';
import { passages } from '../../../src/loop/cluster/passages.ts';
import { parseMarkdown } from '../../../src/loop/markdown.ts';

const said = (body: string) => passages(parseMarkdown(body)).lines.map(({ text }) => text);

describe('passages', () => {
  it.each<[string, string, string[]]>([
    ['a forced line end', 'first\\\nsecond', ['first', 'second']],
    ['what looks like a tag in a sentence', 'a Vec<T> of things', ['a Vec<T> of things']],
    ['a comment in a sentence', 'it <!-- say what --> fails', ['it fails']],
    ['the text of a link, not its target', 'see [the log](https://example.org/x)', ['see the log']],
    ['a picture', 'before ![a screenshot](a.png) after', ['before after']],
    ['a rule', 'above\n\n---\n\nbelow', ['above', 'below']],
    ['a table, row by row', '| OS | Version |\n|---|---|\n| Linux | 6.1 |', ['OS Version', 'Linux 6.1']],
    ['items of a list', '- one\n- two', ['one', 'two']],
    ['a heading that is a field of a form', '## Steps to reproduce\n\nopen it', ['open it']],
    [
      'a heading that is a sentence',
      '## Gadgets do not open any more\n\nat all',
      ['Gadgets do not open any more', 'at all'],
    ],
    ['a quotation', '> you wrote this\n\nand I this', ['and I this']],
    ['a definition of a link', '[a]: https://example.org\n\nsee [a]', ['see a']],
    ['an unanswered field', '### Version\n\n_No response_', []],
    ['HTML with text behind the last tag', '<div>in it</div> behind it', ['in it behind it']],
    ['a comment over several lines', '<!-- fill in\nevery <field> -->\nmine', ['mine']],
    ['a tag that is never closed', '<div>in it <b', ['in it']],
    ['a comment that is never closed', '<!-- fill in', []],
  ])('%s', (_, body, expected) => {
    expect(said(body)).toEqual(expected);
  });

  it('tells code from prose, and notes inline code', () => {
    const { lines, inlineCode } = passages(parseMarkdown('call `open()`\n\n```\nopen(1)\nopen(2)\n```'));
    expect(lines).toEqual([
      { text: 'call open()', kind: 'prose' },
      { text: 'open(1)', kind: 'code' },
      { text: 'open(2)', kind: 'code' },
    ]);
    expect(inlineCode).toEqual(['open()']);
  });
});
