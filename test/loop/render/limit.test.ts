import fc from 'fast-check';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { describe, expect, it } from 'vitest';
import { BODY_CHARACTERS_MAX, limitBody } from '../../../src/loop/render/limit.ts';
import { parseMarker, renderBox, renderMarker } from '../../../src/loop/render/marker.ts';

const MARKER = renderMarker('triage', '2026-W48');
const NOTICE = '*Shortened: the rest does not fit here.*';

const line = fc.oneof(
  fc.constantFrom(
    '',
    '# Heading',
    '- item with `code` and [a link](https://example.org)',
    '> quoted',
    'text 😀 text',
    '| a | b |',
    '| --- | --- |',
    '| 1 | 2 |',
    '```ts',
    '```',
    '~~~~',
    '~~~',
    // as we write them: a blank line ends the HTML
    '<details>\n<summary>more</summary>\n',
    '\n</details>\n',
    `${'word '.repeat(40)}end`,
    'code'.repeat(60),
  ),
  fc.constant(renderBox({ action: 'fix', id: 'c12', ticked: false }, 'fix it')),
);

describe('limitBody', () => {
  it('leaves a body that fits as it is', () => {
    expect(limitBody('text', MARKER)).toBe(`text\n\n${MARKER}`);
    const full = 'x'.repeat(BODY_CHARACTERS_MAX - MARKER.length - 2);
    expect(limitBody(full, MARKER)).toBe(`${full}\n\n${MARKER}`);
    expect(limitBody(`${full}x`, MARKER).length).toBeLessThanOrEqual(BODY_CHARACTERS_MAX);
  });

  it('always fits, keeps its marker and cuts no line that is nothing without its end', () => {
    fc.assert(
      fc.property(
        fc.array(line, { maxLength: 60 }),
        fc.integer({ min: 120, max: 1_200 }),
        (lines, charactersMax) => {
          const body = lines.join('\n');
          const limited = limitBody(body, MARKER, charactersMax);
          expect(limited.length).toBeLessThanOrEqual(charactersMax);
          expect(parseMarker(limited)).toEqual({ kind: 'triage', key: '2026-W48' });
          expect(limited.isWellFormed === undefined || limited.isWellFormed()).toBe(true);
          if (body.length + 2 + MARKER.length <= charactersMax) return;
          expect(limited.endsWith(`${NOTICE}\n\n${MARKER}`)).toBe(true);
          const whole = new Set([
            ...body.split('\n'),
            '',
            '</details>',
            '```',
            '~~~',
            '~~~~',
            NOTICE,
            MARKER,
          ]);
          const cut = limited.split('\n').filter((each) => !whole.has(each));
          expect(cut.length).toBeLessThanOrEqual(1);
          for (const each of cut) expect(each).not.toMatch(/^\||<|^- \[/);
          const tree = fromMarkdown(limited, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
          // The marker stands outside of every fence: it is hidden.
          expect(tree.children.at(-1)).toMatchObject({ type: 'html' });
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('closes what it leaves open', () => {
    const body = ['<details>', '', '````md', ...Array.from({ length: 50 }, () => 'line of code')].join('\n');
    const limited = limitBody(body, MARKER, 300);
    expect(limited).toContain(`\n\`\`\`\`\n</details>\n\n${NOTICE}`);
  });

  it('cuts prose between words, never within code or a link', () => {
    const cut = (text: string, room: number) =>
      limitBody(text, MARKER, room + NOTICE.length + MARKER.length + 4).split('\n')[0];
    expect(cut(`one two ${'x'.repeat(200)}`, 20)).toBe('one two…');
    expect(cut(`one [two three](https://example.org/${'x'.repeat(200)})`, 20)).toBe('one…');
    expect(cut(`one \`two three ${'x'.repeat(200)}\``, 20)).toBe('one…');
    expect(cut(`| one | ${'x'.repeat(200)} |`, 20)).toBe(NOTICE);
  });

  it('never halves a character', () => {
    const body = `\`\`\`\n${'😀'.repeat(200)}`;
    for (let room = 120; room < 140; room += 1) {
      expect(limitBody(body, MARKER, room)).not.toMatch(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])/);
    }
  });
});
