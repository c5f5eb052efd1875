import { describe, expect, it } from 'vitest';
import { compareVersions, tagVersion } from '../../../src/loop/fix/version.ts';

describe('versions', () => {
  it.each([
    ['v1.4.0', 'v', [1, 4, 0], ''],
    ['1.4', '', [1, 4], ''],
    ['core@1.4.0-rc.1', 'core@', [1, 4, 0], 'rc.1'],
    ['@acme/core@2.0.0', '@acme/core@', [2, 0, 0], ''],
    ['release-2026.11.3', 'release-', [2026, 11, 3], ''],
    ['v1.4.0b2', 'v', [1, 4, 0], 'b2'],
    ['v2.0.0-beta', 'v', [2, 0, 0], 'beta'],
    ['v1.4.0+build.5', 'v', [1, 4, 0], ''],
  ])('%s', (tag, line, numbers, prerelease) =>
    expect(tagVersion(tag)).toEqual({ line, numbers, prerelease }),
  );

  it.each(['latest', 'nightly', ''])('%s is none', (tag) => expect(tagVersion(tag)).toBeNull());

  it('are ordered', () => {
    const tags = [
      'v0.9',
      'v1.0.0-alpha',
      'v1.0.0-alpha.1',
      'v1.0.0-beta',
      'v1.0.0-rc1',
      'v1.0.0-rc.2',
      'v1.0.0-rc.10',
      'v1.0.0',
      'v1.0.1',
      'v1.10.0',
    ];
    const versions = tags.map((tag) => tagVersion(tag) ?? { numbers: [], prerelease: '' });
    for (const [at, one] of versions.entries())
      for (const [other, two] of versions.entries())
        expect(Math.sign(compareVersions(one, two))).toBe(Math.sign(at - other));
  });
});
