import fc from 'fast-check';
import type { Nodes, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { describe, expect, it } from 'vitest';
import { parseMarker } from '../../../src/loop/render/marker.ts';
import { neutralise, neutralisePlain, plainText } from '../../../src/loop/render/neutralise.ts';
import { threadTitle } from '../../../src/loop/render/title.ts';
import { hostileText, POWERS } from './hostile.ts';

// A parser of GitHub's own Markdown, apart from the one the code under test reads with.
function parse(markdown: string): Root {
  return fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}

function powersOf(text: string): string[] {
  return Object.entries(POWERS).flatMap(([power, pattern]) => (pattern.test(text) ? [power] : []));
}

/** The tree without places and words: kinds of nodes only, neighbouring texts as one. */
function shape(node: Nodes): unknown {
  if (!('children' in node)) return node.type;
  const inner = node.children.map(shape).filter((each, at, all) => each !== 'text' || all[at - 1] !== 'text');
  return [node.type, ...inner];
}

/** All words of a tree in their order, as the filters after the Markdown see them at worst: without borders. */
function words(node: Nodes): string {
  if ('value' in node) return node.value;
  return 'children' in node ? node.children.map(words).join('') : '';
}

/** Where others' words are put: each with words that are certainly harmless gives the shape to keep. */
const PLACES: Record<string, (text: string) => string> = {
  paragraph: (text) => text,
  'list item': (text) => `- one\n- ${text}\n- three`,
  'task item': (text) => `- [ ] ${text} <!-- fullcircle:box:fix:c1 -->\n- [x] other`,
  quotation: (text) => `> ${text}\n\nafter`,
  'table cell': (text) => `| a | b |\n| --- | ---: |\n| ${text} | 2 |\n| x | y |`,
  heading: (text) => `## ${text}\n\nafter`,
  'link text': (text) => `see [${text}](https://redirect.github.com/o/r/issues/1) there`,
  emphasis: (text) => `says “${text}”: **so** it is`,
  'before a line': (text) => `${text}\n- item`,
  'before a code span': (text) => `${text} \`code\` after`,
};

const ways: [string, (text: string, maxCharacters: number) => string][] = [
  ['Markdown', (text, maxCharacters) => neutralise(text, { inline: true, maxCharacters })],
  ['plain text', (text, maxCharacters) => neutralisePlain(text, { inline: true, maxCharacters })],
];

describe.each(ways)('one line of %s', (_, way) => {
  it('has no power, raw or rendered, and keeps what is around it', () => {
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 1, max: 200 }), (text, maxCharacters) => {
        const quoted = way(text, maxCharacters);
        expect(quoted).not.toMatch(/[\n<|`]/);
        expect(powersOf(quoted)).toEqual([]);
        if (quoted === '') return;
        for (const place of Object.values(PLACES)) {
          const harmless = parse(place('word'));
          const tree = parse(place(quoted));
          expect(shape(tree)).toEqual(shape(harmless));
        }
        expect(powersOf(words(parse(quoted)))).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it('has no power when it is cut anywhere and stands beside other words', () => {
    fc.assert(
      fc.property(hostileText, hostileText, fc.integer({ min: 1, max: 60 }), (text, other, maxCharacters) => {
        const joined = `${way(text, maxCharacters)} (${way(other, 20)})`;
        expect(powersOf(words(parse(joined)))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('shows at most so many characters', () => {
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 1, max: 50 }), (text, maxCharacters) => {
        const shown = words(parse(way(text, maxCharacters))).replaceAll('\u200B', '');
        expect([...shown].length).toBeLessThanOrEqual(maxCharacters);
      }),
    );
  });
});

describe('several lines', () => {
  it('are paragraphs of text and line ends only', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        for (const quoted of [
          neutralise(text, { inline: false, maxCharacters: 400 }),
          neutralisePlain(text, { inline: false, maxCharacters: 400 }),
        ]) {
          expect(quoted).not.toMatch(/[<|`\r]/);
          const tree = parse(quoted);
          const kinds = tree.children.map(shape);
          expect(kinds).toEqual(kinds.map(() => ['paragraph', 'text']));
          expect(powersOf(quoted)).toEqual([]);
          expect(tree.children.flatMap((paragraph) => powersOf(words(paragraph)))).toEqual([]);
          const quotation = parse(quoted.replace(/^/gm, '> '));
          expect(quotation.children.every(({ type }) => type === 'blockquote')).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });
});

