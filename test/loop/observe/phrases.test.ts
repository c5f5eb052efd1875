import { describe, expect, it } from 'vitest';
import { PhraseTable } from '../../../src/loop/observe/phrases.ts';
import { wordsOf } from '../../../src/loop/observe/words.ts';

function found(phrase: string, text: string): string[] {
  return new PhraseTable([[phrase, true]])
    .find(wordsOf(text))
    .map(({ start, end }) => text.slice(start, end));
}

describe('PhraseTable', () => {
  it.each([
    ['after upgrad*', 'It broke after upgrading.', ['after upgrading']],
    ['works|worked in <version>', 'It worked in 3.1', ['worked in 3.1']],
    ['can not __ install', 'I cannot for my life install it', ['cannot for my life install']],
    ['can not __ install', 'I cannot do that, sadly, in any way install it', []],
    ['no longer', 'No. Longer texts', []],
    ['^ fix', 'Fix this. We fix that', ['Fix']],
    ['is it dead $', 'Is it dead? It is dead', ['Is it dead']],
    ['since [the] update', 'since update, since the update', ['since update', 'since the update']],
    ['to _ it', 'to fix it; to it', ['to fix it']],
    ['to _ it', 'what to', []],
    ['fix [it]', 'we fix', ['fix']],
  ])('finds %j in %j', (phrase, text, quotes) => {
    expect(found(phrase, text)).toEqual(quotes);
  });

  it.each(['_ a', '__ a', '[a] b', 'ab*', '$'])('refuses %j, which could begin anywhere', (phrase) => {
    expect(() => new PhraseTable([[phrase, true]])).toThrow('begins too vaguely');
  });

  it('does work in proportion to the text, whatever the text', () => {
    const table = new PhraseTable([['a __ a __ a __ b', true]]);
    const steps = (words: number): number => {
      let reads = 0;
      const list = wordsOf('a '.repeat(words)).map(
        (word) =>
          new Proxy(word, {
            get: (target, key) => {
              reads += 1;
              return Reflect.get(target, key);
            },
          }),
      );
      table.find(list);
      return reads;
    };
    expect(steps(1_000)).toBeLessThan(steps(100) * 12);
    expect(steps(1_000)).toBeLessThan(1_000 * 1_000);
  });
});
