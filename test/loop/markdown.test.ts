import { toString as plainText } from 'mdast-util-to-string';
import { describe, expect, it } from 'vitest';
import { MARKDOWN_CHARACTERS_MAX, parseMarkdown } from '../../src/loop/markdown.ts';

describe('parseMarkdown', () => {
  it('reads headings, code, tables and task lists', () => {
    const kinds = parseMarkdown('# Hello\n\n```js\nx\n```\n\n|a|b|\n|-|-|\n|1|2|\n\n- [ ] todo').children.map(
      (node) => node.type,
    );
    expect(kinds).toEqual(['heading', 'code', 'table', 'list']);
  });

  it('reads no further than the limit', () => {
    const text = `${'word '.repeat(MARKDOWN_CHARACTERS_MAX / 5)}\n\nlast`;
    expect(plainText(parseMarkdown(text))).not.toContain('last');
    expect(plainText(parseMarkdown(text, 65_536))).toContain('last');
  });

  it.each(['', ' ', '\uFEFF', '\uD800', '-'.repeat(200), '> > quote in quote'])('takes %j', (text) => {
    expect(parseMarkdown(text).type).toBe('root');
  });

  it.each([
    ['quotes in quotes', '>'.repeat(8_000)],
    ['numbered lists in lists', '1. '.repeat(2_600)],
    ['brackets', '[a]'.repeat(2_600)],
    ['list items', '- a\n'.repeat(2_000)],
    ['emphasis without end', '**a*b'.repeat(1_600)],
  ])('gives %s up as code instead of working through them', (_, text) => {
    expect(parseMarkdown(text).children.map((node) => node.type)).toEqual(['code']);
  });

  it('keeps a long rule of dashes a rule', () => {
    expect(parseMarkdown(`a\n\n${'-'.repeat(80)}\n`).children.map((node) => node.type)).toContain(
      'thematicBreak',
    );
  });
});