describe('what remains readable', () => {
  const rendered = (markdown: string) =>
    micromark(neutralise(markdown, { inline: true, maxCharacters: 500 }), {
      extensions: [gfm()],
      htmlExtensions: [gfmHtml()],
    }).replaceAll('\u200B', '');

  it.each([
    ['**bold** and _italic_', '<p>bold and italic</p>'],
    ['see [the docs](https://example.org)', '<p>see the docs</p>'],
    ['`a|b` & <b>c</b>', '<p>a|b &amp; c</p>'],
    ['thanks @ada, fixes #12 :tada:', '<p>thanks @ada, fixes #12 :tada:</p>'],
    ['# Title\n\ntext', '<p>Title text</p>'],
    ['<!-- template --> real words', '<p>real words</p>'],
    ['Array<string> breaks', '<p>Array&lt;string&gt; breaks</p>'],
    ['![a cat](https://x.y/cat.png)', '<p>a cat</p>'],
    ['- one\n- two', '<p>one two</p>'],
    ['| a | b |\n|---|---|\n| 1 | 2 |', '<p>a b 1 2</p>'],
    ['```js\nconst a = `x`;\n```', '<p>const a = `x`;</p>'],
    ['costs $5 or $HOME', '<p>costs $5 or $HOME</p>'],
    ['1. first', '<p>first</p>'],
    ['👩‍💻 می‌خواهم', '<p>👩‍💻 می‌خواهم</p>'],
    ['a\\_b \\* c', '<p>a_b * c</p>'],
    ['text[^1]\n\n[^1]: note', '<p>text note</p>'],
  ])('%j', (markdown, html) => {
    expect(rendered(markdown)).toBe(html);
  });

  it('keeps plain text as it is', () => {
    const text = '__init__.py: Map<K, V> in #12 failed | `x` \\o/ 1. [y]';
    const quoted = neutralisePlain(text, { inline: true, maxCharacters: 500 });
    expect(words(parse(quoted)).replaceAll('\u200B', '')).toBe(text);
  });

  it('drops characters that hide or turn text around', () => {
    expect(
      neutralisePlain('a\u202Eb\u200Bc\u2066d\u00ADe\uFEFF\u{E0041}', { inline: true, maxCharacters: 50 }),
    ).toBe('abcde');
    expect(neutralisePlain('@\u200Dada \ud800x', { inline: true, maxCharacters: 50 })).toBe('@\u200Bada x');
    expect(
      neutralisePlain(`e${'\u0301'.repeat(500)}`, { inline: true, maxCharacters: 600 }).length,
    ).toBeLessThan(10);
  });

  it('cuts between words and says so', () => {
    expect(neutralisePlain('one two three four', { inline: true, maxCharacters: 13 })).toBe('one two…');
    expect(neutralisePlain('one two three four', { inline: true, maxCharacters: 15 })).toBe('one two three…');
    expect(neutralisePlain('x'.repeat(99), { inline: true, maxCharacters: 5 })).toBe('xxxx…');
    expect(neutralisePlain('👩👩👩👩', { inline: true, maxCharacters: 3 })).toBe('👩👩…');
  });

  it('keeps lines where asked', () => {
    expect(neutralise('a  \nb\n\n\n\n- c\n- d', { inline: false, maxCharacters: 100 })).toBe(
      'a\nb\n\nc\n\nd',
    );
  });

  it('is empty where nothing is said', () => {
    expect(neutralise('<!-- only a comment -->\n\n---', { inline: true, maxCharacters: 10 })).toBe('');
    expect(threadTitle(' \u200B ')).toBe('(no title)');
    expect(threadTitle('[Bug]: `x` | @ada')).toBe('\\[Bug\\]: &grave;x&grave; &verbar; @\u200Bada');
  });
});

describe('a marker in quoted text', () => {
  it('is never read as ours', () => {
    const fake = '<!-- fullcircle:notice:c1 -->';
    for (const [, way] of ways) expect(parseMarker(way(`text \`${fake}\` ${fake}`, 500))).toBeNull();
    expect(plainText(`a ${fake} b`)).toBe('a  b');
  });
});

describe('work', () => {
  it.each(['a', '@', '# ', 'a ', '\u0301', 'f', '<', '<!--', '[', '*a', '`', '|', '\u200D', '> '])(
    'on a million of %j stays bounded',
    (piece) => {
      const text = piece.repeat(1_000_000 / piece.length);
      const start = performance.now();
      neutralise(text, { inline: true, maxCharacters: 1_000_000 });
      neutralisePlain(text, { inline: false, maxCharacters: 1_000_000 });
      expect(performance.now() - start).toBeLessThan(1_000);
    },
  );
});
