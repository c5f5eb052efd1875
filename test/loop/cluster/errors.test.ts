import { describe, expect, it } from 'vitest';
import { prepare } from '../../../src/loop/cluster/document.ts';
import { errorWords, nearestError } from '../../../src/loop/cluster/errors.ts';

const STATISTICS = {
  items: 1_000,
  documentFrequency: new Map([
    ['typeerror', 200],
    ['open', 300],
    ['gizmo', 3],
    ['panel', 5],
  ]),
};
const linesOf = (...errors: string[]) =>
  errorWords(prepare({ title: 'It fails', body: errors.map((error) => `\`${error}\``).join('\n\n') }));
const nearest = (ours: readonly string[], theirs: readonly string[]) =>
  nearestError(linesOf(...ours), linesOf(...theirs), STATISTICS);

describe('nearestError', () => {
  it('is 1 for the same line, and says how much that is', () => {
    const { similarity, information, rarest } = nearest(
      ['TypeError: gizmo is lost'],
      ['TypeError: gizmo is lost'],
    );
    expect(similarity).toBe(1);
    expect(information).toBeGreaterThan(1);
    expect(rarest).toBeGreaterThan(0.7);
  });

  it('lies between for lines that share some words', () => {
    const { similarity, error } = nearest(
      ['TypeError: gizmo panel cannot open'],
      ['TypeError: gizmo window cannot open'],
    );
    expect(similarity).toBeGreaterThan(0.2);
    expect(similarity).toBeLessThan(0.9);
    expect(error).toBe('typeerror: gizmo panel cannot open');
  });

  it('is nothing for lines that share no word, and where a side has no line', () => {
    const none = { similarity: 0, information: 0, rarest: 0, error: null };
    expect(nearest(['TypeError: gizmo is lost'], ['SyntaxError: brace expected'])).toMatchObject(none);
    expect(nearest(['TypeError: gizmo is lost'], [])).toMatchObject(none);
    expect(nearest([], ['TypeError: gizmo is lost'])).toMatchObject(none);
  });

  it('is nothing for different lines of function words alone', () => {
    const line = (error: string) => [{ error, words: new Set<string>() }];
    expect(nearestError(line('error: to it'), line('error: of it'), STATISTICS)).toMatchObject({
      similarity: 0,
      error: null,
    });
  });

  it('takes the pair that agrees most', () => {
    const { error } = nearest(
      ['TypeError: cannot open', 'SyntaxError: gizmo panel is broken'],
      ['TypeError: will open', 'SyntaxError: gizmo panel is broken'],
    );
    expect(error).toBe('syntaxerror: gizmo panel is broken');
  });

  it('finds nothing rare in a failure that is anybody’s', () => {
    const line = 'Error: stack overflow in gizmo';
    expect(nearest([line], [line])).toMatchObject({ similarity: 1, rarest: 0 });
  });
});
