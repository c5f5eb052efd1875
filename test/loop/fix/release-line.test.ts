import { describe, expect, it } from 'vitest';
import {
  countsFor,
  packageNames,
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
    // Another line, though its versions are higher.
    ['core@1.5.0', null],
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
    const names = packageNames([], monorepo);
    expect(packagesOfPaths(['packages/core/src/a.ts', 'README.md'], names)).toEqual(['core']);
    expect(packagesOfPaths(['packages/core-extra/a.ts'], names)).toEqual(['core-extra']);
    expect(packagesOfPaths(['libs/core/a.ts'], ['@acme/core'])).toEqual(['@acme/core']);
  });

  it.each([
    ['@acme/gate@1.4.0', '@acme/gate'],
    ['gate@1.4.0-rc.1', 'gate'],
    ['core@1.0.0', 'core'],
    ['v1.4.0', null],
    ['gate-v1.4.0', null],
    ['@1.4.0', null],
  ])('%s is of %s', (tag, name) => expect(packageOfTag(tag, monorepo)).toBe(name));

  it('are those of the config and of the tags, but not the repository itself', () => {
    const tags = ['core@1.0.0', '@acme/gate@1.4.0', '@acme/gate@1.5.0', 'widgets@2.0.0', 'v1.0.0'];
    expect(packageNames(tags, monorepo)).toEqual(['core', 'core-extra', '@acme/gate']);
    expect(countsFor(release('@acme/fence@1.0.0', 1), ['@acme/gate'], rules)).toBe(false);
    expect(countsFor(release('@acme/gate@1.0.0', 1), ['@acme/gate'], rules)).toBe(true);
  });
});
