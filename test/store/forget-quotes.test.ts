import { describe, expect, it } from 'vitest';
import { ownTextsWithout, type Traces, wordsWithout } from '../../src/store/installation/forget-quotes.ts';

const TITLE = 'The gate is stuck in the mud';
const traces: Traces = {
  person: { ids: [4711], logins: ['mira'] },
  threads: new Set(['acme/core#1']),
  titles: [TITLE],
  words: [],
};

describe('a payload that quotes somebody who is forgotten', () => {
  const body = `<!-- fullcircle:why:1-2 -->\n${TITLE}`;
  const payload = (type: string) => ({ comment: { user: { id: 5, login: 'x', type }, body } });

  it('loses the words of the app', () => {
    expect(ownTextsWithout(payload('Bot'), traces)).toMatchObject({ comment: { body: '' } });
    expect(ownTextsWithout({ changes: { body: { from: body } } }, traces)).toEqual({
      changes: { body: { from: '' } },
    });
  });

  it('keeps what a human wrote, though it bears the marker of the app', () => {
    expect(ownTextsWithout(payload('User'), traces)).toEqual(payload('User'));
  });
});

describe('a text without somebody', () => {
  it.each([
    ['mira, <!-- mira --> and mira', 'ghost, <!-- mira --> and ghost'],
    ['<!-- mira\nmira --><!-- mira -->mira', '<!-- mira\nmira --><!-- mira -->ghost'],
    ['mira <!-- is never closed, mira', 'ghost <!-- is never closed, ghost'],
    ['<!--> mira -->', '<!--> mira -->'],
    [`${TITLE} of mira`, '(forgotten) of ghost'],
  ])('%j', (text, left) => {
    expect(wordsWithout(text, traces)).toBe(left);
  });
});
