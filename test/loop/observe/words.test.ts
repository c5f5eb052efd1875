import { describe, expect, it } from 'vitest';
import { BREAK, isVersionWord, WORDS_MAX, wordsOf } from '../../../src/loop/observe/words.ts';

describe('wordsOf', () => {
  it.each([
    ['I can’t install it', ['i', 'can', 'not', 'install', 'it']],
    ['react@15.4.0 (C#)', ['react', '15.4.0', 'c#']],
    ['see #12, @bob', ['see', '#ref', '@name']],
    ['mail a@b.c', ['mail', 'a', 'b.c']],
    ['One. Two?', ['one', BREAK, 'two', '?', BREAK]],
    ['安装 fails', ['安', '装', 'fails']],
    ['...!!!', []],
    ["it's don't we'd", ["it's", 'do', 'not', 'we', 'would']],
  ])('cuts %j', (text, words) => {
    expect(wordsOf(text).map((word) => word.text)).toEqual(words);
  });

  it('knows where each word stands', () => {
    const text = 'Say “Hello-World”, v2!';
    for (const { text: word, start, end } of wordsOf(text)) {
      if (word !== BREAK) expect(text.slice(start, end).toLowerCase()).toBe(word);
    }
  });

  it('stops at its limit', () => {
    expect(wordsOf('a '.repeat(WORDS_MAX * 2)).length).toBeLessThanOrEqual(WORDS_MAX + 2);
  });
});

describe('isVersionWord', () => {
  it.each(['3.2', 'v1', '1.0.0-rc.1', '15.x'])('takes %s', (word) => expect(isVersionWord(word)).toBe(true));
  it.each(['3', 'version', '1/2.0', 'vue', '127.0.0.1', ''])('refuses %j', (word) =>
    expect(isVersionWord(word)).toBe(false),
  );
});
