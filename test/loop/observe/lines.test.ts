import { describe, expect, it } from 'vitest';
import { restoredLines, withoutComments } from '../../../src/loop/observe/lines.ts';
import { readThread } from '../../../src/loop/observe/read.ts';

describe('a text that lost its line ends', () => {
  it.each<[string, string, string[], string]>([
    [
      'headings that templates use',
      '### Steps to reproduce Open the page. ### Expected behavior It opens.',
      ['Steps to reproduce', 'Expected behavior'],
      'Open the page.\nIt opens.',
    ],
    [
      'a heading that asks',
      '## What did you do? I opened the page. ## Result: Nothing.',
      ['What did you do?', 'Result:'],
      'I opened the page.\nNothing.',
    ],
    [
      'a short heading that nobody answered',
      '## Query plan ## Expected result It is fast.',
      ['Query plan', 'Expected result'],
      'It is fast.',
    ],
    [
      'a heading that holds the whole report',
      '### When I open the page with the dark theme on my phone the letters stay dark.',
      [],
      'When I open the page with the dark theme on my phone the letters stay dark.',
    ],
    ['a word that begins like a heading', '## Issuetracker is down', ['Issuetracker is down'], ''],
    [
      'bold questions',
      'Hello. **Version:** 3.2 **Browser:** Firefox',
      ['Version:', 'Browser:'],
      'Hello.\n3.2\nFirefox',
    ],
    ['a comment before the text', '<!-- Thank you! --> It does not open.', [], 'It does not open.'],
    [
      'plain sentences',
      'It costs # 3. We paid 4. Nobody said why.',
      [],
      'It costs # 3. We paid 4. Nobody said why.',
    ],
  ])('%s', (_, body, headings, prose) => {
    expect(readThread('', body)).toMatchObject({ headings, prose });
  });

  it('counts its steps and boxes', () => {
    const body = '## To reproduce 1. Open it 2. Close it - [x] I searched - [ ] I read the guide';
    expect(readThread('', body)).toMatchObject({ numberedSteps: 2, checkedBoxes: 1, uncheckedBoxes: 1 });
  });

  it('is left as it is when it has line ends', () => {
    const text = '### Steps to reproduce ### Expected\n<!-- x -->';
    expect(restoredLines(text)).toBe(text);
  });

  it('grows by no more than the line ends', () => {
    for (const part of [' **', ' ## ', '<!--', ' - [', '**a:** ', '1. A 2. ']) {
      const text = part.repeat(500);
      expect(restoredLines(text).length).toBeLessThan(3 * text.length);
    }
  });
});

describe('comments of templates', () => {
  it.each([
    ['<!-- a -->', ''],
    ['<!-- a -->b<!-- c -->', 'b'],
    ['a<!-- never closed', 'a'],
    ['no comment', 'no comment'],
  ])('%s', (text, shown) => {
    expect(withoutComments(text)).toBe(shown);
  });

  it('hide nothing that stands behind them', () => {
    expect(readThread('', '<!-- Please fill in -->The page is empty.\nAlways.').prose).toBe(
      'The page is empty.\nAlways.',
    );
  });
});
