import { describe, expect, it } from 'vitest';
import {
  countsFor,
  packageOfTag,
  packagesOfPaths,
  previousRelease,
} from '../../../src/loop/fix/release-line.ts';
import { at, release } from './records.ts';

const rules = { repository: 'widgets', packages: {}, prereleases: false };
const monorepo = { ...rules, packages: { core: 'core@', 'core-extra': 'core-extra@' } };

describe('the release before', () => {
  const all = ['v1.3.0', 'v1.4.0-rc.1', 'v1.4.0', 'v1.4.1', 'v2.0.0'].map((tag, n) => release(tag, n));
  const previous = (tag: string, prereleases = false) =>
    previousRelease(all.find((each) => each.tag === tag) ?? release(tag, 50), all, prereleases)?.tag ?? null;

  it.each([
    ['v1.3.0', null],
    ['v1.4.0', 'v1.3.0'],
    ['v1.4.0-rc.1', 'v1.3.0'],
    ['v2.0.0', 'v1.4.1'],
    // A backport that comes after the next major release.
    ['v1.4.2', 'v1.4.1'],
    ['core@1.0.0', null],
  ])('of %s is %s', (tag, expected) => expect(previous(tag)).toBe(expected));

  it('is a prerelease where these count', () => expect(previous('v1.4.0', true)).toBe('v1.4.0-rc.1'));

  it('is by time where tags are no versions', () => {
    const named = ['spring', 'summer', 'autumn'].map((tag, n) => release(tag, n));
    expect(previousRelease(release('autumn', 2), named, false)?.tag).toBe('summer');
  });

  it('is none that was deleted', () => {
    const gone = release('v1.3.0', 1, { goneAt: at(2) });
    expect(previousRelease(release('v1.4.0', 3), [gone], false)).toBeNull();
  });
});

describe('what counts', () => {
  it.each([
    ['a stable one', release('v1.4.0', 1), [], rules, true],
    ['a prerelease', release('v1.4.0-rc.1', 1), [], rules, false],
    ['a prerelease by config', release('v1.4.0-rc.1', 1), [], { ...rules, prereleases: true }, true],
    ['a deleted one', release('v1.4.0', 1, { goneAt: at(2) }), [], rules, false],
    ['the package', release('core@1.0.0', 1), ['core'], monorepo, true],
    ['another package', release('core-extra@1.0.0', 1), ['core'], monorepo, false],
    ['a change of no package', release('core@1.0.0', 1), [], monorepo, true],
    ['a tag of no package', release('v1.0.0', 1), ['core'], monorepo, true],
    [
      'another prefix than the repository’s',
      release('v1.0.0', 1),
      [],
      { ...rules, packages: { Widgets: 'w@' } },
      false,
    ],
  ])('%s', (_, made, packages, by, expected) => expect(countsFor(made, packages, by)).toBe(expected));

  it('is found by tag and by path', () => {
    expect(packageOfTag('core-extra@1.0.0', monorepo)).toBe('core-extra');
    expect(packageOfTag('v1.0.0', monorepo)).toBeNull();
    expect(packagesOfPaths(['packages/core/src/a.ts', 'README.md'], monorepo)).toEqual(['core']);
    expect(packagesOfPaths(['packages/core-extra/a.ts'], monorepo)).toEqual(['core-extra']);
    expect(
      packagesOfPaths(['libs/core/a.ts'], { ...rules, packages: { '@acme/core': '@acme/core@' } }),
    ).toEqual(['@acme/core']);
  });
});
