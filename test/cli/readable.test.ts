import { describe, expect, it } from 'vitest';
import { readableMarkdown } from '../../src/cli/readable.ts';
import { escapeLine } from '../../src/loop/render/escape.ts';

describe('Markdown on a terminal', () => {
  it('shows no hidden marker, and folded parts without their tags', () => {
    const markdown =
      '- [ ] fix <!-- fullcircle:box:fix:c1 -->\n- Owner: _nobody yet_ <!-- fullcircle:owner:c1 -->\n\n<details><summary>More</summary>\n\ntext\n\n</details>\n\n<!-- fullcircle:triage:2026-W10 -->';
    expect(readableMarkdown(markdown)).toBe('- [ ] fix\n- Owner: _nobody yet_\n\nMore\n\ntext');
  });

  it.each([
    '`make` <b>fails</b> & a_b|c',
    '1. first',
    'a \\* b',
    '&lt; is an entity',
    '- no list',
    '[x] ~y~',
  ])('shows %s as it was written', (text) => {
    expect(readableMarkdown(escapeLine(text))).toBe(text);
  });
});
