import { describe, expect, it } from 'vitest';
import { mayMean, otherSpelling, releaseSaid } from '../../../src/loop/fix/release-said.ts';
import { at, release } from './records.ts';

/** The tag that is meant, of releases that came out one after the other from moment 0; said at moment 2. */
function meant(word: string, tags: string[], saidAt = 2): string | null {
  const releases = tags.map((tag, n) => release(tag, n));
  return releaseSaid({ word, at: at(saidAt) }, 12, releases)?.tag ?? null;
}

describe('the release that somebody names', () => {
  it.each<[string, string[], string | null]>([
    ['v1.4.0', ['v1.3.0', 'v1.4.0'], 'v1.4.0'],
    ['V1.4.0', ['v1.4.0'], 'v1.4.0'],
    ['1.4.0', ['v1.4.0', 'v1.4.1'], 'v1.4.0'],
    ['v1.4.0', ['1.4.0'], '1.4.0'],
    ['1.4', ['v1.4.0'], 'v1.4.0'],
    ['1.4.0', ['v1.4.0', '1.4.0'], '1.4.0'],
    ['1.4.0', ['v1.4.0-rc.1', 'v1.4.1'], null],
    ['1.4.0', ['core@1.4.0', 'v1.4.0'], 'v1.4.0'],
    ['1.4.0', ['core@1.4.0'], 'core@1.4.0'],
    ['1.4.0', ['core@1.4.0', 'gate@1.4.0'], null],
    ['gate@1.4.0', ['core@1.4.0', 'gate@v1.4.0'], 'gate@v1.4.0'],
    ['gate@1.4.0', ['core@1.4.0', 'v1.4.0'], null],
    ['nightly', ['v1.4.0', 'Nightly'], 'Nightly'],
    ['soon', ['v1.4.0'], null],
  ])('%s of %j is %s', (word, tags, expected) => expect(meant(word, tags)).toBe(expected));

  it('is none with another prefix that came out later, and no such takes it away', () => {
    expect(meant('1.4.0', ['v1.0.0', 'core@1.4.0'], 0)).toBeNull();
    expect(meant('1.4.0', ['core@1.4.0', 'gate@1.4.0'], 0)).toBe('core@1.4.0');
    expect(meant('1.4.0', ['v1.0.0', 'v1.4.0'], 0)).toBe('v1.4.0');
  });

  it('is the one that is there, of two with one tag', () => {
    const [gone, there] = [{ ...release('v1.4.0', 0), goneAt: at(1) }, release('v1.4.0', 3)];
    expect(releaseSaid({ word: '1.4.0', at: at(2) }, 12, [gone, there])).toBe(there);
    expect(releaseSaid({ word: '1.4.0', at: at(2) }, 12, [gone])).toBe(gone);
    expect(releaseSaid({ word: '1.4.0', at: at(2) }, 13, [there])).toBeNull();
  });

  it('may be asked for by its other spelling', () => {
    expect(['1.4.0', 'v1.4.0', 'core@1.4.0', 'vague'].map(otherSpelling)).toEqual([
      'v1.4.0',
      '1.4.0',
      null,
      null,
    ]);
    expect(mayMean('1.4.0', 'core@1.4.0')).toBe(true);
    expect(mayMean('gate@1.4.0', 'core@1.4.0')).toBe(false);
  });
});
